internal import CSQLite
import Foundation
import GRDB

/// The batching writers of one import, so that no row of any of them can be forgotten.
///
/// Full batches are written by a thread of their own, while the importer reads and understands the
/// next rows: measured, a third less time. The connection is never used by two at once: whoever wants
/// it asks for `db`, which first waits until all that was handed over is written. Rows may refer to
/// rows of another writer that still wait in memory; the session looks for them itself with `flush()`
/// (see `BulkReferences`), and SQLite checks references again when it is closed.
package final class BulkSession {
  private let connection: Database
  private var writers: [BulkWriter] = []
  private var references: [RowReference] = []
  private var isOpen = true
  private let queue = DispatchQueue(label: "almanac.bulk-writer")
  private let outcome = Outcome()
  private let room = Room()
  private var disk: EarlySync?

  /// A session within the transaction that the connection is in.
  ///
  /// - Throws: `DatabaseError`.
  package init(_ db: Database) throws {
    connection = db
    try enforceForeignKeys(false)
  }

  deinit { close() }

  /// The connection, when everything that was handed over is written; rows of batches that are not
  /// full still wait in memory.
  ///
  /// - Throws: `DatabaseError` of a batch that could not be written.
  package var db: Database {
    get throws {
      try drain()
      return connection
    }
  }

  /// Writes all rows that are waiting, and looks for the rows that they refer to.
  ///
  /// - Throws: `DatabaseError`, for instance for a full disk.
  package func flush() throws {
    for writer in writers { try writer.flush() }
    try drain()
    for index in references.indices { try references[index].check(connection) }
    // The importer of a file that is read is gone, and with it who would write more.
    for index in writers.indices.reversed() where isKnownUniquelyReferenced(&writers[index]) {
      writers.remove(at: index)
    }
  }

  /// Lets go of all writers, which hold the session in their turn; what waits in them is not written.
  /// Afterwards nobody else uses the connection, so that a transaction can be taken back.
  package func close() {
    writers = []
    outcome.isClosed = true
    queue.sync {}
    try? finishSync()
    guard isOpen else { return }
    isOpen = false
    try? enforceForeignKeys(true)
  }

  /// Has the pages that are in the file already brought to the disk, while further rows are written:
  /// the end of the transaction waits for all of them, and then for a few only.
  package func startSync() throws {
    guard disk == nil, room.taken >= Self.batchesWorthSync else { return }
    disk = EarlySync(try db)
  }

  /// Waits for what `startSync` began.
  ///
  /// - Throws: `DatabaseError`: the disk tells of a failure once, so it must not be lost here.
  package func finishSync() throws {
    defer { disk = nil }
    try disk?.finish()
  }

  private static let batchesWorthSync = 256

  private func enforceForeignKeys(_ isEnforced: Bool) throws {
    let code = csqlite_enforce_foreign_keys(connection.sqliteConnection, isEnforced ? 1 : 0)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Takes part in every `flush()` from now on.
  func add(_ writer: BulkWriter, _ toRows: [RowReference]) {
    writers.append(writer)
    // Of two writers of one table, the older one's begins where both do.
    references += toRows.filter { new in
      !references.contains { $0.table == new.table && $0.column == new.column }
    }
  }

  /// Hands a batch over to be written, after all those before it.
  func submit(_ batch: RowBatch, to statement: BulkStatement) throws {
    if let error = outcome.error { throw error }
    room.take()
    queue.async { [outcome, room] in
      defer { room.giveBack() }
      guard outcome.error == nil, !outcome.isClosed else { return }
      do {
        try statement.insert(batch.rows)
        outcome.giveBack(batch)
      } catch {
        outcome.error = error
      }
    }
  }

  /// A batch whose memory can be used again, or a new one.
  func emptyBatch() -> RowBatch { outcome.takeBatch() ?? RowBatch() }

  private func drain() throws {
    queue.sync {}
    if let error = outcome.error { throw error }
  }

  /// What the writing thread tells; the lock makes it safe to share.
  private final class Outcome: @unchecked Sendable {
    private let lock = NSLock()
    private var failure: (any Error)?
    private var closed = false
    private var empty: [RowBatch] = []

    var error: (any Error)? {
      get { lock.withLock { failure } }
      set { lock.withLock { failure = newValue } }
    }

    /// Nothing of what still waits is written.
    var isClosed: Bool {
      get { lock.withLock { closed } }
      set { lock.withLock { closed = newValue } }
    }

    func giveBack(_ batch: RowBatch) {
      batch.rows.clear()
      lock.withLock { empty.append(batch) }
    }

    func takeBatch() -> RowBatch? { lock.withLock { empty.popLast() } }
  }
}
