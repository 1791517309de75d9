import GRDB
import Store

/// The database as it was on a day: the views of what is true, over the snapshots up to that day.
///
/// A view of the file reads the file's own tables, whatever else has their names. So every view
/// that rests on the ledger of snapshots gets a copy in the connection's temporary schema, where
/// names are looked up first, above a ledger that ends with the day. Nothing is written to the
/// file.
struct PastView {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// - Returns: tables that hold what was worked out, which is of today only.
  /// - Parameter day: `2026-01-31`.
  func begin(_ day: String) throws -> Set<String> {
    try end()
    let snapshots = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM main.snapshot WHERE as_of <= ?", arguments: [day])
    guard snapshots ?? 0 > 0 else {
      let first = try String.fetchOne(db, sql: "SELECT min(as_of) FROM main.snapshot")
      throw ShellError.said(
        "Nothing is loaded from \(day) or before"
          + (first.map { "; the first snapshot is of \($0)." } ?? "."))
    }
    let barred = try workedOut()
    // A view takes no parameters; the day was checked to be one.
    try db.execute(
      sql: "CREATE TEMP VIEW snapshot AS SELECT * FROM main.snapshot WHERE as_of <= '\(day)'")
    try db.execute(
      sql: "CREATE TEMP TABLE live_snapshot AS SELECT * FROM main.live_snapshot WHERE 0")
    try db.execute(
      sql: """
        CREATE TEMP TABLE portfolio_beside (
          portfolio_row_id INTEGER PRIMARY KEY, institution_id INTEGER, speaking_row_id INTEGER
        );
        CREATE INDEX temp.past_portfolio_beside ON portfolio_beside (speaking_row_id)
        """)
    for view in try restingOnLedger() {
      let body = view.sql.drop { $0 != "V" && $0 != "v" }
      try db.execute(sql: "CREATE TEMP \(body)")
    }
    try LiveSnapshots.refresh(db)
    return barred
  }

  /// Goes back to the present.
  func end() throws {
    let made = try Row.fetchAll(
      db, sql: "SELECT type, name FROM sqlite_temp_master WHERE type IN ('table', 'view')")
    for row in made where shadowed(row["name"]) {
      let type: String = row["type"]
      let name: String = row["name"]
      try db.execute(sql: "DROP \(type) temp.\(name.quotedDatabaseIdentifier)")
    }
  }

  /// What a person made in the temporary schema has no namesake in the file.
  private func shadowed(_ name: String) -> Bool {
    (try? Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = ?)",
      arguments: [name])) ?? false
  }

  /// The views that read the ledger, directly or by another view.
  private func restingOnLedger() throws -> [(name: String, sql: String)] {
    let views = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM main.sqlite_master WHERE type = 'view' ORDER BY rowid"
    ).map { (name: $0["name"] as String, sql: $0["sql"] as String) }
    let words = views.map { view in
      Set(SQLToken.all(of: view.sql).filter(\.isName).map { $0.name.lowercased() })
    }
    var resting: Set<String> = ["snapshot", "live_snapshot", "portfolio_beside"]
    var count = 0
    while count != resting.count {
      count = resting.count
      for (view, used) in zip(views, words) where !used.isDisjoint(with: resting) {
        resting.insert(view.name.lowercased())
      }
    }
    return views.filter { resting.contains($0.name.lowercased()) }
  }

  /// All tables but the ledger, the records as they were read, and the settings.
  private func workedOut() throws -> Set<String> {
    let names = try String.fetchAll(
      db, sql: "SELECT name FROM main.sqlite_master WHERE type = 'table'")
    var kept: Set<String> = [
      "snapshot", "institution", "setting", "generic_title", "generic_word", "input_kind",
      "resolver_kind", "schema_change", "portfolio_beside",
      "sqlite_master", "sqlite_sequence", "sqlite_stat1", "grdb_migrations",
    ]
    let columns = try Dictionary(
      uniqueKeysWithValues: names.map { ($0, Set(try db.columns(in: $0).map(\.name))) })
    for (name, columns) in columns
    where columns.contains("snapshot_id") || columns.contains("source_file_id") {
      kept.insert(name)
    }
    // Parts of records: bib_url, portfolio_order. What is of an institution or a local portfolio
    // was worked out.
    for name in names where !kept.contains(name) {
      let columns = columns[name] ?? []
      guard !columns.contains("institution_id"), !columns.contains("local_id") else { continue }
      let parents = try db.foreignKeys(on: name).map(\.destinationTable)
      if !parents.isEmpty, parents.allSatisfy(kept.contains) { kept.insert(name) }
    }
    return Set(names).subtracting(kept)
  }
}

extension Session {
  /// Turns to a day, or back to the present.
  func setDay(_ text: String?) throws {
    guard let text else {
      return try show([asOf.map { "as of \($0)" } ?? "now"])
    }
    guard text == "now" || Timestamp.isDay(text) else {
      throw ShellError.usage(".as-of YYYY-MM-DD, or .as-of now")
    }
    guardian.barredTables = []
    asOf = nil
    forgetNames()
    let barred = try store.queue.unsafeRead { db -> Set<String> in
      try guardian.lifted {
        let past = PastView(db)
        do {
          guard text != "now" else {
            try past.end()
            return []
          }
          return try past.begin(text)
        } catch {
          try past.end()
          throw error
        }
      }
    }
    guard text != "now" else { return say("Now.") }
    guardian.barredTables = barred
    asOf = text
    say("The current_ views are as of \(text). What the match worked out is of today, and closed.")
  }
}
