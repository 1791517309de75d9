import Demo
import Store
import Testing
import TestSupport

/// What is not loaded, or not carried, is unknown; it never helps a portfolio to be safe.
@Suite struct LeaveOutTests {
  /// Something that a load leaves out: a whole file, or columns of one.
  struct Omission: Sendable, CustomTestStringConvertible {
    let file: String
    var columns: [String] = []
    /// Gates that rest on it: none of them passes without it.
    let gates: Set<String>

    var testDescription: String {
      columns.isEmpty ? file : "\(file): \(columns.joined(separator: ", "))"
    }

    func apply(_ demo: DemoFile) throws -> String? {
      guard demo.path.hasSuffix(file) else { return demo.contents }
      return columns.isEmpty ? nil : try without(columns, demo.contents)
    }

    private func without(_ columns: [String], _ text: String) throws -> String {
      var lines = text.split(omittingEmptySubsequences: true) { $0.isNewline }.map(String.init)
      let header = lines.removeFirst().replacing("\u{FEFF}", with: "").split(separator: ",")
        .map(String.init)
      let kept = header.filter { !columns.contains($0) }
      try #require(kept.count == header.count - columns.count)
      var table = SmallTable(kept)
      table.rows = try CSVRows.read(text)
      return table.text
    }
  }

  static let omissions = [
    Omission(file: "po_lines.csv", gates: ["order"]),
    Omission(file: "po_lines.csv", columns: ["MMS Id"], gates: ["order"]),
    Omission(file: "holdings.csv", gates: ["bib-physical"]),
    Omission(file: "collections.csv", gates: ["collection-active", "bib-other-portfolio"]),
    Omission(file: "collections.csv", columns: ["Availability"], gates: ["collection-active"]),
    Omission(file: "bibs.xml", gates: ["bib-record", "bib-bound-with", "bib-network"]),
    Omission(file: "prs_p2e_01_20200501.csv", gates: ["origin", "p2e-order"]),
    Omission(
      file: "portfolios_analytics.csv", columns: ["PO Line Reference"], gates: ["order"]),
    Omission(
      file: "portfolios_analytics.csv", columns: ["Portfolio Additional PO Lines"],
      gates: ["order"]),
    Omission(file: "portfolios_analytics.csv", columns: ["License Code"], gates: ["license"]),
    Omission(
      file: "portfolios_analytics.csv", columns: ["Coverage Statement"], gates: ["coverage"]),
    Omission(file: "portfolios_analytics.csv", columns: ["Availability"], gates: ["twin-active"]),
  ]

  @Test(
    "without an input, what rests on it is never passed, and nothing new is safe",
    arguments: omissions)
  func without(omission: Omission) throws {
    let whole = try DemoLibrary.loaded()
    let less = try Sandbox()
    try less.load(DemoLibrary.usual) { try? omission.apply($0) }
    let before = try whole.gates()
    let after = try less.gates()
    let resting = after.filter { name, _ in
      omission.gates.contains(String(name.split(separator: " ").last ?? ""))
    }
    #expect(!resting.isEmpty)
    #expect(resting.filter { $0.value == "pass" }.isEmpty)
    let risen = after.filter { $0.value == "pass" && before[$0.key] == "fail" }
    #expect(risen.isEmpty, "from fail to pass: \(risen.keys.sorted().prefix(5))")
    let safe = Set(try whole.safe().compactMap { $0["portfolio_id"] })
    let added = try less.safe().compactMap { $0["portfolio_id"] }.filter { !safe.contains($0) }
    #expect(safe.count > 50)
    #expect(added.isEmpty)
  }

  @Test("without the holdings no bib may go, and no bib is called an orphan for sure")
  func holdings() throws {
    let sandbox = try Sandbox()
    try sandbox.load(DemoLibrary.usual) { $0.path.hasSuffix("holdings.csv") ? nil : $0.contents }
    let safe = try sandbox.safe()
    #expect(safe.count > 50)
    #expect(safe.allSatisfy { $0["bib_after"] == "keep" })
    let orphans = try sandbox.run("orphans/bibs")
    #expect(!orphans.isEmpty)
    #expect(orphans.allSatisfy { $0["state"] == "unknown" })
  }

  @Test(
    "without a file nothing is safe that needs it",
    arguments: [InputKind.orderLines, .collections, .bibs, .p2e])
  func needed(kind: InputKind) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    #expect(try library.loaded().isSafe(pair.local))
    let sandbox = try library.loaded(without: [kind])
    #expect(try sandbox.safe().isEmpty)
  }

  @Test("a collection that the portfolios name without its id is not taken for none")
  func collectionID() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(in: .closed)
    library.portfolios.headers.removeAll { $0 == "Electronic Collection Id" }
    let sandbox = try library.loaded()
    let gate = try #require(try sandbox.gate("collection-active", pair.local))
    #expect(gate.value != "pass", "\(gate.detail)")
    #expect(try !sandbox.isSafe(pair.local))
  }

  @Test(
    "an orphan is not free where the file that would say otherwise has no MMS ID column",
    arguments: [InputKind.portfolios, .orderLines, .collections])
  func orphanColumns(kind: InputKind) throws {
    var library = SmallLibrary()
    let pair = library.addPair()
    library.addBib("991777700000014242", title: "A bib with nothing on it at all")
    library.addBib("991777700000024242", title: "A bib of a database of maps")
    library.addDatabase("Maps of the plains", mmsID: "991777700000024242")
    library.addBib("991777700000034242", title: "A bib with an order and nothing else")
    library.addOrder("POL-77", status: "Sent", mmsID: "991777700000034242")
    switch kind {
    case .portfolios: library.portfolios.headers.removeAll { $0 == "MMS Id" }
    case .orderLines: library.orders.headers.removeAll { $0 == "MMS Id" }
    default: library.collections.headers.removeAll { $0.hasPrefix("E-Collection Bib") }
    }
    let orphans = try library.loaded().run("orphans/bibs")
    #expect(orphans.contains { $0["mms_id"] == "991777700000014242" })
    let free = orphans.filter { $0["state"] == "free" || $0["state"] == "closed-orders" }
    #expect(free.isEmpty, "\(free.map { $0["mms_id"] ?? "" }), local bib \(pair.local.mmsID)")
  }

  @Test("a bib may not go where the collections do not say whose bibs they have")
  func collectionBibs() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    library.collections.headers.removeAll { $0.hasPrefix("E-Collection Bib") }
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("bib-other-portfolio", pair.local)?.value == "unknown")
  }
}
