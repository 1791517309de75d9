import Demo
import Testing
import TestSupport

/// Each planted case of the demo library that has one clear outcome.
@Suite struct CaseTests {
  struct Outcome: Sendable, CustomTestStringConvertible {
    let planted: DemoCase
    /// Tiers that its best candidate may have; "" for no candidate.
    var tiers: Set<String> = []
    var isSafe: Bool?
    /// A gate that does not pass.
    var gate: String?
    var value = "fail"

    var testDescription: String { planted.rawValue }
  }

  static let outcomes = [
    Outcome(planted: .sameBib, tiers: ["T1"]),
    Outcome(planted: .sameBibOtherPlatform, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .sameBibUnknownPlatform, tiers: ["T3"], isSafe: false),
    Outcome(planted: .unknownPlatform, tiers: ["T3"], isSafe: false),
    Outcome(planted: .otherPlatform, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .otherEdition, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .anotherVolume, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .genericTitle, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .noTwinOnPlatform, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .localDigitalCollection, tiers: ["", "T4"], isSafe: false),
    Outcome(planted: .inactiveTwin, isSafe: false, gate: "twin-active"),
    Outcome(planted: .inactiveCollection, isSafe: false, gate: "collection-active"),
    Outcome(planted: .tenCharacterISBN, tiers: ["T1", "T2"]),
    Outcome(planted: .hyphenatedISBN, tiers: ["T1", "T2"]),
    Outcome(planted: .qualifiedISBN, tiers: ["T1", "T2", "T4", ""]),
    Outcome(planted: .titleOnly, tiers: ["T3"], isSafe: false),
    Outcome(planted: .badIdentifier, tiers: ["T3"], isSafe: false),
    Outcome(planted: .twoTwins, tiers: ["T2"]),
    Outcome(planted: .openOrder, isSafe: false),
    Outcome(planted: .closedOrder, isSafe: false),
    Outcome(planted: .additionalOrder, isSafe: false, gate: "order"),
    Outcome(planted: .orderOnBibOnly, isSafe: false, gate: "order"),
    Outcome(planted: .orderOnlyInReport, isSafe: false, gate: "order"),
    Outcome(planted: .halfMovedOrder, isSafe: false, gate: "order"),
    Outcome(planted: .licence, isSafe: false, gate: "license"),
    Outcome(planted: .localCoverage, isSafe: false, gate: "coverage"),
  ]

  @Test("a planted case has its outcome", arguments: outcomes)
  func outcome(outcome: Outcome) throws {
    let sandbox = try DemoLibrary.loaded()
    let ids = DemoLibrary.usual.cases.filter { $0.case == outcome.planted }.map(\.portfolioID)
    #expect(ids.count >= 3)
    let safe = Set(try sandbox.safe().compactMap { $0["portfolio_id"] })
    let gates = try sandbox.gates()
    let tiers = Dictionary(
      try sandbox.sql("SELECT portfolio_id, tier FROM twin").map {
        ($0["portfolio_id"] ?? "", $0["tier"] ?? "")
      }, uniquingKeysWith: { first, _ in first })
    for id in ids {
      let tier = tiers[id] ?? ""
      #expect(outcome.tiers.isEmpty || outcome.tiers.contains(tier), "\(id) is \(tier)")
      if let isSafe = outcome.isSafe { #expect(safe.contains(id) == isSafe, "\(id)") }
      if let gate = outcome.gate { #expect(gates["\(id) \(gate)"] == outcome.value, "\(id)") }
    }
  }

  @Test("a bib that keeps something stays", arguments: [DemoCase.printHoldings, .boundWith])
  func keeps(planted: DemoCase) throws {
    let sandbox = try DemoLibrary.loaded()
    let ids = DemoLibrary.usual.cases.filter { $0.case == planted }.map(\.portfolioID)
    let rows = try sandbox.safe().filter { ids.contains($0["portfolio_id"] ?? "") }
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["bib_after"] == "keep" })
  }

  @Test("a deleted portfolio is nowhere")
  func deleted() throws {
    let sandbox = try DemoLibrary.loaded()
    let ids = DemoLibrary.usual.cases.filter { $0.case == .deletedPortfolio }.map(\.portfolioID)
    #expect(ids.count >= 3)
    let found = try sandbox.sql("SELECT portfolio_id FROM portfolio").compactMap {
      $0["portfolio_id"]
    }
    #expect(Set(found).isDisjoint(with: ids))
  }

  @Test("a database made as a portfolio is of the wrong type, and listed twice is made once")
  func wrongType() throws {
    let sandbox = try DemoLibrary.loaded()
    let rows = try sandbox.run("migration/asked-vs-made")
    let wrong = DemoLibrary.usual.cases.filter { $0.case == .wrongType }.map(\.portfolioID)
    #expect(
      Set(rows.filter { $0["state"] == "wrong-type" }.compactMap { $0["portfolio_id"] })
        == Set(wrong))
    let double = Set(rows.filter { $0["state"] == "double" }.compactMap { $0["portfolio_id"] })
    let two = DemoLibrary.usual.cases.filter { $0.case == .twoPortfoliosOnBib }.map(\.portfolioID)
    #expect(double == Set(two))
    let twice = DemoLibrary.usual.cases.filter { $0.case == .listedTwice }.map(\.portfolioID)
    for id in twice { #expect(rows.count { $0["portfolio_id"] == id } == 1) }
  }
}
