import Foundation
import Handover
import Queries
import Store
import Testing
import TestSupport

/// The sheet beside a set of portfolios to delete.
@Suite struct DeletionSheetTests {
  static let columns = [
    "set_file", "set_size", "active_po_line", "active_activation_task",
    "bibs_without_inventory", "test_access_first", "portfolio_id", "mms_id", "title", "url",
    "coverage", "notes", "twin_portfolio_id", "twin_title", "twin_collection", "tier", "evidence",
    "bib_after", "bib_reason", "not_checked",
  ]

  private func written(
    _ library: SmallLibrary, _ format: SetRequest.Format = .csv
  ) throws -> (Sandbox, SetWriter.Result) {
    let sandbox = try library.loaded()
    _ = try sandbox.run("duplicates/safe-to-delete")
    var request = SetRequest(
      query: try Catalog().query("duplicates/safe-to-delete"), folder: sandbox.path("sets"))
    request.format = format
    return (sandbox, try SetWriter(try sandbox.store(), request).write())
  }

  private func sheet(_ sandbox: Sandbox) throws -> [[String: String]] {
    try CSVRows.read(
      String(
        contentsOfFile: sandbox.path("sets/safe-to-delete.sheet.csv"), encoding: .utf8))
  }

  @Test("it has a row a portfolio with what the job is told and what goes")
  func rows() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let gone = library.addPair()
    let kept = library.addPair(
      "A history, with \"quotes\", of small rivers".replacing("\"", with: "'"))
    library.addHolding(kept.local.mmsID)
    let (sandbox, result) = try written(library)
    let header = try String(
      contentsOfFile: sandbox.path("sets/safe-to-delete.sheet.csv"), encoding: .utf8
    ).split(separator: "\r\n").first
    #expect(header == Self.columns.joined(separator: ",")[...])
    let rows = try sheet(sandbox)
    #expect(rows.count == result.files.reduce(0) { $0 + $1.members })
    let first = try #require(rows.first { $0["portfolio_id"] == gone.local.portfolioID })
    #expect(first["set_file"] == "safe-to-delete.bibs-delete.001.csv")
    #expect(first["set_size"] == "4")
    #expect(first["active_po_line"] == "Skip" && first["active_activation_task"] == "Skip")
    #expect(first["bibs_without_inventory"] == "Delete bibliographic record(s)")
    #expect(first["mms_id"] == gone.local.mmsID)
    #expect(first["twin_portfolio_id"] == gone.zone.portfolioID)
    #expect(first["url"]?.hasPrefix("https://\(SmallLibrary.host)/") == true)
    #expect(first["not_checked"]?.contains("open activation tasks") == true)
    let second = try #require(rows.first { $0["portfolio_id"] == kept.local.portfolioID })
    #expect(second["set_file"] == "safe-to-delete.bibs-keep.001.csv")
    #expect(second["set_size"] == "1" && second["bib_after"] == "keep")
    #expect(second["bibs_without_inventory"] == "Do nothing")
    #expect(second["bib_reason"] == "the bib has physical holdings")
    #expect(second["title"] == "A history, with 'quotes', of small rivers")
  }

  @Test("as a workbook it has the same rows, ids as text, and says what they rest on")
  func workbook() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    library.addHolding(library.addPair().local.mmsID)
    let (sandbox, result) = try written(library, .xlsx)
    #expect(result.sheet == "safe-to-delete.sheet.xlsx")
    let sheets = try WorkbookRows.read(sandbox.path("sets/safe-to-delete.sheet.xlsx"))
    #expect(sheets.map(\.name) == ["Result", "About"])
    #expect(sheets[0].rows[0] == Self.columns)
    let safe = try sandbox.run("duplicates/safe-to-delete")
    let id = try #require(Self.columns.firstIndex(of: "portfolio_id"))
    #expect(
      sheets[0].rows.dropFirst().map { $0[id] }.sorted()
        == safe.compactMap { $0["portfolio_id"] }.sorted())
    #expect(
      sheets[0].rows.dropFirst().map { $0[0] }.sorted() == [
        "safe-to-delete.bibs-delete.001.xlsx", "safe-to-delete.bibs-delete.001.xlsx",
        "safe-to-delete.bibs-delete.001.xlsx", "safe-to-delete.bibs-keep.001.xlsx",
      ])
    #expect(sheets[1].rows.contains(["Query", "duplicates/safe-to-delete"]))
    #expect(sheets[1].rows.contains(["Rows", "4"]))
  }

  @Test("ten at most are marked to be tried first", arguments: [(4, 4), (14, 10)])
  func sample(pairs: Int, marked: Int) throws {
    var library = SmallLibrary()
    library.addVotes(pairs)
    let (sandbox, _) = try written(library)
    let rows = try sheet(sandbox)
    #expect(rows.count == pairs)
    #expect(rows.count { $0["test_access_first"] == "y" } == marked)
    #expect(rows.allSatisfy { ["", "y"].contains($0["test_access_first"]) })
  }

  @Test("the sets hold exactly what is safe, by what may become of the bib")
  func sets() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    library.addHolding(library.addPair().local.mmsID)
    let (sandbox, result) = try written(library)
    let safe = try sandbox.run("duplicates/safe-to-delete")
    for (policy, name) in [("delete", "bibs-delete"), ("keep", "bibs-keep")] {
      let text = try String(
        contentsOfFile: sandbox.path("sets/safe-to-delete.\(name).001.csv"), encoding: .utf8)
      let ids = safe.filter { $0["bib_after"] == policy }.compactMap { $0["portfolio_id"] }
      #expect(!ids.isEmpty)
      #expect(text == (["PID"] + ids).map { $0 + "\n" }.joined())
    }
    #expect(result.files.count == 2)
  }
}
