// SQLite's own interface, for what a person types: the place of an error, the rest behind the first
// statement. The text of the SQL lives until prepare returns; a statement's handle lives as long as
// its object, and the database must outlive both.
import GRDB
import GRDBSQLite

/// One statement out of SQL that a person typed.
package final class TypedStatement {
  /// What is wrong with a statement.
  package struct Failure: Error, Sendable {
    /// SQLite's result code, without the extension.
    package let code: Int32
    /// SQLite's words.
    package let message: String
    /// The byte of the SQL that the words are about; nil where it is not known.
    package let offset: Int?

    /// Whether it was stopped by `Interruption`.
    package var isInterruption: Bool { code == SQLITE_INTERRUPT }

    /// Whether a rule of the console forbids it.
    package var isForbidden: Bool { code == SQLITE_AUTH }

    /// As GRDB has it, for what the store's errors know: a full disk, a database in use.
    package var databaseError: DatabaseError {
      DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  private let handle: OpaquePointer
  private let connection: OpaquePointer
  /// The bytes of the text that it takes.
  package let range: Range<Int>

  /// Prepares the statement that begins at a byte of a text.
  ///
  /// - Returns: nil where nothing but blanks and comments is left.
  /// - Throws: `Failure`.
  package static func next(
    _ db: Database, in sql: [UInt8], from start: Int
  ) throws -> TypedStatement? {
    let connection = db.sqliteConnection
    var offset = start
    while offset < sql.count {
      var handle: OpaquePointer?
      var used = 0
      let code = sql.withUnsafeBytes { bytes -> Int32 in
        let text = bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          connection, text, Int32(sql.count - offset), 0, &handle, &tail)
        if let text, let tail { used = tail - text }
        return code
      }
      guard code == SQLITE_OK else { throw Failure(connection, base: offset) }
      if let handle, let connection {
        return TypedStatement(handle, connection, offset..<offset + used)
      }
      offset += max(used, 1)
    }
    return nil
  }

  private init(_ handle: OpaquePointer, _ connection: OpaquePointer, _ range: Range<Int>) {
    self.handle = handle
    self.connection = connection
    self.range = range
  }

  deinit { sqlite3_finalize(handle) }

  /// Names of the result's columns; none for a statement that has no result.
  package var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { index in
      sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  /// Whether it leaves the database as it is.
  package var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// The names of its parameters, with their sign; `?1` and `?` have none.
  package var parameters: [String] {
    let count = sqlite3_bind_parameter_count(handle)
    guard count > 0 else { return [] }
    return (1...count).map { index in
      sqlite3_bind_parameter_name(handle, index).map { String(cString: $0) } ?? "?"
    }
  }

  /// Gives a parameter its value.
  package func bind(_ value: Cell, at index: Int) {
    let index = Int32(index)
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(let text):
      let bytes = Array(text.utf8CString)
      // SQLITE_TRANSIENT: SQLite makes its own copy.
      let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      sqlite3_bind_text(handle, index, bytes, Int32(bytes.count - 1), copies)
    }
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  /// - Throws: `Failure`.
  package func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw Failure(connection, base: range.lowerBound)
    }
  }

  /// The row that it stands on.
  package var row: RawRow { RawRow(handle: handle) }

  /// Whether a text ends a statement: a semicolon that stands in no string, comment or trigger.
  package static func isComplete(_ sql: String) -> Bool { sqlite3_complete(sql) != 0 }
}

extension TypedStatement.Failure {
  /// - Parameter base: the byte at which the SQL began that SQLite was given.
  init(_ connection: OpaquePointer?, base: Int) {
    let place = Int(sqlite3_error_offset(connection))
    self.init(
      code: sqlite3_errcode(connection) & 0xFF,
      message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unknown error",
      offset: place < 0 ? nil : base + place)
  }
}

extension Database {
  /// Rows that the last statement changed.
  package var lastChanges: Int { Int(sqlite3_changes(sqliteConnection)) }

  /// Whether a transaction is open.
  package var hasOpenTransaction: Bool { sqlite3_get_autocommit(sqliteConnection) == 0 }
}
