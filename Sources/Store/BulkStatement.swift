// The statement that binds rows. Each of its parameters is bound anew before each step, to bytes in
// the arena of the batch that is written, so SQLite never reads bytes that have moved.
import GRDB
import GRDBSQLite

/// A value that is the same in all rows of a writer, and so is bound once.
package enum FixedValue: Sendable {
  case integer(Int64)
  case text(String)
}

/// INSERTs of whole batches and of single rows into one table.
///
/// One thread at a time uses it, as it does the connection.
final class BulkStatement: @unchecked Sendable {
  /// How many values a row has, without those that are fixed.
  let columnCount: Int
  let rowsPerBatch: Int
  private let table: String
  private let columns: [String]
  private let fixed: [(column: String, value: FixedValue)]
  private let sql: String
  private let single: Statement
  private let connection: OpaquePointer?
  /// Many rows at once, with only those columns that some row has said something in so far. A file
  /// lacks up to half of a table's columns; what is left out is NULL, and costs nothing.
  private var whole: OpaquePointer?
  private var wholeColumns: [Int] = []
  /// A bit for each of `wholeColumns`; columns beyond the bits are always among them.
  private var said: UInt64

  init(
    _ db: Database, table: String, columns: [String],
    fixed: [(column: String, value: FixedValue)] = [], rowsPerBatch: Int
  ) throws {
    self.table = table
    self.columns = columns
    self.fixed = fixed
    self.rowsPerBatch = rowsPerBatch
    columnCount = columns.count
    connection = db.sqliteConnection
    let all = Array(columns.indices)
    sql = Self.sql(table, fixed.map(\.column), columns, all, rows: 1)
    single = try db.makeStatement(sql: sql)
    said = 0
    Self.bind(fixed, to: single.sqliteStatement)
    guard rowsPerBatch > 1 else { return }
    // What is left out gets the column's default, which NULL must not become.
    let defaults = try db.columns(in: table).filter { $0.defaultValueSQL != nil }.map(\.name)
    for (index, column) in columns.prefix(UInt64.bitWidth).enumerated()
    where defaults.contains(column) { said |= 1 << index }
  }

  deinit { sqlite3_finalize(whole) }

  private static func sql(
    _ table: String, _ fixed: [String], _ columns: [String], _ shown: [Int], rows: Int
  ) -> String {
    let names = fixed + shown.map { columns[$0] }
    let marks = fixed.indices.map { "?\($0 + 1)" } + shown.map { _ in "?" }
    let row = "(" + marks.joined(separator: ", ") + ")"
    return "INSERT INTO \(table.quotedDatabaseIdentifier) ("
      + names.map(\.quotedDatabaseIdentifier).joined(separator: ", ") + ") VALUES "
      + [String](repeating: row, count: rows).joined(separator: ", ")
  }

  /// Inserts rows: as many at once as the statement takes, the rest one by one.
  func insert(_ rows: WaitingRows) throws {
    let count = rows.values.count
    let wholeCount = columnCount * rowsPerBatch
    var start = 0
    if rowsPerBatch > 1, count >= wholeCount {
      try prepareWhole(for: rows)
      while count - start >= wholeCount {
        try step(whole, wholeColumns, rows, start..<start + wholeCount)
        start += wholeCount
      }
    }
    let all = Array(0..<columnCount)
    while start < count {
      try step(single.sqliteStatement, all, rows, start..<start + columnCount)
      start += columnCount
    }
  }

  /// Makes the statement anew where a column says something for the first time: at most as often as
  /// there are columns.
  private func prepareWhole(for rows: WaitingRows) throws {
    let saying = said | columnsSaying(rows)
    guard whole == nil || saying != said else { return }
    said = saying
    wholeColumns = columns.indices.filter { $0 >= UInt64.bitWidth || said >> $0 & 1 == 1 }
    sqlite3_finalize(whole)
    whole = nil
    let sql = Self.sql(table, fixed.map(\.column), columns, wholeColumns, rows: rowsPerBatch)
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &whole, nil)
    guard code == SQLITE_OK else { throw error(code) }
    Self.bind(fixed, to: whole)
  }

  /// A bit for each column that is not NULL in all rows.
  private func columnsSaying(_ rows: WaitingRows) -> UInt64 {
    var saying: UInt64 = 0
    var bit: UInt64 = 1
    var column = 0
    for value in rows.values {
      if case .null = value {} else { saying |= bit }
      column += 1
      bit <<= 1
      if column == columnCount { (column, bit) = (0, 1) }
    }
    return saying
  }

  private func step(
    _ handle: OpaquePointer?, _ shown: [Int], _ rows: WaitingRows, _ range: Range<Int>
  ) throws {
    let values = rows.values
    let code = rows.arena.withUnsafeBufferPointer { bytes -> Int32 in
      var position = Int32(fixed.count)
      for row in stride(from: range.lowerBound, to: range.upperBound, by: columnCount) {
        for column in shown {
          position += 1
          Self.bind(values[row + column], to: handle, at: position, from: bytes)
        }
      }
      let code = sqlite3_step(handle)
      sqlite3_reset(handle)
      return code
    }
    guard code == SQLITE_DONE else { throw error(code) }
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: sql)
  }

  private static func bind(
    _ fixed: [(column: String, value: FixedValue)], to handle: OpaquePointer?
  ) {
    for (index, (_, value)) in fixed.enumerated() {
      let position = Int32(index + 1)
      switch value {
      case .integer(let number): sqlite3_bind_int64(handle, position, number)
      case .text(let text):
        // SQLITE_TRANSIENT: it takes a copy, once.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(handle, position, text, Int32(text.utf8.count), copied)
      }
    }
  }

  /// SQLITE_STATIC (a nil destructor): the arena outlives the step.
  private static func bind(
    _ value: WaitingRows.Value, to handle: OpaquePointer?, at position: Int32,
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
      let base = bytes.baseAddress.map { $0 + Int(start) } ?? nothing.utf8Start
      let text = UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(handle, position, text, Int32(count), nil)
    }
  }

  /// Its address is good for as long as the program runs.
  private static let nothing: StaticString = ""
}
