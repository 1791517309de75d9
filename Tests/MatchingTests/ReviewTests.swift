import Matching
import Store
import Testing
import TestSupport

/// What people decide of pairs, and that it opens no gate.
@Suite struct ReviewTests {
  private static let title = "A field guide to imaginary lighthouses"

  /// A library with one pair that only a person can decide.
  private static func doubtful(
    local: [String: String] = [:], zone: [String: String] = [:],
    in collection: SmallLibrary.Collection = .alpha, isListed: Bool = true
  ) -> (library: SmallLibrary, local: SmallLibrary.Local, zone: SmallLibrary.Zone) {
    var library = SmallLibrary()
    library.addVotes(3)
    let copy = library.addLocal(title, isListed: isListed, local)
    let twin = library.addZone(title, in: collection, zone)
    return (library, copy, twin)
  }

  private func pair(_ local: SmallLibrary.Local, _ zone: SmallLibrary.Zone) throws -> ReviewPair {
    try #require(ReviewPair("\(local.portfolioID):\(zone.portfolioID)"))
  }

  @discardableResult
  private func decide(
    _ sandbox: Sandbox, _ decision: ReviewDecision, _ pairs: ReviewPair...
  ) throws -> [ReviewBook.Outcome] {
    try sandbox.match()
    return try ReviewBook(try sandbox.store(.write)).decide(
      pairs.map { ReviewVerdict($0, decision) }, by: "Anna", on: "2024-06-02")
  }

  private func list(_ sandbox: Sandbox) throws -> [[String: String]] {
    try sandbox.match()
    return try sandbox.sql("SELECT * FROM review_list ORDER BY id")
  }

  /// Loads the portfolios of a library again, as of a later day.
  private func reload(_ library: SmallLibrary, _ day: String, into sandbox: Sandbox) throws {
    var later = library
    later.days[.portfolios] = day
    try sandbox.load(
      try later.write(to: sandbox, without: Set(InputKind.allCases).subtracting([.portfolios])))
  }

  @Test("what a person accepted is safe where every gate passes, and the row says who and when")
  func accepted() throws {
    let (library, local, zone) = Self.doubtful()
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == "T3")
    #expect(try !sandbox.isSafe(local))
    let outcome = try decide(sandbox, .accept, try pair(local, zone))
    #expect(outcome == [.recorded])
    let row = try sandbox.safe().first { $0["portfolio_id"] == local.portfolioID }
    #expect(row?["tier"] == "T3")
    #expect(row?["evidence"]?.contains("accepted by Anna on 2024-06-02") == true)
    #expect(row?["reviewed"] == "\(zone.portfolioID) accepted by Anna on 2024-06-02")
    #expect(
      try !sandbox.run("duplicates/needs-review").contains {
        $0["portfolio_id"] == local.portfolioID
      })
    let lines = try MatchExplanation(try sandbox.store(.read)).lines(portfolioID: local.portfolioID)
    #expect(lines.contains("      review: accepted by Anna on 2024-06-02"))
    #expect(lines.contains("Outcome: safe"))
    #expect(try list(sandbox).map { $0["state"] } == ["applied"])
  }

  struct Bar: Sendable, CustomTestStringConvertible {
    let gate: String
    var local: [String: String] = [:]
    var zone: [String: String] = [:]
    var collection = SmallLibrary.Collection.alpha
    var isListed = true
    var isOrdered = false
    var without: Set<InputKind> = []

    var testDescription: String { gate + (without.isEmpty ? "" : ", not loaded") }
  }

  static let bars = [
    Bar(gate: "twin-active", zone: ["Availability": "Not Available"]),
    Bar(gate: "twin-active", zone: ["Availability": ""]),
    Bar(gate: "collection-active", collection: .closed),
    Bar(gate: "collection-active", without: [.collections]),
    Bar(gate: "order", isOrdered: true),
    Bar(gate: "order", local: ["PO Line Reference": "POL-5"]),
    Bar(gate: "order", without: [.orderLines]),
    Bar(gate: "license", local: ["License Code": "LIC-1"]),
    Bar(gate: "coverage", local: ["Coverage Statement": "Available from 1990"]),
    Bar(gate: "notes", local: ["Portfolio Public Note": "Only on site"]),
    Bar(gate: "bib-record", without: [.bibs]),
    Bar(gate: "origin", isListed: false),
  ]

  @Test("to accept a pair opens no gate", arguments: bars)
  func gates(bar: Bar) throws {
    var (library, local, zone) = Self.doubtful(
      local: bar.local, zone: bar.zone, in: bar.collection, isListed: bar.isListed)
    if bar.isOrdered {
      library.addOrder("POL-7", status: "Sent", mmsID: local.mmsID, portfolioID: local.portfolioID)
    }
    let sandbox = try library.loaded(without: bar.without)
    let outcome = try decide(sandbox, .accept, try pair(local, zone))
    #expect(outcome == [.recorded])
    #expect(try !sandbox.isSafe(local))
    let row = try sandbox.run("duplicates/blocked").first {
      $0["portfolio_id"] == local.portfolioID && $0["gate"] == bar.gate
    }
    #expect(row?["reviewed"] == "\(zone.portfolioID) accepted by Anna on 2024-06-02")
  }

  @Test("what a person rejected is no twin; the next best may be")
  func rejected() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let (local, first) = library.addPair()
    let sandbox = try library.loaded()
    #expect(try sandbox.isSafe(local))
    try decide(sandbox, .reject, try pair(local, first))
    #expect(try !sandbox.isSafe(local))
    let row = try sandbox.run("duplicates/no-twin").first {
      $0["portfolio_id"] == local.portfolioID
    }
    #expect(row?["reviewed"] == "\(first.portfolioID) rejected by Anna on 2024-06-02")

    let isbn = library.portfolios.rows.first { $0["Portfolio Id"] == first.portfolioID }?["ISBN"]
    let second = library.addZone(
      "The quiet harvest of northern rivers", isbn: try #require(isbn))
    try reload(library, "20240605", into: sandbox)
    let twin = try sandbox.twin(local)
    #expect(twin?["twin_portfolio_id"] == second.portfolioID)
    #expect(try sandbox.isSafe(local))
  }

  @Test("a decision survives a new snapshot and a dropped one, and is stale while a record differs")
  func survives() throws {
    let (library, local, zone) = Self.doubtful()
    let sandbox = try library.loaded()
    try decide(sandbox, .accept, try pair(local, zone))
    try reload(library, "20240605", into: sandbox)
    #expect(try sandbox.isSafe(local))

    var renamed = library
    for index in renamed.portfolios.rows.indices
    where renamed.portfolios.rows[index]["Portfolio Id"] == zone.portfolioID {
      renamed.portfolios.rows[index]["Electronic Collection Id"] = "6100000000040004242"
      renamed.portfolios.rows[index]["Electronic Collection Public Name"] = "Alpha Moved"
    }
    try reload(renamed, "20240606", into: sandbox)
    #expect(try !sandbox.isSafe(local))
    let stale = try list(sandbox).first
    #expect(stale?["state"] == "stale")
    #expect(stale?["changed"]?.contains("Alpha Moved") == true)
    let row = try sandbox.run("duplicates/needs-review").first {
      $0["portfolio_id"] == local.portfolioID
    }
    #expect(
      row?["reviewed"] == "\(zone.portfolioID) accepted by Anna on 2024-06-02, "
        + "but a record has changed since: look again")

    let newest = try sandbox.sql("SELECT max(id) AS id FROM snapshot").first?["id"]
    _ = try SnapshotDrop(try sandbox.store(.write)).run(Int64(newest ?? "") ?? 0)
    #expect(try sandbox.isSafe(local))
    #expect(try list(sandbox).map { $0["state"] } == ["applied"])

    var gone = library
    gone.portfolios.rows.removeAll { $0["Portfolio Id"] == zone.portfolioID }
    try reload(gone, "20240607", into: sandbox)
    #expect(try !sandbox.isSafe(local))
    #expect(try list(sandbox).map { $0["state"] } == ["gone"])
  }

  @Test("a rejection whose record has changed is shown and not applied")
  func staleRejection() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let (local, zone) = library.addPair()
    let sandbox = try library.loaded()
    try decide(sandbox, .reject, try pair(local, zone))
    for index in library.portfolios.rows.indices
    where library.portfolios.rows[index]["Portfolio Id"] == local.portfolioID {
      library.portfolios.rows[index]["Portfolio Static URL"] =
        "https://\(SmallLibrary.host)/moved"
    }
    try reload(library, "20240605", into: sandbox)
    let row = try sandbox.safe().first { $0["portfolio_id"] == local.portfolioID }
    #expect(row?["reviewed"]?.hasSuffix("a record has changed since: look again") == true)
  }

  @Test("the order in which pairs are decided changes no answer")
  func order() throws {
    var answers: Set<[String]> = []
    for turn in 0..<3 {
      var library = SmallLibrary()
      library.addVotes(3)
      var verdicts: [ReviewVerdict] = []
      for number in 0..<6 {
        let title =
          "The \(["amber", "birch", "cedar", "dogwood", "elm", "fir"][number]) almanac of tides"
        let local = library.addLocal(title)
        let zones = [library.addZone(title), library.addZone(title, in: .closed)]
        let decisions: [ReviewDecision] = [.accept, .reject, .later]
        verdicts += try zones.enumerated().map { index, zone in
          ReviewVerdict(try pair(local, zone), decisions[(number + index) % 3])
        }
      }
      let sandbox = try library.loaded()
      try sandbox.match()
      let book = ReviewBook(try sandbox.store(.write))
      let half = turn * 4
      for part in [verdicts[half...], verdicts[..<half]] {
        let outcomes = try book.decide(
          turn == 1 ? part.reversed() : Array(part), by: "Anna", on: "2024-06-02")
        #expect(outcomes.allSatisfy { $0 == .recorded })
      }
      let rows = try allQueries.flatMap { name in
        try sandbox.run(name).map { "\(name) \($0.sorted { $0.key < $1.key })" }
      }
      #expect(rows.contains { $0.contains("accepted by Anna") })
      answers.insert(rows)
    }
    #expect(answers.count == 1)
  }

  @Test("undo brings back what was decided before, and an id is never used twice")
  func undo() throws {
    let (library, local, zone) = Self.doubtful()
    let sandbox = try library.loaded()
    let both = try pair(local, zone)
    try decide(sandbox, .accept, both)
    try decide(sandbox, .reject, both)
    #expect(try !sandbox.isSafe(local))
    let book = ReviewBook(try sandbox.store(.write))
    let undone = try book.undo("2")
    #expect(undone.decision == "reject" && undone.before == "accept")
    #expect(try sandbox.isSafe(local))
    try decide(sandbox, .later, both)
    #expect(try list(sandbox).map { $0["id"] } == ["3"])
    #expect(try !sandbox.isSafe(local))
    #expect(try book.undo("3").before == "accept")
    #expect(try book.undo("1").before == nil)
    #expect(try !sandbox.isSafe(local))
    #expect(throws: ReviewError.unknownDecision(id: "1")) { try book.undo("1") }
  }

  @Test("what cannot be decided is refused, and nothing is kept of it")
  func refused() throws {
    var (library, local, zone) = Self.doubtful()
    library.addVotes(6, host: "beta.example", for: .beta)
    let isbn = SmallLibrary.isbn(library.next())
    let other = library.addLocal(
      "Winter almanac of the islands", isbn: isbn, url: "https://beta.example/x")
    let elsewhere = library.addZone("Winter almanac of the islands", isbn: isbn)
    let sandbox = try library.loaded()
    let apart = try decide(sandbox, .accept, try pair(other, elsewhere))
    guard case .refused(let why) = try #require(apart.first) else {
      Issue.record("accepted across platforms")
      return
    }
    #expect(why.contains("not on the same platform"))
    let strangers = try decide(sandbox, .reject, try pair(local, elsewhere))
    #expect(strangers != [.recorded])
    try sandbox.match()
    let stale = try ReviewBook(try sandbox.store(.write)).decide(
      [ReviewVerdict(try pair(local, zone), .accept, seen: "s0123456789abcdef")], by: "",
      on: "2024-06-02")
    #expect(
      stale == [
        .refused("a record has changed since the sheet was written. Take a new sheet.")
      ])
    #expect(try list(sandbox).isEmpty)
    #expect(try decide(sandbox, .later, try pair(local, zone)) == [.recorded])
    #expect(try decide(sandbox, .later, try pair(local, zone)) == [.unchanged])
  }
}
