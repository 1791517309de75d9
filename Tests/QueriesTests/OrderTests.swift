import Queries
import Store
import Testing
import TestSupport

/// The order of rows does not hang on the order in which they were written.
@Suite struct OrderTests {
  @Test("rows written in another order come out in the same", arguments: CatalogTests.names)
  func order(name: String) throws {
    var library = SmallLibrary()
    library.addVotes(6)
    for number in 1...4 {
      let pair = library.addPair()
      library.addOrder("POL-\(number)", status: "Sent", portfolioID: pair.local.portfolioID)
      library.addBib("99177770000\(number)4242", title: "A bib with nothing on it")
    }
    library.addOrder("POL-8", status: "Closed", mmsID: "9917777000014242")
    library.addOrder("POL-9", status: "Sent", mmsID: "9917777000014242")
    var reversed = library
    reversed.portfolios.rows.reverse()
    reversed.collections.rows.reverse()
    reversed.orders.rows.reverse()
    reversed.bibs.reverse()
    reversed.legacyIDs.reverse()
    let first = try library.loaded().run(name)
    let second = try reversed.loaded().run(name)
    #expect(first == second)
    // This library has no Extended Export, no link resolver, nothing to review, and one snapshot of
    // each kind: these have no rows.
    let empty = [
      "duplicates/no-twin", "duplicates/needs-review", "resync/local-data", "resync/verdict",
      "migration/resolver-activations", "snapshots/diff",
    ]
    #expect(first.isEmpty == empty.contains(name))
  }
}
