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
    plantTwoOfEach(in: &library)
    var reversed = library
    reversed.portfolios.rows.reverse()
    reversed.collections.rows.reverse()
    reversed.orders.rows.reverse()
    reversed.bibs.reverse()
    reversed.legacyIDs.reverse()
    let first = try library.loaded().run(name)
    let second = try reversed.loaded().run(name)
    #expect(first == second)
    // This library has no Extended Export, no list of a link resolver, no report of the network zone,
    // and one snapshot of each kind: these have no rows.
    let empty = [
      "resync/local-data", "resync/verdict", "migration/resolver-activations", "snapshots/diff",
      "linking/cz-candidates", "duplicates/network-zone",
    ]
    #expect(first.isEmpty == empty.contains(name))
  }

  /// What the queries beside the deletion ask for, twice, so that there is an order.
  private func plantTwoOfEach(in library: inout SmallLibrary) {
    let shared = SmallLibrary.isbn(library.next())
    for (number, word) in ["eastern", "western"].enumerated() {
      let half = library.addPair("Harbour songs of the \(word) coast")
      library.addOrder(
        "POL-5\(number)", status: "Sent", mmsID: half.zone.mmsID,
        portfolioID: half.local.portfolioID)
      library.addDatabase("Database of the \(word) isles", mmsID: "99188000000\(number)4242")
      let same = library.addLocal("Maps of \(word) inland waters")
      library.addZone("Maps of \(word) inland waters", mmsID: same.mmsID)
      library.addHolding(same.mmsID)
      library.addLocal("Letters from a \(word) island", isbn: "978100100100\(number)")
      library.addLocal("The \(word) book of hidden valleys", isbn: shared)
      library.addZone("The \(word) book of hidden valleys", isbn: shared)
      library.addLocal(
        "Ferns of \(word) green hills",
        url: "https://ezproxy.home.example/login?url=https://books.alpha.example/\(number)")
      library.addOrder(
        "POL-6\(number)", status: "Sent",
        mmsID: library.addPair("Morning songs of the \(word) coast").local.mmsID)
      library.addLocal(
        "Contents of \(word) orchards", url: "http://catdir.loc.gov/catdir/toc/\(number).html")
      _ = library.addPair(
        "Ledgers of the \(word) mills", zone: ["Availability": "Not Available"])
      _ = library.addPair("Almanacs of the \(word) plains", in: .beta)
      _ = library.addPair(
        "Annals of the \(word) hills",
        local: ["Material Type": "JOURNAL", "Portfolio Public Note": "3 users"])
      library.addLocal("Tales of the \(word) hills", url: "https://books.alpha.example/same/")
      _ = library.addPair(
        "Notes on \(word) mosses", local: ["Coverage Statement": "Available from 1990"],
        zone: ["Coverage Statement": "Available from 1995"])
    }
  }
}
