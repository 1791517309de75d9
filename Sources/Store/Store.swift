import Foundation
import GRDB

/// One almanac database: a SQLite file with its schema in place.
package final class Store: Sendable {
  /// "ALMN": marks our files for `file(1)` and for ourselves.
  static let applicationID = 0x414C_4D4E

  /// What a caller means to do.
  package enum Access: Sendable {
    /// Reads an existing database.
    case read
    /// Reads and writes an existing database.
    case write
    /// As `write`; makes the file where there is none.
    case create
  }

  /// The path as the user gave it, for messages.
  package let path: String
  /// The connection; all access goes through `read` and `write`.
  package let queue: DatabaseQueue
  /// Whether there was no database before this call: no file, or an empty one.
  package let isNew: Bool
  /// Whether there was an empty file.
  private let wasEmptyFile: Bool

  /// Opens a database and brings its schema up to date.
  ///
  /// With `.read` the connection that is kept cannot write, whatever SQL it is given; where there is
  /// something to migrate, or to take back after a crash, another one does that and is closed before.
  /// - Parameter allowsOpenTransactions: whether a person may begin one and end it later.
  /// - Throws: `StoreError` with what is wrong with the file.
  package init(
    path: String, access: Access, migrations: Migrations = Migrations(),
    allowsOpenTransactions: Bool = false
  ) throws {
    self.path = path
    let size = try Self.checkFile(path)
    if size == nil && access != .create { throw StoreError.missing(path: path) }
    isNew = (size ?? 0) == 0
    wasEmptyFile = size == 0
    do {
      // An absolute path is never taken for a URI or for a database in memory.
      let file = URL(fileURLWithPath: path).path
      var configuration = Self.configuration()
      configuration.allowsUnsafeTransactions = allowsOpenTransactions
      if access == .read, let ready = Self.ready(file, configuration, migrations) {
        queue = ready
        return
      }
      let writing = try DatabaseQueue(path: file, configuration: configuration)
      try Self.checkOwner(writing, path: path)
      try migrations.apply(to: writing, path: path)
      guard access == .read else {
        queue = writing
        return
      }
      try writing.close()
      configuration.readonly = true
      queue = try DatabaseQueue(path: file, configuration: configuration)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
        ?? .inputOutput(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// A connection that only reads, to a database that is as it must be; nil for any other.
  ///
  /// Reading the schema takes longer than all else that opening does, and each connection reads it.
  private static func ready(
    _ file: String, _ configuration: Configuration, _ migrations: Migrations
  ) -> DatabaseQueue? {
    var configuration = configuration
    configuration.readonly = true
    guard let queue = try? DatabaseQueue(path: file, configuration: configuration),
      (try? checkOwner(queue, path: file)) != nil,
      (try? queue.read(migrations.areApplied)) == true
    else { return nil }
    return queue
  }

  /// The size of a file that may become or be a database; nil where there is none.
  ///
  /// SQLite takes a file shorter than a page for an empty database and would write over it, so the
  /// first bytes are looked at before it is opened (SQLite file format, 1.3).
  private static func checkFile(_ path: String) throws -> Int? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { throw StoreError.isFolder(path: path) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StoreError.readOnly(path: path)
    }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: 16)) ?? Data()
    guard head.isEmpty || head == Data("SQLite format 3\0".utf8) else {
      throw StoreError.notADatabase(path: path)
    }
    return head.count
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

  /// Writes in one transaction, with the references between tables checked once at its end.
  ///
  /// For what takes away much: row by row, SQLite looks for what refers to a row in every table that
  /// may, and where that has no index it reads the whole of it.
  /// - Throws: `DatabaseError` where a reference would lead nowhere; nothing is changed then.
  package func writeCheckingReferencesLast<Value>(_ body: (Database) throws -> Value) throws
    -> Value
  {
    try translating {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          try db.checkForeignKeys()
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
    try? FileManager.default.removeItem(atPath: path + "-journal")
    if wasEmptyFile {
      try? Data().write(to: URL(fileURLWithPath: path))
    } else {
      try? FileManager.default.removeItem(atPath: path)
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
  package static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "almanac"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA cache_size = -65536")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      db.stopReportingReads()
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
