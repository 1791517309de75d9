import Foundation
import TestSupport
import Testing

struct OutputTests {
  private static let sql = """
    SELECT 1 AS number, 'a,b' AS text, 'say "hé" — 図' AS quoted, NULL AS absent, \
    '00123' AS id, 'two' || char(10) || 'lines' AS lines, 1.5 AS part
    UNION ALL SELECT 2, '', 'plain', '', '9910000000011234', 'x', -0.25
    """
  private static let columns = ["number", "text", "quoted", "absent", "id", "lines", "part"]
  private static let expected = [
    ["1", "a,b", "say \"hé\" — 図", "", "00123", "two\nlines", "1.5"],
    ["2", "", "plain", "", "9910000000011234", "x", "-0.25"],
  ]

  private func rows(_ format: String) throws -> String {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", Self.sql, "--format", format, "--quiet")
    try #require(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err == "")
    return outcome.out
  }

  @Test("CSV gives every value back")
  func csv() throws {
    let text = try rows("csv")
    let rows = try CSVRows.read(text)
    #expect(text.hasPrefix(Self.columns.joined(separator: ",") + "\r\n"))
    #expect(rows.map { row in Self.columns.map { row[$0] ?? "missing" } } == Self.expected)
  }

  @Test("CSV is what comes where the output is no terminal")
  func piped() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", Self.sql, "--quiet")
    #expect(outcome.out == (try rows("csv")))
  }

  @Test("TSV has a line a row; tabs and line ends in a cell are blanks")
  func tsv() throws {
    let lines = try rows("tsv").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let expected = Self.expected.map { $0.map { $0.replacing("\n", with: " ") } }
    #expect(lines == [Self.columns] + expected)
  }

  private func check(_ objects: [[String: Any]]) throws {
    try #require(objects.count == 2)
    for (object, expected) in zip(objects, Self.expected) {
      #expect(object.keys.sorted() == Self.columns.sorted())
      #expect((object["number"] as? NSNumber)?.stringValue == expected[0])
      #expect((object["part"] as? NSNumber)?.doubleValue == Double(expected[6]))
      for (index, name) in Self.columns.enumerated() where ![0, 3, 6].contains(index) {
        #expect(object[name] as? String == expected[index], "\(name)")
      }
    }
    #expect(objects[0]["absent"] is NSNull)
    #expect(objects[1]["absent"] as? String == "")
  }

  @Test("JSON is one array of objects; ids stay text, NULL is null")
  func json() throws {
    let data = Data(try rows("json").utf8)
    try check(try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]]))
  }

  @Test("NDJSON is one object a line")
  func ndjson() throws {
    let objects = try rows("ndjson").split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    try check(objects)
  }

  @Test("a table has the columns, a rule and a line a row, and cuts nothing in a pipe")
  func table() throws {
    let lines = try rows("table").split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0].split(separator: " ").map(String.init) == Self.columns)
    #expect(lines[1].allSatisfy { $0 == "-" || $0 == " " })
    #expect(lines[1].split(separator: " ").count == Self.columns.count)
    for (line, row) in zip(lines.dropFirst(2), Self.expected) {
      for value in row where !value.isEmpty {
        #expect(line.contains(value.replacing("\n", with: " ")))
      }
    }
  }

  @Test(
    "a result without rows is still whole in every format",
    arguments: [
      ("csv", "a,b\r\n"), ("tsv", "a\tb\n"), ("json", "[]\n"), ("ndjson", ""),
      ("markdown", "| a | b |\n| --- | --- |\n"), ("line", ""), ("table", "a  b\n-  -\n"),
    ])
  func empty(_ format: String, _ expected: String) throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac(
      "sql", "SELECT 1 AS a, 2 AS b WHERE 0", "--format", format, "--quiet")
    #expect(outcome.code == 0)
    #expect(outcome.out == expected)
  }

  @Test(
    "--output writes what the screen would show, in the format that its suffix says",
    arguments: [
      ("rows.csv", "csv"), ("rows.tsv", "tsv"), ("rows.json", "json"), ("rows.ndjson", "ndjson"),
      ("rows.txt", "table"), ("rows", "csv"), ("rows.md", "markdown"), ("rows.TAB", "tsv"),
    ])
  func file(_ name: String, _ format: String) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let outcome = try sandbox.almanac("sql", Self.sql, "--output", name, "--quiet")
    #expect(outcome.code == 0)
    #expect(outcome.out == "")
    #expect(outcome.err == "")
    #expect(String(decoding: try sandbox.bytes(name), as: UTF8.self) == (try rows(format)))
    #expect(try sandbox.files() == (before + [name]).sorted())
  }

  @Test("a file that is there is not written over, unless --force says so")
  func force() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write("rows.csv", "mine\n")
    let refused = try sandbox.almanac("sql", "SELECT 1 AS a", "--output", "rows.csv", "--quiet")
    #expect(refused.code == 73)
    expectOneSentence(refused, "rows.csv", "--force")
    #expect(try sandbox.bytes("rows.csv") == Data("mine\n".utf8))
    let forced = try sandbox.almanac(
      "sql", "SELECT 1 AS a", "--output", "rows.csv", "--force", "--quiet")
    #expect(forced.code == 0)
    #expect(try sandbox.bytes("rows.csv") == Data("a\r\n1\r\n".utf8))
  }

  @Test(
    "a statement that fails leaves no file, and the file that was there as it was",
    arguments: [
      "SELECT nonsense", "SELECT abs(-9223372036854775808)",
      "SELECT value FROM (SELECT 1 AS value UNION ALL SELECT abs(-9223372036854775808))",
    ])
  func failing(_ sql: String) throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write("old.csv", "mine\n")
    let before = try sandbox.files()
    for name in ["new.csv", "old.csv"] {
      let outcome = try sandbox.almanac("sql", sql, "--output", name, "--force", "--quiet")
      #expect(outcome.code == 65)
      expectOneSentence(outcome)
    }
    #expect(try sandbox.files() == before)
    #expect(try sandbox.bytes("old.csv") == Data("mine\n".utf8))
  }

  @Test(
    "--limit prints so many rows and says that there are more",
    arguments: [
      ("0", 0, true), ("1", 1, true), ("2", 2, false), ("99", 2, false),
    ])
  func limit(_ limit: String, _ count: Int, _ isCut: Bool) throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", Self.sql, "--limit", limit, "--format", "ndjson")
    #expect(outcome.out.split(separator: "\n").count == count)
    #expect(outcome.err.contains("more were left off by --limit") == isCut)
    #expect(outcome.err.contains(count == 1 ? "1 row;" : "\(count) rows"))
  }

  @Test("answers of a named query are data on stdout; what to do next is said on stderr")
  func talk() throws {
    let sandbox = try Sandbox.loaded()
    let loud = try sandbox.almanac("run", "migration/asked-vs-made")
    let quiet = try sandbox.almanac("run", "migration/asked-vs-made", "--quiet")
    #expect(loud.code == 0)
    #expect(quiet.code == 0)
    #expect(quiet.err == "")
    #expect(loud.out == quiet.out)
    #expect(loud.err.contains("Then: "))
    #expect(loud.err.contains("no po-lines are loaded") == false)
    let rows = try CSVRows.read(quiet.out)
    #expect(rows.compactMap { $0["ils_bib_id"] }.sorted() == ["100035", "100046"])
  }

  @Test("the ledger of an import goes to stderr, and --quiet keeps even that")
  func importTalk() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let loud = try sandbox.almanac("import", "p2e.csv")
    #expect(loud.out == "")
    #expect(loud.err.contains("2 read = 2 kept + 0 rejected + 0 blank + 0 left out"))
    let again = try sandbox.almanac("import", "p2e.csv")
    #expect(again.code == 0)
    #expect(again.err.contains("skipped"))
    let quiet = try sandbox.almanac("import", "p2e.csv", "--again", "--quiet")
    #expect(quiet.code == 0)
    #expect(quiet.out + quiet.err == "")
  }
}
