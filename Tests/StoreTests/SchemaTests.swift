import EmbeddedSQL
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct SchemaTests {
  @Test("a new database has every migration, in order, and the program's mark")
  func everyMigration() throws {
    let sandbox = try Sandbox()
    let store = try Store(path: sandbox.databasePath, access: .create)
    #expect(store.isNew)
    let names = try sandbox.column("SELECT name FROM schema_change ORDER BY name")
    #expect(names.count >= 11)
    #expect(names == EmbeddedSQL.migrations.map(\.name))
    #expect(names == names.sorted())
    #expect(try sandbox.number("PRAGMA application_id") == 0x414C_4D4E)
    let header = try sandbox.bytes(sandbox.databasePath)
    #expect(Array(header[68..<72]) == Array("ALMN".utf8))
  }

  @Test("every table of the schema is STRICT")
  func strictTables() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    let tables = try sandbox.sql(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    let ours = tables.filter {
      let name = $0["name"] ?? ""
      return !name.hasPrefix("sqlite_") && name != "grdb_migrations"
    }
    #expect(ours.count > 25)
    #expect(ours.filter { $0["strict"] != "1" }.compactMap { $0["name"] } == [])
  }

  @Test("every view can be read in a new database")
  func viewsPrepare() throws {
    let sandbox = try Sandbox()
    let views = try sandbox.column("SELECT name FROM sqlite_master WHERE type = 'view'")
    #expect(views.count > 20)
    for view in views {
      #expect(throws: Never.self, "\(view)") {
        _ = try sandbox.sql("SELECT * FROM \(view) LIMIT 1")
      }
    }
  }

  @Test("a word that a table does not know is refused, and no check of a large table is a list")
  func checkedWords() throws {
    let sandbox = try Sandbox()
    let insert = """
      INSERT INTO portfolio (
        snapshot_id, source_file_id, source_row, portfolio_id, portfolio_key, availability
      )
      VALUES (1, 1, 1, 'x', 1, ?)
      """
    try sandbox.store().write { db in
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      for word in ["active", "inactive", "", nil] {
        try db.execute(sql: insert, arguments: [word])
      }
      for word in ["Active", " ", "0"] {
        let error = #expect(throws: DatabaseError.self) {
          try db.execute(sql: insert, arguments: [word])
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_CHECK)
      }
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM portfolio") == 4)
      try db.execute(sql: "DELETE FROM portfolio")
    }
    let lists = try sandbox.column(
      """
      SELECT name FROM sqlite_master
      WHERE type = 'table' AND sql LIKE '% IN (%'
        AND name IN ('portfolio', 'collection', 'nz_collection', 'p2e_record', 'po_line')
      """)
    #expect(lists == [])
    #expect(try sandbox.column("PRAGMA integrity_check") == ["ok"])
  }

  @Test("foreign keys are enforced")
  func foreignKeys() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let error = #expect(throws: DatabaseError.self) {
      try store.write { db in
        try db.execute(
          sql: """
            INSERT INTO snapshot (institution_id, kind, scope, as_of, as_of_source, imported_at)
            VALUES (77, 'p2e', 'all', '2024-01-01', 'test', '')
            """)
      }
    }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
    #expect(try sandbox.number("SELECT count(*) FROM snapshot") == 0)
  }

  @Test("the ledger's sum is kept by the database itself")
  func ledgerSum() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let error = #expect(throws: DatabaseError.self) {
      try store.write { db in
        try db.execute(
          sql: """
            INSERT INTO institution (id, code) VALUES (1, 'x');
            INSERT INTO snapshot (id, institution_id, kind, scope, as_of, as_of_source, imported_at)
            VALUES (1, 1, 'p2e', 'all', '2024-01-01', 'test', '');
            INSERT INTO source_file (snapshot_id, file_name, kind, sha256, bytes, encoding, format,
              rows_read, rows_kept)
            VALUES (1, 'f', 'p2e', '', 0, 'utf-8', '', 2, 1);
            """)
      }
    }
    #expect(error?.message?.contains("source_file_sum") == true)
  }

  @Test(
    "opening again applies nothing and leaves the bytes alone",
    arguments: [
      Store.Access.read, .write, .create,
    ])
  func reopening(_ access: Store.Access) throws {
    let sandbox = try Sandbox()
    try sandbox.store().queue.close()
    let before = try sandbox.bytes(sandbox.databasePath)
    let again = try sandbox.store(access)
    #expect(!again.isNew)
    try again.queue.close()
    #expect(try sandbox.bytes(sandbox.databasePath) == before)
    #expect(try sandbox.copies() == [])
  }

  @Test("a failed write is taken back whole")
  func failedWrite() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    #expect(throws: CancellationError.self) {
      try store.write { db in
        try db.execute(sql: "INSERT INTO institution (code) VALUES ('half')")
        throw CancellationError()
      }
    }
    #expect(try sandbox.number("SELECT count(*) FROM institution") == 0)
  }

  @Test("only a database that this call made is taken away again")
  func discard() throws {
    let sandbox = try Sandbox()
    let first = try Store(path: sandbox.databasePath, access: .create)
    try sandbox.store().discardIfNew()
    #expect(FileManager.default.fileExists(atPath: sandbox.databasePath))
    first.discardIfNew()
    #expect(!FileManager.default.fileExists(atPath: sandbox.databasePath))
  }
}
