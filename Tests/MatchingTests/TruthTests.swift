import Demo
import Foundation
import Store
import Testing
import TestSupport

/// The answers on libraries whose truth is known.
@Suite struct TruthTests {
  enum Library: Sendable, CaseIterable, CustomTestStringConvertible {
    case demo, shared

    var testDescription: String { self == .demo ? "the demo library" : "library-a" }

    static let known: [Library] = SharedFiles.hasLibraryA ? [.demo, .shared] : [.demo]
  }

  /// One library, loaded and matched, with its truth.
  struct Loaded {
    let sandbox: Sandbox
    private let library: Library

    init(_ library: Library) throws {
      self.library = library
      switch library {
      case .demo: sandbox = try DemoLibrary.loaded()
      case .shared:
        sandbox = try Sandbox()
        let folder = SharedFiles.libraryA
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
          .filter { !$0.hasPrefix("truth") && ($0.hasSuffix(".csv") || $0.hasSuffix(".xml")) }
        try sandbox.load(files.map { folder.appendingPathComponent($0).path })
      }
    }

    func truth(_ name: String) throws -> [[String: String]] {
      switch library {
      case .demo: try DemoLibrary.usual.truth(name)
      case .shared:
        try CSVRows.read(
          String(
            contentsOf: SharedFiles.libraryA.appendingPathComponent("truth/\(name).csv"),
            encoding: .utf8))
      }
    }

    /// The pairs by the local copy's portfolio.
    func pairs() throws -> [String: [String: String]] {
      Dictionary(
        try truth("pairs").map { ($0["p2e_pid"] ?? "", $0) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private static func ids(_ text: String?) -> Set<String> {
    Set((text ?? "").split(separator: "|").map(String.init))
  }

  @Test("nothing wrong is safe to delete, and most of what could be is", arguments: Library.known)
  func safe(library: Library) throws {
    let loaded = try Loaded(library)
    let pairs = try loaded.pairs()
    let safe = try loaded.sandbox.safe()
    let wrong = safe.filter { row in
      let truth = pairs[row["portfolio_id"] ?? ""] ?? [:]
      return truth["label"] != "twin"
        || !Self.ids(truth["cz_pids"]).contains(row["twin_portfolio_id"] ?? "")
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    let barred = try loaded.sandbox.sql(
      """
      SELECT DISTINCT m.portfolio_id
      FROM gate_result g
      JOIN match_local m ON m.local_id = g.local_id
      WHERE g.gate IN ('order', 'license', 'coverage', 'notes', 'proxy') AND g.value = 'fail'
      UNION SELECT m.portfolio_id FROM local_order o JOIN match_local m ON m.local_id = o.local_id
      """
    ).compactMap { $0["portfolio_id"] }
    let sharing = try loaded.sandbox.sql(
      """
      SELECT m.portfolio_id, c.portfolio_id AS cz
      FROM match_shared s
      JOIN match_local m ON m.local_id = s.local_id
      JOIN match_candidate c ON c.local_id = s.local_id AND c.cz_id = s.cz_id
      WHERE s.type NOT IN ('title', 'mms')
      """)
    let possible = Set(
      sharing.compactMap { row -> String? in
        let id = row["portfolio_id"] ?? ""
        let truth = pairs[id] ?? [:]
        let isTrue =
          truth["label"] == "twin" && Self.ids(truth["cz_pids"]).contains(row["cz"] ?? "")
        return isTrue && !barred.contains(id) ? id : nil
      })
    let found = safe.count { possible.contains($0["portfolio_id"] ?? "") }
    #expect(possible.count > 100)
    #expect(found * 100 >= 85 * possible.count, "\(found) of \(possible.count)")
  }

  @Test(
    "nine of ten true twins are T1 to T3, and what is no twin never is",
    arguments: Library.known)
  func tiers(library: Library) throws {
    let loaded = try Loaded(library)
    let pairs = try loaded.pairs()
    let twins = try loaded.sandbox.run("duplicates/twins")
    let found = twins.count { row in
      let truth = pairs[row["p2e_portfolio_id"] ?? ""] ?? [:]
      return truth["label"] == "twin"
        && Self.ids(truth["cz_pids"]).contains(row["cz_portfolio_id"] ?? "")
    }
    let all = pairs.values.count { $0["label"] == "twin" }
    #expect(found * 100 >= 90 * all, "\(found) of \(all)")
    for label in ["other-platform", "other-edition", "twin-inactive"] {
      let wrong = twins.filter { row in
        pairs[row["p2e_portfolio_id"] ?? ""]?["label"] == label
          && ["T1", "T2"].contains(row["tier"])
      }
      #expect(wrong.isEmpty, "\(label): \(wrong.prefix(2))")
    }
    let above = twins.filter { row in
      ["other-platform", "other-edition"].contains(
        pairs[row["p2e_portfolio_id"] ?? ""]?["label"] ?? "")
    }
    let others = pairs.values.count { ["other-platform", "other-edition"].contains($0["label"]) }
    #expect(above.count * 100 <= 5 * others, "T3: \(above.prefix(3))")
  }

  @Test("orphans are those of the truth, in its states", arguments: Library.known)
  func orphans(library: Library) throws {
    let loaded = try Loaded(library)
    let states = [
      "free": "free", "closed-pol": "closed-orders", "open-pol": "open-order",
      "bound-with": "bound-with",
    ]
    let expected = Dictionary(
      try loaded.truth("orphans").map { ($0["mms"] ?? "", states[$0["why"] ?? ""] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let found = Dictionary(
      try loaded.sandbox.run("orphans/bibs").map { ($0["mms_id"] ?? "", $0["state"] ?? "") },
      uniquingKeysWith: { _, _ in "named twice" })
    #expect(found == expected)
    for database in try loaded.truth("databases") {
      #expect(found[database["mms"] ?? ""] == nil)
    }
  }

  @Test("each order goes to a true twin, or is marked for review", arguments: Library.known)
  func relink(library: Library) throws {
    let loaded = try Loaded(library)
    let truth = Dictionary(
      try loaded.truth("relink").map { ("\($0["pol"] ?? "") \($0["from_pid"] ?? "")", $0) },
      uniquingKeysWith: { first, _ in first })
    let plan = try loaded.sandbox.run("orders/relink-plan")
    let wrong = plan.filter { row in
      guard row["from_collection_id"]?.isEmpty == true else { return row["tier"] == "T2" }
      let true_ = truth["\(row["po_line"] ?? "") \(row["from_portfolio_id"] ?? "")"] ?? [:]
      return !Self.ids(true_["to_pids"]).contains(row["to_portfolio_id"] ?? "")
        && !["T3", "T4"].contains(row["tier"])
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    let planned = plan.count { row in
      truth["\(row["po_line"] ?? "") \(row["from_portfolio_id"] ?? "")"] != nil
    }
    #expect(planned * 100 >= 85 * truth.count, "\(planned) of \(truth.count)")
  }

  @Test("what was asked for and never made is exactly the truth's", arguments: Library.known)
  func missing(library: Library) throws {
    let loaded = try Loaded(library)
    let rows = try loaded.sandbox.run("migration/asked-vs-made", ["state": "missing"])
    #expect(
      Set(rows.compactMap { $0["mms_id"] })
        == Set(try loaded.truth("missing").compactMap { $0["mms"] }))
  }
}
