import Foundation
import TestSupport
import Testing

/// One result in every format, compared with files that a person has looked at.
///
/// ALMANAC_UPDATE_GOLDEN=1 writes them afresh.
struct GoldenFormatTests {
  private static let sql = """
    SELECT 1 AS number, '99104240000000011234' AS mms_id, 'a,b "c"' AS "=header",
           '图书馆 | é <b>' AS title, NULL AS absent, '=1+1' AS formula, -0.5 AS part
    UNION ALL
    SELECT -20, '00123', 'two' || char(10) || 'lines', 'tab' || char(9) || 'bed', '', '@x', 1e300
    """
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Golden")

  @Test(
    "every format is as the file says, in the console and from the command line",
    arguments: [
      ("table", []), ("csv", []), ("csv", ["--excel"]), ("tsv", []), ("json", []), ("ndjson", []),
      ("markdown", []), ("line", []), ("csv", ["--no-header", "--null", "(none)"]),
    ])
  func golden(_ format: String, _ options: [String]) throws {
    let sandbox = try Sandbox.loaded()
    let name =
      ([format] + options.filter { $0.hasPrefix("--") }.map { $0.dropFirst(2).description })
      .joined(separator: "-")
    let file = Self.folder.appendingPathComponent("\(name).txt")
    let outcome = try Program.run(
      ["sql", Self.sql, "--format", format, "--quiet"] + options, in: sandbox.folder)
    try #require(outcome.code == 0, "\(outcome.err)")
    if ProcessInfo.processInfo.environment["ALMANAC_UPDATE_GOLDEN"] == "1" {
      try Data(outcome.out.utf8).write(to: file)
    }
    #expect(try Data(contentsOf: file) == Data(outcome.out.utf8))
    let console = try sandbox.repl(
      ".mode \(format) \(options.joined(separator: " "))\n\(Self.sql);\n", "--quiet")
    #expect(console.out == outcome.out)
  }

  private static let expected = [
    [
      "1", "99104240000000011234", "a,b \"c\"", "图书馆 | é <b>", "", "=1+1", "-0.5",
    ],
    ["-20", "00123", "two\nlines", "tab\tbed", "", "@x", "1e+300"],
  ]

  @Test("Python reads the CSV and the JSON as they were", .enabled(if: Python.has("csv, json")))
  func python() throws {
    let sandbox = try Sandbox.loaded()
    for name in ["rows.csv", "rows.json"] {
      let outcome = try sandbox.almanac("sql", Self.sql, "--output", name, "--quiet")
      try #require(outcome.code == 0, "\(outcome.err)")
    }
    let same = try Python.run(
      """
      import csv, json, sys
      rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))
      objects = json.load(open(sys.argv[2], encoding='utf-8'))
      assert rows[0] == list(objects[0]), (rows[0], list(objects[0]))
      text = [['' if v is None else repr(v) if isinstance(v, float) else str(v) for v in o.values()]
              for o in objects]
      assert rows[1:] == text, (rows[1:], text)
      print(json.dumps(rows[1:]))
      """, [sandbox.path("rows.csv"), sandbox.path("rows.json")])
    let rows = try JSONSerialization.jsonObject(with: Data(same.utf8)) as? [[String]]
    #expect(rows == Self.expected)
  }

  @Test(
    "openpyxl finds texts as texts, numbers as numbers, no formula, and the sheet About",
    .enabled(if: Python.has("openpyxl"), "python3 with openpyxl is not there"))
  func openpyxl() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", Self.sql, "--output", "rows.xlsx", "--quiet")
    try #require(outcome.code == 0, "\(outcome.err)")
    let seen = try Python.run(
      """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book.worksheets[0]
      for row in sheet.iter_rows():
          print([(c.data_type, c.value) for c in row])
      print(sheet.freeze_panes, sheet.auto_filter.ref, book.sheetnames)
      print(sorted({r[0].value for r in book['About'].iter_rows()}))
      """, [sandbox.path("rows.xlsx")])
    #expect(seen.contains("('n', 1), ('s', '99104240000000011234')"), "\(seen)")
    #expect(seen.contains("('s', '=header')") && seen.contains("('s', '=1+1')"))
    #expect(seen.contains("('s', '00123'), ('s', 'two\\nlines')"))
    #expect(seen.contains("A2 A1:G3 ['Result', 'About']"), "\(seen)")
    #expect(seen.contains("'Made at'") && seen.contains("'SQL'"))
  }
}

/// What sql and run share beyond the formats.
struct RunLimitTests {
  private static let endless =
    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"

  @Test("--timeout stops what takes longer, ends with 75, and leaves no file")
  func timeout() throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let start = ContinuousClock.now
    let outcome = try sandbox.almanac(
      "sql", Self.endless, "--output", "x.csv", "--timeout", "0.3", "--quiet")
    #expect(outcome.code == 75)
    #expect(ContinuousClock.now - start < .seconds(5))
    expectOneSentence(outcome, "0.3 s", "--timeout")
    #expect(try sandbox.files() == before)
    #expect(try sandbox.almanac("sql", "SELECT 1", "--timeout", "30", "--quiet").code == 0)
    #expect(try sandbox.almanac("sql", "SELECT 1", "--timeout", "0").code == 64)
  }

  @Test("--fail-on-rows ends with 1 where there are rows, and prints them")
  func failOnRows() throws {
    let sandbox = try Sandbox.loaded()
    let found = try sandbox.almanac("sql", "SELECT 1 AS a", "--fail-on-rows", "--quiet")
    #expect((found.code, found.out) == (1, "a\r\n1\r\n"))
    let none = try sandbox.almanac("sql", "SELECT 1 AS a WHERE 0", "--fail-on-rows", "--quiet")
    #expect((none.code, none.out) == (0, "a\r\n"))
    let cut = try sandbox.almanac(
      "sql", "SELECT 1 AS a", "--fail-on-rows", "--limit", "0", "--quiet")
    #expect(cut.code == 1)
    let query = try sandbox.almanac("run", "orphans/bibs", "--fail-on-rows", "--quiet")
    #expect(query.code == 0 && query.out.hasPrefix("mms_id,"))
    let twins = try sandbox.almanac("run", "migration/asked-vs-made", "--fail-on-rows", "--quiet")
    #expect(twins.code == 1, "\(twins.out)\(twins.err)")
  }

  @Test("a signal while a file is written takes it back")
  func interrupted() throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Program.path())
    process.arguments = ["sql", Self.endless, "--output", "x.csv", "--quiet"]
    process.currentDirectoryURL = sandbox.folder
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = ContinuousClock.now + .seconds(20)
    while try sandbox.files() == before, ContinuousClock.now < end { usleep(20_000) }
    kill(process.processIdentifier, SIGTERM)
    while process.isRunning, ContinuousClock.now < end { usleep(20_000) }
    try #require(!process.isRunning)
    #expect(process.terminationStatus == 130)
    #expect(try sandbox.files() == before)
  }

  @Test("CSV has the same bytes whether rows come as bytes or as cells")
  func sameBytes() throws {
    let sandbox = try Sandbox.loaded()
    let sql = """
      SELECT 9223372036854775807 AS a, -9223372036854775807 - 1 AS b, 0 AS c, x'00ff' AS d,
             'quote"d' AS e, 'line' || char(13) AS f, CAST(x'41ff42' AS TEXT) AS g, '12345678,' AS h,
             '1234567"' AS i, 'ééééééé,' AS j, 'plain text of some length' AS k, 2.0 AS l, '' AS m,
             char(0) || 'z' AS n
      """
    let csv = try sandbox.almanac("sql", sql, "--format", "csv", "--quiet").out
    #expect(
      csv.split(separator: "\r\n").last.map(String.init)
        == "9223372036854775807,-9223372036854775808,0,x'00ff',\"quote\"\"d\",\"line\r\",A\u{FFFD}B,"
        + "\"12345678,\",\"1234567\"\"\",\"ééééééé,\",plain text of some length,2.0,,\u{0}z")
  }
}
