import Testing
import Matching
import TestSupport

/// Titles that are weighed more finely than as a whole: short ones, series, and their parts.
@Suite struct TitleEvidenceTests {
  private static let journal = ["Material Type": "Journal"]

  private func library() -> SmallLibrary {
    var library = SmallLibrary()
    library.addVotes(3)
    return library
  }

  @Test(
    "a journal's short title is T3 on its platform, a book's and a generic one are not",
    arguments: [
      ("Quiet rivers", "Journal", "Journal", "T3"), ("Gallia", "Journal", "Journal", "T3"),
      ("Quiet rivers", "Book", "Book", "T4"), ("Quiet rivers", "Book", "Journal", "T4"),
      ("Quiet rivers", "Journal", "", "T4"), ("Statistical yearbook", "Journal", "Journal", "T4"),
      ("The quarterly review of research", "Journal", "Journal", "T4"),
      ("Annales", "Journal", "Journal", "T4"),
      ("Jahrbuch der Statistik", "Journal", "Journal", "T4"),
    ])
  func short(title: String, local: String, zone: String, tier: String) throws {
    var library = library()
    let copy = library.addLocal(title, ["Material Type": local])
    library.addZone(title, ["Material Type": zone])
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(copy) == tier)
    #expect(try !sandbox.isSafe(copy))
  }

  @Test("the setting for journals can be raised to that of books")
  func setting() throws {
    var library = library()
    let local = library.addLocal("Quiet rivers", Self.journal)
    library.addZone("Quiet rivers", Self.journal)
    let sandbox = try library.loaded()
    try sandbox.set("journal-title-min-words", "3")
    #expect(try sandbox.tier(local) == "T4")
  }

  @Test("a journal's short title on an unknown platform, or with another subtitle, is T4")
  func unsure() throws {
    var elsewhere = SmallLibrary()
    let first = elsewhere.addLocal("Quiet rivers", Self.journal)
    elsewhere.addZone("Quiet rivers", Self.journal)
    #expect(try elsewhere.loaded().tier(first) == "T4")
    var library = library()
    let second = library.addLocal("Quiet rivers", Self.journal)
    library.addZone("Quiet rivers : a review", Self.journal)
    #expect(try library.loaded().tier(second) == "T4")
  }

  @Test("the words of a subtitle count where it is the same on both sides")
  func subtitle() throws {
    var library = library()
    let whole = library.addLocal("Quiet rivers : essays on northern harvests")
    library.addZone("Quiet rivers: essays on northern harvests")
    let missing = library.addLocal("Silent fields : essays on southern harvests")
    library.addZone("Silent fields")
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(whole) == "T3")
    #expect(try sandbox.tier(missing) == "T4")
  }

  @Test("volumes of a series do not make its own record doubtful, a second copy of it does")
  func siblings() throws {
    let title = "Correspondence of the northern rivers"
    var library = library()
    let local = library.addLocal(title)
    library.addZone("\(title), Part 6")
    let own = library.addZone(title)
    library.addZone("\(title), Part 7")
    let twin = try library.loaded().twin(local)
    #expect(twin?["tier"] == "T3")
    #expect(twin?["twin_portfolio_id"] == own.portfolioID)
    library.addZone(title)
    #expect(try library.loaded().tier(local) == "T4")
  }

  @Test("a title that stands on too many portfolios is found by its part")
  func crowded() throws {
    let title = "Confidential print of the colonial department"
    var library = library()
    let local = library.addLocal("\(title), Nos. 12 to 14")
    for number in 20..<30 { library.addZone("\(title), No. \(number)") }
    let twin = library.addZone("\(title), Nos. 12 to 14")
    let sandbox = try library.loaded()
    try sandbox.set("title-max-copies", "5")
    let found = try sandbox.twin(local)
    #expect(found?["tier"] == "T3")
    #expect(found?["twin_portfolio_id"] == twin.portfolioID)
    let candidates = try sandbox.sql(
      """
      SELECT c.portfolio_id
      FROM match_candidate c
      JOIN match_local m ON m.local_id = c.local_id
      WHERE m.portfolio_id = '\(local.portfolioID)'
      """)
    #expect(candidates.count == 1)
    try sandbox.set("title-max-copies", "0")
    #expect(try sandbox.twin(local) == nil)
  }

  @Test(
    "keys that stand on more portfolios than the setting says are set aside, and no others",
    arguments: [50, 12, 9, 5])
  func copies(_ most: Int) throws {
    var library = library()
    for (number, count) in [4, 5, 6, 9, 10, 12, 13, 50, 51].enumerated() {
      let title = "\(SmallLibrary.title(number)) of the crowded shores"
      library.addLocal(title)
      library.addLocal("\(title) : with a subtitle")
      for copy in 1..<count { library.addZone(copy % 2 == 0 ? title : "\(title) : copy") }
    }
    let sandbox = try library.loaded()
    try sandbox.set("title-max-copies", "\(most)")
    try MatchRun(try sandbox.store(.write)).refresh()
    let aside = try sandbox.sql("SELECT key, copies FROM crowded_key ORDER BY key")
    #expect(
      try sandbox.sql(
        """
        SELECT key, count(*) AS copies
        FROM match_key
        WHERE type IN ('title', 'title-main') AND key IN (
          SELECT key FROM match_local_key WHERE type = 'title'
        ) AND snapshot_id IN (SELECT snapshot_id FROM live_snapshot WHERE kind = 'portfolios')
        GROUP BY key
        HAVING count(*) > \(most)
        ORDER BY key
        """) == aside)
    #expect(aside.count > 1)
  }

  @Test("a series' number in 245 $n contradicts no part that both reports' titles name")
  func seriesNumber() throws {
    let title = "Theatre of the northern rivers. Volume 2"
    var library = library()
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(title, isbn: isbn)
    library.bibs[library.bibs.count - 1].replace(
      "</subfield></datafield><datafield tag=\"959\"",
      with: "</subfield><subfield code=\"n\">v. 604</subfield></datafield><datafield tag=\"959\"")
    #expect(library.bibs.last?.contains("v. 604") == true)
    let twin = library.addZone(title, isbn: isbn)
    library.addZone(
      "Theatre of the northern rivers. Volume 1", isbn: SmallLibrary.isbn(library.next()))
    let found = try library.loaded().twin(local)
    #expect(found?["tier"] == "T2")
    #expect(found?["twin_portfolio_id"] == twin.portfolioID)
  }

  @Test("a part that only the bib names stays a contradiction")
  func otherPart() throws {
    var library = library()
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal("Theatre of the northern rivers. Volume 2", isbn: isbn)
    library.addZone("Theatre of the northern rivers. Volume 3", isbn: isbn)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == "T4")
    #expect(try !sandbox.isSafe(local))
  }

  @Test("a number that several titles have is worth T3 with the same title, and nothing without")
  func renamed() throws {
    for isKnown in [true, false] {
      var library = isKnown ? library() : SmallLibrary()
      let issn = "0378-5955"
      let now = library.addLocal(
        "Archives of northern rivers", fields: SmallLibrary.field("022", "a", issn), Self.journal)
      let before = library.addLocal(
        "Harvests of the southern fields", fields: SmallLibrary.field("022", "a", issn),
        Self.journal)
      library.addZone(
        "Archives of northern rivers", Self.journal.merging(["ISSN": issn]) { $1 })
      let sandbox = try library.loaded()
      let twin = try sandbox.twin(now)
      #expect(twin?["tier"] == "T3")
      #expect(twin?["evidence"]?.hasPrefix("same title and ISSN 0378-5955") == true)
      #expect(try sandbox.tier(before) == "T4")
      #expect(try !sandbox.isSafe(now))
      #expect(try !sandbox.isSafe(before))
    }
  }

  @Test(
    "a slip without an identifier is found, a word of another title is none",
    arguments: [
      ("Harvests of northern rivres", "T3"), ("Harvets of northern rivers", "T3"),
      ("Harvests of nothern rivers", "T3"), ("Harvests of southern rivers", nil),
      ("Harvests of notthern rivers", "T3"),
      ("Harvests of northern rovers", nil), ("Harvests of northern rivers 2", nil),
      ("Havrests of nothern rivers", nil),
    ] as [(String, String?)])
  func slips(title: String, tier: String?) throws {
    var library = library()
    let local = library.addLocal(title)
    library.addZone("Harvests of northern rivers")
    library.addZone("Lives of the rovers", in: .beta)
    library.addZone("Great rivers of the plains", in: .beta)
    library.addZone("Fields of southern France", in: .beta)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == tier)
    #expect(try !sandbox.isSafe(local))
  }

  @Test("the slip may be in the Community Zone's title, and is shown as evidence")
  func slipElsewhere() throws {
    var library = library()
    let local = library.addLocal("Harvests of northern rivers")
    library.addZone("Harvests of northern rivres")
    let sandbox = try library.loaded()
    let twin = try sandbox.twin(local)
    #expect(twin?["tier"] == "T3")
    #expect(twin?["evidence"]?.contains("titles differ by a slip of the keyboard") == true)
    #expect(
      try sandbox.sql("SELECT local_field FROM match_shared WHERE local_raw LIKE 'Harvests%'")
        .map { $0["local_field"] } == ["title with a slip"])
    try sandbox.set("slip-max-portfolios", "1")
    #expect(try sandbox.tier(local) == nil)
  }
}
