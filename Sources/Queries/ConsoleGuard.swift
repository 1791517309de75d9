// SQLite's own interface. The names that the authorizer is given live during the call only.
import GRDB
import GRDBSQLite
import Store

/// What a console's statements may do; asked by SQLite for every statement that is prepared.
package final class ConsoleGuard {
  private let mayWrite: Bool
  /// While the past is looked at: tables that speak of today, and must not be read beside it.
  package var barredTables: Set<String> = []
  /// Whether one of them was asked for since this was last set to false.
  package var hasBarred = false
  /// Lifts the guard for what the console does itself.
  private var isLifted = false

  /// Installs itself on a connection, which it must outlive.
  ///
  /// GRDB's own authorizer is replaced: it only tells GRDB what a statement touches, and nothing
  /// observes this connection.
  package init(_ db: Database, mayWrite: Bool) throws {
    self.mayWrite = mayWrite
    if !mayWrite { try ReadOnlyGuard.lock(db) }
    ReadOnlyGuard.limitValues(db)
    sqlite3_set_authorizer(
      db.sqliteConnection,
      { me, action, first, second, _, _ in
        guard let me else { return SQLITE_DENY }
        let console = Unmanaged<ConsoleGuard>.fromOpaque(me).takeUnretainedValue()
        return console.allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs what the console itself needs.
  package func lifted<Value>(_ body: () throws -> Value) rethrows -> Value {
    isLifted = true
    defer { isLifted = false }
    return try body()
  }

  private func allows(
    _ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?
  ) -> Bool {
    if isLifted { return true }
    switch action {
    case SQLITE_READ:
      guard !barredTables.isEmpty, let first else { return true }
      let isBarred = barredTables.contains(String(cString: first))
      if isBarred { hasBarred = true }
      return !isBarred
    case SQLITE_FUNCTION:
      let name = second.map { String(cString: $0).lowercased() } ?? ""
      return !Self.barredFunctions.contains(name)
    case SQLITE_PRAGMA:
      let name = first.map { String(cString: $0).lowercased() } ?? ""
      return mayWrite
        ? !(Self.barredPragmas.contains(name)
          || (Self.barredSettings.contains(name) && second != nil))
        : Self.readingPragmas.contains(name)
          || (Self.tellingPragmas.contains(name) && second == nil)
    case SQLITE_SELECT, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return true
    default: return mayWrite
    }
  }

  /// They reach other files or the program itself.
  private static let barredFunctions: Set<String> = [
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer",
  ]

  /// With these a file can be made unreadable, also by one who may write.
  private static let barredPragmas: Set<String> = [
    "writable_schema", "temp_store_directory", "data_store_directory", "trusted_schema",
  ]

  /// Told, they are harmless; set, they make the file another program's, or one that a statement
  /// taken back leaves in pieces.
  private static let barredSettings: Set<String> = [
    "application_id", "schema_version", "journal_mode",
  ]

  /// They take an argument and change nothing.
  private static let readingPragmas: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
    "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check", "database_list",
    "collation_list", "function_list", "module_list", "pragma_list", "compile_options",
  ]

  /// Without an argument they only tell.
  private static let tellingPragmas: Set<String> = [
    "application_id", "user_version", "schema_version", "data_version", "page_count", "page_size",
    "freelist_count", "encoding", "journal_mode", "synchronous", "cache_size", "foreign_keys",
    "query_only", "trusted_schema", "temp_store", "busy_timeout",
  ]
}
