import Matching
import Store
import TestSupport
import Testing

/// Signs that files give by the way, and the user's own map: they may make an answer stricter.
@Suite struct SignTests {
  private static let title = "The quiet harvest of northern rivers"

  @Test("a portfolio that a newer Extended Export has in a collection is no sure rest of the list")
  func movedIntoCollection() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let local = library.addPair().local
    let other = library.addPair("A second harvest of southern rivers").local
    let sandbox = try library.loaded()
    #expect(try sandbox.isSafe(local))
    let zones = library.portfolios.rows.filter { $0["Portfolio Linked To CZ"] == "Y" }
      .map { "Y,\($0["Portfolio Id"] ?? ""),\($0["MMS Id"] ?? ""),x,ACTIVE,\n" }
    try sandbox.write(
      "Alpha+Books+Complete_portfolios_20240610.csv",
      "LOCALIZED,PORTFOLIO_PID,MMS,TITLE,AVAILABILITY,COVERAGE_STATEMENT\n"
        + "N,\(local.portfolioID),\(local.mmsID),\(Self.title),ACTIVE,\n" + zones.joined())
    try sandbox.load(["Alpha+Books+Complete_portfolios_20240610.csv"]) { $0.asOf = "2024-06-10" }
    let gate = try #require(try sandbox.gate("origin", local))
    #expect(gate.value == "unknown")
    #expect(gate.detail.contains("is in collection 6100000000010004242"))
    #expect(try !sandbox.isSafe(local))
    #expect(try sandbox.gate("origin", other)?.value == "pass")
  }

  @Test("every sign of the migration is listed, not only the first")
  func evidence() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addPair(local: ["Portfolio Creator": "P2E_JOB"]).local
    let unlisted = library.addLocal("A lone account", isListed: false)
    let sandbox = try library.loaded()
    try sandbox.set("go-live-date", "2020-07-01")
    try sandbox.match()
    func signs(_ portfolio: String) throws -> [String] {
      try sandbox.sql(
        """
        SELECT evidence FROM p2e_evidence WHERE portfolio_id = '\(portfolio)' ORDER BY evidence
        """
      ).compactMap { $0["evidence"] }
    }
    #expect(try signs(local.portfolioID) == ["creator", "file", "go-live"])
    #expect(try signs(unlisted.portfolioID) == ["go-live"])
    try sandbox.set("go-live-date", "")
    try sandbox.match()
    #expect(try signs(unlisted.portfolioID) == ["absence"])
  }

  @Test(
    "an order that the ERM form left in a note counts, until it sits elsewhere",
    arguments: [
      ("", "", "not found"), ("local", "", "Sent"), ("twin", "twin", ""), ("twin", "", "Sent"),
    ])
  func orderInNote(_ bib: String, _ portfolio: String, _ status: String) throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let note = "ERM Linking PO Line Ref = PRS-1072"
    let pair = library.addPair(
      local: ["Portfolio Internal Description": note],
      zone: ["Portfolio Internal Description": note])
    if !bib.isEmpty {
      library.addOrder(
        "PRS-1072", status: "Sent", mmsID: bib == "twin" ? pair.zone.mmsID : "998880000014242",
        portfolioID: portfolio == "twin" ? pair.zone.portfolioID : "")
    }
    let sandbox = try library.loaded()
    let gate = try #require(try sandbox.gate("order", pair.local))
    if status.isEmpty {
      #expect(gate.value == "pass")
      #expect(try sandbox.isSafe(pair.local))
    } else {
      #expect(gate.value == "fail")
      #expect(gate.detail == "order PRS-1072 (\(status), in a note)")
      #expect(try !sandbox.isSafe(pair.local))
    }
  }

  // MARK: - The map of platforms

  private func answer(_ map: String?, votes: Int) throws -> (answer: String, route: String) {
    var library = SmallLibrary()
    library.addVotes(votes)
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(Self.title, isbn: isbn)
    let zone = library.addZone(Self.title, isbn: isbn)
    let sandbox = try library.loaded()
    if let map {
      try sandbox.write("map.csv", "Platform,Host,Interface,Collection ID\n" + map)
      try sandbox.load(["map.csv"])
    }
    let answer = try sandbox.platform(local, zone)
    let route = try sandbox.sql(
      """
      SELECT p.route FROM match_platform p JOIN match_local m ON m.local_id = p.local_id
      WHERE m.portfolio_id = '\(local.portfolioID)'
      """
    ).first?["route"]
    return (answer ?? "", route ?? "")
  }

  @Test(
    "the user's own map overrules the votes: same, different, or nothing to say",
    arguments: [
      (nil, 0, "unknown"), (nil, 4, "same"),
      ("Alpha,books.alpha.example,,\nalpha,,Alpha Online,\n", 0, "same"),
      ("Alpha,alpha.example,,\nAlpha,,alpha online,\n", 0, "same"),
      ("Alpha,books.alpha.example,,\nAlpha,,,6100000000010004242\n", 0, "same"),
      ("Alpha,books.alpha.example,,\nBeta,,Alpha Online,\n", 4, "different"),
      ("Alpha,ooks.alpha.example,,\nBeta,,Alpha Online,\n", 4, "same"),
      ("Alpha,books.alpha.example,,\n", 4, "same"), ("Beta,,Alpha Online,\n", 4, "same"),
      ("Alpha,books.alpha.example,,\n", 0, "unknown"),
    ] as [(String?, Int, String)])
  func map(_ map: String?, _ votes: Int, _ expected: String) throws {
    let found = try answer(map, votes: votes)
    #expect(found.answer == expected)
    if expected == "different" {
      #expect(found.route == "your map of platforms: Alpha is not Beta")
    }
    if map != nil, votes == 0, expected == "same" {
      #expect(found.route == "your map of platforms: both are Alpha")
    }
  }
}
