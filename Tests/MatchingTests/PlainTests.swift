import Testing
import TestSupport

@Suite struct PlainTests {
  @Test func `a plain pair in a whole library is safe, and its bib may go`() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let sandbox = try library.loaded()
    let row = try #require(
      try sandbox.safe().first { $0["portfolio_id"] == pair.local.portfolioID })
    #expect(row["twin_portfolio_id"] == pair.zone.portfolioID)
    #expect(row["tier"] == "T2")
    #expect(row["bib_after"] == "delete")
    #expect(row["mms_id"] == pair.local.mmsID)
  }
}
