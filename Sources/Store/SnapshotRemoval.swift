import GRDB

/// Takes a snapshot and all that hangs on it out of the database.
///
/// What hangs on it is read from the schema's foreign keys, so that a table that a later change
/// brings is covered by what it declares:
/// - rows that refer to what goes, go too;
/// - `ON DELETE SET NULL`: they stay, and refer to nothing;
/// - `ON DELETE RESTRICT`: they are the user's own work, and nothing is removed.
///
/// Call it in `Store.writeCheckingReferencesLast`.
package struct SnapshotRemoval {
  /// One foreign key: rows of `child` refer to rows of `parent`.
  private struct Reference {
    let child: String
    let columns: [String]
    let parent: String
    let parentColumns: [String]
    let onDelete: String
    let isRequired: Bool
  }

  private let db: Database
  private let references: [Reference]

  /// Reads the foreign keys of every table.
  package init(_ db: Database) throws {
    self.db = db
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    references = try tables.flatMap { try Self.references(of: $0, db) }
  }

  /// - Throws: `SnapshotError.heldByOwnWork` where the user's own work refers to the snapshot.
  package func remove(_ snapshot: Int64) throws {
    try checkOwnWork(snapshot)
    try removeRows(of: "snapshot", where: "id = ?", snapshot, above: [])
  }

  /// Whether any row refers to an institution.
  package func isReferredTo(institution: Int64) throws -> Bool {
    try references.contains { reference in
      guard reference.parent == "institution", let column = reference.columns.first else {
        return false
      }
      let sql = """
        SELECT EXISTS (
          SELECT 1
          FROM \(reference.child.quotedDatabaseIdentifier)
          WHERE \(column.quotedDatabaseIdentifier) = ?
        )
        """
      return try Bool.fetchOne(db, sql: sql, arguments: [institution]) == true
    }
  }

  // MARK: - The walk

  /// Children before parents, as a child's rows are found through its parent's.
  private func removeRows(
    of table: String, where condition: String, _ snapshot: Int64, above: [String]
  ) throws {
    let path = above + [table]
    for reference in children(of: table) where !path.contains(reference.child) {
      let inner = Self.condition(reference, parentCondition: condition)
      if reference.onDelete == "SET NULL" {
        let unset = reference.columns.map { "\($0.quotedDatabaseIdentifier) = NULL" }
        try execute(
          """
          UPDATE \(reference.child.quotedDatabaseIdentifier)
          SET \(unset.joined(separator: ", "))
          WHERE \(inner)
          """, snapshot)
      } else {
        try removeRows(of: reference.child, where: inner, snapshot, above: path)
      }
    }
    try execute(
      "DELETE FROM \(table.quotedDatabaseIdentifier) WHERE \(condition)", snapshot)
  }

  private func checkOwnWork(_ snapshot: Int64) throws {
    func check(_ table: String, _ condition: String, above: [String]) throws {
      let path = above + [table]
      for reference in children(of: table) where !path.contains(reference.child) {
        let inner = Self.condition(reference, parentCondition: condition)
        if reference.onDelete == "RESTRICT" {
          let sql = """
            SELECT count(*) FROM \(reference.child.quotedDatabaseIdentifier) WHERE \(inner)
            """
          let rows = try Int.fetchOne(db, sql: sql, arguments: [snapshot]) ?? 0
          guard rows == 0 else {
            throw SnapshotError.heldByOwnWork(id: snapshot, table: reference.child, rows: rows)
          }
        } else if reference.onDelete != "SET NULL" {
          try check(reference.child, inner, above: path)
        }
      }
    }
    try check("snapshot", "id = ?", above: [])
  }

  /// A table whose rows all name their snapshot is asked by that alone: the files and records that
  /// they name too are of the same one, and need not be asked for.
  private func children(of table: String) -> [Reference] {
    references.filter { reference in
      guard reference.parent == table else { return false }
      return table == "snapshot"
        || !references.contains {
          $0.child == reference.child && $0.parent == "snapshot" && $0.isRequired
        }
    }
  }

  private static func condition(_ reference: Reference, parentCondition: String) -> String {
    func list(_ columns: [String]) -> String {
      columns.map(\.quotedDatabaseIdentifier).joined(separator: ", ")
    }
    let own = list(reference.columns)
    let isOne = reference.columns.count == 1
    if isOne, reference.parent == "snapshot", reference.parentColumns == ["id"] {
      return "\(own) = ?"
    }
    return """
      \(isOne ? own : "(\(own))") IN (
        SELECT \(list(reference.parentColumns))
        FROM \(reference.parent.quotedDatabaseIdentifier)
        WHERE \(parentCondition)
      )
      """
  }

  private func execute(_ sql: String, _ snapshot: Int64) throws {
    try db.execute(sql: sql, arguments: [snapshot])
  }

  // MARK: - The schema

  private static func references(of table: String, _ db: Database) throws -> [Reference] {
    let required = Set(
      try Row.fetchAll(
        db, sql: "SELECT name, \"notnull\" AS required FROM pragma_table_info(?)",
        arguments: [table]
      ).filter { $0["required"] == 1 }.map { $0["name"] as String })
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, "table" AS parent, "from" AS own, "to" AS target, on_delete
        FROM pragma_foreign_key_list(?)
        ORDER BY id, seq
        """, arguments: [table])
    let byKey = Dictionary(grouping: rows) { $0["id"] as Int }
    return try byKey.sorted { $0.key < $1.key }.compactMap { _, columns in
      guard let first = columns.first else { return nil }
      let parent: String = first["parent"]
      let targets = columns.compactMap { $0["target"] as String? }
      let own = columns.map { $0["own"] as String }
      return Reference(
        child: table, columns: own, parent: parent,
        parentColumns: targets.count == columns.count
          ? targets : try db.primaryKey(parent).columns,
        onDelete: first["on_delete"], isRequired: own.allSatisfy(required.contains))
    }
  }
}
