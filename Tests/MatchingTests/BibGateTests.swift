import Store
import Testing
import TestSupport

/// The gates of the bib: they never block the portfolio, and anything but a clear pass keeps it.
@Suite struct BibGateTests {
  private func pair(
    fields: String = "", _ change: (inout SmallLibrary, SmallLibrary.Local) -> Void = { _, _ in }
  ) -> (SmallLibrary, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(fields: fields)
    change(&library, pair.local)
    return (library, pair.local)
  }

  private func expect(
    _ gate: String, _ value: String, _ library: SmallLibrary, _ local: SmallLibrary.Local,
    without: Set<InputKind> = [], location: SourceLocation = #_sourceLocation
  ) throws {
    let sandbox = try library.loaded(without: without)
    let answer = try #require(
      try sandbox.gate(gate, local), sourceLocation: location)
    #expect(answer.value == value, "\(answer.detail)", sourceLocation: location)
    let row = try #require(
      try sandbox.safe().first { $0["portfolio_id"] == local.portfolioID },
      "the bib's gate must not block", sourceLocation: location)
    #expect(
      row["bib_after"] == (value == "pass" ? "delete" : "keep"), sourceLocation: location)
    if value != "pass" {
      #expect(row["bib_reason"]?.contains(answer.detail) == true, sourceLocation: location)
    }
  }

  @Test("holdings keep the bib, and so does not knowing them")
  func physical() throws {
    let (plain, local) = pair()
    try expect("bib-physical", "pass", plain, local)
    try expect("bib-physical", "unknown", plain, local, without: [.holdings])
    var held = plain
    held.addHolding(local.mmsID)
    try expect("bib-physical", "fail", held, local)
    var stale = plain
    stale.days[.holdings] = "20240501"
    try expect("bib-physical", "unknown", stale, local)
    var oneLibrary = plain
    oneLibrary.holdings.headers.append("Library Name")
    oneLibrary.addHolding("991990000000044242")
    for index in oneLibrary.holdings.rows.indices {
      oneLibrary.holdings.rows[index]["Library Name"] = "Main"
    }
    try expect("bib-physical", "unknown", oneLibrary, local)
    var rejected = plain
    rejected.holdings.rows.append(["MMS Id": "", "Holding Id": "221", "Number of Items": "1"])
    try expect("bib-physical", "unknown", rejected, local)
  }

  @Test(
    "a 501, 773 or 774 keeps the bib",
    arguments: [
      SmallLibrary.field("773", "t", "Tracts and sermons"),
      SmallLibrary.field("774", "t", "A sermon on patience"),
      SmallLibrary.field("501", "a", "Bound with: Tracts and sermons"),
    ])
  func boundWith(field: String) throws {
    let (library, local) = pair(fields: field)
    try expect("bib-bound-with", "fail", library, local)
  }

  @Test("a bib that another names as its host stays")
  func hostOfAnother() throws {
    let (library, local) = pair { library, local in
      library.addBib(
        "991888800000014242", title: "A sermon on patience",
        fields: SmallLibrary.field("773", "w", local.mmsID))
    }
    try expect("bib-bound-with", "fail", library, local)
    let (plain, other) = pair()
    try expect("bib-bound-with", "pass", plain, other)
  }

  @Test(
    "a host may be named by its old number or its OCLC number",
    arguments: [
      ("(OLDdb)LEGACY", "fail"), ("LEGACY", "fail"), ("(OCoLC)ocm00123456", "fail"),
      ("(NEWdb)LEGACY", "pass"), ("(OLDdb)77", "pass"), ("(OCoLC)123457", "pass"),
    ])
  func hostByOldNumber(number: String, value: String) throws {
    let (library, local) = pair(fields: SmallLibrary.field("035", "a", "(OCoLC)123456")) {
      library, local in
      library.addBib(
        "991888800000014242", title: "A sermon on patience",
        fields: SmallLibrary.field(
          "773", "w", number.replacing("LEGACY", with: local.legacyID)))
    }
    try expect("bib-bound-with", value, library, local)
  }

  @Test(
    "that no other bib names it is known only from all bibs, and fresh ones",
    arguments: [true, false])
  func hostUnknown(isPart: Bool) throws {
    var (library, local) = pair()
    if !isPart { library.days[.bibs] = "20240401" }
    let sandbox = try library.loaded(without: isPart ? [.bibs] : [])
    if isPart {
      let names = try library.write(to: sandbox).filter { $0.hasPrefix("bibs") }
      try sandbox.load(names) { $0.scope = .part }
    }
    let gate = try #require(try sandbox.gate("bib-bound-with", local))
    #expect(gate.value == "unknown", "\(gate.detail)")
  }

  @Test("a link to the network zone is no bar")
  func network() throws {
    let (library, local) = pair(
      fields: SmallLibrary.field("035", "a", "(EXLNZ-01NET_NETWORK)991234567890129999"))
    try expect("bib-network", "pass", library, local)
    #expect(
      try library.loaded().gate("bib-network", local)?.detail
        == "linked to the network zone: only the institution's copy goes")
  }

  @Test("another portfolio that stays keeps the bib; one that goes too does not")
  func otherPortfolio() throws {
    var (library, local) = pair()
    let second = SmallLibrary.Local(
      portfolioID: "5377777700004242", mmsID: local.mmsID, legacyID: local.legacyID)
    let row = try #require(
      library.portfolios.rows.first { $0["Portfolio Id"] == local.portfolioID })
    var both = library
    both.addPortfolio(
      second, title: row["Title"] ?? "", isbn: row["ISBN"] ?? "",
      url: "https://\(SmallLibrary.host)/second")
    try expect("bib-other-portfolio", "pass", both, local)
    try expect("bib-other-portfolio", "pass", both, second)
    library.addPortfolio(
      second, title: row["Title"] ?? "", isbn: row["ISBN"] ?? "",
      url: "https://reader.elsewhere.example/9")
    try expect("bib-other-portfolio", "fail", library, local)
  }

  @Test("a collection's own bib stays; without the collections it is unknown and blocks")
  func collectionBib() throws {
    let (library, local) = pair { library, local in
      library.addDatabase("Quiet harvest database", mmsID: local.mmsID)
    }
    try expect("bib-other-portfolio", "fail", library, local)
    let sandbox = try library.loaded(without: [.collections])
    #expect(try sandbox.gate("bib-other-portfolio", local)?.value == "unknown")
    #expect(try sandbox.safe().isEmpty)
  }

  @Test("a newer export of a collection without MMS IDs does not free the bibs in it")
  func partWithoutBibs() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let bib = "991777700000014242"
    library.addBib(bib, title: "A copy that hangs in a collection")
    let zone = library.addZone("A copy that hangs in a collection", mmsID: bib)
    let sandbox = try library.loaded()
    #expect(try sandbox.run("orphans/bibs").filter { $0["mms_id"] == bib }.isEmpty)
    var part = SmallTable(["Portfolio Id", "Title", "Availability"])
    part.rows = library.portfolios.rows.filter {
      $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
    }
    #expect(part.rows.contains { $0["Portfolio Id"] == zone.portfolioID })
    try sandbox.write("part_20240610.csv", part.text)
    try sandbox.load(["part_20240610.csv"]) { $0.collection = "Alpha Books Complete" }
    let orphan = try sandbox.run("orphans/bibs").first { $0["mms_id"] == bib }
    #expect(orphan == nil, "\(orphan ?? [:])")
  }

  @Test("an orphan stands on one row, however many rows of an input were rejected")
  func orphanOnce() throws {
    var library = SmallLibrary()
    _ = library.addPair()
    let bib = "991777700000014242"
    library.addBib(bib, title: "A bib with nothing on it at all")
    library.holdings.rows.append(["MMS Id": "", "Holding Id": "221", "Number of Items": "1"])
    library.holdings.rows.append(["MMS Id": "", "Holding Id": bib, "Number of Items": "1"])
    let orphans = try library.loaded().run("orphans/bibs").filter { $0["mms_id"] == bib }
    #expect(orphans.map { $0["state"] } == ["unknown"])
  }
}
