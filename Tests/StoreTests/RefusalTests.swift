import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct RefusalTests {
  private static let first = Migrations.Change("0001_a", "CREATE TABLE a (x INTEGER) STRICT")
  private static let second = Migrations.Change("0002_b", "CREATE TABLE b (x INTEGER) STRICT")

  private func refusal(_ sandbox: Sandbox, _ migrations: Migrations = Migrations()) -> StoreError? {
    #expect(throws: StoreError.self) {
      try Store(path: sandbox.databasePath, access: .create, migrations: migrations)
    }
  }

  @Test("a migration of the same name and another text is refused")
  func edited() throws {
    let sandbox = try Sandbox()
    let path = sandbox.databasePath
    try Store(path: path, access: .create, migrations: Migrations([Self.first])).queue.close()
    let before = try sandbox.bytes(path)
    let changed = Migrations.Change("0001_a", "CREATE TABLE a (x INTEGER, y TEXT) STRICT")
    let error = refusal(sandbox, Migrations([changed]))
    #expect(error == .edited(path: path, migration: "0001_a"))
    #expect(error?.exitCode == 65)
    #expect(try sandbox.bytes(path) == before)
    #expect(try sandbox.copies() == [])
  }

  @Test("who only reads is given what was there before a writer was killed")
  func killedWriter() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let copy = sandbox.path("copy.db")
    try store.queue.writeWithoutTransaction { db in
      // So small a cache that changes are in the file before they are settled.
      try db.execute(sql: "PRAGMA cache_size = 5; CREATE TABLE big (x TEXT); BEGIN")
      try db.execute(
        sql: "INSERT INTO big SELECT hex(randomblob(2000)) FROM input_kind, input_kind")
      try db.execute(sql: "DELETE FROM setting")
      for suffix in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: sandbox.databasePath + suffix, toPath: copy + suffix)
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try sandbox.bytes(copy + "-journal").isEmpty == false)
    let reader = try Store(path: copy, access: .read)
    #expect(try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM big") } == 0)
    #expect(try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM setting") } ?? 0 > 0)
    #expect(!FileManager.default.fileExists(atPath: copy + "-journal"))
  }

  @Test("a database of a newer program is refused")
  func newer() throws {
    let sandbox = try Sandbox()
    let path = sandbox.databasePath
    try Store(path: path, access: .create, migrations: Migrations([Self.first, Self.second]))
      .queue.close()
    let before = try sandbox.bytes(path)
    let error = refusal(sandbox, Migrations([Self.first]))
    #expect(error == .newer(path: path, migration: "0002_b"))
    #expect(error?.exitCode == 65)
    #expect(try sandbox.bytes(path) == before)
  }

  @Test(
    "a database of another program is refused",
    arguments: [
      "CREATE TABLE theirs (x)", "PRAGMA application_id = 252006675", "CREATE VIEW v AS SELECT 1",
    ])
  func otherProgram(_ sql: String) throws {
    let sandbox = try Sandbox()
    let path = sandbox.databasePath
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    let before = try sandbox.bytes(path)
    let error = refusal(sandbox)
    #expect(error == .otherProgram(path: path))
    #expect(error?.exitCode == 65)
    #expect(try sandbox.bytes(path) == before)
  }

  @Test(
    "a file that is no database is refused",
    arguments: ["Title,ISBN\nA,1\n", String(repeating: "no database\n", count: 1_000), "x"])
  func textFile(_ text: String) throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write("almanac.db", text)
    let error = refusal(sandbox)
    #expect(error == .notADatabase(path: path))
    #expect(error?.exitCode == 65)
    #expect(try sandbox.bytes(path) == Data(text.utf8))
  }

  @Test("a folder is refused, and nothing is put in it")
  func folder() throws {
    let sandbox = try Sandbox()
    let path = sandbox.databasePath
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = refusal(sandbox)
    #expect(error == .isFolder(path: path))
    #expect(error?.exitCode == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
  }

  @Test(
    "reading or writing a database that is not there makes none",
    arguments: [
      Store.Access.read, .write,
    ])
  func missing(_ access: Store.Access) throws {
    let sandbox = try Sandbox()
    let error = #expect(throws: StoreError.self) { try sandbox.store(access) }
    #expect(error == .missing(path: sandbox.databasePath))
    #expect(error?.exitCode == 66)
    #expect(!FileManager.default.fileExists(atPath: sandbox.databasePath))
  }

  @Test("a database in a folder that is not there cannot be created")
  func noFolder() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("missing/almanac.db")
    let error = #expect(throws: StoreError.self) { try Store(path: path, access: .create) }
    guard case .cannotCreate(path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.exitCode == 73)
  }

  @Test(
    "every error says what to do in whole sentences",
    arguments: [
      StoreError.missing(path: "P"), .isFolder(path: "P"), .cannotCreate(path: "P", reason: "r"),
      .notADatabase(path: "P"), .otherProgram(path: "P"), .newer(path: "P", migration: "m"),
      .edited(path: "P", migration: "m"), .busy(path: "P"), .diskFull(path: "P"),
      .readOnly(path: "P"), .damaged(path: "P"), .inputOutput(path: "P", reason: "r"),
    ])
  func sentences(_ error: StoreError) {
    let text = error.description
    #expect(text.contains("P"))
    #expect(!text.contains("SQLITE") && !text.contains("SQLite"))
    #expect(!text.contains("\n"))
    #expect(text.count > 40)
  }
}
