import Foundation
import GRDB
import Store
import TestSupport
import Testing

struct BulkWriterTests {
  private func queue() throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t (a TEXT, b TEXT, c INTEGER, d REAL) STRICT")
    }
    return queue
  }

  private static let texts: [[UInt8]] = [
    [], Array("plain".utf8), Array("déjà — 図書館 🙂".utf8), Array("a\0b".utf8), [0],
    Array("it's \"quoted\"; DROP TABLE t".utf8), [UInt8](repeating: 0x78, count: 1 << 20),
  ]

  @Test("text is written byte for byte; empty is '' and not NULL", arguments: texts)
  func text(_ bytes: [UInt8]) throws {
    let queue = try queue()
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["a", "b"])
      writer.text(bytes)
      writer.text(String(decoding: bytes, as: UTF8.self))
      try writer.insert()
    }
    try queue.read { db in
      let sql = """
        SELECT typeof(a) AS ta, CAST(a AS BLOB) AS a, typeof(b) AS tb, CAST(b AS BLOB) AS b FROM t
        """
      let row = try #require(try Row.fetchOne(db, sql: sql))
      #expect(row["ta"] as String == "text")
      #expect(row["tb"] as String == "text")
      #expect(row["a"] as Data == Data(bytes))
      #expect(row["b"] as Data == Data(bytes))
    }
  }

  @Test("a span is copied before its owner changes")
  func span() throws {
    let queue = try queue()
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["a", "b"])
      var bytes = Array("before".utf8)
      writer.text(bytes.span.extracting(0..<4))
      bytes = Array("after!".utf8)
      writer.text(bytes.span)
      try writer.insert()
    }
    let row = try queue.read { try Row.fetchOne($0, sql: "SELECT a, b FROM t") }
    #expect(row?["a"] as String? == "befo")
    #expect(row?["b"] as String? == "after!")
  }

  @Test("numbers are exact at both ends of their range, and absent ones NULL")
  func numbers() throws {
    let queue = try queue()
    let integers: [Int64?] = [.min, -1, 0, nil, .max]
    let reals = [0.1, -1.5e300, 0, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["c", "d"])
      for (integer, real) in zip(integers, reals) {
        writer.integer(integer)
        writer.real(real)
        try writer.insert()
      }
    }
    let readIntegers = try queue.read {
      try Row.fetchAll($0, sql: "SELECT c FROM t ORDER BY rowid").map { $0[0] as Int64? }
    }
    let readReals = try queue.read {
      try Double.fetchAll($0, sql: "SELECT d FROM t ORDER BY rowid")
    }
    #expect(readIntegers == integers)
    #expect(readReals == reals)
  }

  @Test("NULL, flags and rows of different shapes do not leak into one another")
  func mixture() throws {
    let queue = try queue()
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["a", "b", "c"])
      writer.text("one")
      writer.null()
      writer.flag(true)
      #expect(try writer.insert() == 1)
      writer.null()
      writer.text("")
      writer.flag(nil)
      #expect(try writer.insert() == 2)
      writer.text("")
      writer.text("three")
      writer.flag(false)
      #expect(try writer.insert() == 3)
    }
    let shown = try queue.read {
      try String.fetchAll(
        $0, sql: "SELECT quote(a) || ' ' || quote(b) || ' ' || quote(c) FROM t ORDER BY rowid")
    }
    #expect(shown == ["'one' NULL 1", "NULL '' NULL", "'' 'three' 0"])
  }

  @Test("every row has its own values, whatever the row before had in their columns")
  func changes() throws {
    let queue = try queue()
    let texts: [String?] = [nil, "", "one", "", nil, "two", nil, "", ""]
    let numbers: [Int64?] = [nil, 7, 7, nil, nil, 0, 7, nil, 0]
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["a", "c"])
      for row in texts.indices {
        if let text = texts[row] { writer.text(text) } else { writer.null() }
        writer.integer(numbers[row])
        try writer.insert()
      }
    }
    let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT a, c FROM t ORDER BY rowid") }
    #expect(rows.map { $0["a"] as String? } == texts)
    #expect(rows.map { $0["c"] as Int64? } == numbers)
  }

  @Test("long and short texts of one row keep apart, row after row")
  func manySizes() throws {
    let queue = try queue()
    let sizes = [0, 1, 100, 16_383, 16_384, 40_000, 1 << 20, 3, 200_000, 0]
    try queue.write { db in
      let writer = try BulkWriter(db, table: "t", columns: ["a", "b"])
      for (row, size) in sizes.enumerated() {
        writer.text([UInt8](repeating: UInt8(0x61 + row), count: size))
        writer.text([UInt8](repeating: UInt8(0x41 + row), count: sizes[sizes.count - 1 - row]))
        try writer.insert()
      }
    }
    let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT a, b FROM t ORDER BY rowid") }
    for (row, size) in sizes.enumerated() {
      let other = sizes[sizes.count - 1 - row]
      let (small, capital) = (UInt8(0x61 + row), UInt8(0x41 + row))
      #expect(
        rows[row]["a"] == String(decoding: [UInt8](repeating: small, count: size), as: UTF8.self))
      #expect(
        rows[row]["b"] == String(decoding: [UInt8](repeating: capital, count: other), as: UTF8.self)
      )
    }
  }

  @Test("a row that breaks a constraint throws, and the writer goes on with the next")
  func constraint() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t (a TEXT NOT NULL UNIQUE) STRICT")
      let writer = try BulkWriter(db, table: "t", columns: ["a"])
      writer.text("x")
      try writer.insert()
      writer.text("x")
      let error = #expect(throws: DatabaseError.self) { try writer.insert() }
      #expect(error?.resultCode == .SQLITE_CONSTRAINT)
      writer.text("y")
      try writer.insert()
      #expect(try String.fetchAll(db, sql: "SELECT a FROM t ORDER BY a") == ["x", "y"])
    }
  }

  @Test(
    "a table or column that is not there is refused at once",
    arguments: [
      ("missing", "a"), ("t", "missing"),
    ])
  func noSuchColumn(_ table: String, _ column: String) throws {
    let queue = try queue()
    try queue.write { db in
      _ = #expect(throws: DatabaseError.self) {
        _ = try BulkWriter(db, table: table, columns: [column])
      }
    }
  }
}
