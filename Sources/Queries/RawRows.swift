// SQLite's own interface. Its pointers to names live as long as the statement, those to values until
// the next column or row is asked for; both are copied at once.
import GRDB
import GRDBSQLite

/// The names that a statement's parameters have.
enum ParameterNames {
  /// Without the colon.
  static func of(_ statement: Statement) -> [String] {
    let count = sqlite3_bind_parameter_count(statement.sqliteStatement)
    guard count > 0 else { return [] }
    return (1...count).compactMap { index in
      sqlite3_bind_parameter_name(statement.sqliteStatement, index)
        .map { String(String(cString: $0).dropFirst()) }
    }
  }
}

/// The row that a statement stands on, read column by column.
enum RawRows {
  /// Texts have every byte that they have in the database, NUL too.
  static func cells(of statement: Statement) -> [Cell] { cells(of: statement.sqliteStatement) }

  /// As above, of a statement that GRDB does not know.
  static func cells(of handle: OpaquePointer) -> [Cell] {
    (0..<sqlite3_column_count(handle)).map { cell(of: handle, $0) }
  }

  /// One column of the row.
  static func cell(of handle: OpaquePointer, _ column: Int32) -> Cell {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      let text = UnsafeBufferPointer(
        start: sqlite3_column_text(handle, column),
        count: Int(sqlite3_column_bytes(handle, column)))
      return .text(String(decoding: text, as: UTF8.self))
    default:
      let bytes = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(handle, column),
        count: Int(sqlite3_column_bytes(handle, column)))
      return .text(Cell.literal(bytes))
    }
  }
}

/// The row that a statement stands on, for those who need no texts of it but its bytes.
package struct RawRow {
  let handle: OpaquePointer
  /// Whether SQLite may be stepped without GRDB, which only follows what changes.
  let isReadOnly: Bool
  private let statement: Statement?

  /// - Parameter statement: it must live as long as the row is used.
  init(_ statement: Statement) {
    handle = statement.sqliteStatement
    isReadOnly = statement.isReadonly
    self.statement = statement
  }

  /// Of a statement that GRDB does not know.
  init(handle: OpaquePointer) {
    self.handle = handle
    isReadOnly = false
    statement = nil
  }

  /// Goes to the next row, without GRDB's own row.
  ///
  /// - Throws: `DatabaseError`.
  func next() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: message, sql: statement?.sql)
    }
  }

  /// Copies of all values.
  package var cells: [Cell] { RawRows.cells(of: handle) }
}

extension Statement {
  /// Lets go of the rows that were not read.
  func finishRows() { sqlite3_reset(sqliteStatement) }
}

/// Keeps a connection from changing anything, or reaching another file.
enum ReadOnlyGuard {
  /// The store's connection for reading was opened read-only; no room for attached databases
  /// refuses ATTACH and VACUUM INTO as well, which SQLite counts as reading.
  static func lock(_ db: Database) throws {
    sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_ATTACHED, 0)
  }

  /// Makes a statement fail on a value or a row of more than 64 MiB, and not the machine.
  static func limitValues(_ db: Database) {
    sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, 64 << 20)
  }
}
