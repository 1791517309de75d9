import Foundation
import TestSupport
import Testing

/// Workbooks, pages and CSV for Excel, as the program writes them.
struct FormatTests {
  private static let sql = """
    SELECT '530012345678901234' AS id, '0012' AS code, '=1+1' AS formula, 'a' || char(0, 10) || '図' \
    AS text, NULL AS absent, '' AS blank, 42 AS number, 991234567890123456 AS long
    """
  private static let columns = [
    "id", "code", "formula", "text", "absent", "blank", "number", "long",
  ]
  private static let cells = [
    "530012345678901234", "0012", "=1+1", "a\u{0}\n図", "", "", "42", "991234567890123456",
  ]

  @Test("a workbook is named by its suffix, and holds every cell and what it rests on")
  func workbook() throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let outcome = try sandbox.almanac("sql", Self.sql, "--output", "rows.xlsx", "--quiet")
    #expect(outcome.code == 0)
    #expect(outcome.out + outcome.err == "")
    #expect(try sandbox.files() == (before + ["rows.xlsx"]).sorted())
    let sheets = try WorkbookRows.read(sandbox.path("rows.xlsx"))
    #expect(sheets.map(\.name) == ["Result", "About"])
    #expect(sheets[0].rows == [Self.columns, Self.cells])
    let about = sheets[1].rows
    #expect(about.contains(["Rows", "1"]) && about.contains(["SQL", Self.sql]))
    #expect(about.contains { $0[0] == "Input" && $0[1].hasSuffix(": p2e.csv") })
    #expect(about.contains { $0[0] == "Not checked" && $0[1].contains("almanac match") })
  }

  @Test("a workbook goes through a pipe, whole")
  func piped() throws {
    let sandbox = try Sandbox.loaded()
    let path = try sandbox.write("piped.xlsx", "")
    let outcome = try sandbox.almanac(
      "run", "migration/asked-vs-made", "--format", "xlsx", "--quiet", stdout: path)
    #expect(outcome.code == 0 && outcome.err == "")
    let sheets = try WorkbookRows.read(path)
    #expect(sheets[0].rows.count == 3)
    #expect(sheets[1].rows.first == ["Query", "migration/asked-vs-made"])
  }

  @Test("a page says what was not checked, as the notes on stderr do")
  func page() throws {
    let sandbox = try Sandbox.loaded()
    let loud = try sandbox.almanac("run", "orphans/bibs", "--output", "orphans.html")
    #expect(loud.code == 0)
    let page = String(decoding: try sandbox.bytes("orphans.html"), as: UTF8.self)
    let notes = loud.err.split(separator: "\n").filter { $0.hasPrefix("Note: ") }
    #expect(!notes.isEmpty)
    for note in notes { #expect(page.contains("<dd>\(note.dropFirst(6))</dd>")) }
    #expect(page.hasSuffix("</html>\n"))
  }

  @Test("a workbook is not shown on a terminal", .enabled(if: hasScript, "script is not there"))
  func terminal() throws {
    let sandbox = try Sandbox.loaded()
    let program = try Program.path()
    let outcome = try Program.run(
      ["-qec", "'\(program)' sql 'SELECT 1 AS a' --format xlsx", "/dev/null"], in: sandbox.folder,
      executable: "/usr/bin/script")
    #expect(outcome.code == 64)
    #expect(outcome.out.contains("--output") && !outcome.out.contains("PK\u{3}\u{4}"))
  }

  private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  @Test("CSV for Excel keeps ids as text and runs nothing; plain CSV is untouched")
  func excel() throws {
    let sandbox = try Sandbox.loaded()
    let sql = "SELECT '530012345678901234' AS id, '=1+1' AS f, 'é' AS t, 5 AS n"
    for arguments in [["--excel"], ["--excel", "--format", "csv"]] {
      let outcome = try Program.run(["sql", sql, "--quiet"] + arguments, in: sandbox.folder)
      #expect(outcome.code == 0)
      #expect(
        outcome.out == "\u{FEFF}id,f,t,n\r\n\"=\"\"530012345678901234\"\"\",'=1+1,é,5\r\n")
    }
    let plain = try sandbox.almanac("sql", sql, "--quiet")
    #expect(plain.out == "id,f,t,n\r\n530012345678901234,=1+1,é,5\r\n")
  }

  @Test("--null names what is not known, --no-header leaves the names out")
  func options() throws {
    let sandbox = try Sandbox.loaded()
    let sql = "SELECT NULL AS a, '' AS b, 'x' AS c"
    let outcome = try sandbox.almanac("sql", sql, "--null", "n/a", "--no-header", "--quiet")
    #expect(outcome.out == "n/a,,x\r\n")
    let json = try sandbox.almanac("sql", sql, "--null", "n/a", "--format", "ndjson", "--quiet")
    #expect(json.out == "{\"a\":null,\"b\":\"\",\"c\":\"x\"}\n")
  }

  @Test(
    "what does not go together is a usage error, and nothing is written",
    arguments: [
      ["--excel", "--output", "a.xlsx"], ["--excel", "--format", "json"],
      ["--no-header", "--format", "json"], ["--no-header", "--output", "a.md"],
      ["--format", "xls"], ["--format", "xlsx", "--excel"],
    ])
  func refused(_ options: [String]) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let outcome = try Program.run(["sql", "SELECT 1 AS a"] + options, in: sandbox.folder)
    #expect(outcome.code == 64)
    #expect(outcome.out == "")
    #expect(try sandbox.files() == before)
  }

  @Test("an existing workbook is not written over, unless --force says so")
  func force() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write("rows.xlsx", "mine\n")
    let refused = try sandbox.almanac("sql", Self.sql, "--output", "rows.xlsx", "--quiet")
    #expect(refused.code == 73)
    expectOneSentence(refused, "rows.xlsx", "--force")
    #expect(try sandbox.bytes("rows.xlsx") == Data("mine\n".utf8))
    let forced = try sandbox.almanac("sql", Self.sql, "--output", "rows.xlsx", "--force", "--quiet")
    #expect(forced.code == 0)
    #expect(try WorkbookRows.read(sandbox.path("rows.xlsx"))[0].rows == [Self.columns, Self.cells])
  }

  @Test(
    "a statement that fails half-way leaves no file", arguments: ["xlsx", "html", "md", "json"])
  func failing(_ suffix: String) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let sql = """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
      SELECT iif(i = 4999, abs(-9223372036854775808), i) AS i FROM n
      """
    let outcome = try sandbox.almanac("sql", sql, "--output", "rows.\(suffix)", "--quiet")
    #expect(outcome.code == 65)
    expectOneSentence(outcome)
    #expect(try sandbox.files() == before)
  }

  /// A limit on the size of files stands for a full disk. At each of them something else is cut off:
  /// the rows as they come, the sheet that is made of them, its last byte.
  @Test("where a temporary file is cut off, no workbook is left, and one sentence says so")
  func cutOff() throws {
    let sandbox = try Sandbox.loaded()
    let sql = """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
      SELECT 'portfolio number ' || i AS a, 'x' AS b FROM n
      """
    let program = try Program.path()
    func run(limit: Int?) throws -> Outcome {
      // bash counts in blocks of 1,024 bytes; a signal that is not caught would end the program.
      let limited = limit.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
      let command = "exec '\(program)' sql \"\(sql)\" --output rows.xlsx --force --quiet"
      return try Program.run(
        ["-c", limited + command], in: sandbox.folder, executable: "/bin/bash")
    }
    #expect(try run(limit: nil).code == 0)
    let whole = try sandbox.bytes("rows.xlsx")
    try FileManager.default.removeItem(atPath: sandbox.path("rows.xlsx"))
    let before = try sandbox.files()
    var cut = 0
    for limit in [1, 16, 64, 256, 400, 500, 2_000] {
      let outcome = try run(limit: limit)
      if outcome.code == 0 {
        #expect(try sandbox.bytes("rows.xlsx").count > whole.count / 2)
        #expect(try WorkbookRows.read(sandbox.path("rows.xlsx"))[0].rows.count == 5_001)
        try FileManager.default.removeItem(atPath: sandbox.path("rows.xlsx"))
      } else {
        cut += 1
        #expect(outcome.code == 74)
        expectOneSentence(outcome, "No workbook was written", "TMPDIR")
        #expect(try sandbox.files() == before)
      }
    }
    #expect((3...6).contains(cut))
  }

  @Test("without a place for temporary files there is one sentence and no file")
  func noTemporaryFolder() throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.files()
    let outcome = try sandbox.almanac(
      "sql", Self.sql, "--output", "rows.xlsx", "--quiet",
      environment: ["TMPDIR": sandbox.path("missing")])
    #expect(outcome.code == 74)
    expectOneSentence(outcome, "missing", "TMPDIR")
    #expect(try sandbox.files() == before)
  }

  @Test("a statement that gives no table still leaves a whole file of its format")
  func noTable() throws {
    let sandbox = try Sandbox.loaded()
    for name in ["none.xlsx", "none.json", "none.csv"] {
      let outcome = try sandbox.almanac(
        "sql", "UPDATE setting SET value = '31' WHERE name = 'freshness-days'", "--write",
        "--output", name, "--quiet")
      #expect(outcome.code == 0, "\(outcome.err)")
    }
    #expect(try WorkbookRows.read(sandbox.path("none.xlsx"))[0].rows == [])
    #expect(try sandbox.bytes("none.json") == Data("[]\n".utf8))
    #expect(try sandbox.bytes("none.csv") == Data())
  }

  @Test("lists of the program itself come in every format too")
  func lists() throws {
    let sandbox = try Sandbox.loaded()
    for command in [["queries"], ["settings"]] {
      let csv = try Program.run(command + ["--quiet"], in: sandbox.folder)
      let names = try CSVRows.read(csv.out).compactMap { $0["name"] }
      #expect(names.count > 5)
      let path = sandbox.path("\(command[0]).xlsx")
      let outcome = try Program.run(command + ["--output", path, "--quiet"], in: sandbox.folder)
      #expect(outcome.code == 0, "\(outcome.err)")
      let sheets = try WorkbookRows.read(path)
      #expect(sheets.map(\.name) == ["Result"])
      #expect(sheets[0].rows.dropFirst().map { $0[0] } == names)
    }
  }
}
