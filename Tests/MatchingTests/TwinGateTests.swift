import Store
import Testing
import TestSupport

/// The gates of the twin and of what hangs on the local copy.
@Suite struct TwinGateTests {
  struct Situation: Sendable, CustomTestStringConvertible {
    let gate: String
    let value: String
    var local: [String: String] = [:]
    var zone: [String: String] = [:]
    var collection = SmallLibrary.Collection.alpha
    var without: [String] = []
    let isSafe: Bool

    var testDescription: String { "\(gate) is \(value) with \(local) \(zone) without \(without)" }
  }

  static let situations = [
    Situation(gate: "twin-active", value: "pass", isSafe: true),
    Situation(
      gate: "twin-active", value: "fail", zone: ["Availability": "Not Available"], isSafe: false),
    Situation(gate: "twin-active", value: "unknown", zone: ["Availability": ""], isSafe: false),
    Situation(gate: "twin-active", value: "unknown", without: ["Availability"], isSafe: false),
    Situation(gate: "collection-active", value: "pass", isSafe: true),
    Situation(gate: "collection-active", value: "fail", collection: .closed, isSafe: false),
    Situation(
      gate: "collection-active", value: "unknown",
      zone: ["Electronic Collection Id": "6100000000090004242"], isSafe: false),
    Situation(gate: "license", value: "pass", isSafe: true),
    Situation(gate: "license", value: "fail", local: ["License Code": "LIC-1"], isSafe: false),
    Situation(gate: "license", value: "unknown", without: ["License Code"], isSafe: false),
    Situation(gate: "license", value: "pass", zone: ["License Code": "LIC-1"], isSafe: true),
    Situation(gate: "coverage", value: "pass", isSafe: true),
    Situation(
      gate: "coverage", value: "fail",
      local: ["Coverage Statement": "Available from 1997 until 2003"], isSafe: false),
    Situation(gate: "coverage", value: "unknown", without: ["Coverage Statement"], isSafe: false),
    Situation(gate: "notes", value: "pass", isSafe: true),
    Situation(
      gate: "notes", value: "fail", local: ["Portfolio Public Note": "3 users"], isSafe: false),
    Situation(
      gate: "notes", value: "pass", local: ["Portfolio Public Note": "3 users"],
      zone: ["Portfolio Public Note": "Only 3 users at a time"], isSafe: true),
    Situation(
      gate: "notes", value: "fail", local: ["Portfolio Internal Description": "ask Mary"],
      zone: ["Portfolio Public Note": "ask Mary"], isSafe: false),
    Situation(
      gate: "notes", value: "unknown", without: ["Portfolio Authentication Note"], isSafe: true),
    Situation(gate: "proxy", value: "pass", isSafe: true),
    Situation(
      gate: "proxy", value: "fail", local: ["Proxy Selected": "campus"],
      zone: ["Proxy Selected": "library"], isSafe: false),
    Situation(
      gate: "proxy", value: "fail", local: ["Proxy Selected": "campus"], isSafe: false),
    Situation(gate: "proxy", value: "unknown", without: ["Proxy Selected"], isSafe: true),
    Situation(gate: "demand-driven", value: "unknown", isSafe: true),
    Situation(gate: "recent", value: "unknown", isSafe: true),
    Situation(gate: "activation-task", value: "unknown", isSafe: true),
    Situation(gate: "origin", value: "pass", isSafe: true),
    Situation(gate: "bib-record", value: "pass", isSafe: true),
  ]

  @Test(
    "a collection whose availability is not told is not said to be missing",
    arguments: [
      ("", "the collections file does not say whether the twin's collection is active: "),
      ("Soon", "the collections file does not say whether the twin's collection is active: "),
      (nil, "the collections file does not name the twin's collection "),
    ] as [(String?, String)])
  func collectionWords(availability: String?, words: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let alpha = try #require(
      library.collections.rows.firstIndex {
        $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
      })
    if let availability {
      library.collections.rows[alpha]["Availability"] = availability
    } else {
      library.collections.rows.remove(at: alpha)
    }
    let gate = try #require(try library.loaded().gate("collection-active", pair.local))
    #expect(gate.value == "unknown" && gate.detail.hasPrefix(words), "\(gate.detail)")
  }

  @Test("one title that ties a host is one title")
  func oneTitle() throws {
    for (votes, words) in [(0, "no other title ties "), (1, "only 1 other title ties ")] {
      var library = SmallLibrary()
      library.addVotes(votes)
      library.addVotes(4, host: "ref.beta.example", for: .beta)
      let pair = library.addPair()
      let sandbox = try library.loaded()
      try sandbox.match()
      let route = try sandbox.sql(
        """
        SELECT p.route FROM match_platform p JOIN match_local m ON m.local_id = p.local_id
        WHERE m.portfolio_id = '\(pair.local.portfolioID)'
        """
      ).first?["route"]
      #expect(route == "\(words)\(SmallLibrary.host) to an interface")
    }
  }

  @Test("a gate says what the records say", arguments: situations)
  func gate(situation: Situation) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(
      in: situation.collection, local: situation.local, zone: situation.zone)
    library.portfolios.headers.removeAll { situation.without.contains($0) }
    let sandbox = try library.loaded()
    let gate = try #require(try sandbox.gate(situation.gate, pair.local))
    #expect(gate.value == situation.value, "\(gate.detail)")
    #expect(try sandbox.isSafe(pair.local) == situation.isSafe)
    if gate.value == "unknown", situation.isSafe {
      let row = try sandbox.safe().first { $0["portfolio_id"] == pair.local.portfolioID }
      #expect(row?["not_checked"]?.contains(gate.detail) == true)
    }
  }

  @Test("purchase on demand and evidence-based acquisition fail", arguments: ["PDA", "EBA"])
  func demandDriven(column: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(local: [column: "Program 1"])
    let plain = library.addPair("Letters from a frozen harbor town")
    library.portfolios.headers += ["PDA", "EBA"]
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("license", pair.local)?.value == "fail")
    #expect(try sandbox.gate("demand-driven", plain.local)?.value == "pass")
    #expect(try sandbox.isSafe(plain.local))
  }

  @Test(
    "one of two sources that says inactive makes the twin inactive, whichever is newer",
    arguments: ["20240520", "20240610"])
  func disagreement(day: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let sandbox = try library.loaded()
    #expect(try sandbox.isSafe(pair.local))
    var part = SmallTable(library.portfolios.headers)
    part.rows = library.portfolios.rows.filter {
      $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
    }
    let twin = try #require(
      part.rows.firstIndex { $0["Portfolio Id"] == pair.zone.portfolioID })
    part.rows[twin]["Availability"] = "Not Available"
    try sandbox.write("part_\(day).csv", part.text)
    try sandbox.load(["part_\(day).csv"]) { $0.collection = "Alpha Books Complete" }
    #expect(try sandbox.gate("twin-active", pair.local)?.value == "fail")
    #expect(
      try sandbox.sql("SELECT * FROM availability_disagreement").map { $0["portfolio_id"] }
        == [pair.zone.portfolioID])
  }

  @Test("what no list names is for review, unless it was made before go-live or by P2E_JOB")
  func origin() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let isbn = SmallLibrary.isbn(library.next())
    let title = "Notes from an unlisted archive"
    let local = library.addLocal(title, isbn: isbn, isListed: false)
    library.addZone(title, isbn: isbn)
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("origin", local)?.value == "unknown")
    #expect(try !sandbox.isSafe(local))
    let review = try sandbox.run("duplicates/needs-review")
    #expect(
      review.first { $0["portfolio_id"] == local.portfolioID }?["why"]
        == "in no P2E list that is loaded")
    try sandbox.set("go-live-date", "2020-07-01")
    #expect(try sandbox.gate("origin", local)?.value == "pass")
    #expect(try sandbox.gate("recent", local)?.value == "pass")
    #expect(
      try !sandbox.run("duplicates/needs-review").contains {
        $0["portfolio_id"] == local.portfolioID
      })
    try sandbox.set("go-live-date", "2020-06-01")
    #expect(try sandbox.gate("origin", local)?.value == "unknown")

    var byJob = library
    let last = try #require(
      byJob.portfolios.rows.firstIndex { $0["Portfolio Id"] == local.portfolioID })
    byJob.portfolios.rows[last]["Portfolio Creator"] = "P2E_JOB"
    #expect(try byJob.loaded().gate("origin", local)?.value == "pass")
    byJob.portfolios.rows[last]["Portfolio Creator"] = "m.smith"
    #expect(try byJob.loaded().twin(local) == nil)
  }

  @Test(
    "a copy made after go-live is blocked, however its date is written",
    arguments: ["2023-04-15", "04/15/2023", "15.04.2023", "15/04/2023"])
  func recent(date: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let listed = library.addPair(local: ["Portfolio Creation Date": date])
    let isbn = SmallLibrary.isbn(library.next())
    let title = "Notes from an unlisted archive"
    let unlisted = library.addLocal(
      title, isbn: isbn, isListed: false, ["Portfolio Creation Date": date])
    library.addZone(title, isbn: isbn)
    let sandbox = try library.loaded()
    try sandbox.set("go-live-date", "2020-07-01")
    #expect(try !sandbox.isSafe(unlisted))
    let recent = try sandbox.gate("recent", listed.local)
    let origin = try sandbox.gate("origin", unlisted)
    #expect(recent?.value == "fail")
    #expect(origin?.value == "unknown")
  }

  @Test("a fact of an inventory that is too old does not pass")
  func oldFact() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    var older = library
    older.days[.portfolios] = "20230101"
    let sandbox = try older.loaded()
    library.portfolios.headers.removeAll { $0 == "License Code" || $0 == "Coverage Statement" }
    library.days[.portfolios] = "20240605"
    try sandbox.load(
      try library.write(to: sandbox, without: Set(InputKind.allCases).subtracting([.portfolios])))
    let license = try sandbox.gate("license", pair.local)
    let coverage = try sandbox.gate("coverage", pair.local)
    #expect(license?.value == "unknown")
    #expect(coverage?.value == "unknown")
  }
}
