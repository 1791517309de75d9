import Foundation
import TestSupport
import Testing

/// The console without a person: a pipe or a file.
struct ReplPipeTests {
  @Test("results alone come out, one after another, and nothing is said")
  func results() throws {
    let outcome = try Sandbox.loaded().repl(
      "-- a note\nSELECT 1 AS a;\n\nSELECT 2 AS b\n;SELECT 3 AS c; /* done */\nSELECT 4 AS d",
      "--quiet")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out == "a\r\n1\r\nb\r\n2\r\nc\r\n3\r\nd\r\n4\r\n")
    #expect(outcome.err == "")
  }

  @Test(
    "the first error ends it, with its line and its code",
    arguments: [
      ("SELECT 1 AS a;\n\nSELECT\n  nonsense;\nSELECT 2;", 4, 65, "no such column: nonsense"),
      ("SELEC 1;", 1, 65, "Did you mean SELECT?"),
      ("SELECT 1;\nSELECT * FROM settting;", 2, 65, "Did you mean setting?"),
      ("SELECT isbn12('x');", 1, 65, "Did you mean isbn13?"),
      ("\n.tabels\n", 2, 64, "Did you mean .tables?"), (".mode pdf", 1, 64, "Write: .mode"),
      (".read nothing.sql", 1, 66, "nothing.sql"), ("SELECT :word;", 1, 65, ".param word=VALUE"),
      (".run nothing/here", 1, 64, "no query"),
      ("SELECT 1;\u{0}", 1, 65, "NUL"), (".once p2e.csv\nSELECT 1;", 2, 73, "--force"),
      (".as-of yesterday", 1, 64, "YYYY-MM-DD"), (".as-of 1999-01-01", 1, 65, "Nothing is loaded"),
      (".save", 1, 64, ".save GROUP/NAME"), (".set orphans/bibs", 1, 64, "--output DIR"),
      (".set orphans/bibs state --output sets", 1, 64, "NAME=VALUE"), (".edit", 1, 65, "terminal"),
      (".schema settting", 1, 65, "setting"),
    ])
  func errors(_ lines: String, _ line: Int, _ code: Int32, _ words: String) throws {
    let outcome = try Sandbox.loaded().repl(lines + "\nSELECT 'too far';", "--quiet")
    #expect(outcome.code == code, "\(outcome.err)")
    #expect(outcome.err.hasPrefix("almanac: line \(line): "), "\(outcome.err)")
    #expect(outcome.err.contains(words), "\(outcome.err)")
    #expect(!outcome.out.contains("too far"))
    for bad in ["SQLite error", "Fatal", "NSError"] { #expect(!outcome.err.contains(bad)) }
  }

  @Test("a statement that the end of the pipe cuts off is an error of its line")
  func cutOff() throws {
    let outcome = try Sandbox.loaded().repl("SELECT 1 AS a;\nSELECT 'open\n\n", "--quiet")
    #expect(outcome.code == 65)
    #expect(outcome.out == "a\r\n1\r\n")
    #expect(outcome.err.hasPrefix("almanac: line 2: unrecognized token"), "\(outcome.err)")
  }

  @Test("a file that is read in counts its own lines")
  func read() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write("good.sql", "\u{FEFF}SELECT 1 AS a;\r\nSELECT 2 AS b;\r\n")
    try sandbox.write("bad.sql", "SELECT 1 AS a;\nSELECT nonsense;\n")
    #expect(
      try sandbox.repl(".read good.sql\nSELECT 3 AS c;").out == "a\r\n1\r\nb\r\n2\r\nc\r\n3\r\n")
    let outcome = try sandbox.repl("\n\n\n.read bad.sql\n", "--quiet")
    #expect(outcome.err.hasPrefix("almanac: line 2: no such column"))
    try sandbox.write("self.sql", ".read self.sql\n")
    #expect(try sandbox.repl(".read self.sql").err.contains("ten deep"))
  }

  @Test(
    "what would change the database or reach another file is refused",
    arguments: [
      "DELETE FROM setting;", "UPDATE setting SET value = 'accept';", "CREATE TABLE t (x);",
      "CREATE TEMP TABLE t (x);", "CREATE TEMP VIEW v AS SELECT 1;", "DROP VIEW current_bib;",
      "ATTACH 'other.db' AS other;", "ATTACH ':memory:' AS m;", "VACUUM;", "VACUUM INTO 'copy.db';",
      "PRAGMA writable_schema = 1;", "PRAGMA query_only = 0;", "PRAGMA journal_mode = WAL;",
      "PRAGMA journal_mode(WAL);", "PRAGMA user_version = 5;", "PRAGMA temp_store_directory = '.';",
      "PRAGMA trusted_schema = 1;", "PRAGMA optimize;", "PRAGMA wal_checkpoint;", "REINDEX;",
      "SELECT load_extension('evil');", "SELECT readfile('p2e.csv');", "ANALYZE;",
      "SELECT writefile('x.csv', 'x');", "SELECT edit('x');", "DETACH main;",
      "BEGIN IMMEDIATE; DELETE FROM setting; COMMIT;", "WITH t AS (SELECT 1) DELETE FROM setting;",
      "EXPLAIN DELETE FROM setting;", "CREATE VIRTUAL TABLE f USING fts5 (x);",
      "INSERT INTO setting SELECT * FROM setting;", ".explain DELETE FROM setting",
      "ALTER TABLE setting ADD COLUMN x;", "SELECT fts3_tokenizer('x', x'00');",
    ])
  func attacks(_ sql: String) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.bytes("almanac.db")
    let files = try sandbox.files()
    let outcome = try sandbox.repl(sql)
    #expect(outcome.code == 65, "\(outcome.out)\(outcome.err)")
    #expect(outcome.err != "")
    #expect(try sandbox.bytes("almanac.db") == before)
    #expect(try sandbox.files() == files)
  }

  @Test(
    "a value that would fill the memory is refused, not the machine",
    arguments: ["SELECT zeroblob(1000000000);", "SELECT hex(zeroblob(40000000));"])
  func tooLong(_ sql: String) throws {
    let outcome = try Sandbox.loaded().repl(sql)
    #expect(outcome.code == 65)
    #expect(outcome.err.contains("too big"), "\(outcome.err)")
  }

  @Test("--write changes the database, also in transactions of one's own")
  func write() throws {
    let sandbox = try Sandbox.loaded()
    let change = "UPDATE setting SET value = 'accept' WHERE name = 'closed-orders';"
    let select = "SELECT value FROM setting WHERE name = 'closed-orders'"
    #expect(try sandbox.repl("BEGIN;\n\(change)\nROLLBACK;\n", "--write").code == 0)
    #expect(try sandbox.sql(select)[0]["value"] == "block")
    #expect(try sandbox.repl("BEGIN;\n\(change)\nCOMMIT;\n", "--write").code == 0)
    #expect(try sandbox.sql(select)[0]["value"] == "accept")
    let outcome = try sandbox.repl("PRAGMA writable_schema = 1;", "--write")
    #expect(outcome.code == 65)
    #expect(outcome.err.contains("unreadable"))
  }

  @Test(
    "--write does not reach what makes the file another program's, or breaks it",
    arguments: ["application_id = 5", "schema_version = 9", "journal_mode = OFF"])
  func barred(_ setting: String) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.bytes("almanac.db")
    #expect(try sandbox.repl("PRAGMA \(setting);", "--write").code == 65)
    #expect(try sandbox.repl("PRAGMA \(setting.prefix { $0 != " " });", "--write").code == 0)
    #expect(try sandbox.bytes("almanac.db") == before)
  }

  @Test("results go to a file once, or are gathered; a file is whole or not there")
  func files() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.repl(
      """
      .once one.json
      SELECT 1 AS a;
      SELECT 2 AS b;
      .output all.csv
      SELECT 3 AS c; SELECT 4 AS d;
      .output
      .once sheet.xlsx
      SELECT '0012' AS id;
      SELECT 5 AS e;
      """)
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out == "b\r\n2\r\ne\r\n5\r\n")
    #expect(try String(decoding: sandbox.bytes("one.json"), as: UTF8.self) == "[\n{\"a\":1}\n]\n")
    #expect(
      try String(decoding: sandbox.bytes("all.csv"), as: UTF8.self) == "c\r\n3\r\nd\r\n4\r\n")
    let sheets = try WorkbookRows.read(sandbox.path("sheet.xlsx"))
    #expect(sheets[0].rows == [["id"], ["0012"]])
    #expect(sheets[1].rows.contains { $0.first == "SQL" })
    let before = try sandbox.files()
    #expect(try sandbox.repl(".once bad.csv\nSELECT nonsense;").code == 65)
    #expect(try sandbox.repl(".once half.csv\nSELECT abs(-9223372036854775808);").code == 65)
    #expect(try sandbox.files() == before)
  }

  @Test("a script that fails leaves no file of results behind, and no part of a result in one")
  func gathered() throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let outcome = try sandbox.repl(".output all.csv\nSELECT 1 AS a;\nSELECT nonsense;", "--quiet")
    #expect(outcome.code == 65)
    #expect(outcome.err.contains("all.csv was not written"), "\(outcome.err)")
    #expect(try sandbox.files() == before)
  }

  @Test("a statement of very many lines is read in no time")
  func manyLines() throws {
    let rows = (1...20_000).map { "(\($0), 'a title; its rest')" }.joined(separator: ",\n")
    let start = ContinuousClock.now
    let outcome = try Sandbox.loaded().repl("SELECT count(*) AS n FROM (VALUES\n\(rows)\n);")
    #expect(outcome.out == "n\r\n20000\r\n", "\(outcome.err)")
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test(
    "who stops reading is told nothing, and a full disk is",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "needs bash"))
  func readerGone() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.almanac("match", "--quiet")
    try sandbox.write("many.sql", String(repeating: "SELECT 1;\n", count: 20_000))
    func shell(_ command: String) throws -> Outcome {
      try Program.run(
        ["-c", command], in: sandbox.folder, environment: ["ALMANAC": try Program.path()],
        executable: "/bin/bash")
    }
    let gone = try shell("\"$ALMANAC\" repl < many.sql | head -1; exit ${PIPESTATUS[0]}")
    #expect(gone.code == 0)
    #expect(gone.err == "")
    let full = try shell("\"$ALMANAC\" repl < many.sql > /dev/full")
    #expect(full.code == 74)
    #expect(full.err.hasPrefix("almanac: line 1: Writing standard output failed"), "\(full.err)")
  }

  @Test(".explain, .param, .schema, .tables, .snapshots and .help answer")
  func lookingAround() throws {
    let sandbox = try Sandbox.loaded()
    func out(_ line: String) throws -> String {
      let outcome = try sandbox.repl(line)
      #expect(outcome.code == 0, "\(outcome.err)")
      return outcome.out
    }
    #expect(try out(".explain SELECT * FROM setting WHERE name = 'x'").contains("SEARCH setting"))
    #expect(
      try out(".param id=007\n.param n=12\nSELECT typeof(:id) AS i, :id AS v, typeof(@n) AS n;")
        == "i,v,n\r\ntext,007,integer\r\n")
    #expect(try out(".schema setting").contains("setting: name, value, default_value, meaning"))
    #expect(try out(".tables setting") == "setting\nsetting_range\n")
    #expect(try out(".views current_b") == "current_bib\n")
    #expect(try out(".snapshots").contains("portfolios.csv"))
    #expect(try out(".queries orphans").hasPrefix("orphans/bibs          Which bibs"))
    let help = try out(".help")
    for name in ["tables", "as-of", "save", "once", "quit"] { #expect(help.contains(".\(name)")) }
    #expect(try out(".find Ferns").contains("5310000000021234"))
  }

  @Test("a stale match is said, and so is what a query lacks")
  func notes() throws {
    let sandbox = try Sandbox.loaded()
    let stale = try sandbox.repl("SELECT 1;")
    #expect(stale.err.contains("Note: the match is older"), "\(stale.err)")
    try sandbox.almanac("match", "--quiet")
    #expect(try sandbox.repl("SELECT 1;").err == "")
    let run = try sandbox.repl(".run duplicates/by-collection")
    #expect(run.err.contains("Note: no bibs file is loaded"), "\(run.err)")
  }
}

/// What is seen of former days.
struct ReplPastTests {
  private func library() throws -> Sandbox {
    let sandbox = try Sandbox()
    for (day, titles) in [("2024-01-31", ["Old", "Gone"]), ("2024-06-30", ["New"])] {
      let rows = titles.enumerated().map { index, title in
        "53100000000\(index)1234,9910003\(index)00011234,\(title),Available\n"
      }
      let header = "Portfolio Id,MMS Id,Title,Availability\n"
      try sandbox.write("\(day).csv", header + rows.joined())
      let outcome = try sandbox.almanac("import", "\(day).csv", "--as-of", day, "--quiet")
      try #require(outcome.code == 0, "\(outcome.err)")
    }
    return sandbox
  }

  private static let titles =
    "SELECT group_concat(title, ' ') AS t FROM (SELECT title FROM current_portfolio ORDER BY title);"

  @Test("the current_ views are as they were on a day, and nothing is written")
  func asOf() throws {
    let sandbox = try library()
    let before = try sandbox.bytes("almanac.db")
    let outcome = try sandbox.repl(
      """
      \(Self.titles)
      .as-of 2024-02-01
      \(Self.titles)
      SELECT count(*) AS n, max(as_of) AS day FROM snapshot;
      .as-of 2024-06-30
      \(Self.titles)
      .as-of 2024-01-31
      \(Self.titles)
      .as-of now
      \(Self.titles)
      """)
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(
      outcome.out
        == "t\r\nNew\r\nt\r\nGone Old\r\nn,day\r\n1,2024-01-31\r\nt\r\nNew\r\nt\r\nGone Old\r\nt\r\nNew\r\n"
    )
    #expect(try sandbox.bytes("almanac.db") == before)
  }

  @Test(
    "what was worked out is of today, and is not shown beside the past",
    arguments: [
      "SELECT * FROM match_local;", "SELECT * FROM twin;", ".run duplicates/twins",
      "SELECT count(*) FROM gate_result;",
    ])
  func barred(_ line: String) throws {
    let sandbox = try library()
    try sandbox.almanac("match", "--quiet")
    #expect(try sandbox.repl(line).code == 0)
    let outcome = try sandbox.repl(".as-of 2024-02-01\n\(line)")
    #expect(outcome.code == 65, "\(outcome.out)")
    #expect(outcome.err.contains("This speaks of today"), "\(outcome.err)")
    #expect(outcome.out == "")
  }
}
