import Foundation
import TestSupport
import Testing

/// The console as a person has it: in a terminal, key by key.
@Suite(
  "The console in a terminal",
  .enabled(if: PseudoTerminal.exists, "needs setsid of util-linux"), .serialized)
struct ReplTerminalTests {
  private static let prompt = "almanac> "
  private static let endless =
    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c;"

  private func console(
    _ sandbox: Sandbox, _ arguments: String..., rows: UInt16 = 24, columns: UInt16 = 80,
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      ["repl"] + arguments, in: sandbox.folder, rows: rows, columns: columns,
      environment: environment)
    try terminal.wait(for: Self.prompt)
    return terminal
  }

  @Test("a statement goes over several lines, and .quit leaves with 0")
  func multiLine() throws {
    let terminal = try console(try Sandbox.loaded())
    terminal.enter("SELECT 'one;")
    try terminal.wait(for: "    ...> ")
    terminal.enter("two' AS t, -- a ; in a comment")
    try terminal.wait(for: "    ...> ")
    terminal.enter("40 + 2 AS answer;")
    let seen = try terminal.wait(for: "1 row")
    #expect(seen.contains("one; two") && seen.contains("42"), "\(seen)")
    try terminal.wait(for: Self.prompt)
    terminal.enter(".quit")
    #expect(terminal.end() == 0)
  }

  @Test("what was typed comes back in the next session, whole")
  func history() throws {
    let sandbox = try Sandbox.loaded()
    let first = try console(sandbox)
    first.enter("SELECT 11 +")
    try first.wait(for: "    ...> ")
    first.enter("  22 AS sum; -- 図書館")
    try first.wait(for: "33")
    try first.wait(for: Self.prompt)
    first.type("\u{4}")
    #expect(first.end() == 0)
    let file = try String(
      contentsOfFile: sandbox.path(".local/state/almanac/history"), encoding: .utf8)
    #expect(file == "SELECT 11 +\\n  22 AS sum; -- 図書館\n")
    let second = try console(sandbox)
    second.type("\u{1B}[A")
    let recalled = try second.wait(for: "22 AS sum;")
    #expect(recalled.contains("SELECT 11 +"))
    second.type("\r")
    try second.wait(for: "33")
  }

  @Test("history goes where XDG_STATE_HOME says")
  func stateHome() throws {
    let sandbox = try Sandbox.loaded()
    let terminal = try console(
      sandbox, environment: ["XDG_STATE_HOME": sandbox.path("my state")])
    terminal.enter("SELECT 1;")
    try terminal.wait(for: "1 row")
    #expect(sandbox.exists("my state/almanac/history"))
    #expect(!sandbox.exists(".local"))
  }

  @Test("Tab completes tables, columns by their alias, and queries")
  func completion() throws {
    let terminal = try console(try Sandbox.loaded())
    terminal.type("SELECT count(*) FROM current_holdi\t")
    // What is on the screen already is not drawn again.
    try terminal.wait(for: "ng ")
    terminal.enter(";")
    try terminal.wait(for: "1 row")
    try terminal.wait(for: Self.prompt)
    terminal.type("SELECT 1 FROM current_po\t")
    let listed = try terminal.wait(for: Self.prompt)
    #expect(listed.contains("current_po_line") && listed.contains("current_portfolio"))
    terminal.type("\u{3}")
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT p.portfolio_id")
    try terminal.wait(for: "    ...> ")
    terminal.type("FROM current_portfolio p WHERE p.mms_i\t")
    try terminal.wait(for: "d")
    terminal.enter(" = '9910003500011234';")
    let seen = try terminal.wait(for: "1 row")
    #expect(seen.contains("5310000000011234"), "\(seen)")
    try terminal.wait(for: Self.prompt)
    terminal.type(".run duplicates/by-c\t")
    try terminal.wait(for: "ollection ")
    terminal.enter("")
    try terminal.wait(for: "Then: ")
  }

  @Test("Ctrl-C stops a statement within 0.2 s, drops a half-typed one, and never the session")
  func cancel() throws {
    let terminal = try console(try Sandbox.loaded())
    terminal.enter(Self.endless)
    _ = terminal.rest(milliseconds: 300)
    Thread.sleep(forTimeInterval: 0.3)
    let start = ContinuousClock.now
    terminal.type("\u{3}")
    try terminal.wait(for: "Stopped.")
    #expect(ContinuousClock.now - start < .milliseconds(200))
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT 'half")
    try terminal.wait(for: "    ...> ")
    terminal.type("of it")
    terminal.type("\u{3}")
    try terminal.wait(for: "^C")
    try terminal.wait(for: Self.prompt)
    terminal.type("\u{3}")
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT 5 * 5 AS alive;")
    try terminal.wait(for: "25")
  }

  @Test("a statement that fails leaves nothing in the file that gathers results")
  func gathered() throws {
    let sandbox = try Sandbox.loaded()
    let terminal = try console(sandbox)
    func enter(_ line: String) throws {
      terminal.enter(line)
      try terminal.wait(for: Self.prompt)
    }
    try enter(".output all.csv")
    try enter("SELECT 1 AS a;")
    // Enough rows to have been written before the one that fails.
    try enter(
      "WITH c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
        + "SELECT abs(CASE x WHEN 90000 THEN -9223372036854775807 - 1 ELSE x END) FROM c;")
    try enter("SELECT 2 AS b;")
    try enter(".output")
    #expect(
      try String(decoding: sandbox.bytes("all.csv"), as: UTF8.self) == "a\r\n1\r\nb\r\n2\r\n")
  }

  @Test(
    "what a title holds cannot steer the terminal",
    arguments: [
      ["find", "Birds"], ["sql", "SELECT title FROM current_portfolio", "--format", "csv"],
      ["sql", "SELECT title FROM current_portfolio", "--format", "json"],
      ["sql", "SELECT title FROM current_portfolio", "--format", "tsv"], ["sql", "SELECT \u{9B}m"],
    ])
  func controls(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "p.csv",
      "Portfolio Id,MMS Id,Title,Availability\n5310000000011234,9910003500011234,"
        + "\"Birds\u{1B}]0;owned\u{7}\u{9B}2J\rof the Coast\",Available\n")
    #expect(try sandbox.almanac("import", "p.csv").code == 0)
    let terminal = try PseudoTerminal(arguments, in: sandbox.folder)
    let seen = try terminal.wait(for: arguments.contains("SELECT \u{9B}m") ? "almanac:" : "Coast")
    let rest = seen + terminal.rest(milliseconds: 300)
    for bad in ["\u{1B}]", "\u{7}", "\u{9B}", "\rof"] { #expect(!rest.contains(bad), "\(rest)") }
    // In a pipe, every byte of it is there.
    guard arguments.last == "csv" else { return }
    #expect(try Program.run(arguments, in: sandbox.folder).out.contains("\u{1B}]0;owned\u{7}"))
  }

  @Test("rows without end are stopped while they are shown")
  func cancelRows() throws {
    let terminal = try console(try Sandbox.loaded())
    terminal.enter(Self.endless.replacing("max(x)", with: "x, 'row' AS word"))
    try terminal.wait(for: "9999")
    terminal.type("\u{3}")
    try terminal.wait(for: "Stopped.")
    try terminal.wait(for: Self.prompt)
  }

  @Test(
    "a long result goes through the pager, which may be left at once",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less"), "needs less"))
  func pager() throws {
    let terminal = try console(
      try Sandbox.loaded(), rows: 10, environment: ["PAGER": "less -S -F -R -X"])
    terminal.enter(
      Self.endless.replacing("max(x)", with: "x").replacing("c;", with: "c LIMIT 99999;"))
    try terminal.wait(for: ":")
    #expect(!terminal.rest().contains("99999\r"))
    terminal.type("q")
    let left = try terminal.wait(for: Self.prompt)
    #expect(left.contains("Left before its end"), "\(left)")
    terminal.enter("SELECT 'short' AS t;")
    let seen = try terminal.wait(for: "1 row")
    #expect(seen.contains("short"))
  }

  @Test("a table fits the terminal as it is at the time; identifiers are never cut")
  func resize() throws {
    let terminal = try console(try Sandbox.loaded(), columns: 100)
    let sql = "SELECT '99104240000000011234' AS a, replace(hex(zeroblob(60)), '00', '図 ') AS words;"
    terminal.enter(sql)
    let wide = try terminal.wait(for: "1 row")
    terminal.resize(rows: 24, columns: 50)
    try terminal.wait(for: Self.prompt)
    terminal.enter(sql)
    let narrow = try terminal.wait(for: "1 row")
    func line(_ text: String) throws -> String {
      let lines = text.split(separator: "\r\n").map(String.init)
      return try #require(lines.first { $0.hasPrefix("99104240000000011234") })
    }
    // The wide sign takes two columns, the identifier 20, the gap 2.
    #expect(try line(wide).count { $0 == "図" } == (100 - 22) / 3)
    #expect(try line(narrow).count { $0 == "図" } == (50 - 22) / 3)
    #expect(try line(narrow).hasSuffix("…"))
  }

  @Test("titles in Chinese are typed, kept and shown, whatever the locale")
  func chinese() throws {
    for locale in ["C", "en_US.UTF-8", ""] {
      let terminal = try console(try Sandbox.loaded(), environment: ["LC_ALL": locale])
      terminal.enter("SELECT '图书馆员的故事 · é' AS title;")
      let seen = try terminal.wait(for: "1 row")
      #expect(seen.contains("\r\n图书馆员的故事 · é\r\n"), "\(seen)")
    }
  }

  @Test("a pasted statement of 1,000 lines is read whole, with its tabs")
  func paste() throws {
    let sandbox = try Sandbox.loaded()
    let terminal = try console(sandbox)
    let lines = (1...998).map { "\t+ \($0) -- line \($0)\r" }.joined()
    terminal.type("SELECT 0\r" + lines + "AS total;\r")
    try terminal.wait(for: "\(998 * 999 / 2)", seconds: 60)
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT 1 AS after;")
    try terminal.wait(for: "after")
  }

  @Test("colours come on a terminal, and not with NO_COLOR")
  func colour() throws {
    let sandbox = try Sandbox.loaded()
    let plain = try console(sandbox)
    plain.enter("SELECT nonsense;")
    #expect(!(try plain.wait(for: "no such column: nonsense")).contains("\u{1B}[31m"))
    let coloured = try PseudoTerminal(
      ["repl", "--color", "always"], in: sandbox.folder)
    try coloured.wait(for: "almanac>\u{1B}[0m")
    coloured.enter("SELECT nonsense;")
    #expect(try coloured.wait(for: "no such column: nonsense").contains("\u{1B}[31m"))
  }

  @Test("with --write, what deletes is asked about first")
  func destructive() throws {
    let sandbox = try Sandbox.loaded()
    let terminal = try console(sandbox, "--write")
    terminal.enter("DELETE FROM p2e_record;")
    try terminal.wait(for: "This deletes ALL rows of p2e_record. Go on? [y/N] ")
    terminal.enter("n")
    try terminal.wait(for: "Left as it was.")
    #expect(try sandbox.sql("SELECT count(*) AS n FROM p2e_record")[0]["n"] == "2")
    try terminal.wait(for: Self.prompt)
    terminal.enter("BEGIN;")
    try terminal.wait(for: "almanac*> ")
    terminal.enter("DELETE FROM setting WHERE name = 'go-live-date';")
    try terminal.wait(for: "[y/N] ")
    terminal.enter("yes")
    try terminal.wait(for: "1 row changed")
    terminal.enter("ROLLBACK;")
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT count(*) || ' there' AS n FROM setting WHERE name = 'go-live-date';")
    try terminal.wait(for: "1 there")
  }

  @Test("an error shows the place, and the name that may have been meant")
  func errors() throws {
    let terminal = try console(try Sandbox.loaded())
    terminal.enter("SELECT title, availabilty FROM current_portfolio;")
    let seen = try terminal.wait(for: "Did you mean availability?")
    #expect(
      seen.contains("  SELECT title, availabilty FROM current_portfolio;\r\n                ^\r\n"),
      "\(seen)")
    terminal.enter("SELECT '図' AS a, nme FROM setting;")
    let wide = try terminal.wait(for: "Did you mean name?")
    #expect(wide.contains("\r\n                    ^"), "\(wide)")
  }

  @Test("a statement is kept as a query of one's own, by its answers to the header's questions")
  func save() throws {
    let sandbox = try Sandbox.loaded()
    let terminal = try console(sandbox)
    terminal.enter(".param word=Birds%")
    try terminal.wait(for: Self.prompt)
    terminal.enter("SELECT portfolio_id, title FROM current_portfolio WHERE title LIKE :word;")
    try terminal.wait(for: "1 row")
    terminal.enter(".save mine/by-word")
    for answer in ["Which titles begin so?", "one row a title", "", "Look at them.", "the id", ""] {
      try terminal.wait(for: ": ")
      terminal.enter(answer)
    }
    try terminal.wait(for: "Saved in")
    let outcome = try sandbox.almanac("run", "mine/by-word", "word=Fern%")
    #expect(outcome.out == "portfolio_id,title\r\n5310000000021234,Ferns\r\n", "\(outcome.err)")
    #expect(outcome.err.contains("Then: Look at them."))
    let shown = try sandbox.almanac("queries", "show", "mine/by-word").out
    #expect(shown.contains("Which titles begin so?") && shown.contains("portfolio_id  the id"))
    #expect(shown.contains("word (Birds%)"))
  }
}
