import Testing
import TestSupport

/// Same URLs, inactive twins, other platforms, the network zone, notes and coverage: each query
/// against what was planted for it.
@Suite struct WeedingQueryTests {
  // MARK: - duplicates/same-url

  @Test("one URL however written is one; another path, query or host is not")
  func sameURL() throws {
    var library = SmallLibrary()
    let same = [
      "http://www.Books.Alpha.example/t/1/", "https://books.alpha.example/t/1#page=2",
      "https://ezproxy.home.example/login?url=https://books.alpha.example/t/1",
      "https://ezproxy.home.example/login?qurl=https%3A%2F%2Fbooks.alpha.example%2Ft%2F1",
    ].map { library.addLocal("Ferns of green hills", url: $0) }
    for url in [
      "https://books.alpha.example/T/1", "https://books.alpha.example/t/1?page=2",
      "https://beta.example/t/1", "", "",
    ] { library.addLocal("Ferns of blue hills", url: url) }
    let sandbox = try library.loaded()
    let rows = try sandbox.run("duplicates/same-url")
    #expect(rows.map { $0["portfolio_id"] } == same.map(\.portfolioID).sorted())
    #expect(rows.allSatisfy { $0["url"] == "books.alpha.example/t/1" })
    #expect(rows.allSatisfy { $0["portfolios"] == "4" && $0["bibs"] == "4" })
    #expect(rows.allSatisfy { $0["collection"] == "" && $0["is_cz_linked"] == "0" })
    let here = try sandbox.run("duplicates/same-url", ["platform": SmallLibrary.host])
    #expect(here.count == 4)
    #expect(try sandbox.run("duplicates/same-url", ["platform": "beta.example"]).isEmpty)
  }

  @Test("a copy of a collection is shown beside the local one, and found by its collection")
  func sameURLInCollection() throws {
    var library = SmallLibrary()
    let url = "https://books.alpha.example/t/1"
    let local = library.addLocal("Ferns of green hills", url: url)
    let zone = library.addZone("Ferns of green hills", ["Portfolio Static URL": url])
    let sandbox = try library.loaded()
    let alpha = ["collection": SmallLibrary.Collection.alpha.name]
    let rows = try sandbox.run("duplicates/same-url", alpha)
    #expect(Set(rows.map { $0["portfolio_id"] }) == [local.portfolioID, zone.portfolioID])
    let other = ["collection": SmallLibrary.Collection.beta.name]
    #expect(try sandbox.run("duplicates/same-url", other).isEmpty)
  }

  // MARK: - duplicates/twin-inactive, other-platform

  @Test("a twin that is inactive, or whose collection is, is to be activated first")
  func twinInactive() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let portfolio = library.addPair(
      "Ledgers of the upper mills", zone: ["Availability": "Not Available"])
    let collection = library.addPair("Ledgers of the lower mills", in: .closed)
    // An active twin beside the inactive one is the better one.
    let isbn = SmallLibrary.isbn(library.next())
    library.addLocal("Ledgers of the middle mills", isbn: isbn)
    library.addZone("Ledgers of the middle mills", isbn: isbn, ["Availability": "Not Available"])
    library.addZone("Ledgers of the middle mills", isbn: isbn)
    let sandbox = try library.loaded()
    let rows = try sandbox.run("duplicates/twin-inactive")
    #expect(
      Set(rows.map { $0["portfolio_id"] })
        == [portfolio.local.portfolioID, collection.local.portfolioID])
    #expect(
      Set(rows.map { "\($0["twin_portfolio_id"] ?? "") \($0["inactive"] ?? "")" })
        == ["\(portfolio.zone.portfolioID) portfolio", "\(collection.zone.portfolioID) collection"])
    let closed = ["collection": SmallLibrary.Collection.closed.rawValue]
    #expect(try sandbox.run("duplicates/twin-inactive", closed).count == 1)
    #expect(try sandbox.run("duplicates/twin-inactive", ["platform": "Beta Press"]).isEmpty)
  }

  @Test("a copy on another platform is no duplicate, and is shown with what both have")
  func otherPlatform() throws {
    var library = SmallLibrary()
    library.addVotes(12)
    let elsewhere = library.addPair("Almanacs of the eastern plains", in: .beta)
    let inactive = library.addPair(
      "Almanacs of the western plains", in: .beta, zone: ["Availability": "Not Available"])
    let local = library.addLocal("Maps of quiet inland waters")
    let zone = library.addZone("Maps of quiet inland waters", in: .beta, mmsID: local.mmsID)
    let sandbox = try library.loaded()
    let rows = try sandbox.run("duplicates/other-platform")
    #expect(rows.map { $0["portfolio_id"] } == [elsewhere.local.portfolioID, local.portfolioID])
    #expect(
      rows.map { $0["other_portfolio_id"] } == [elsewhere.zone.portfolioID, zone.portfolioID])
    #expect(rows.first?["same_by"]?.hasPrefix("ISBN 978") == true)
    #expect(rows.last?["same_by"] == "same bib \(local.mmsID)")
    #expect(rows.allSatisfy { $0["other_platform"] == "Beta Press" && $0["has_twin"] == "" })
    #expect(!rows.contains { $0["portfolio_id"] == inactive.local.portfolioID })
    #expect(try sandbox.run("duplicates/other-platform", ["platform": "Alpha Online"]).isEmpty)
  }

  @Test(
    "of the truth's inactive twins and other platforms most are told, and few others",
    arguments: TruthTests.Library.known)
  func truth(library: TruthTests.Library) throws {
    let loaded = try TruthTests.Loaded(library)
    let pairs = try loaded.pairs()
    for (query, label, least) in [
      ("duplicates/twin-inactive", "twin-inactive", 90),
      ("duplicates/other-platform", "other-platform", 60),
    ] {
      let told = Set(try loaded.sandbox.run(query).compactMap { $0["portfolio_id"] })
      let wanted = pairs.filter { $0.value["label"] == label }
      let right = told.filter { pairs[$0]?["label"] == label }.count
      #expect(right * 100 >= least * wanted.count, "\(query): \(right) of \(wanted.count)")
      #expect(right * 100 >= 85 * told.count, "\(query): \(right) of \(told.count) told")
    }
  }

  // MARK: - duplicates/network-zone

  @Test("a collection that the network zone provides too is told by its id, or by its name")
  func networkZone() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    library.collections.headers.append("Electronic Collection Link ID")
    library.collections.rows[0]["Electronic Collection Link ID"] = "61111000001"
    let sandbox = try library.loaded()
    #expect(try sandbox.run("duplicates/network-zone").isEmpty)
    try sandbox.write(
      "network_20240601.csv",
      """
      Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,\
      Interface Name,Availability,No. of Portfolios,Available For Group Members
      6110000000019999,61111000001,Consortium books,Net Online,Available,120,Alder College
      6110000000029999,,BETA reference works,Beta Press,Available,8,
      6110000000039999,,Alpha Books Backlist,Alpha Online,Not Available,8,
      6110000000049999,61111000009,Beta Reference Works,Beta Press,Available,9,
      6110000000059999,,Beta Reference Works,Gamma Press,Available,9,

      """)
    try sandbox.load(["network_20240601.csv"])
    let rows = try sandbox.run("duplicates/network-zone")
    #expect(
      rows.map { "\($0["collection"] ?? "") \($0["network_collection_id"] ?? "")" } == [
        "Alpha Books Complete 6110000000019999", "Beta Reference Works 6110000000029999",
        "Beta Reference Works 6110000000049999",
      ])
    #expect(rows.first?["available_for"] == "Alder College")
    #expect(rows.first?["same_by"] == "Community Zone id")
    #expect(rows.first?["portfolios"] == "10" && rows.first?["network_portfolios"] == "120")
    #expect(rows.last?["same_by"] == "name and interface")
    #expect(
      try sandbox.run("duplicates/network-zone", ["platform": "Alpha Online"]) == [rows[0]])
    let beta = ["collection": SmallLibrary.Collection.beta.rawValue]
    #expect(try sandbox.run("duplicates/network-zone", beta).count == 2)
  }

  // MARK: - quality

  @Test("a note that the twin has too is not told, each other one is")
  func notes() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let pair = library.addPair(
      "Annals of the eastern hills",
      local: [
        "Portfolio Public Note": "3 users", "Portfolio Internal Description": "ask Mary",
        "Portfolio Authentication Note": "VPN",
      ], zone: ["Portfolio Internal Description": "please ask Mary first"])
    _ = library.addPair("Annals of the western hills", zone: ["Portfolio Public Note": "4 users"])
    let sandbox = try library.loaded()
    let rows = try sandbox.run("quality/notes-only-here")
    #expect(rows.map { $0["kind"] } == ["authentication", "public"])
    #expect(rows.map { $0["note"] } == ["VPN", "3 users"])
    #expect(rows.allSatisfy { $0["portfolio_id"] == pair.local.portfolioID })
    #expect(rows.allSatisfy { $0["twin_portfolio_id"] == pair.zone.portfolioID })
    #expect(try sandbox.run("quality/notes-only-here", ["platform": "Beta Press"]).isEmpty)
  }

  @Test("a journal without coverage is told, one with coverage and a book are not")
  func coverage() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let journal = ["Material Type": "Journal"]
    let pair = library.addPair(
      "Annals of the eastern hills", local: journal, zone: ["Coverage Statement": "from 1990"])
    let alone = library.addLocal("Annals of the western hills", journal)
    library.addLocal(
      "Annals of the southern hills",
      journal.merging(["Coverage Statement": "Available from 1997"]) { $1 })
    library.addLocal("A book of northern hills")
    let dated = library.addLocal("Annals of the inner hills", journal)
    let sandbox = try library.loaded()
    var export = SmallTable(LocalDataGateTests.columns)
    export.rows = [
      [
        "LOCALIZED": "N", "PORTFOLIO_PID": dated.portfolioID, "MMS": dated.mmsID,
        "TITLE": "Annals of the inner hills", "AVAILABILITY": "ACTIVE", "FROM_YEAR": "1999",
        "COVERAGE_STATEMENT": "Global or local", "URL": "https://books.alpha.example/inner",
      ]
    ]
    try sandbox.write("Local_copies_portfolios.csv", export.text)
    try sandbox.load(["Local_copies_portfolios.csv"]) { $0.asOf = "2024-06-05" }
    let rows = try sandbox.run("quality/coverage-empty")
    #expect(
      Set(rows.map { $0["portfolio_id"] }) == [pair.local.portfolioID, alone.portfolioID])
    #expect(rows.allSatisfy { $0["state"] == "empty" })
    let twinned = try #require(rows.first { $0["portfolio_id"] == pair.local.portfolioID })
    #expect(twinned["twin_portfolio_id"] == pair.zone.portfolioID)
    #expect(twinned["twin_coverage"] == "from 1990")
    library.portfolios.headers.removeAll { $0 == "Coverage Statement" }
    let unknown = try library.loaded().run("quality/coverage-empty")
    #expect(unknown.count == 4 && unknown.allSatisfy { $0["state"] == "unknown" })
  }
}
