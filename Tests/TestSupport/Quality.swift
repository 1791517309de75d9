import Demo
import Foundation

/// The answers compared with the truth of a library that was made for it.
package struct Quality {
  /// Answers of one tier or list, told right from wrong.
  package struct Score {
    package let name: String
    package let rows: Int
    package let right: Int
    /// How many wrong rows have which true label.
    package let wrong: [String: Int]
    /// What should have been found.
    package let wanted: Int
    package let found: Int

    package var precision: Double { rows == 0 ? 1 : Double(right) / Double(rows) }
    package var recall: Double { wanted == 0 ? 1 : Double(found) / Double(wanted) }
  }

  package let name: String
  package private(set) var scores: [Score] = []
  /// Truth and answer, counted: orphans by state, orders by tier.
  package private(set) var orphans: [String: Int] = [:]
  package private(set) var relink: [String: Int] = [:]

  private let sandbox: Sandbox
  private let truth: [String: [[String: String]]]

  private struct Pair {
    let label: String
    let twins: Set<String>
    let mms: String
  }

  /// The library beside the project where it is there, else the demo's.
  package static func standard() throws -> Quality {
    SharedFiles.hasLibraryA ? try libraryA() : try demo()
  }

  /// The simulated library beside the project, without its workbooks.
  package static func libraryA() throws -> Quality {
    let sandbox = try Sandbox()
    let root = SharedFiles.libraryA
    let names = [
      "p2e/psc_p2e_01_20200501.csv", "resolver/sfx_export.xml", "alma/portfolios_analytics.csv",
      "alma/po_lines.csv", "alma/collections.csv", "alma/holdings.csv", "alma/bibs.xml",
    ]
    try sandbox.load(names.map { root.appendingPathComponent($0).path })
    let files = ["pairs", "orphans", "relink", "missing", "databases"]
    var truth: [String: [[String: String]]] = [:]
    for file in files {
      let url = root.appendingPathComponent("truth/\(file).csv")
      truth[file] = try CSVRows.read(String(contentsOf: url, encoding: .utf8))
    }
    return try Quality("library-a", sandbox, truth)
  }

  package static func demo(seed: UInt64 = 1) throws -> Quality {
    let sandbox = try Sandbox()
    let library = DemoLibrary(seed: seed)
    for file in library.files { try sandbox.write("exports/\(file.path)", file.contents) }
    try sandbox.load(["exports"])
    var truth: [String: [[String: String]]] = [:]
    for file in library.truth {
      let name = file.path.split(separator: "/").last?.split(separator: ".").first ?? ""
      truth[String(name)] = try CSVRows.read(file.contents)
    }
    return try Quality("demo library, seed \(seed)", sandbox, truth)
  }

  private init(_ name: String, _ sandbox: Sandbox, _ truth: [String: [[String: String]]]) throws {
    self.name = name
    self.sandbox = sandbox
    self.truth = truth
    let pairs = Dictionary(
      uniqueKeysWithValues: (truth["pairs"] ?? []).map { row in
        (
          row["p2e_pid"] ?? "",
          Pair(
            label: row["label"] ?? "",
            twins: Set((row["cz_pids"] ?? "").split(separator: "|").map(String.init)),
            mms: row["p2e_mms"] ?? "")
        )
      })
    try scoreTwins(pairs)
    try scoreSafe(pairs)
    try compareOrphans()
    try compareRelink()
  }

  private func isRight(_ local: String, _ twin: String, _ pairs: [String: Pair]) -> Bool {
    guard let pair = pairs[local] else { return false }
    return pair.label == "twin" && pair.twins.contains(twin)
  }

  private mutating func scoreTwins(_ pairs: [String: Pair]) throws {
    let rows = try sandbox.run("duplicates/twins").map { row in
      (
        local: row["p2e_portfolio_id"] ?? "", twin: row["cz_portfolio_id"] ?? "",
        tier: row["tier"] ?? ""
      )
    }
    let wanted = pairs.values.filter { $0.label == "twin" }.count
    let all = [("T1", ["T1"]), ("T2", ["T2"]), ("T3", ["T3"]), ("T1 to T3", ["T1", "T2", "T3"])]
    for (name, tiers) in all {
      let answers = rows.filter { tiers.contains($0.tier) }
      let right = answers.filter { isRight($0.local, $0.twin, pairs) }
      let wrong = answers.filter { !isRight($0.local, $0.twin, pairs) }
        .map { pairs[$0.local]?.label ?? "no P2E portfolio" }
      scores.append(
        Score(
          name: name, rows: answers.count, right: right.count,
          wrong: Dictionary(wrong.map { ($0, 1) }, uniquingKeysWith: +),
          wanted: wanted, found: right.count))
    }
  }

  /// Wanted: true twins without any order, on bib or portfolio, that share a valid identifier.
  private mutating func scoreSafe(_ pairs: [String: Pair]) throws {
    let answers = try sandbox.run("duplicates/safe-to-delete").map { row in
      (local: row["portfolio_id"] ?? "", twin: row["twin_portfolio_id"] ?? "")
    }
    let right = answers.filter { isRight($0.local, $0.twin, pairs) }
    let wrong = answers.filter { !isRight($0.local, $0.twin, pairs) }
      .map { pairs[$0.local]?.label ?? "no P2E portfolio" }
    let ordered = try orderedLocals()
    let sharing = try sharingPairs()
    let wanted = pairs.filter { local, pair in
      pair.label == "twin" && !ordered.contains(local)
        && !pair.twins.isDisjoint(with: sharing[local] ?? [])
    }
    let safe = Set(right.map(\.local))
    scores.append(
      Score(
        name: "safe to delete", rows: answers.count, right: right.count,
        wrong: Dictionary(wrong.map { ($0, 1) }, uniquingKeysWith: +),
        wanted: wanted.count, found: wanted.keys.filter(safe.contains).count))
  }

  private func orderedLocals() throws -> Set<String> {
    Set(
      try sandbox.sql(
        """
        SELECT m.portfolio_id
        FROM match_local m
        WHERE m.mms_id IN (SELECT mms_id FROM po_line) OR m.po_line <> ''
          OR m.portfolio_id IN (SELECT portfolio_id FROM po_line) OR m.additional_po_lines <> ''
        """
      ).compactMap { $0["portfolio_id"] })
  }

  private func sharingPairs() throws -> [String: Set<String>] {
    let rows = try sandbox.sql(
      """
      SELECT DISTINCT m.portfolio_id AS local, c.portfolio_id AS twin
      FROM match_shared s
      JOIN match_local m ON m.local_id = s.local_id
      JOIN match_candidate c ON c.local_id = s.local_id AND c.cz_id = s.cz_id
      WHERE s.type NOT IN ('mms', 'title')
      """)
    return rows.reduce(into: [:]) { result, row in
      result[row["local"] ?? "", default: []].insert(row["twin"] ?? "")
    }
  }

  private static let states = [
    "free": "free", "closed-pol": "closed-orders", "open-pol": "open-order",
    "bound-with": "bound-with",
  ]

  private mutating func compareOrphans() throws {
    let answers = Dictionary(
      uniqueKeysWithValues: try sandbox.run("orphans/bibs").map {
        ($0["mms_id"] ?? "", $0["state"] ?? "")
      })
    var seen: Set<String> = []
    for row in truth["orphans"] ?? [] {
      let mms = row["mms"] ?? ""
      seen.insert(mms)
      let wanted = Self.states[row["why"] ?? ""] ?? ""
      let got = answers[mms] ?? "(not listed)"
      orphans[wanted == got ? "\(wanted): right" : "\(wanted) called \(got)", default: 0] += 1
    }
    for (mms, state) in answers where !seen.contains(mms) {
      orphans["no orphan called \(state)", default: 0] += 1
    }
  }

  private mutating func compareRelink() throws {
    let wanted = Dictionary(
      uniqueKeysWithValues: (truth["relink"] ?? []).map { row in
        (row["pol"] ?? "", Set((row["to_pids"] ?? "").split(separator: "|").map(String.init)))
      })
    var seen: Set<String> = []
    for row in try sandbox.run("orders/relink-plan") where (row["from_collection_id"] ?? "").isEmpty
    {
      let order = row["po_line"] ?? ""
      seen.insert(order)
      let isRight = wanted[order]?.contains(row["to_portfolio_id"] ?? "") ?? false
      let tier = row["tier"] ?? ""
      relink["\(tier): \(isRight ? "right" : "wrong")", default: 0] += 1
    }
    let missed = wanted.keys.filter { !seen.contains($0) }.count
    if missed > 0 { relink["not in the plan", default: 0] += missed }
  }
}
