internal import CSQLite
import Dispatch
import GRDB

/// Brings to the disk what is in a database's file so far, by a thread of its own.
///
/// The transaction's end does that too, and alone makes it durable; this only takes from what is left
/// to do then. It uses nothing of the connection but the open file.
final class EarlySync: @unchecked Sendable {
  private let done = DispatchGroup()
  /// The connection's, open as long as it; nil of a database in memory.
  private let file: csqlite_open_file?
  /// Written by the thread, read when it is done.
  private var code = SQLITE_OK

  init(_ db: Database) {
    file = csqlite_file(db.sqliteConnection)
    guard file != nil else { return }
    DispatchQueue.global().async(group: done) { self.code = csqlite_sync(self.file) }
  }

  /// Waits for it.
  ///
  /// - Throws: `DatabaseError` where the disk failed.
  func finish() throws {
    done.wait()
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: .SQLITE_IOERR_FSYNC, message: "the disk did not take what was written")
    }
  }
}
