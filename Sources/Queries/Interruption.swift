// SQLite's own interface. The connection's address is kept from `during` to its end only, and the
// connection lives that long because the caller has it.
import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Stops a statement that runs, from a signal handler or another thread.
///
/// A flag that SQLite asks for every few thousand steps, and its own interrupt for the few
/// operations that take no such steps (counting a whole table).
package enum Interruption {
  private static let isAsked = Atomic<Bool>(false)
  private static let connection = Atomic<UInt>(0)

  /// Steps of SQLite's machine between two looks at the flag: well under a millisecond.
  private static let steps: Int32 = 4_000

  /// Whether somebody asked to stop since the last statement began.
  package static var wasAsked: Bool { isAsked.load(ordering: .relaxed) }

  /// Asks to stop. It may be called from a signal handler.
  package static func ask() {
    isAsked.store(true, ordering: .sequentiallyConsistent)
    let address = connection.load(ordering: .sequentiallyConsistent)
    if let handle = OpaquePointer(bitPattern: address) { sqlite3_interrupt(handle) }
  }

  /// Forgets what was asked before.
  package static func reset() { isAsked.store(false, ordering: .sequentiallyConsistent) }

  /// Lets `ask` stop what `body` runs on this connection.
  ///
  /// - Parameter seconds: after so many it is asked for by itself.
  package static func during<Value>(
    _ db: Database, seconds: Double? = nil, _ body: () throws -> Value
  ) rethrows -> Value {
    let clock = seconds.map { seconds in
      let clock = DispatchSource.makeTimerSource(queue: .global())
      clock.schedule(deadline: .now() + seconds)
      clock.setEventHandler { Interruption.ask() }
      clock.resume()
      return clock
    }
    defer { clock?.cancel() }
    let handle = db.sqliteConnection
    sqlite3_progress_handler(handle, steps, { _ in Interruption.wasAsked ? 1 : 0 }, nil)
    connection.store(UInt(bitPattern: handle), ordering: .sequentiallyConsistent)
    defer {
      connection.store(0, ordering: .sequentiallyConsistent)
      sqlite3_progress_handler(handle, 0, nil, nil)
    }
    return try body()
  }
}
