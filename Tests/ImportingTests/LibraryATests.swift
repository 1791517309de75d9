import Foundation
import Importing
import Store
import TestSupport
import Testing

/// A whole library's files: every count is compared with one made here by other means.
@Suite(.enabled(if: SharedFiles.hasLibraryA, "needs the example library"))
struct LibraryATests {
  private static let files: [(path: String, kind: InputKind)] = [
    ("p2e/psc_p2e_01_20200501.csv", .p2e), ("resolver/sfx_export.xml", .sfx),
    ("alma/portfolios_analytics.csv", .portfolios), ("alma/collections.csv", .collections),
    ("alma/bibs.xml", .bibs), ("alma/holdings.csv", .holdings),
    ("alma/po_lines.csv", .orderLines),
  ]

  private func text(_ path: String) throws -> String {
    try String(contentsOf: SharedFiles.libraryA.appendingPathComponent(path), encoding: .utf8)
  }

  /// Rows and deleted rows of a file: its lines, or its record elements. No cell of these files
  /// holds a line break, which the first line of the test makes sure of.
  private func counted(_ path: String, _ kind: InputKind) throws -> (rows: Int, deleted: Int) {
    let text = try text(path)
    if path.hasSuffix(".xml") { return (text.components(separatedBy: "<record>").count - 1, 0) }
    let lines = text.components(separatedBy: .newlines).filter { !$0.isEmpty }
    #expect(lines.allSatisfy { $0.components(separatedBy: "\"").count % 2 == 1 })
    let deleted = lines.filter { $0.contains(",Deleted,") }.count
    return (lines.count - (kind == .p2e ? 0 : 1), deleted)
  }

  @Test("every file's counts are the file's own", arguments: files)
  func counts(_ path: String, _ kind: InputKind) throws {
    let sandbox = try Sandbox()
    let expected = try counted(path, kind)
    let report = try sandbox.load([SharedFiles.libraryA.appendingPathComponent(path).path])
    let file = try #require(report.files.first)
    #expect(expected.rows > 30)
    #expect(file.kind == kind)
    #expect(file.counts.read == expected.rows)
    #expect(file.counts.leftOutTotal == expected.deleted)
    #expect(file.counts.kept == expected.rows - expected.deleted)
    #expect(file.counts.rejected == 0)
    #expect(file.counts.blank == 0)
    #expect(try sandbox.count(kind.table) == file.counts.kept)
  }

  @Test("the list and the report hold what they are known to hold")
  func knownCounts() throws {
    let sandbox = try Sandbox()
    let paths = Self.files.map { SharedFiles.libraryA.appendingPathComponent($0.path).path }
    let report = try sandbox.load(paths)
    let byKind = Dictionary(
      uniqueKeysWithValues: try report.files.map { (try #require($0.kind), $0.counts) })
    #expect(byKind[.p2e]?.kept == 1_570)
    #expect(byKind[.portfolios]?.read == 8_447)
    #expect(byKind[.portfolios]?.kept == 8_397)
    #expect(byKind[.portfolios]?.leftOut == ["Lifecycle Deleted": 50])
    #expect(report.institution == "5777")
    #expect(
      try sandbox.column("SELECT as_of || ' ' || as_of_source FROM snapshot WHERE kind = 'p2e'")
        == ["2020-05-01 file name"])
    #expect(try sandbox.count("snapshot") == 7)
    let rule = try #require(try sandbox.sql("SELECT * FROM legacy_rule_now").first)
    #expect(rule["system"] == "PSCdb")
    #expect(rule["tail"]?.hasSuffix("5777") == true)
    #expect(rule["tail"]?.count == 8)
  }

  @Test("the folder is imported whole, workbooks too; only truth is passed over, by name")
  func folder() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.load([SharedFiles.libraryA.path])
    let root = SharedFiles.libraryA.path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.contains(".") }
    func names(_ paths: [String]) -> [String] {
      paths.map { $0.components(separatedBy: "/").last ?? "" }.sorted()
    }
    let imported = report.files.filter { $0.fate == .imported }
    let passed = report.files.filter { $0.fate != .imported }
    #expect(names(imported.map(\.name)) == names(paths.filter { !$0.hasPrefix("truth/") }))
    #expect(names(passed.map(\.name)) == names(paths.filter { $0.hasPrefix("truth/") }))
    #expect(passed.count == 7)
    let kept = Dictionary(uniqueKeysWithValues: imported.map { ($0.name, $0.counts.kept) })
    #expect(kept["01PSC_P2E_report.xlsx"] == 1_570)
    #expect(kept["EDP+Sciences+EDPSCIENCES+GLOBAL+ALLJOURNALS+2026+03+13_portfolios.xlsx"] == 119)
    #expect(try sandbox.count("snapshot") == 15)
    let scopes = try sandbox.column(
      """
      SELECT s.scope || ' ' || (l.collection_id IS NOT NULL)
      FROM snapshot s
      JOIN live_snapshot l ON l.snapshot_id = s.id
      WHERE s.kind = 'portfolios' ORDER BY 1
      """)
    #expect(scopes == ["all 0"] + Array(repeating: "part 1", count: 8))
    // The list and the report are one snapshot: each id is one record, with its order number.
    #expect(try sandbox.count("p2e_record") == 1_570)
    let orders = try Set(
      sandbox.column("SELECT po_number FROM p2e_record WHERE po_number <> ''"))
    #expect(try Set(sandbox.column("SELECT po_number FROM p2e_order")) == orders)
    #expect(!orders.isEmpty)
  }

  @Test("with the workbooks, no row of safe-to-delete is wrong, and most are found")
  func answersWithWorkbooks() throws {
    let sandbox = try Sandbox()
    try sandbox.load([SharedFiles.libraryA.path])
    let truth = try CSVRows.read(
      String(
        contentsOf: SharedFiles.libraryA.appendingPathComponent("truth/pairs.csv"),
        encoding: .utf8))
    let twins = Set(truth.filter { $0["label"] == "twin" }.compactMap { $0["p2e_pid"] })
    let safe = try sandbox.run("duplicates/safe-to-delete").compactMap { $0["portfolio_id"] }
    #expect(safe.allSatisfy(twins.contains))
    #expect(safe.count > 650)
  }
}
