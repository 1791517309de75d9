import Foundation
import Store
import Testing
import TestSupport

@testable import Queries

/// A result as a workbook, and what its second sheet says.
@Suite struct XLSXPrinterTests {
  private func sheets(
    _ columns: [String], _ rows: [[Cell]], _ change: (inout PrintStyle) -> Void = { _ in }
  ) throws -> [WorkbookRows.Sheet] {
    let sandbox = try Sandbox()
    let output = try FormatTests.printed(.xlsx, columns, rows, change)
    return try WorkbookRows.read(try sandbox.write("result.xlsx", output.bytes))
  }

  @Test("every cell comes back; NULL and an empty text are an empty cell")
  func cells() throws {
    let texts = PrinterTests.texts + ["\u{0}", "a\u{0}b", "_x0041_", "👩‍👩‍👧", "_x005F_"]
    let rows = texts.map { [Cell.text($0), .null, .integer(17), .real(0.25), .text("end")] }
    let found = try sheets(["a", "b", "c", "d", "e"], rows)
    #expect(found.map(\.name) == ["Result"])
    #expect(found[0].rows[0] == ["a", "b", "c", "d", "e"])
    #expect(
      found[0].rows.dropFirst().map { $0.map { Array($0.utf8) } }
        == texts.map { [$0, "", "17", "0.25", "end"].map { Array($0.utf8) } })
  }

  @Test("no rows are a header; without header the rows begin at the top; NULL can be named")
  func borders() throws {
    #expect(try sheets(["a", "b"], [])[0].rows == [["a", "b"]])
    let bare = try sheets(["a"], [[.text("0012")], [.null]]) {
      $0.hasHeader = false
      $0.null = "(unknown)"
    }
    #expect(bare[0].rows == [["0012"], ["(unknown)"]])
  }

  @Test("the second sheet says what the result is, and how many rows")
  func about() throws {
    let found = try sheets(["a"], [[.text("1")], [.text("2")]]) {
      $0.about = ResultAbout(
        title: "x/y", caption: "", madeAt: Date(timeIntervalSince1970: 1_700_000_000), limit: 2,
        before: [.init("Query", "x/y")], after: [.init("SQL", "SELECT 1\n")])
    }
    #expect(found.map(\.name) == ["Result", "About"])
    #expect(
      found[1].rows == [
        ["Query", "x/y"], ["Rows", "2 (no more were asked for; there may be more)"],
        ["Made at", "2023-11-14T22:13:20Z"], ["SQL", "SELECT 1\n"],
      ])
  }

  @Test("a cell that is too long is cut, and the second sheet says which")
  func cut() throws {
    let long = String(repeating: "日", count: 40_000)
    let found = try sheets(["a", "b"], [[.text("x"), .text("y")], [.text("x"), .text(long)]])
    #expect(found[0].rows[2][1] == String(long.prefix(32_767)))
    #expect(
      found[1].rows == [
        ["Cut cells", "1 longer than the 32767 characters that Excel takes: Result!B3"]
      ])
  }

  @Test("a long result goes on in further sheets; the last one is still what it is about")
  func split() throws {
    let printer = XLSXPrinter(
      PrintStyle(about: ResultAbout(title: "t", caption: "")), rowLimit: 3)
    _ = try printer.begin(columns: ["n"])
    for number in 0..<Int64(5) { _ = try printer.row([.integer(number)]) }
    _ = try printer.end()
    var bytes: [UInt8] = []
    try printer.finish { bytes += $0 }
    let sandbox = try Sandbox()
    let found = try WorkbookRows.read(try sandbox.write("result.xlsx", bytes))
    #expect(found.map(\.name) == ["Result", "Result 2", "Result 3", "About"])
    #expect(
      found.prefix(3).map(\.rows) == [
        [["n"], ["0"], ["1"]], [["n"], ["2"], ["3"]], [["n"], ["4"]],
      ])
    #expect(found[3].rows.first == ["Rows", "5"])
  }

  @Test("of a named query: question, parameters, inputs with their files, match, settings, SQL")
  func query() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let sandbox = try library.loaded(without: [.holdings])
    _ = try sandbox.run("duplicates/safe-to-delete")
    let store = try sandbox.store()
    let query = try Catalog().query("duplicates/safe-to-delete")
    _ = try Settings(store).set("freshness-days", to: "60")
    let about = try ResultAbout(store, query, ["platform": "Alpha"], limit: 10)
    #expect(about.title == query.name && about.caption == query.question)
    let facts = about.facts(rows: 3)
    func values(_ name: String) -> [String] { facts.filter { $0.name == name }.map(\.value) }
    #expect(values("Rows") == ["3"])
    #expect(
      values("Parameter") == [
        "collection not given  (only twins in this collection (its name or id))",
        "platform = Alpha  (only this platform (interface))",
        "institution not given  (only this institution (its code))",
      ])
    #expect(
      values("Input").contains(
        "portfolios as of 2024-06-01 (file name), institution 4242: portfolios_20240601.csv"))
    #expect(values("Input").count == 5)
    #expect(values("Not checked").contains { $0.hasPrefix("no holdings file is loaded. ") })
    #expect(values("Setting") == ["freshness-days = 60  (as delivered: 30)"])
    #expect(values("Match").first?.contains("freshness-days=30") == true)
    #expect(values("Column").first == "portfolio_id  the local copy, to delete")
    #expect(values("What to do") == [query.then])
    #expect(values("SQL").first?.hasPrefix("SELECT t.portfolio_id") == true)
  }

  @Test("of one's own SQL: every input that speaks, and the SQL; of an empty database the SQL")
  func sql() throws {
    var library = SmallLibrary()
    library.addVotes(1)
    let loaded = try ResultAbout(try library.loaded().store(), sql: "SELECT 1")
    #expect(loaded.facts(rows: 0).count { $0.name == "Input" } == 6)
    #expect(loaded.facts(rows: 0).last == ResultAbout.Fact("SQL", "SELECT 1"))
    let empty = try ResultAbout(try Sandbox().store(), sql: "SELECT 1")
    #expect(empty.facts(rows: 7).map(\.name) == ["Rows", "Made at", "SQL"])
  }

  @Test("NUL in a text of the database is kept, to the last byte")
  func nul() throws {
    var result = ResultRows()
    try QueryRun(try Sandbox().store()).run(
      sql: "SELECT 'a' || char(0) || 'b' AS t, x'00ff' AS b, 1 AS i, 0.5 AS r, NULL AS n",
      mayWrite: false, into: &result)
    #expect(
      result.rows == [[.text("a\u{0}b"), .text("x'00ff'"), .integer(1), .real(0.5), .null]])
  }
}
