import GRDB
import GRDBSQLite

/// The names that a statement's parameters have.
enum ParameterNames {
  /// Without the colon; `name` pointers live as long as the statement and are copied at once.
  static func of(_ statement: Statement) -> [String] {
    let count = sqlite3_bind_parameter_count(statement.sqliteStatement)
    guard count > 0 else { return [] }
    return (1...count).compactMap { index in
      sqlite3_bind_parameter_name(statement.sqliteStatement, index)
        .map { String(String(cString: $0).dropFirst()) }
    }
  }
}

/// Keeps a connection from changing anything, or reaching another file.
enum ReadOnlyGuard {
  /// The store's connection for reading was opened read-only; no room for attached databases
  /// refuses ATTACH and VACUUM INTO as well, which SQLite counts as reading.
  static func lock(_ db: Database) throws {
    sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_ATTACHED, 0)
  }
}
