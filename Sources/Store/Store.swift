import Foundation
import GRDB

/// One almanac database: a SQLite file with its schema in place.
package final class Store: Sendable {
  /// "ALMN": marks our files for `file(1)` and for ourselves.
  static let applicationID = 0x414C_4D4E

  package enum Access: Sendable {
    /// Reads an existing database.
    case read
    /// Reads and writes an existing database.
    case write
    /// As `write`; makes the file where there is none.
    case create
  }

  package let path: String
  package let queue: DatabaseQueue
  /// Whether this call made the file.
  package let isNew: Bool

  /// Opens a database and brings its schema up to date.
  ///
  /// A database that is only read is not migrated unless it must be.
  /// - Throws: `StoreError` with what is wrong with the file.
  package init(path: String, access: Access, migrations: Migrations = Migrations()) throws {
    self.path = path
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue { throw StoreError.isFolder(path: path) }
    if !exists && access != .create { throw StoreError.missing(path: path) }
    isNew = !exists
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration())
      try Self.checkOwner(queue, path: path)
      try migrations.apply(to: queue, path: path)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
        ?? .inputOutput(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Reads in one consistent state.
  package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating { try queue.read(body) }
  }

  /// Writes in one transaction: all or nothing.
  package func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating {
      try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw StoreError.inputOutput(path: path, reason: "no result") }
        return value
      }
    }
  }

  /// Takes a database away that this call made and that never held anything.
  package func discardIfNew() {
    guard isNew else { return }
    try? queue.close()
    for suffix in ["", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path) ?? error
    }
  }

  /// Rollback journal and full sync: measured, safety costs an append-only load 7 percent, and a
  /// killed import leaves nothing behind.
  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "almanac"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA cache_size = -65536")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    return configuration
  }

  private static func checkOwner(_ queue: DatabaseQueue, path: String) throws {
    try queue.read { db in
      let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard owner == applicationID || (owner == 0 && tables == 0) else {
        throw StoreError.otherProgram(path: path)
      }
    }
  }
}
