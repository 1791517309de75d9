import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct MigrationTests {
  private static let first = Migrations.Change(
    "0001_a", "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (41)")
  private static let second = Migrations.Change("0002_b", "ALTER TABLE a ADD COLUMN y TEXT")
  private static let third = Migrations.Change("0003_c", "CREATE TABLE c (x INTEGER) STRICT")

  @discardableResult
  private func open(_ sandbox: Sandbox, _ changes: [Migrations.Change]) throws -> Store {
    try Store(
      path: sandbox.databasePath, access: .create, migrations: Migrations(changes))
  }

  private func names(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      try String.fetchAll(db, sql: "SELECT name FROM schema_change ORDER BY name")
    }
  }

  @Test("a new database is not copied")
  func newIsNotCopied() throws {
    let sandbox = try Sandbox()
    try open(sandbox, [Self.first, Self.second])
    #expect(try sandbox.copies() == [])
    #expect(try names(sandbox.databasePath) == ["0001_a", "0002_b"])
  }

  @Test("a database is copied before it is migrated, and the copy is as it was")
  func copied() throws {
    let sandbox = try Sandbox()
    try open(sandbox, [Self.first]).queue.close()
    let store = try open(sandbox, [Self.first, Self.second])
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT x FROM a WHERE y IS NULL") } == 41)
    let copies = try sandbox.copies()
    #expect(copies.count == 1)
    let copy = sandbox.path(try #require(copies.first))
    #expect(try names(copy) == ["0001_a"])
    let queue = try DatabaseQueue(path: copy)
    let columns = try queue.read { try $0.columns(in: "a").map(\.name) }
    #expect(columns == ["x"])
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT x FROM a") } == 41)
    try queue.close()
    let old = try Store(
      path: copy, access: .write, migrations: Migrations([Self.first]))
    #expect(try old.read { try Int.fetchOne($0, sql: "PRAGMA application_id") } == 0x414C_4D4E)
  }

  @Test("a failing change is taken back whole, and the data before it stays")
  func failing() throws {
    let sandbox = try Sandbox()
    try open(sandbox, [Self.first]).queue.close()
    let bad = Migrations.Change(
      "0002_bad",
      "CREATE TABLE half (x INTEGER) STRICT; UPDATE a SET x = 0; INSERT INTO missing VALUES (1)")
    let error = #expect(throws: StoreError.self) { try open(sandbox, [Self.first, bad]) }
    guard case .migrationFailed("0002_bad", let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("missing"))
    #expect(error?.exitCode == 70)
    let store = try open(sandbox, [Self.first])
    #expect(try store.read { try $0.tableExists("half") } == false)
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT x FROM a") } == 41)
    #expect(try sandbox.copies().count == 1)
  }

  @Test("the error names the change that failed, not the last one")
  func failingName() throws {
    let sandbox = try Sandbox()
    let bad = Migrations.Change("0002_bad", "INSERT INTO missing VALUES (1)")
    let error = #expect(throws: StoreError.self) {
      try open(sandbox, [Self.first, bad, Self.third])
    }
    guard case .migrationFailed(let name, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(name == "0002_bad")
  }

  @Test("two migrations within one second leave two copies")
  func twoCopies() throws {
    let sandbox = try Sandbox()
    try open(sandbox, [Self.first]).queue.close()
    try open(sandbox, [Self.first, Self.second]).queue.close()
    try open(sandbox, [Self.first, Self.second, Self.third]).queue.close()
    #expect(try sandbox.copies().count == 2)
  }

  @Test("a change is applied once however often the database is opened")
  func once() throws {
    let sandbox = try Sandbox()
    for _ in 0..<3 { try open(sandbox, [Self.first]).queue.close() }
    let store = try open(sandbox, [Self.first])
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM a") } == 1)
  }
}
