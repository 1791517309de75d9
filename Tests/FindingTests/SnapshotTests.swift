import Finding
import Foundation
import TestSupport
import Testing

/// What is current, what is superseded, and what could not be read.
@Suite struct SnapshotTests {
  /// A library loaded twice: in the newer inventory one portfolio is gone and one has moved.
  private func twice() throws -> (Sandbox, SmallLibrary.Local, SmallLibrary.Local) {
    var library = SmallLibrary()
    let gone = library.addLocal("Amber bridges of the north")
    let moved = library.addLocal("Candle makers of the delta")
    // A file in which every portfolio stands alone would be a part.
    library.addPair()
    let sandbox = try library.loaded()
    library.portfolios.rows.removeAll { $0["Portfolio Id"] == gone.portfolioID }
    for index in library.portfolios.rows.indices
    where library.portfolios.rows[index]["Portfolio Id"] == moved.portfolioID {
      library.portfolios.rows[index]["MMS Id"] = "991777777774242"
    }
    library.days[.portfolios] = "20240615"
    try sandbox.write("portfolios_20240615.csv", library.portfolios.text)
    try sandbox.load(["portfolios_20240615.csv"])
    return (sandbox, gone, moved)
  }

  @Test("what is gone is not found among what is current, and it is said that --all has it")
  func gone() throws {
    let (sandbox, gone, _) = try twice()
    let report = try sandbox.find(gone.portfolioID)
    #expect(report.things.isEmpty && report.isSupersededOnly)
    let thing = try sandbox.only(gone.portfolioID, isAll: true)
    let portfolio = try #require(thing.portfolios.first)
    #expect(portfolio.portfolioID == gone.portfolioID && !portfolio.isCurrent)
    #expect(portfolio.match == nil)
    #expect(portfolio.sources.map(\.asOf) == ["2024-06-01"])
    #expect(portfolio.sources.map(\.role) == ["superseded"])
    // Its bib is still there, without it.
    let bib = try sandbox.only(gone.mmsID)
    #expect(bib.bibs.count == 1 && bib.portfolios.isEmpty && bib.p2eRecords.count == 1)
    #expect(try sandbox.find("5399999900004242").isSupersededOnly == false)
  }

  @Test("a portfolio that was moved is on its new bib; --all shows both")
  func moved() throws {
    let (sandbox, _, moved) = try twice()
    let now = try sandbox.only(moved.portfolioID)
    #expect(now.id == "991777777774242")
    #expect(now.portfolios.first?.sources.map(\.asOf) == ["2024-06-15"])
    #expect(try sandbox.only(moved.mmsID).portfolios.isEmpty)
    let all = try sandbox.find(moved.portfolioID, isAll: true).things
    #expect(all.map(\.id) == ["991777777774242", moved.mmsID])
    for thing in all {
      let portfolio = try #require(thing.portfolios.first)
      #expect(portfolio.mmsID == "991777777774242" && portfolio.isCurrent)
      #expect(portfolio.sources.map(\.asOf) == ["2024-06-15", "2024-06-01"])
    }
  }

  @Test("a row that could not be read is named with the id that it has")
  func rejected() throws {
    var library = SmallLibrary()
    library.addLocal("Ember and forest")
    library.addOrder("", status: "Sent", mmsID: "991234567894242")
    let report = try library.loaded().find("991234567894242")
    #expect(report.things.isEmpty)
    #expect(report.rejectedRows.map(\.file) == ["po-lines_20240601.csv"])
    #expect(report.rejectedRows.first?.reason == "the order line has no number")
  }

  @Test("a part of one collection counts beside the whole")
  func part() throws {
    var library = SmallLibrary()
    let pair = library.addPair()
    let sandbox = try library.loaded()
    try sandbox.write(
      "Alpha+Books+Complete_portfolios.csv",
      """
      PORTFOLIO_PID,TITLE,AVAILABILITY,INTERNAL_DESCRIPTION,LOCALIZED
      \(pair.zone.portfolioID),The quiet harvest of northern rivers,INACTIVE,checked,Y

      """)
    try sandbox.load(["Alpha+Books+Complete_portfolios.csv"]) { $0.asOf = "2024-06-20" }
    let portfolio = try #require(try sandbox.only(pair.zone.portfolioID).portfolios.first)
    #expect(portfolio.availability == "inactive" && portfolio.mmsID == pair.zone.mmsID)
    #expect(portfolio.sources.map(\.role) == ["part", "whole"])
  }

  @Test("an empty database knows nothing and does no harm")
  func empty() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    for text in ["9780857021007", "Birds of the coast", "100046", "%", "'", "\u{0}", "_"] {
      let report = try sandbox.find(text)
      #expect(report.things.isEmpty && !report.isSupersededOnly, "\(text)")
      #expect(report.notLoaded.contains("bibs"))
    }
  }

  @Test("an id is never sought by reading a table through")
  func plans() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    func plan(_ condition: String) throws -> Set<String> {
      Set(
        try sandbox.sql(
          "EXPLAIN QUERY PLAN SELECT * FROM known_identifier WHERE \(condition) LIMIT 10"
        ).compactMap { $0["detail"] })
    }
    let byKey = try plan("type = 'isbn' AND key = 9780857021007")
    #expect(byKey.contains("SEARCH k USING PRIMARY KEY (snapshot_id=? AND type=? AND key=?)"))
    for table in ["SCAN k", "SCAN r", "SCAN i", "SCAN x"] {
      #expect(!byKey.contains { $0 == table || $0.hasPrefix("\(table) ") }, "\(byKey)")
    }
    let byValue = try plan("type = 'legacy' AND value = '100046'")
    #expect(byValue.contains { $0.contains("bib_local_id_by_legacy_key (legacy_key=?)") })
    #expect(
      byValue.contains { $0.contains("p2e_record_by_snapshot (snapshot_id=? AND legacy_key") })
    let byOrder = try plan("type = 'po-line' AND key = -5")
    #expect(byOrder.contains { $0.contains("portfolio_order_by_key (po_line_key=?)") })
    #expect(byOrder.contains { $0.contains("p2e_order_by_key (po_line_key=?)") })
  }
}
