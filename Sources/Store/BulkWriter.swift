// Texts are bound by address. They lie in the writer's own arena and stay where they are from `text`
// to the end of `insert`. Before the next row is written each of its columns has been given a value,
// so that SQLite never looks at a text that is gone.
import GRDB
import GRDBSQLite

/// Inserts rows of bytes into one table, without a String a cell.
///
/// Values are appended in the order of the columns and copied at once, so that callers may reuse
/// theirs. A copy of a writer writes through the same statement: append whole rows by turns.
/// (Measured: five times as fast as binding values one by one through the library.)
package struct BulkWriter {
  private let statement: Statement
  private let db: Database
  /// The statement's own, so that the library's checks are not paid for in every cell.
  private let handle: OpaquePointer
  private let columnCount: Int32
  private let arena: RowArena
  private var position: Int32 = 0

  /// - Throws: `DatabaseError` where the table or a column does not exist.
  package init(_ db: Database, table: String, columns: [String]) throws {
    let names = columns.map { $0.quotedDatabaseIdentifier }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    statement = try db.makeStatement(
      sql: "INSERT INTO \(table.quotedDatabaseIdentifier) (\(names)) VALUES (\(marks))")
    handle = statement.sqliteStatement
    self.db = db
    columnCount = Int32(columns.count)
    arena = RowArena(columnCount: columns.count)
  }

  /// Appends NULL: the source has no such column.
  package mutating func null() {
    advance()
    if !arena.has(.null, at: position) { sqlite3_bind_null(handle, position) }
  }

  /// Appends a number.
  package mutating func integer(_ value: Int64) {
    advance()
    arena.bound[Int(position)] = .value
    sqlite3_bind_int64(handle, position, value)
  }

  /// Appends a number, or NULL.
  package mutating func integer(_ value: Int64?) {
    if let value { integer(value) } else { null() }
  }

  /// Appends a number.
  package mutating func integer(_ value: Int) { integer(Int64(value)) }

  /// Appends a number with a fraction.
  package mutating func real(_ value: Double) {
    advance()
    arena.bound[Int(position)] = .value
    sqlite3_bind_double(handle, position, value)
  }

  /// Appends 1, 0 or NULL.
  package mutating func flag(_ value: Bool?) {
    if let value { integer(value ? 1 : 0) } else { null() }
  }

  /// Appends text as UTF-8 bytes; no bytes are '', not NULL.
  package mutating func text(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { text($0) }
  }

  /// Appends text as UTF-8 bytes; no bytes are '', not NULL.
  package mutating func text(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { text($0) }
  }

  /// Appends text; an empty one is '', not NULL.
  package mutating func text(_ string: String) {
    var string = string
    string.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  /// SQLITE_STATIC (a nil destructor): the arena outlives the step in `insert()`.
  private mutating func text(_ bytes: UnsafeRawBufferPointer) {
    advance()
    if bytes.isEmpty {
      if !arena.has(.empty, at: position) {
        sqlite3_bind_text(handle, position, RowArena.nothing, 0, nil)
      }
    } else {
      arena.bound[Int(position)] = .value
      sqlite3_bind_text(handle, position, arena.copy(bytes), Int32(bytes.count), nil)
    }
  }

  @inline(__always)
  private mutating func advance() {
    position += 1
    precondition(position <= columnCount, "a row has more values than columns")
  }

  /// Writes the row that was appended, and begins the next.
  ///
  /// - Returns: the rowid, for tables that have one.
  /// - Throws: `DatabaseError`, for instance for a full disk.
  @discardableResult
  package mutating func insert() throws -> Int64 {
    precondition(position == columnCount, "a row has fewer values than columns")
    let code = withExtendedLifetime((statement, arena)) {
      let code = sqlite3_step(handle)
      sqlite3_reset(handle)
      return code
    }
    arena.clear()
    position = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage,
        sql: statement.sql)
    }
    return sqlite3_last_insert_rowid(sqlite3_db_handle(handle))
  }
}

/// The texts of one row, each where it is until `clear`, and what the columns are bound to.
private final class RowArena {
  enum Bound: UInt8 {
    case null, empty, value
  }

  /// By position, from 1. Most cells of most reports are empty, row after row: what is bound stays
  /// bound, and need not be bound again.
  let bound: UnsafeMutablePointer<Bound>
  private var block: UnsafeMutableRawBufferPointer
  private var used = 0
  /// Blocks that the row has outgrown; what is in them stays there.
  private var outgrown: [UnsafeMutableRawBufferPointer] = []

  private static let blockSize = 1 << 14

  /// Where no text is, for as long as the program runs; a null pointer would be bound as NULL.
  static var nothing: UnsafePointer<CChar> {
    UnsafeRawPointer(StaticString("").utf8Start).assumingMemoryBound(to: CChar.self)
  }

  init(columnCount: Int) {
    block = .allocate(byteCount: Self.blockSize, alignment: 1)
    bound = .allocate(capacity: columnCount + 1)
    bound.initialize(repeating: .null, count: columnCount + 1)
  }

  deinit {
    bound.deallocate()
    for block in outgrown { block.deallocate() }
    block.deallocate()
  }

  /// Whether a column is bound to this already; notes that it is from now on.
  @inline(__always)
  func has(_ wanted: Bound, at position: Int32) -> Bool {
    if bound[Int(position)] == wanted { return true }
    bound[Int(position)] = wanted
    return false
  }

  /// A copy of the bytes.
  @inline(__always)
  func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
    if bytes.count > block.count - used { grow(bytes.count) }
    let start = block.baseAddress.map { $0 + used }
    if let start, let from = bytes.baseAddress {
      start.copyMemory(from: from, byteCount: bytes.count)
    }
    used += bytes.count
    return UnsafePointer(start?.assumingMemoryBound(to: CChar.self))
  }

  /// Forgets the row and keeps the largest block.
  @inline(__always)
  func clear() {
    used = 0
    if !outgrown.isEmpty { freeOutgrown() }
  }

  @inline(never)
  private func grow(_ count: Int) {
    outgrown.append(block)
    block = .allocate(byteCount: max(2 * block.count, count), alignment: 1)
    used = 0
  }

  @inline(never)
  private func freeOutgrown() {
    for block in outgrown { block.deallocate() }
    outgrown.removeAll()
  }
}
