import EmbeddedSQL
import Foundation
import GRDB

/// The numbered changes that make the schema, applied in order and never twice.
///
/// Each file of `migrations/` is one change in its own transaction. Its SHA-256 is kept, so that a
/// database made with another text of it is refused instead of half understood.
package struct Migrations: Sendable {
  /// The stem of a file of `migrations/`, and its text.
  package typealias Change = (name: String, sql: String)

  let changes: [Change]

  /// The program's own changes, or others for a test.
  package init(_ changes: [Change] = EmbeddedSQL.migrations) {
    self.changes = changes
  }

  /// Brings a database up to date; copies it first where it already holds data.
  ///
  /// - Throws: `StoreError` if it is newer, edited, or a change fails.
  package func apply(to queue: DatabaseQueue, path: String) throws {
    let applied = try queue.read(Self.applied)
    try check(applied, path: path)
    let pending = changes.filter { applied[$0.name] == nil }
    if pending.isEmpty { return }
    if applied.isEmpty {
      try withoutSync(queue) {
        do {
          try makeAtOnce(queue)
        } catch {
          // Step by step, which names the change that fails.
          try migrator(path: path).migrate(queue)
        }
      }
    } else {
      try copyBeforeMigrating(queue, path: path)
      try migrator(path: path).migrate(queue)
    }
  }

  /// A new file holds nothing that could be lost: what is made here reaches the disk with the first
  /// data, instead of waiting for it four times a change.
  private func withoutSync(_ queue: DatabaseQueue, _ body: () throws -> Void) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    try body()
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
  }

  /// Makes the schema of a new database in one transaction, which takes a third of the time that it
  /// takes step by step and ends with the same schema and ledger.
  func makeAtOnce(_ queue: DatabaseQueue) throws {
    try migrator(path: "").migrate(queue, upTo: Self.ledger)
    try queue.writeWithoutTransaction { db in
      // As the migrator does it: a table that is made anew must not be followed by references to it.
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      try db.inTransaction(.immediate) {
        var schema = NewSchema(db)
        for change in changes {
          try schema.apply(change.sql)
          try note(change, db)
          try db.execute(
            sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [change.name])
        }
        try schema.makeViews()
        db.clearSchemaCache()
        try db.checkForeignKeys()
        return .commit
      }
    }
  }

  /// Whether a database has all of them, and no others.
  func areApplied(_ db: Database) throws -> Bool {
    let applied = try Self.applied(db)
    try check(applied, path: "")
    return changes.allSatisfy { applied[$0.name] != nil }
  }

  /// Refuses a database that this program must not touch.
  func check(_ applied: [String: String], path: String) throws {
    let known = Dictionary(uniqueKeysWithValues: changes.map { ($0.name, checksum($0.sql)) })
    for (name, sum) in applied.sorted(by: { $0.key < $1.key }) {
      guard let expected = known[name] else { throw StoreError.newer(path: path, migration: name) }
      guard expected == sum else { throw StoreError.edited(path: path, migration: name) }
    }
  }

  /// The migrator's name of the step that makes the table of changes.
  private static let ledger = "schema_change"

  private func note(_ change: Change, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO schema_change (name, sha256, applied_at) VALUES (?, ?, ?)",
      arguments: [change.name, checksum(change.sql), Timestamp.now()])
  }

  func migrator(path: String) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(Self.ledger) { db in
      try db.execute(
        sql: """
          CREATE TABLE schema_change (
            name       TEXT NOT NULL PRIMARY KEY,
            sha256     TEXT NOT NULL,
            applied_at TEXT NOT NULL
          ) STRICT, WITHOUT ROWID
          """)
      try db.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
      db.clearSchemaCache()
    }
    for change in changes {
      migrator.registerMigration(change.name) { db in
        do {
          try db.execute(sql: change.sql)
          db.clearSchemaCache()
          try note(change, db)
        } catch let error as DatabaseError {
          throw StoreError(error, path: path)
            ?? .migrationFailed(
              name: change.name, reason: error.message ?? "\(error.resultCode)")
        }
      }
    }
    return migrator
  }

  /// Name and SHA-256 of the changes that a database has; empty for a new one.
  static func applied(_ db: Database) throws -> [String: String] {
    guard try db.tableExists("schema_change") else { return [:] }
    let rows = try Row.fetchAll(db, sql: "SELECT name, sha256 FROM schema_change")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["sha256"]) })
  }

  /// Going back is restoring a file, so one is left beside the database.
  private func copyBeforeMigrating(_ queue: DatabaseQueue, path: String) throws {
    let stamp = "\(path).before-\(Timestamp.now().filter(\.isNumber))"
    var copy = stamp
    var count = 1
    while FileManager.default.fileExists(atPath: copy) {
      count += 1
      copy = "\(stamp)-\(count)"
    }
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "VACUUM INTO ?", arguments: [copy])
    }
  }
}
