// Rows on their way into SQLite, and the statement that binds them. A statement binds pointers into
// a batch's arena, steps, and clears the bindings before anybody changes the batch again, so SQLite
// never sees bytes that have moved.
import GRDB
import GRDBSQLite

/// The values of some rows, one behind the other; the bytes of texts lie in an arena.
struct WaitingRows {
  enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(start: Int, count: Int)
  }

  private(set) var arena: [UInt8] = []
  private(set) var values: [Value] = []

  mutating func append(_ value: Value) { values.append(value) }

  mutating func append(text bytes: Span<UInt8>) {
    values.append(.text(start: arena.count, count: bytes.count))
    bytes.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
  }

  mutating func append(text string: String) {
    let start = arena.count
    var string = string
    string.withUTF8 { arena.append(contentsOf: $0) }
    values.append(.text(start: start, count: arena.count - start))
  }

  mutating func clear() {
    arena.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// Rows on their way between the threads.
///
/// One thread at a time has it: the importer that filled it, or the thread that writes it.
final class RowBatch: @unchecked Sendable {
  var rows = WaitingRows()
}

/// INSERTs of whole batches and of single rows into one table.
///
/// One thread at a time uses it, as it does the connection.
final class BulkStatement: @unchecked Sendable {
  let columnCount: Int
  let rowsPerBatch: Int
  private let sql: String
  private let single: Statement
  private let whole: Statement
  private let connection: OpaquePointer?

  init(_ db: Database, table: String, columns: [String], rowsPerBatch: Int) throws {
    let names = columns.map { $0.quotedDatabaseIdentifier }.joined(separator: ", ")
    let marks = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    let head = "INSERT INTO \(table.quotedDatabaseIdentifier) (\(names)) VALUES "
    let batch = [String](repeating: marks, count: rowsPerBatch).joined(separator: ", ")
    sql = head + marks
    single = try db.makeStatement(sql: head + marks)
    whole = rowsPerBatch == 1 ? single : try db.makeStatement(sql: head + batch)
    connection = db.sqliteConnection
    columnCount = columns.count
    self.rowsPerBatch = rowsPerBatch
  }

  /// Inserts rows: as many at once as the statement takes, the rest one by one.
  func insert(_ rows: WaitingRows) throws {
    let count = rows.values.count
    let wholeCount = columnCount * rowsPerBatch
    var start = 0
    while count - start >= wholeCount {
      try step(whole, rows, start..<start + wholeCount)
      start += wholeCount
    }
    while start < count {
      try step(single, rows, start..<start + columnCount)
      start += columnCount
    }
  }

  private func step(
    _ statement: Statement, _ rows: WaitingRows, _ range: Range<Int>
  ) throws {
    let handle = statement.sqliteStatement
    let values = rows.values
    let code = rows.arena.withUnsafeBufferPointer { bytes -> Int32 in
      var position: Int32 = 0
      for index in range {
        position += 1
        Self.bind(values[index], to: handle, at: position, from: bytes)
      }
      let code = sqlite3_step(handle)
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
      return code
    }
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: sql)
    }
  }

  /// SQLITE_STATIC (a nil destructor): the arena outlives the step.
  private static func bind(
    _ value: WaitingRows.Value, to handle: OpaquePointer, at position: Int32,
    from bytes: UnsafeBufferPointer<UInt8>
  ) {
    switch value {
    case .null:
      sqlite3_bind_null(handle, position)
    case .integer(let number):
      sqlite3_bind_int64(handle, position, number)
    case .real(let number):
      sqlite3_bind_double(handle, position, number)
    case .text(let start, let count):
      // An empty array has no base address; a null pointer would bind NULL instead of ''.
      let base = bytes.baseAddress.map { $0 + start } ?? nothing.utf8Start
      let text = UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(handle, position, text, Int32(count), nil)
    }
  }

  /// Its address is good for as long as the program runs.
  private static let nothing: StaticString = ""
}
