import GRDB
import Store

/// What an import would do, gathered before it is undone.
package struct DryRun: Sendable {
  /// One file, as it would be read.
  package struct File: Sendable {
    /// Its name, as in the ledger.
    package let name: String
    /// The kind, as on the command line.
    package let kind: String
    /// How its bytes are read, in words: delimiter, sheet, where the header is.
    package let format: String
    /// How its text is encoded.
    package let encoding: String
    /// Columns that are understood: the header, and what it is read as.
    package let columns: [(header: String, field: String)]
    /// Columns that nothing is known of; they are kept under their own names.
    package let unknown: [String]
    /// What files of this kind can carry and this one does not.
    package let absent: [String]
    /// The first rows as they are understood: field and value, without what is not there.
    package let rows: [[(field: String, value: String)]]
    /// The first rows that would be rejected: row and reason.
    package let rejects: [(row: Int, reason: String)]
    /// Rows that name a record that an earlier row has named; nil where the kind allows that.
    package let repeats: Int?
  }

  /// One snapshot that would be made.
  package struct Snapshot: Sendable {
    /// The kind, as on the command line.
    package let kind: String
    /// The day that the data is from.
    package let asOf: String
    /// Who says so.
    package let asOfSource: String
    /// all, or part and of what.
    package let scope: String
    /// What it would be beside those that are loaded: whole, part, facts, older, superseded.
    package let role: String
  }

  /// In the order of reading.
  package let files: [File]
  /// In the order of making.
  package let snapshots: [Snapshot]

  private static let shownRows = 3
  private static let shownRejects = 5

  /// Looks at what the transaction has written: all snapshots after `last`.
  init(_ db: Database, after last: Int64, _ files: [KindedFile]) throws {
    let recognised = Dictionary(
      files.map { ($0.file.name, $0.recognised) }, uniquingKeysWith: { first, _ in first })
    self.files = try Row.fetchAll(
      db, sql: "SELECT * FROM source_file WHERE snapshot_id > ? ORDER BY id", arguments: [last]
    ).map { try Self.file($0, recognised[$0["file_name"]], db) }
    snapshots = try Row.fetchAll(
      db,
      sql: """
        SELECT s.*, coalesce(l.role, 'superseded') AS role
        FROM snapshot s
        LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
        WHERE s.id > ?
        ORDER BY s.id
        """, arguments: [last]
    ).map { row in
      let scope: String = row["scope"]
      let name: String = row["scope_name"]
      return Snapshot(
        kind: row["kind"], asOf: row["as_of"], asOfSource: row["as_of_source"],
        scope: name.isEmpty ? scope : "\(scope): \(name)", role: row["role"])
    }
  }

  private static func file(
    _ row: Row, _ recognised: RecognisedFile?, _ db: Database
  ) throws -> File {
    let id: Int64 = row["id"]
    let columns = try Row.fetchAll(
      db, sql: "SELECT header, field FROM source_column WHERE source_file_id = ? ORDER BY position",
      arguments: [id])
    let known = columns.compactMap { column in
      (column["field"] as String?).map { (header: column["header"] as String, field: $0) }
    }
    let fields = recognised?.columns?.profile.fields.map(\.name) ?? []
    let carried = Set(known.map(\.field))
    let table = InputKind(rawValue: row["kind"])?.table ?? ""
    return File(
      name: row["file_name"], kind: row["kind"], format: row["format"], encoding: row["encoding"],
      columns: known,
      unknown: columns.filter { $0["field"] == nil }.map { $0["header"] }.filter { !$0.isEmpty },
      absent: fields.filter { !carried.contains($0) },
      rows: try rows(of: table, file: id, db),
      rejects: try Row.fetchAll(
        db,
        sql: "SELECT row, reason FROM rejected_row WHERE source_file_id = ? ORDER BY row LIMIT ?",
        arguments: [id, shownRejects]
      ).map { ($0["row"], $0["reason"]) },
      repeats: try repeats(in: table, file: id, db))
  }

  private static func rows(
    of table: String, file: Int64, _ db: Database
  ) throws -> [[(field: String, value: String)]] {
    guard try db.tableExists(table) else { return [] }
    let cursor = try Row.fetchAll(
      db, sql: "SELECT * FROM \(table) WHERE source_file_id = ? ORDER BY id LIMIT ?",
      arguments: [file, shownRows])
    return cursor.map { row in
      row.compactMap { name, value in
        // Ids of the database and keys of joins say nothing to people.
        if ["id", "snapshot_id", "source_file_id", "repeats_row"].contains(name) { return nil }
        if name.hasSuffix("_key") { return nil }
        let text =
          String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value).map(String.init)
        return text.flatMap { $0.isEmpty ? nil : (name, $0) }
      }
    }
  }

  private static func repeats(in table: String, file: Int64, _ db: Database) throws -> Int? {
    guard try db.tableExists(table),
      try db.columns(in: table).contains(where: { $0.name == "repeats_row" })
    else { return nil }
    return try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM \(table) WHERE source_file_id = ? AND repeats_row IS NOT NULL",
      arguments: [file])
  }
}

/// Ends the transaction of a dry run: everything is rolled back.
struct DryRunFinished: Error {
  let report: ImportReport
}
