import GRDB
import Store
import TestSupport
import Testing

/// What a later change of the schema declares of its references is what a removal does.
struct SnapshotRemovalTests {
  /// Two snapshots with one portfolio each, and a table that refers to them as `declared`.
  private func database(_ declared: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.store().write { db in
      try db.execute(sql: "INSERT INTO institution (id, code) VALUES (1, 'x')")
      for id in [1, 2] {
        try db.execute(
          sql: """
            INSERT INTO snapshot (id, institution_id, kind, scope, as_of, as_of_source, imported_at)
            VALUES (\(id), 1, 'portfolios', 'all', '2026-01-0\(id)', 'test', '');
            INSERT INTO source_file (id, snapshot_id, file_name, kind, sha256, bytes, encoding, format)
            VALUES (\(id)0, \(id), 'f', 'portfolios', '', 0, 'utf-8', '');
            INSERT INTO portfolio (id, snapshot_id, source_file_id, source_row, portfolio_id, portfolio_key)
            VALUES (\(id)00, \(id), \(id)0, 2, '53', 1);
            """)
      }
      try db.execute(sql: declared)
    }
    return sandbox
  }

  private func remove(_ id: Int64, from sandbox: Sandbox) throws {
    try sandbox.store(.write).writeCheckingReferencesLast { db in try SnapshotRemoval(db).remove(id)
    }
  }

  @Test("rows of a table that refers to records at two removes go with them")
  func further() throws {
    let sandbox = try database(
      """
      CREATE TABLE mark (id INTEGER PRIMARY KEY, portfolio_row_id INTEGER REFERENCES portfolio);
      CREATE TABLE remark (mark_id INTEGER REFERENCES mark (id), text TEXT);
      INSERT INTO mark VALUES (7, 100), (8, 200), (9, NULL);
      INSERT INTO remark VALUES (7, 'of the first'), (8, 'of the second'), (9, 'of none');
      """)
    try remove(1, from: sandbox)
    #expect(try sandbox.column("SELECT id FROM mark ORDER BY id") == ["8", "9"])
    #expect(
      try sandbox.column("SELECT text FROM remark ORDER BY 1") == ["of none", "of the second"])
    #expect(try sandbox.column("SELECT id FROM portfolio") == ["200"])
    #expect(try sandbox.column("SELECT id FROM source_file") == ["20"])
  }

  @Test("ON DELETE SET NULL keeps the row, ON DELETE CASCADE does not")
  func declared() throws {
    let sandbox = try database(
      """
      CREATE TABLE kept (portfolio_row_id INTEGER REFERENCES portfolio (id) ON DELETE SET NULL);
      CREATE TABLE gone (portfolio_row_id INTEGER REFERENCES portfolio (id) ON DELETE CASCADE);
      INSERT INTO kept VALUES (100), (200);
      INSERT INTO gone VALUES (100), (200);
      """)
    try remove(1, from: sandbox)
    #expect(
      try sandbox.column("SELECT coalesce(portfolio_row_id, 'none') FROM kept ORDER BY 1")
        == ["200", "none"])
    #expect(try sandbox.column("SELECT portfolio_row_id FROM gone") == ["200"])
  }

  @Test(
    "the user's own work, ON DELETE RESTRICT, holds a snapshot; another one goes",
    arguments: ["snapshot (id)", "source_file (id)", "portfolio (id)"])
  func ownWork(_ parent: String) throws {
    let first = parent.hasPrefix("snapshot") ? 1 : parent.hasPrefix("source_file") ? 10 : 100
    let sandbox = try database(
      """
      CREATE TABLE decision (about INTEGER REFERENCES \(parent) ON DELETE RESTRICT);
      INSERT INTO decision VALUES (\(first)), (\(first)), (NULL);
      """)
    let error = SnapshotError.heldByOwnWork(id: 1, table: "decision", rows: 2)
    #expect(throws: error) { try remove(1, from: sandbox) }
    #expect(error.description.contains("2 rows of your own work in decision rest on it"))
    #expect(try sandbox.column("SELECT id FROM portfolio ORDER BY id") == ["100", "200"])
    try remove(2, from: sandbox)
    #expect(try sandbox.column("SELECT id FROM snapshot") == ["1"])
    #expect(try sandbox.column("SELECT count(*) FROM decision") == ["3"])
  }

  @Test("keys of two columns, and tables that refer to themselves or to each other")
  func shapes() throws {
    let sandbox = try database(
      """
      CREATE TABLE pair (a INTEGER REFERENCES snapshot (id), b INTEGER, PRIMARY KEY (a, b));
      CREATE TABLE of_pair (
        a INTEGER, b INTEGER, text TEXT, FOREIGN KEY (a, b) REFERENCES pair (a, b));
      CREATE TABLE tree (
        id INTEGER PRIMARY KEY, parent INTEGER REFERENCES tree (id),
        snapshot_id INTEGER REFERENCES snapshot (id));
      INSERT INTO pair VALUES (1, 5), (2, 5);
      INSERT INTO of_pair VALUES (1, 5, 'first'), (2, 5, 'second');
      INSERT INTO tree VALUES (1, NULL, 1), (2, 1, 1), (3, NULL, 2), (4, 3, 2);
      """)
    try remove(1, from: sandbox)
    #expect(try sandbox.column("SELECT text FROM of_pair") == ["second"])
    #expect(try sandbox.column("SELECT a FROM pair") == ["2"])
    #expect(try sandbox.column("SELECT id FROM tree ORDER BY id") == ["3", "4"])
  }

  @Test("a reference that would lead nowhere takes everything back, and they are enforced after it")
  func checked() throws {
    let sandbox = try database(
      """
      CREATE TABLE tree (
        id INTEGER PRIMARY KEY, parent INTEGER REFERENCES tree (id),
        snapshot_id INTEGER REFERENCES snapshot (id));
      INSERT INTO tree VALUES (1, NULL, 1), (2, 1, 2);
      """)
    #expect(throws: DatabaseError.self) { try remove(1, from: sandbox) }
    #expect(try sandbox.column("SELECT id FROM snapshot ORDER BY id") == ["1", "2"])
    #expect(try sandbox.column("SELECT id FROM portfolio ORDER BY id") == ["100", "200"])
    #expect(throws: DatabaseError.self) {
      try sandbox.store(.write).write { try $0.execute(sql: "DELETE FROM snapshot WHERE id = 1") }
    }
  }
}
