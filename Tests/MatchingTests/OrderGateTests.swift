import Store
import Testing
import TestSupport

/// The gate `order`: open orders bar, closed ones unless accepted, and silence only from a whole.
@Suite struct OrderGateTests {
  enum Place: CaseIterable, CustomTestStringConvertible {
    case portfolio, bib, inventory, additional

    var testDescription: String { "order by \(self)" }
  }

  /// A library with a pair and one order line with this status in this place.
  private func library(
    _ place: Place, status: String
  ) -> (SmallLibrary, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(3)
    var cells: [String: String] = [:]
    if place == .inventory { cells["PO Line Reference"] = "POL-1" }
    if place == .additional { cells["Portfolio Additional PO Lines"] = "POL-8; POL-1" }
    let pair = library.addPair(local: cells)
    if place == .additional { library.addOrder("POL-8", status: "Closed", mmsID: pair.local.mmsID) }
    library.addOrder(
      "POL-1", status: status, mmsID: place == .bib ? pair.local.mmsID : "991555500000014242",
      portfolioID: place == .portfolio ? pair.local.portfolioID : "")
    return (library, pair.local)
  }

  @Test("an open order fails", arguments: Place.allCases)
  func open(place: Place) throws {
    let (library, local) = library(place, status: "Waiting for Invoice")
    let sandbox = try library.loaded()
    let gate = try #require(try sandbox.gate("order", local))
    #expect(gate.value == "fail")
    #expect(gate.detail.contains("POL-1 (Waiting for Invoice"))
    try sandbox.set("closed-orders", "accept")
    #expect(try sandbox.gate("order", local)?.value == "fail")
    #expect(try !sandbox.isSafe(local))
    #expect(
      try sandbox.run("duplicates/blocked").contains {
        $0["portfolio_id"] == local.portfolioID && $0["gate"] == "order"
      })
  }

  @Test("an empty status fails", arguments: Place.allCases)
  func noStatus(place: Place) throws {
    let (library, local) = library(place, status: "")
    let sandbox = try library.loaded()
    try sandbox.set("closed-orders", "accept")
    #expect(try sandbox.gate("order", local)?.value == "fail")
  }

  @Test("a closed order blocks unless the setting accepts it", arguments: Place.allCases)
  func closed(place: Place) throws {
    for status in ["Closed", "Cancelled", "deleted"] {
      let (library, local) = library(place, status: status)
      let sandbox = try library.loaded()
      #expect(try sandbox.gate("order", local)?.value == "fail")
      try sandbox.set("closed-orders", "accept")
      #expect(try sandbox.gate("order", local)?.value == "pass")
      #expect(try sandbox.isSafe(local))
    }
  }

  @Test(
    "an order that only the inventory names fails, even where closed ones are accepted",
    arguments: [Place.inventory, .additional])
  func notFound(place: Place) throws {
    var (library, local) = library(place, status: "Closed")
    library.orders.rows.removeAll { $0["PO Line Reference"] == "POL-1" }
    let sandbox = try library.loaded()
    try sandbox.set("closed-orders", "accept")
    let gate = try #require(try sandbox.gate("order", local))
    #expect(gate.value == "fail")
    #expect(gate.detail.contains("POL-1 (not found"))
  }

  @Test("no order passes; without a whole, fresh list it is unknown")
  func silence() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair().local
    #expect(try library.loaded().gate("order", local)?.value == "pass")

    var stale = library
    stale.days[.orderLines] = "20240501"
    #expect(try stale.loaded().gate("order", local)?.value == "unknown")
    stale.days[.orderLines] = "20240502"
    #expect(try stale.loaded().gate("order", local)?.value == "pass")

    var oneVendor = library
    for index in oneVendor.orders.rows.indices {
      oneVendor.orders.rows[index]["Vendor Name"] = "Corvid"
    }
    #expect(try oneVendor.loaded().gate("order", local)?.value == "unknown")

    var openOnly = library
    openOnly.orders.rows.removeAll { $0["Status"] == "Closed" }
    openOnly.addOrder("POL-903", status: "Sent", mmsID: "991555500000024242")
    let sandbox = try openOnly.loaded()
    #expect(try sandbox.gate("order", local)?.value == "unknown")
    #expect(try sandbox.safe().isEmpty)
  }

  @Test("a fresh enough list depends on the setting freshness-days")
  func freshness() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair().local
    library.days[.orderLines] = "20240501"
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("order", local)?.value == "unknown")
    try sandbox.set("freshness-days", "31")
    #expect(try sandbox.gate("order", local)?.value == "pass")
  }

  @Test("a rejected order line makes unknown whom it names, or all where nothing can be read")
  func rejected() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let named = library.addPair("Winter orchards of the valley").local
    let other = library.addPair("Summer quarries of the coast").local
    var readable = library
    readable.addOrder("", status: "Sent", mmsID: named.mmsID)
    let first = try readable.loaded()
    #expect(try first.sql("SELECT * FROM rejected_row").count == 1)
    #expect(try first.gate("order", named)?.value == "unknown")
    #expect(try first.gate("order", other)?.value == "pass")

    library.addOrder("", status: "Sent")
    let second = try library.loaded()
    #expect(try second.gate("order", named)?.value == "unknown")
    #expect(try second.gate("order", other)?.value == "unknown")
    #expect(try second.safe().isEmpty)
  }

  @Test("an order that an older inventory names counts where the newest has no order columns")
  func olderInventory() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair(local: ["PO Line Reference": "POL-55"]).local
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("order", local)?.value == "fail")
    var newer = library
    newer.portfolios.headers.removeAll { $0.contains("PO Line") }
    newer.days[.portfolios] = "20240620"
    try sandbox.load(
      try newer.write(to: sandbox, without: Set(InputKind.allCases).subtracting([.portfolios])))
    #expect(
      try sandbox.sql(
        "SELECT po_line FROM current_portfolio WHERE portfolio_id = '\(local.portfolioID)'"
      ).first?["po_line"] == "POL-55")
    #expect(try sandbox.gate("order", local)?.value == "fail")
    #expect(try !sandbox.isSafe(local))
  }
}
