import GRDB
import TestSupport
import Testing

@testable import Importing
@testable import Store

struct KeyCollectorTests {
  private static let keys: [(type: String, key: Int64, record: Int64)] = [
    ("title", -5, 2), ("isbn", 900, 1), ("isbn", 3, 7), ("isbn", 3, 2), ("isbn", 900, 1),
    ("title", .min, 4), ("title", -5, 2), ("mms", .max, 1), ("isbn", 3, 2),
  ]

  /// What is kept: by type, key and record, each once.
  private static let kept = [
    "isbn 3 2", "isbn 3 7", "isbn 900 1", "mms 9223372036854775807 1",
    "title -9223372036854775808 4", "title -5 2",
  ]

  private func store(_ sandbox: Sandbox) throws -> Store {
    let store = try sandbox.store()
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO institution (id, code) VALUES (1, 'x');
          INSERT INTO snapshot (id, institution_id, kind, scope, as_of, as_of_source, imported_at)
          VALUES (1, 1, 'bibs', 'all', '2024-01-01', 'test', ''),
                 (2, 1, 'bibs', 'all', '2024-02-01', 'test', '');
          """)
    }
    return store
  }

  private func rows(_ db: Database, _ snapshot: Int64) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT type || ' ' || key || ' ' || record_id FROM match_key WHERE snapshot_id = ?
        ORDER BY type, key, record_id
        """, arguments: [snapshot])
  }

  @Test(
    "keys are written in order and repeats once, in memory as through the disk",
    arguments: [1, 2, 4, 100])
  func written(_ bound: Int) throws {
    let sandbox = try Sandbox()
    try store(sandbox).write { db in
      var collector = KeyCollector(bound: bound)
      for key in Self.keys {
        collector.add(key.type, key: key.key, record: key.record)
        try collector.spillIfFull()
      }
      let session = try BulkSession(db)
      try collector.write(session, snapshot: 1)
      try session.flush()
      #expect(try rows(db, 1) == Self.kept)
      // One record that has a key twice is no repetition.
      #expect(collector.repeated == ["isbn"])
    }
  }

  @Test("what one snapshot wrote is not written again with the next", arguments: [2, 100])
  func secondSnapshot(_ bound: Int) throws {
    let sandbox = try Sandbox()
    try store(sandbox).write { db in
      var collector = KeyCollector(bound: bound)
      for key in Self.keys {
        collector.add(key.type, key: key.key, record: key.record)
        try collector.spillIfFull()
      }
      let session = try BulkSession(db)
      try collector.write(session, snapshot: 1)
      try session.flush()
      collector.add("isbn", key: 1, record: 9)
      try collector.write(session, snapshot: 2)
      try session.flush()
      #expect(try rows(db, 1) == Self.kept)
      #expect(try rows(db, 2) == ["isbn 1 9"])
      #expect(collector.repeated == [])
    }
  }

  @Test("keys of no snapshot are refused, and references are checked as before")
  func strangers() throws {
    let sandbox = try Sandbox()
    let store = try store(sandbox)
    try store.write { db in
      var collector = KeyCollector()
      collector.add("isbn", key: 1, record: 9)
      let session = try BulkSession(db)
      let error = #expect(throws: DatabaseError.self) {
        try collector.write(session, snapshot: 77)
      }
      #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
      #expect(try rows(db, 77) == [])
      collector.add("isbn", key: 1, record: 9)
      try collector.write(session, snapshot: 2)
      try session.flush()
      #expect(try rows(db, 2) == ["isbn 1 9"])
      session.close()
      #expect(try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == true)
    }
    // Deferred or not, what refers to nothing does not get in.
    let error = #expect(throws: DatabaseError.self) {
      try store.write { db in
        try db.execute(sql: "INSERT INTO match_key VALUES (78, 'isbn', 1, 1)")
      }
    }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
  }

  @Test("no keys are no rows")
  func none() throws {
    let sandbox = try Sandbox()
    try store(sandbox).write { db in
      var collector = KeyCollector()
      let session = try BulkSession(db)
      try collector.write(session, snapshot: 1)
      try session.flush()
      #expect(try rows(db, 1) == [])
    }
  }
}
