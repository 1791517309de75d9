import GRDB
import TestSupport
import Testing

@testable import Store

struct NewSchemaTests {
  /// All that a database says of itself, but for the moments at which it was made.
  private func schema(_ queue: DatabaseQueue) throws -> [String] {
    try queue.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT concat_row
          FROM (
            SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS concat_row
            FROM sqlite_schema
            ORDER BY type, name
          )
          UNION ALL
          SELECT identifier FROM (SELECT identifier FROM grdb_migrations ORDER BY rowid)
          UNION ALL
          SELECT name || ' ' || sha256 FROM schema_change
          UNION ALL
          SELECT name || ' ' || value FROM setting
          """)
    }
  }

  @Test("the program's schema is the same at once and step by step")
  func same() throws {
    let atOnce = try DatabaseQueue(configuration: Store.configuration())
    try Migrations().makeAtOnce(atOnce)
    let steps = try DatabaseQueue(configuration: Store.configuration())
    try Migrations().migrator(path: "").migrate(steps)
    let made = try schema(atOnce)
    #expect(made.count > 300)
    #expect(try made == schema(steps))
    for pragma in ["application_id", "foreign_keys", "integrity_check", "writable_schema"] {
      let one = try atOnce.read { try String.fetchOne($0, sql: "PRAGMA \(pragma)") }
      #expect(try one == steps.read { try String.fetchOne($0, sql: "PRAGMA \(pragma)") })
    }
  }

  private func made(_ sql: String) throws -> (views: [String], found: [Int]) {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      var schema = NewSchema(db)
      try schema.apply(sql)
      let early = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY rowid")
      try schema.makeViews()
      return (early, try Int.fetchAll(db, sql: "SELECT x FROM b ORDER BY x"))
    }
  }

  private static let table = """
    -- What is counted; a word like CREATE VIEW in a comment is none.
    CREATE TABLE a (x INTEGER) STRICT;
    INSERT INTO a (x) VALUES (1), (2);

    """

  @Test("a view waits for the end")
  func heldBack() throws {
    let found = try made(
      Self.table + """
        CREATE VIEW b AS
        SELECT x + y AS x FROM a WHERE ';' <> '';
        ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5;  -- wanted by b
        """)
    #expect(found.views == [])
    #expect(found.found == [6, 7])
  }

  @Test("what may ask for a view finds it")
  func asked() throws {
    let found = try made(
      Self.table + """
        CREATE VIEW b AS SELECT x FROM a;
        CREATE TABLE c (x INTEGER) STRICT;
        INSERT INTO c (x)
        SELECT x + 10 FROM b;
        INSERT INTO a SELECT x FROM c;
        """)
    #expect(found.views == ["b"])
    #expect(found.found == [1, 2, 11, 12])
  }

  @Test("a view that is made anew has its last text, and a view that is gone can be missed")
  func anew() throws {
    let found = try made(
      Self.table + """
        CREATE VIEW b AS SELECT x FROM a;
        CREATE VIEW lost AS SELECT x FROM a;
        DROP VIEW b;
        DROP VIEW lost;
        CREATE VIEW b AS SELECT x + 1 AS x FROM a
        """)
    #expect(found.views == [])
    #expect(found.found == [2, 3])
    #expect(throws: DatabaseError.self) {
      try made(Self.table + "CREATE VIEW b AS SELECT x FROM a; DROP VIEW lost;")
    }
  }

  @Test("what fails at once is made step by step: a change that is stopped half-way leaves nothing")
  func failing() throws {
    let queue = try DatabaseQueue(configuration: Store.configuration())
    let bad = Migrations([
      ("0001_a", "CREATE TABLE a (x INTEGER) STRICT;"),
      ("0002_b", "CREATE VIEW b AS SELECT;"),
    ])
    #expect(throws: DatabaseError.self) { try bad.makeAtOnce(queue) }
    #expect(try queue.read { try $0.tableExists("a") } == false)
    let error = #expect(throws: StoreError.self) { try bad.apply(to: queue, path: "x.db") }
    guard case .migrationFailed("0002_b", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try queue.read { try $0.tableExists("a") })
  }
}
