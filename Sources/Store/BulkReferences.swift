import GRDB

/// A column that refers to a row of the ledger: a snapshot, a file, an institution. It has one value
/// for many rows, which is asked for when it is new.
struct LedgerReference {
  /// Where the value stands in a row.
  let index: Int
  let parent: String
  /// The last value that was found.
  var known: Int64?
}

/// A column that refers to rows of another table, which may wait in memory when it is written.
struct RowReference {
  let table: String
  let column: String
  let parent: String
  let parentColumn: String
  /// Greater ones are not checked yet. An importer numbers its rows behind all that there are, so
  /// lesser ones are nobody's new rows.
  var checked: Int64
}

/// What a table refers to, so that a session checks it itself.
///
/// SQLite looks for the snapshot and the file of every row, which is the same answer a million times:
/// measured, a tenth of what it takes to write one.
struct BulkReferences {
  private static let ledger: Set<String> = ["snapshot", "source_file", "institution"]

  private(set) var toLedger: [LedgerReference] = []
  private(set) var toRows: [RowReference] = []

  /// Reads what the columns of a table refer to.
  ///
  /// - Throws: `DatabaseError`; where a fixed value refers to nothing, SQLITE_CONSTRAINT_FOREIGNKEY.
  init(
    _ db: Database, table: String, columns: [String],
    fixed: [(column: String, value: FixedValue)]
  ) throws {
    let keys = try Row.fetchAll(
      db, sql: "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?)",
      arguments: [table])
    for key in keys {
      let parent: String = key["table"]
      let column: String = key["from"]
      // Without a column of its own a reference is to the primary key.
      let parentColumn: String = key["to"] ?? "rowid"
      if let value = fixed.first(where: { $0.column == column })?.value {
        guard case .integer(let id) = value else { continue }
        try Self.require(id, of: parent, db)
      } else if let index = columns.firstIndex(of: column) {
        if Self.ledger.contains(parent) {
          toLedger.append(LedgerReference(index: index, parent: parent))
        } else {
          toRows.append(
            RowReference(
              table: table, column: column, parent: parent, parentColumn: parentColumn,
              checked: try Self.last(parent, parentColumn, db)))
        }
      }
    }
  }

  /// - Throws: `DatabaseError` where a table of the ledger has no such row.
  static func require(_ id: Int64, of parent: String, _ db: Database) throws {
    let name = parent.quotedDatabaseIdentifier
    let isThere = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM \(name) WHERE id = ?)", arguments: [id])
    if isThere != true { throw error("a row refers to \(parent) \(id), which is not there") }
  }

  private static func last(_ table: String, _ column: String, _ db: Database) throws -> Int64 {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT coalesce(max(\(column.quotedDatabaseIdentifier)), 0)
        FROM \(table.quotedDatabaseIdentifier)
        """) ?? 0
  }

  fileprivate static func error(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: message)
  }

  fileprivate static func last(of reference: RowReference, _ db: Database) throws -> Int64 {
    try last(reference.parent, reference.parentColumn, db)
  }
}

extension RowReference {
  /// Looks for the rows that the new ones refer to; all must be written by now.
  ///
  /// - Throws: `DatabaseError` where one refers to nothing.
  mutating func check(_ db: Database) throws {
    let from = column.quotedDatabaseIdentifier
    let stranger = """
      SELECT 1
      FROM \(table.quotedDatabaseIdentifier) c
      WHERE c.\(from) %@ AND NOT EXISTS (
        SELECT 1
        FROM \(parent.quotedDatabaseIdentifier) p
        WHERE p.\(parentColumn.quotedDatabaseIdentifier) = c.\(from)
      )
      """
    let found = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (\(stranger.replacing("%@", with: "> ?")))
          OR EXISTS (\(stranger.replacing("%@", with: "< 1")))
        """, arguments: [checked])
    guard found == false else {
      throw BulkReferences.error("a row of \(table) refers to no row of \(parent)")
    }
    checked = try BulkReferences.last(of: self, db)
  }
}
