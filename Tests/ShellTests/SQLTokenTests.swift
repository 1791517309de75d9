import Testing

@testable import Shell

struct SQLTokenTests {
  @Test(
    "a statement falls into its words and signs",
    arguments: [
      ("SELECT a.b", ["SELECT", "a", ".", "b"]),
      ("x='it''s; here' ;", ["x", "=", "'it''s; here'", ";"]),
      ("-- note\nSELECT", ["-- note", "SELECT"]), ("/* a; b */ x", ["/* a; b */", "x"]),
      (
        "\"odd \"\"name\"\"\" [an other] `third`",
        ["\"odd \"\"name\"\"\"", "[an other]", "`third`"]
      ),
      (":id @x $y ?1", [":id", "@x", "$y", "?1"]), ("été 図書", ["été", "図書"]), ("", []),
    ])
  func texts(_ sql: String, _ expected: [String]) {
    #expect(SQLToken.all(of: sql).map(\.text) == expected)
  }

  @Test(
    "what is not closed is said to be open",
    arguments: ["'abc", "\"abc", "`a", "[a", "/* a", "-- a", "'it''"])
  func open(_ sql: String) {
    #expect(SQLToken.all(of: sql).last?.isClosed == false)
  }

  @Test(
    "a quoted name is known without its quotes",
    arguments: [
      ("\"a \"\"b\"\"\"", "a \"b\""), ("[a b]", "a b"), ("`a``b`", "a`b"), ("plain", "plain"),
    ])
  func name(_ sql: String, _ expected: String) {
    #expect(SQLToken.all(of: sql).first?.name == expected)
  }

  @Test("tokens begin where they say, in bytes")
  func starts() {
    #expect(SQLToken.all(of: "図 = x").map(\.start) == [0, 4, 6])
  }

  @Test(
    "the tables of a statement, and what they are called",
    arguments: [
      ("SELECT * FROM portfolio p JOIN bib AS b ON 1", ["portfolio p", "bib b"]),
      ("SELECT 1 FROM a, b x, \"odd one\" WHERE y", ["a", "b x", "odd one"]),
      ("UPDATE main.setting SET value = 1", ["setting"]), ("DELETE FROM t WHERE 1", ["t"]),
      ("SELECT * FROM (SELECT * FROM inner_one) o", ["inner_one"]),
      ("INSERT INTO t (a) VALUES (1)", ["t"]),
    ])
  func tables(_ sql: String, _ expected: [String]) {
    let found = TableReference.all(in: SQLToken.all(of: sql))
    #expect(
      found.map { [$0.name, $0.alias].compactMap(\.self).joined(separator: " ") } == expected)
  }

  @Test("WITH defines tables, some with columns")
  func commonTables() {
    let sql = """
      WITH RECURSIVE c (n, m) AS (SELECT 1, 2), other AS MATERIALIZED (SELECT x AS y FROM z)
      SELECT count(*) AS many FROM c
      """
    #expect(
      TableReference.commonTables(in: SQLToken.all(of: sql)) == ["c": ["n", "m"], "other": []])
  }
}

struct DestructionTests {
  @Test(
    "what takes away is asked about",
    arguments: [
      ("DELETE FROM bib", "ALL rows of bib"), ("delete from bib where 1", "the rows that it names"),
      ("DROP TABLE bib;", "TABLE bib"), ("UPDATE bib SET title = ''", "ALL rows of bib"),
      ("WITH x AS (SELECT 1) DELETE FROM bib", "ALL rows of bib"),
      ("/* DELETE */ DROP VIEW v", "VIEW v"),
      ("UPDATE bib SET title = (SELECT x FROM t WHERE t.id = bib.id)", "ALL rows of bib"),
    ])
  func asked(_ sql: String, _ words: String) throws {
    #expect(try #require(Destruction.question(of: sql)).contains(words))
  }

  @Test(
    "what adds or reads is not",
    arguments: [
      "SELECT 'DELETE FROM bib'", "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1 WHERE b = 2",
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END", "-- DROP TABLE x\nSELECT 1",
      "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 2",
    ])
  func notAsked(_ sql: String) {
    #expect(Destruction.question(of: sql) == nil)
  }
}
