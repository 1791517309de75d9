import Foundation
import GRDB
import Matching
import Queries
import Store
import TestSupport
import Testing

/// A snapshot goes with all that hangs on it, and nothing else does.
@Suite struct SnapshotDropTests {
  /// A title in the second state of the library only.
  private static let added = "A late addition to the shelves of the coast"

  private static let resolver = """
    <collection><record><leader>-----nas-a2200000z--4500</leader>\
    <datafield tag="090" ind1="" ind2=""><subfield code="a">954700</subfield></datafield>\
    <datafield tag="245" ind1="" ind2="0"><subfield code="a">Birds Quarterly</subfield></datafield>\
    <datafield tag="776" ind1="" ind2=""><subfield code="z">9780306406157</subfield></datafield>\
    <datafield tag="866" ind1="" ind2=""><subfield code="a">all</subfield>\
    <subfield code="s">1119</subfield><subfield code="t">111</subfield>\
    <subfield code="x">Nature:Full Text</subfield><subfield code="z">1000111</subfield></datafield>\
    </record></collection>

    """

  /// A library in which every table of records has rows.
  private static func library(isSecond: Bool = false) -> SmallLibrary {
    var library = SmallLibrary()
    library.addVotes(6)
    let pair = library.addPair(
      local: [
        "PO Line Reference": "POL-1; POL-2",
        "Portfolio Internal Description": "ERM Linking PO Line Ref = POL-3",
      ],
      fields: SmallLibrary.field("773", "t", "A host")
        + SmallLibrary.field("856", "u", "http://a.example/1"))
    library.addOrder("POL-1", status: "Sent", portfolioID: pair.local.portfolioID)
    library.addDatabase("A database", mmsID: pair.local.mmsID)
    for _ in 0..<5 { library.addZone("Tides of the many platforms") }
    if isSecond { library.addPair(Self.added) }
    library.p2e = SmallTable(["Bib Id", "Resource Type", "PO Number"])
    library.p2e?.rows = library.legacyIDs.map {
      ["Bib Id": $0, "Resource Type": "portfolio", "PO Number": "o\($0)"]
    }
    library.p2e?.rows.append(["Bib Id": "no id at all", "Resource Type": "journal"])
    library.portfolios.rows.append(["Portfolio Id": "5.31E+17", "Title": "Destroyed"])
    library.portfolios.rows.append(["Portfolio Id": "53199", "Lifecycle": "Deleted"])
    return library
  }

  /// Loads one state of the library, a snapshot of each kind, in one command.
  private func load(_ library: SmallLibrary, as state: String, into sandbox: Sandbox) throws {
    var names: [String] = []
    // A file that was loaded before is skipped: each state has one of its own.
    let end = state == "second" ? "\n" : ""
    let own = SmallLibrary.kinds.map { ($0, library.text(of: $0)) }
    let others = own + [(InputKind.sfx, Self.resolver)] + FurtherSamples.all
    for (kind, text) in others {
      names.append("\(state)-\(kind.rawValue).dat")
      try sandbox.write("\(state)-\(kind.rawValue).dat", text + end)
    }
    var stats = FurtherSamples.migrationStats
    stats.sheets.append((name: state, rows: []))
    names.append("\(state)-stats.xlsx")
    try sandbox.write("\(state)-stats.xlsx", stats.xlsx)
    try sandbox.load(names) {
      $0.asOf = state == "first" ? "2026-01-31" : "2026-02-28"
      $0.rejectLimit = .count(20)
      $0.institution = "1234"
    }
  }

  /// What the tables hold, without ids that hang on the order of loading, and moments.
  private func contents(_ sandbox: Sandbox) throws -> [String: [String]] {
    let moving: Set<String> = [
      "id", "snapshot_id", "source_file_id", "record_id", "imported_at", "seconds", "repeats_row",
      "p2e_record_id", "bib_id", "resolver_title_id", "portfolio_row_id", "applied_at",
    ]
    return try sandbox.store(.write).read { db in
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
          """)
      var contents: [String: [String]] = [:]
      for table in tables {
        let columns = try db.columns(in: table).map(\.name).filter { !moving.contains($0) }
        let rows = try Row.fetchAll(
          db,
          sql: "SELECT \(columns.map(\.quotedDatabaseIdentifier).joined(separator: ", ")) FROM "
            + table.quotedDatabaseIdentifier)
        contents[table] = rows.map { "\($0)" }.sorted()
      }
      return contents
    }
  }

  private func ids(_ sandbox: Sandbox, as state: String) throws -> [Int64] {
    try sandbox.store(.write).read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT snapshot_id FROM source_file WHERE file_name LIKE ? ORDER BY snapshot_id
          """, arguments: ["\(state)-%"])
    }
  }

  private func violations(_ sandbox: Sandbox) throws -> Int {
    try sandbox.sql("PRAGMA foreign_key_check").count
  }

  @Test("what stood beside others is forgotten with its file, and hides nobody who gets its place")
  func besideOthers() throws {
    let sandbox = try Sandbox()
    let header = "Portfolio Id,Title,Availability\n"
    func load(_ name: String, _ rows: String, _ institution: String, _ day: String) throws {
      try sandbox.write(name, header + rows)
      try sandbox.load([name]) {
        $0.institution = institution
        $0.asOf = day
        $0.scope = .all
      }
    }
    // Twice in one file: both rows are noted.
    try load(
      "a.csv", "5310000000011234,One,Available\n5310000000011234,Again,Available\n", "1234",
      "2024-01-01")
    #expect(try sandbox.sql("SELECT 1 FROM portfolio_beside").count == 2)
    let id = try #require(
      try sandbox.store(.write).read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM snapshot") }
    )
    _ = try SnapshotDrop(try sandbox.store(.write)).run(id)
    #expect(try sandbox.sql("SELECT 1 FROM portfolio_beside").isEmpty)
    try load(
      "b.csv", "5310000000015678,Two,Available\n5310000000025678,Three,Available\n", "5678",
      "2024-01-01")
    let titles = try sandbox.sql("SELECT title FROM current_portfolio ORDER BY title")
    #expect(titles.compactMap { $0["title"] } == ["Three", "Two"])
  }

  @Test(
    "dropping one state leaves what the other alone would have made",
    arguments: ["first", "second"])
  func onlyTheOther(_ dropped: String) throws {
    let kept = dropped == "first" ? "second" : "first"
    let both = try Sandbox()
    try load(Self.library(), as: "first", into: both)
    try load(Self.library(isSecond: true), as: "second", into: both)
    try MatchRun(try both.store(.write)).refresh()
    let gone = try ids(both, as: dropped)
    #expect(gone.count == InputKind.allCases.count)
    // every table of the snapshots has rows, so that one that is forgotten shows
    let full = try contents(both)
    let empty: Set<String> = ["bib_local_id", "live_snapshot"]
    for table in try tablesOfSnapshots(both) where !empty.contains(table) {
      #expect(full[table]?.isEmpty == false, "\(table) has no rows")
    }
    for id in gone { _ = try SnapshotDrop(try both.store(.write)).run(id) }
    let only = try Sandbox()
    try load(Self.library(isSecond: kept == "second"), as: kept, into: only)
    #expect(try violations(both) == 0)
    for refresh in [false, true] {
      if refresh {
        try MatchRun(try both.store(.write)).refresh()
        try MatchRun(try only.store(.write)).refresh()
      } else if dropped == "first" {
        continue  // the match of the second state rests on nothing that went, and stays
      }
      let left = try contents(both)
      let wanted = try contents(only)
      for table in wanted.keys.sorted() where !Self.isWorkedOut(table) {
        #expect(left[table] == wanted[table], "\(table)")
      }
    }
    for name in ["duplicates/twins", "duplicates/safe-to-delete", "orphans/bibs", "orders/on-p2e"] {
      #expect(try both.run(name) == (try only.run(name)), "\(name)")
    }
  }

  /// Their rows name rows of other tables by ids that hang on the order of loading.
  private static func isWorkedOut(_ table: String) -> Bool {
    ["match_", "gate_result", "p2e_bib"].contains { table.hasPrefix($0) } && table != "match_key"
  }

  /// The tables that refer to a snapshot, straight or through others.
  private func tablesOfSnapshots(_ sandbox: Sandbox) throws -> Set<String> {
    var found: Set<String> = ["snapshot"]
    let references = try sandbox.sql(
      """
      SELECT m.name AS child, f."table" AS parent
      FROM sqlite_master m, pragma_foreign_key_list(m.name) f
      WHERE m.type = 'table'
      """)
    var before = 0
    while found.count != before {
      before = found.count
      for reference in references where found.contains(reference["parent"] ?? "") {
        found.insert(reference["child"] ?? "")
      }
    }
    #expect(found.count >= 28)
    return found
  }

  @Test("dropping every snapshot leaves an empty database, into which all can be loaded again")
  func everything() throws {
    let sandbox = try Sandbox()
    let empty = try contents(sandbox.withSchema())
    try load(Self.library(), as: "first", into: sandbox)
    try MatchRun(try sandbox.store(.write)).refresh()
    let ids = try ids(sandbox, as: "first")
    for (index, id) in ids.enumerated() {
      let outcome = try SnapshotDrop(try sandbox.store(.write)).run(id)
      #expect(outcome.wasLastOfInstitution == (index == ids.count - 1))
      #expect(outcome.speaking == [])
    }
    #expect(try contents(sandbox) == empty)
    #expect(try violations(sandbox) == 0)
    try load(Self.library(), as: "first", into: sandbox)
    let fresh = try Sandbox()
    try load(Self.library(), as: "first", into: fresh)
    #expect(try contents(sandbox) == (try contents(fresh)))
    #expect(try sandbox.run("duplicates/twins") == (try fresh.run("duplicates/twins")))
  }

  @Test("the older snapshot speaks again when the newer one is dropped")
  func speaksAgain() throws {
    let sandbox = try Sandbox()
    try load(Self.library(), as: "first", into: sandbox)
    try load(Self.library(isSecond: true), as: "second", into: sandbox)
    func has() throws -> Bool {
      try !sandbox.sql("SELECT 1 FROM current_portfolio WHERE title = '\(Self.added)'").isEmpty
    }
    #expect(try has())
    let store = try sandbox.store(.write)
    let newer = try #require(
      try store.read { db in
        try Int64.fetchOne(
          db, sql: "SELECT max(id) FROM snapshot WHERE kind = 'portfolios'")
      })
    let older = try #require(
      try store.read { db in
        try Int64.fetchOne(
          db, sql: "SELECT min(id) FROM snapshot WHERE kind = 'portfolios'")
      })
    let outcome = try SnapshotDrop(store).run(newer)
    #expect(outcome.speaking == [older])
    #expect(!outcome.clearedMatch && !outcome.wasLastOfInstitution)
    #expect(try !has())
  }

  @Test("a match that rests on it is cleared, though a later snapshot gets the same ids")
  func sameIDs() throws {
    let sandbox = try Sandbox()
    var library = SmallLibrary()
    library.addVotes(6)
    let pair = library.addPair()
    try sandbox.load(try library.write(to: sandbox)) { $0.rejectLimit = .count(20) }
    let safe = try sandbox.run("duplicates/safe-to-delete").compactMap { $0["portfolio_id"] }
    #expect(safe.contains(pair.local.portfolioID))
    let store = try sandbox.store(.write)
    let (id, basis) = try store.read { db in
      (
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM snapshot"),
        try String.fetchOne(db, sql: "SELECT rests_on FROM match_run")
      )
    }
    #expect(try SnapshotDrop(store).run(try #require(id)).clearedMatch)
    for table in ["match_run", "match_local", "gate_result", "match_result", "p2e_bib"] {
      #expect(try sandbox.sql("SELECT 1 FROM \(table)").isEmpty, "\(table)")
    }
    #expect(try MatchRun(store).stale() == ["4242"])
    // The orders are the last kind: now the title has one. The snapshot has the id of the old one.
    library.addOrder("POL-77", status: "Sent", portfolioID: pair.local.portfolioID)
    let dropped = try #require(
      try store.read { db in
        Set(SmallLibrary.kinds.map(\.rawValue)).subtracting(
          try String.fetchAll(db, sql: "SELECT kind FROM snapshot"))
      }.first)
    let kind = try #require(InputKind(rawValue: dropped))
    #expect(kind == .orderLines)
    try sandbox.write("again.csv", library.text(of: kind))
    try sandbox.load(["again.csv"]) { $0.asOf = "2024-06-01" }
    let now = try sandbox.run("duplicates/safe-to-delete").compactMap { $0["portfolio_id"] }
    #expect(
      try store.read { try String.fetchOne($0, sql: "SELECT rests_on FROM match_run") } == basis)
    #expect(!now.contains(pair.local.portfolioID))
    #expect(now.count == safe.count - 1)
  }

  @Test("a match that does not rest on it stays")
  func matchStays() throws {
    let sandbox = try Sandbox()
    try load(Self.library(), as: "first", into: sandbox)
    try load(Self.library(isSecond: true), as: "second", into: sandbox)
    try MatchRun(try sandbox.store(.write)).refresh()
    let made = try sandbox.sql("SELECT * FROM match_run")
    // What a newer one has taken the place of; of job reports each speaks for itself.
    let live = try sandbox.sql("SELECT snapshot_id AS id FROM live_snapshot").compactMap {
      $0["id"]
    }
    let superseded = try ids(sandbox, as: "first").filter { !live.contains(String($0)) }
    #expect(superseded.count >= SmallLibrary.kinds.count)
    for id in superseded {
      #expect(try !SnapshotDrop(try sandbox.store(.write)).run(id).clearedMatch)
    }
    #expect(try sandbox.sql("SELECT * FROM match_run") == made)
    #expect(try MatchRun(try sandbox.store(.write)).stale() == [])
  }

  @Test("an institution goes with its last snapshot, another's stays")
  func institutions() throws {
    let sandbox = try Sandbox()
    for (code, name) in [("1234", "a.csv"), ("7777", "b.csv")] {
      try sandbox.write(
        name, "Portfolio Id,Title,Availability\n531000000\(code),Birds,Available\n")
      try sandbox.load([name]) { $0.institution = code }
    }
    let store = try sandbox.store(.write)
    #expect(try SnapshotDrop(store).run(1).wasLastOfInstitution)
    #expect(try sandbox.sql("SELECT code FROM institution").map { $0["code"] } == ["7777"])
    #expect(
      try sandbox.sql("SELECT snapshot_id AS id FROM live_snapshot").map { $0["id"] } == ["2"])
  }

  @Test("an id that is none is refused, and names those that there are")
  func unknown() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", "Portfolio Id,Title,Availability\n5310000001234,Birds,Available\n")
    try sandbox.load(["a.csv"])
    let store = try sandbox.store(.write)
    let error = SnapshotError.unknown(id: "9", known: [1])
    #expect(throws: error) { _ = try SnapshotDrop(store).run(9) }
    #expect(error.exitCode == 64)
    #expect(error.description.contains("There are: 1."))
  }
}

extension Sandbox {
  /// With a database that holds nothing.
  fileprivate func withSchema() throws -> Sandbox {
    _ = try store()
    return self
  }
}
