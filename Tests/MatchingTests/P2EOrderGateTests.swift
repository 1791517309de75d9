import Store
import Testing
import TestSupport

/// The gate `p2e-order`: an order number of the old system on the title.
@Suite struct P2EOrderGateTests {
  /// A library whose P2E list is a report that names this order on the pair's title.
  private func library(
    order: String
  ) -> (library: SmallLibrary, local: SmallLibrary.Local, zone: SmallLibrary.Zone) {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    var table = SmallTable(["Bib Id", "Resource Type", "PO Number"])
    table.rows = library.legacyIDs.map {
      [
        "Bib Id": $0, "Resource Type": "portfolio",
        "PO Number": $0 == pair.local.legacyID ? order : "",
      ]
    }
    library.p2e = table
    return (library, pair.local, pair.zone)
  }

  @Test("relinked to another bib and portfolio it passes")
  func relinked() throws {
    var (library, local, zone) = library(order: "PO-7")
    library.addOrder("PO-7", status: "Sent", mmsID: zone.mmsID, portfolioID: zone.portfolioID)
    let sandbox = try library.loaded()
    #expect(
      try sandbox.gate("p2e-order", local)
        == GateAnswer(
          value: "pass", detail: "order of the P2E file: PO-7 (relinked)", kind: "required"))
    #expect(try sandbox.isSafe(local))
  }

  @Test("half moved it fails", arguments: [true, false])
  func halfMoved(bibMoved: Bool) throws {
    var (library, local, zone) = library(order: "PO-7")
    library.addOrder(
      "PO-7", status: "Closed", mmsID: bibMoved ? zone.mmsID : local.mmsID,
      portfolioID: bibMoved ? "" : zone.portfolioID)
    #expect(try library.loaded().gate("p2e-order", local)?.value == "fail")
  }

  @Test("open or not found it fails", arguments: [true, false])
  func notMoved(isFound: Bool) throws {
    var (library, local, _) = library(order: "PO-7")
    if isFound { library.addOrder("PO-7", status: "Sent") }
    let sandbox = try library.loaded()
    try sandbox.set("closed-orders", "accept")
    let gate = try #require(try sandbox.gate("p2e-order", local))
    #expect(gate.value == "fail")
    #expect(gate.detail.contains(isFound ? "(not relinked)" : "(not among the po-lines)"))
    #expect(try !sandbox.isSafe(local))
  }

  @Test("closed it fails unless closed orders are accepted")
  func closed() throws {
    var (library, local, _) = library(order: "PO-7")
    library.addOrder("PO-7", status: "Closed")
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("p2e-order", local)?.value == "fail")
    try sandbox.set("closed-orders", "accept")
    #expect(try sandbox.gate("p2e-order", local)?.value == "pass")
  }

  @Test("one of two numbers that is not relinked fails")
  func several() throws {
    var (library, local, zone) = library(order: "PO-7; PO-8")
    library.addOrder("PO-7", status: "Sent", mmsID: zone.mmsID, portfolioID: zone.portfolioID)
    #expect(try library.loaded().gate("p2e-order", local)?.value == "fail")
  }

  @Test("a report without a number for the title passes, without order lines too")
  func noNumber() throws {
    let (library, local, _) = library(order: "")
    #expect(try library.loaded().gate("p2e-order", local)?.value == "pass")
    let (named, other, _) = self.library(order: "PO-7")
    #expect(try named.loaded(without: [.orderLines]).gate("p2e-order", other)?.value == "unknown")
  }

  @Test("a bare list says nothing: advisory, and named in not_checked")
  func bare() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair().local
    let sandbox = try library.loaded()
    let gate = try #require(try sandbox.gate("p2e-order", local))
    #expect(gate.value == "unknown" && gate.kind == "advisory")
    let row = try #require(try sandbox.safe().first { $0["portfolio_id"] == local.portfolioID })
    #expect(row["not_checked"]?.contains("order numbers of the P2E file") == true)
  }

  @Test("the P2E list may be years older than the portfolios")
  func old() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair().local
    library.days[.p2e] = "20190601"
    #expect(try library.loaded().isSafe(local))
  }

  @Test("a later bare list does not silence an earlier report's order numbers")
  func laterBareList() throws {
    let (library, local, _) = library(order: "PO-7")
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("p2e-order", local)?.value == "fail")
    var bare = library
    bare.p2e = nil
    bare.days[.p2e] = "20240610"
    try sandbox.load(
      try bare.write(to: sandbox, without: Set(InputKind.allCases).subtracting([.p2e])))
    #expect(try sandbox.gate("p2e-order", local)?.value == "fail")
    #expect(try !sandbox.isSafe(local))
  }

  @Test("of two old bibs that became one, each one's orders count")
  func mergedBibs() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(
      fields: SmallLibrary.field("035", "a", "(OLDdb)1999999"))
    var table = SmallTable(["Bib Id", "Resource Type", "PO Number"])
    table.rows = (library.legacyIDs + ["1999999"]).map {
      ["Bib Id": $0, "Resource Type": "portfolio", "PO Number": $0 == "1999999" ? "PO-7" : ""]
    }
    library.p2e = table
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("p2e-order", pair.local)?.value == "fail")
  }
}
