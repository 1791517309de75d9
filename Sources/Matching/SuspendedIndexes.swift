import GRDB

/// Indexes of tables that are filled from empty: they are made at the end, in one sorted pass.
///
/// Measured: a million keys take a third of the time that they take with their index in place.
struct SuspendedIndexes {
  private let db: Database
  /// By table: the statements that make its indexes.
  private var statements: [String: [String]] = [:]

  /// Takes the indexes away of those tables that hold nothing.
  ///
  /// - Throws: `DatabaseError`.
  init(_ db: Database, of tables: [String]) throws {
    self.db = db
    for table in tables {
      let name = table.quotedDatabaseIdentifier
      guard try Int.fetchOne(db, sql: "SELECT 1 FROM \(name) LIMIT 1") == nil else { continue }
      let indexes = try Row.fetchAll(
        db,
        sql: """
          SELECT name, sql
          FROM sqlite_schema
          WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL
          ORDER BY name
          """, arguments: [table])
      for index in indexes {
        let indexName: String = index["name"]
        try db.execute(sql: "DROP INDEX \(indexName.quotedDatabaseIdentifier)")
        statements[table, default: []].append(index["sql"])
      }
    }
    db.clearSchemaCache()
  }

  /// Makes those indexes again of which nobody has said that their table is full.
  ///
  /// - Throws: `DatabaseError`.
  mutating func restoreRest() throws {
    for table in statements.keys.sorted() { try restore(table) }
  }

  /// Makes the indexes of a table again, once nothing is added to it any more.
  ///
  /// - Throws: `DatabaseError`.
  mutating func restore(_ table: String) throws {
    guard let statements = statements.removeValue(forKey: table) else { return }
    for statement in statements { try db.execute(sql: statement) }
    db.clearSchemaCache()
  }
}
