internal import CSQLite
import Foundation
import GRDB

/// The batching writers of one import, so that no row of any of them can be forgotten.
///
/// Full batches are written by a thread of their own, while the importer reads and understands the
/// next rows: measured, a third less time. The connection is never used by two at once: whoever wants
/// it asks for `db`, which first waits until all that was handed over is written. Rows may refer to
/// rows of another writer that still wait in memory, so foreign keys are checked when the transaction
/// ends.
package final class BulkSession {
  private let connection: Database
  private var writers: [BulkWriter] = []
  private let queue = DispatchQueue(label: "almanac.bulk-writer")
  private let outcome = Outcome()
  private let room = Room()
  private var disk: EarlySync?

  /// A session within the transaction that the connection is in.
  ///
  /// - Throws: `DatabaseError`.
  package init(_ db: Database) throws {
    connection = db
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
  }

  deinit {
    queue.sync {}
    try? disk?.finish()
  }

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

  /// Writes all rows that are waiting.
  ///
  /// - Throws: `DatabaseError`, for instance for a full disk.
  package func flush() throws {
    for writer in writers { try writer.flush() }
    try drain()
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

  /// Fills a table that is clustered by its snapshot and refers to nothing else, without looking for
  /// the snapshot at every row: asked once for all of them at the end, that is a third less time.
  ///
  /// - Throws: `DatabaseError` where a row's snapshot is none, or what `body` throws.
  package func checkingSnapshotsLast(of table: String, _ body: () throws -> Void) throws {
    try flush()
    try enforceForeignKeys(false)
    do {
      try body()
      try flush()
    } catch {
      try? drain()
      try enforceForeignKeys(true)
      throw error
    }
    try enforceForeignKeys(true)
    // From one snapshot to the next along the key, so that no more is read than a row of each.
    let name = table.quotedDatabaseIdentifier
    let strangers = try Int.fetchOne(
      connection,
      sql: """
        WITH RECURSIVE part(id) AS (
          SELECT min(snapshot_id)
          FROM \(name)
          UNION ALL
          SELECT (SELECT min(t.snapshot_id) FROM \(name) t WHERE t.snapshot_id > part.id)
          FROM part
          WHERE part.id IS NOT NULL
        )
        SELECT count(*)
        FROM part
        WHERE id NOT IN (SELECT id FROM snapshot)
        """)
    guard strangers == 0 else {
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: "rows of no snapshot in \(table)")
    }
  }

  private func enforceForeignKeys(_ isEnforced: Bool) throws {
    let code = csqlite_enforce_foreign_keys(connection.sqliteConnection, isEnforced ? 1 : 0)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  func add(_ writer: BulkWriter) { writers.append(writer) }

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
