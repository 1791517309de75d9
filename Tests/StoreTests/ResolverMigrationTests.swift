import EmbeddedSQL
import GRDB
import TestSupport
import Testing

@testable import Store

struct ResolverMigrationTests {
  /// What a database of the time before other link resolvers than SFX holds.
  private static let sfx = """
    INSERT INTO institution (id, code) VALUES (1, '1234');
    INSERT INTO snapshot (
      id, institution_id, kind, scope, as_of, as_of_source, imported_at
    ) VALUES (1, 1, 'sfx', 'all', '2020-05-01', 'file name', '2020-05-02T00:00:00Z');
    INSERT INTO source_file (id, snapshot_id, file_name, kind, sha256, bytes, encoding, format)
    VALUES (1, 1, 'sfx.xml', 'sfx', 'a', 1, 'UTF-8', 'MARCXML');
    INSERT INTO resolver_collection (snapshot_id, target_id, name, service, cz_collection_id)
    VALUES (1, '1110001', 'Alder', 'Full Text', '611110001');
    INSERT INTO resolver_title (
      id, snapshot_id, source_file_id, source_row, object_id, title, material
    ) VALUES (7, 1, 1, 1, '95470000001', 'Birds', 'serial');
    INSERT INTO resolver_portfolio VALUES (7, 1, 1, '1110001', '9', '8', 'From 1999.', '');
    """

  @Test("what SFX's export brought is as it was after the other kinds have come")
  func sfxStays() throws {
    let sandbox = try Sandbox()
    let old = EmbeddedSQL.migrations.filter { $0.name < "0013" }
    let store = try Store(
      path: sandbox.databasePath, access: .create, migrations: Migrations(old))
    try store.write { db in
      try db.execute(sql: Self.sfx)
      try LiveSnapshots.refresh(db)
    }
    let question = """
      SELECT institution_id, object_id, title, material, target_id, target, cz_collection_id,
             object_portfolio_id, coverage, collection_id, mms_id
      FROM resolver_activation
      """
    let before = try store.read { try Row.fetchAll($0, sql: question) }
    #expect(before.count == 1)
    try store.queue.close()
    let migrated = try sandbox.store()
    let after = try migrated.read { try Row.fetchAll($0, sql: question) }
    #expect(after == before)
    #expect(
      try sandbox.sql("SELECT kind, url, provider FROM resolver_activation")
        == [["kind": "sfx", "url": "", "provider": ""]])
    #expect(
      try sandbox.sql("SELECT state FROM input_state WHERE kind = 'sfx'") == [["state": "good"]])
  }
}
