import Matching
import Store
import Testing
import TestSupport

/// What the bibs of both copies say beside title and identifier.
@Suite struct BothRecordsTests {
  private static let isbn = "9780306406157"

  private static func imprint(_ year: String) -> String {
    SmallLibrary.field("260", "c", year)
  }

  /// A pair of which both bibs are loaded.
  private func loaded(
    isbn: String, local: String, zone: String, edition: (String, String) = ("", "")
  ) throws -> (Sandbox, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(3)
    let copy = library.addLocal(TierTests.title, isbn: isbn, edition: edition.0, fields: local)
    let other = library.addZone(TierTests.title, isbn: isbn)
    library.addBib(
      other.mmsID, title: TierTests.title, isbn: isbn, edition: edition.1, fields: zone)
    return (try library.loaded(), copy)
  }

  @Test(
    "years that contradict are no sure twin, unless the edition is named and the same",
    arguments: [
      ("2015", "2015", ("", ""), "T2"), ("2015", "2014", ("", ""), "T2"),
      ("2015", "", ("", ""), "T2"), ("2015", "1990", ("", ""), "T3"),
      ("2015", "1990", ("2nd ed.", "2nd ed."), "T2"),
    ] as [(String, String, (String, String), String)])
  func years(_ local: String, _ zone: String, _ editions: (String, String), _ tier: String) throws {
    let (sandbox, copy) = try loaded(
      isbn: Self.isbn, local: Self.imprint(local), zone: zone.isEmpty ? "" : Self.imprint(zone),
      edition: editions)
    #expect(try sandbox.tier(copy) == tier)
    #expect(try sandbox.isSafe(copy) == (tier == "T2"))
    if tier == "T3" {
      let why = try sandbox.sql("SELECT why FROM match_tier WHERE why LIKE '%another year%'")
      #expect(why.count == 1)
    }
  }

  @Test(
    "one volume is no sure twin of a record that names none: a set's ISBN is on each",
    arguments: [("Volume 2", "T3"), ("", "T2")])
  func oneOfSeveral(_ part: String, _ tier: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let copy = library.addLocal(TierTests.title, isbn: Self.isbn)
    library.addZone(
      part.isEmpty ? TierTests.title : "\(TierTests.title). \(part)", isbn: Self.isbn)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(copy) == tier)
    #expect(try sandbox.isSafe(copy) == part.isEmpty)
  }

  @Test("a part that only the local record names is often a series' number, and no bar")
  func seriesNumber() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let copy = library.addLocal("\(TierTests.title). Volume 2", isbn: Self.isbn)
    library.addZone(TierTests.title, isbn: Self.isbn)
    #expect(try library.loaded().tier(copy) == "T2")
  }

  @Test(
    "a title alone is for a person where the authors or extents differ",
    arguments: [
      ("Moss, Ada", "Moss, A.", "xii, 230 p.", "230 pages", "T3", "agree", "agree"),
      ("Moss, Ada", "Birch, Tom", "230 p.", "", "T4", "contradict", "neutral"),
      ("Moss, Ada", "", "230 p.", "512 p.", "T4", "neutral", "contradict"),
    ])
  func titleAlone(
    _ local: String, _ zone: String, _ pages: String, _ otherPages: String, _ tier: String,
    _ authors: String, _ extents: String
  ) throws {
    func fields(_ author: String, _ extent: String) -> String {
      (author.isEmpty ? "" : SmallLibrary.field("100", "a", author, indicators: "1 "))
        + (extent.isEmpty ? "" : SmallLibrary.field("300", "a", extent))
    }
    let (sandbox, copy) = try loaded(
      isbn: "", local: fields(local, pages), zone: fields(zone, otherPages))
    #expect(try sandbox.tier(copy) == tier)
    let row = try #require(
      try sandbox.sql(
        """
        SELECT a.authors, a.extents
        FROM match_agreement a
        JOIN match_local m ON m.local_id = a.local_id
        WHERE m.portfolio_id = '\(copy.portfolioID)'
        """
      ).first)
    #expect(row["authors"] == authors)
    #expect(row["extents"] == extents)
  }

  @Test("the explanation shows both titles as they stand, and what both bibs say")
  func explained() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let author = SmallLibrary.field("100", "a", "Moss, Ada", indicators: "1 ")
    let copy = library.addLocal("The QUIET harvest of northern rivers", fields: author)
    let other = library.addZone(TierTests.title)
    library.addBib(other.mmsID, title: TierTests.title, fields: author)
    let sandbox = try library.loaded()
    try sandbox.match()
    let text = try MatchExplanation(try sandbox.store(.read)).lines(portfolioID: copy.portfolioID)
      .joined(separator: "\n")
    #expect(
      text.contains(
        """
        local title "The QUIET harvest of northern rivers", there title "\(TierTests.title)"
        """))
    #expect(text.contains("titles: the same, similarity 100 %"))
    #expect(text.contains("authors: agree"))
  }
}
