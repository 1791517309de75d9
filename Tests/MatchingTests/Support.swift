import Demo
import Foundation
import Matching
import Store
import TestSupport

/// What a gate said of one portfolio.
struct GateAnswer: Equatable {
  let value: String
  let detail: String
  let kind: String
}

extension Sandbox {
  func match() throws {
    try MatchRun(try store(.write)).refresh()
  }

  func set(_ name: String, _ value: String) throws {
    _ = try sql("UPDATE setting SET value = '\(value)' WHERE name = '\(name)'")
  }

  /// The best candidate's row of the view `twin`, after bringing the match up to date.
  func twin(_ local: SmallLibrary.Local) throws -> [String: String]? {
    try match()
    return try sql("SELECT * FROM twin WHERE portfolio_id = '\(local.portfolioID)'").first
  }

  func tier(_ local: SmallLibrary.Local) throws -> String? { try twin(local)?["tier"] }

  func platform(_ local: SmallLibrary.Local, _ zone: SmallLibrary.Zone) throws -> String? {
    try match()
    return try sql(
      """
      SELECT p.answer
      FROM match_platform p
      JOIN match_local m ON m.local_id = p.local_id
      JOIN match_candidate c ON c.local_id = p.local_id AND c.cz_id = p.cz_id
      WHERE m.portfolio_id = '\(local.portfolioID)' AND c.portfolio_id = '\(zone.portfolioID)'
      """
    ).first?["answer"]
  }

  func gate(_ gate: String, _ local: SmallLibrary.Local) throws -> GateAnswer? {
    try match()
    return try sql(
      """
      SELECT g.value, g.detail, g.class
      FROM gate_result g
      JOIN match_local m ON m.local_id = g.local_id
      WHERE m.portfolio_id = '\(local.portfolioID)' AND g.gate = '\(gate)'
      """
    ).first.map {
      GateAnswer(value: $0["value"] ?? "", detail: $0["detail"] ?? "", kind: $0["class"] ?? "")
    }
  }

  /// Each gate of each portfolio: "portfolio gate" to value.
  func gates() throws -> [String: String] {
    try match()
    let rows = try sql(
      """
      SELECT m.portfolio_id || ' ' || g.gate AS name, g.value
      FROM gate_result g
      JOIN match_local m ON m.local_id = g.local_id
      """)
    return Dictionary(
      rows.map { ($0["name"] ?? "", $0["value"] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  func safe() throws -> [[String: String]] { try run("duplicates/safe-to-delete") }

  func isSafe(_ local: SmallLibrary.Local) throws -> Bool {
    try safe().contains { $0["portfolio_id"] == local.portfolioID }
  }

  /// Writes the files of a demo library, changed or left out by `change`, and loads them.
  func load(
    _ library: DemoLibrary, _ change: (DemoFile) -> String? = { $0.contents }
  ) throws {
    let names = try library.files.compactMap { file in
      try change(file).map { contents in
        try write("20210401_" + (file.path.split(separator: "/").last ?? ""), contents)
        return "20210401_" + (file.path.split(separator: "/").last ?? "")
      }
    }
    try load(names)
  }
}

extension DemoLibrary {
  /// Made once: most tests read the same one.
  static let usual = DemoLibrary(titles: 300)

  /// The usual library's database, loaded and matched once.
  private static let database = Result {
    let sandbox = try Sandbox()
    try sandbox.load(usual)
    try sandbox.match()
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: sandbox.databasePath)))
  }

  /// A sandbox of its own with a copy of it.
  static func loaded() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("almanac.db", database.get())
    return sandbox
  }

  func truth(_ name: String) throws -> [[String: String]] {
    try CSVRows.read(truth.first { $0.path == "truth/\(name).csv" }?.contents ?? "")
  }
}

/// The names of the program's queries that take no required parameter.
let allQueries = [
  "duplicates/blocked", "duplicates/by-collection", "duplicates/databases",
  "duplicates/needs-review", "duplicates/network-zone", "duplicates/no-twin",
  "duplicates/other-platform", "duplicates/safe-to-delete", "duplicates/same-bib",
  "duplicates/same-url", "duplicates/twin-inactive", "duplicates/twins", "linking/by-platform",
  "linking/cz-candidates", "migration/asked-vs-made", "migration/not-full-text",
  "migration/on-print-bib", "orders/half-moved", "orders/not-relinkable", "orders/on-p2e",
  "orders/relink-plan", "orphans/bibs", "orphans/would-orphan", "quality/bad-identifiers",
  "quality/coverage-differs", "quality/coverage-empty", "quality/notes-only-here",
  "quality/platforms", "quality/proxied-urls", "quality/shared-identifiers",
]
