import GRDB

/// Inserts rows of bytes into one table, without a String a cell.
///
/// Values are appended in the order of the columns and copied, so that callers may reuse their bytes
/// at once. (Measured: binding bytes is five times as fast as binding values one by one through the
/// library, and a statement of fifty rows costs a fourth of fifty statements.)
package final class BulkWriter {
  private let db: Database?
  private let session: BulkSession?
  private let statement: BulkStatement
  /// How many values a full batch has.
  private let valuesPerBatch: Int
  /// The id of the next row; nil where SQLite gives it, or the table has none.
  private var nextID: Int64?
  @exclusivity(unchecked) private var ledger: [LedgerReference] = []
  // Nobody else sees them; checking that at run time would cost as much as copying a cell.
  @exclusivity(unchecked) private var rows = WaitingRows()

  /// A writer whose rows are in the table as soon as they are inserted.
  ///
  /// - Throws: `DatabaseError` where the table or a column does not exist.
  package init(_ db: Database, table: String, columns: [String]) throws {
    statement = try BulkStatement(db, table: table, columns: columns, rowsPerBatch: 1)
    valuesPerBatch = columns.count
    self.db = db
    session = nil
  }

  /// A writer that gathers rows and writes them by the batch, at the latest with `session.flush()`.
  ///
  /// - Parameters:
  ///   - numbered: the table has a column `id` that is its rowid: the writer numbers the rows
  ///     itself, and nobody else may add any meanwhile.
  ///   - fixed: columns that have one value in all rows; it is not appended with each.
  ///   - atOnce: a row is in the table as soon as it is inserted, for an importer that looks up what
  ///     it wrote.
  /// - Throws: `DatabaseError` where the table or a column does not exist.
  package init(
    _ session: BulkSession, table: String, columns: [String],
    fixed: [(column: String, value: FixedValue)] = [], numbered: Bool = false,
    atOnce: Bool = false
  ) throws {
    let all = numbered ? columns + ["id"] : columns
    let rows = atOnce ? 1 : max(1, min(Self.mostRows, Self.mostValues / all.count))
    let db = try session.db
    statement = try BulkStatement(
      db, table: table, columns: all, fixed: fixed, rowsPerBatch: rows)
    valuesPerBatch = all.count * rows * (atOnce ? 1 : Self.statementsPerBatch)
    self.db = nil
    self.session = session
    if numbered {
      nextID = try Int64.fetchOne(
        db, sql: "SELECT coalesce(max(id), 0) + 1 FROM \(table.quotedDatabaseIdentifier)")
    }
    let references = try BulkReferences(db, table: table, columns: columns, fixed: fixed)
    ledger = references.toLedger
    session.add(self, references.toRows)
  }

  /// Beyond these a statement gets no cheaper, only its memory larger.
  private static let mostRows = 512
  private static let mostValues = 2_000
  /// Every batch may wake the thread that writes, so that it should have some work then.
  private static let statementsPerBatch = 8
  /// A batch of longer texts is handed over before it is full, so that memory stays bounded.
  private static let mostBytes = 4 << 20

  /// Appends NULL: the source has no such column.
  package func null() { rows.append(.null) }

  /// Appends a number.
  package func integer(_ value: Int64) { rows.append(.integer(value)) }

  /// Appends a number, or NULL.
  package func integer(_ value: Int64?) { rows.append(value.map { .integer($0) } ?? .null) }

  /// Appends a number.
  package func integer(_ value: Int) { rows.append(.integer(Int64(value))) }

  /// Appends a number with a fraction.
  package func real(_ value: Double) { rows.append(.real(value)) }

  /// Appends 1, 0 or NULL.
  package func flag(_ value: Bool?) { rows.append(value.map { .integer($0 ? 1 : 0) } ?? .null) }

  /// Appends text as UTF-8 bytes; no bytes are '', not NULL.
  package func text(_ bytes: Span<UInt8>) { rows.append(text: bytes) }

  /// Appends text as UTF-8 bytes; no bytes are '', not NULL.
  package func text(_ bytes: [UInt8]) { rows.append(text: bytes.span) }

  /// Appends text; an empty one is '', not NULL.
  package func text(_ string: String) { rows.append(text: string) }

  /// Ends the row that was appended, and begins the next.
  ///
  /// - Returns: the row's id, where the writer numbers them or the row is written at once.
  /// - Throws: `DatabaseError`, for instance for a full disk; of a session it may be the error of an
  ///   earlier batch.
  @discardableResult
  package func insert() throws -> Int64 {
    let id = nextID
    if let id {
      rows.append(.integer(id))
      nextID = id + 1
    }
    precondition(
      rows.values.count.isMultiple(of: statement.columnCount),
      "a row has the wrong number of values")
    for index in ledger.indices { try checkLedger(index) }
    guard rows.values.count == valuesPerBatch || rows.arena.count > Self.mostBytes else {
      return id ?? 0
    }
    guard session != nil else { return try insertNow() }
    try flush()
    guard statement.rowsPerBatch == 1 else { return id ?? 0 }
    return try session?.db.lastInsertedRowID ?? 0
  }

  /// Looks for the snapshot or file of the row that was appended, where the last row had another.
  private func checkLedger(_ index: Int) throws {
    let column = rows.values.count - statement.columnCount + ledger[index].index
    guard case .integer(let id) = rows.values[column], id != ledger[index].known, let session
    else { return }
    try BulkReferences.require(id, of: ledger[index].parent, session.db)
    ledger[index].known = id
  }

  /// Hands over the rows that wait for their batch to fill.
  func flush() throws {
    guard let session, !rows.values.isEmpty else { return }
    let batch = session.emptyBatch()
    swap(&batch.rows, &rows)
    try session.submit(batch, to: statement)
  }

  private func insertNow() throws -> Int64 {
    defer { rows.clear() }
    try statement.insert(rows)
    return db?.lastInsertedRowID ?? 0
  }
}
