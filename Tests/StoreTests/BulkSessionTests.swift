import GRDB
import Store
import Testing

struct BulkSessionTests {
  private func queue() throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
          CREATE TABLE child (
            parent_id INTEGER NOT NULL REFERENCES parent (id), number INTEGER NOT NULL
          ) STRICT;
          """)
    }
    return queue
  }

  @Test("rows are the same however many wait for a batch", arguments: [0, 1, 63, 64, 65, 1_000])
  func batches(_ count: Int) throws {
    let queue = try queue()
    try queue.write { db in
      let session = try BulkSession(db)
      let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
      for number in 0..<count {
        writer.text("parent \(number)")
        #expect(try writer.insert() == Int64(number + 1))
      }
      try session.flush()
      #expect(
        try String.fetchAll(db, sql: "SELECT id || ' ' || name FROM parent ORDER BY id")
          == (0..<count).map { "\($0 + 1) parent \($0)" })
    }
  }

  @Test("numbers go on where the table ends")
  func numbering() throws {
    let queue = try queue()
    try queue.write { db in
      try db.execute(sql: "INSERT INTO parent (id, name) VALUES (41, 'old')")
      let session = try BulkSession(db)
      let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
      writer.text("new")
      #expect(try writer.insert() == 42)
      try session.flush()
      #expect(try Int.fetchAll(db, sql: "SELECT id FROM parent ORDER BY id") == [41, 42])
    }
  }

  @Test("a row may refer to one that still waits; one that refers to none fails with the whole")
  func foreignKeys() throws {
    let queue = try queue()
    func write(_ parents: Int) throws {
      try queue.write { db in
        let session = try BulkSession(db)
        let children = try BulkWriter(session, table: "child", columns: ["parent_id", "number"])
        let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
        for number in 1...500 {
          if number <= parents {
            writer.text("parent \(number)")
            try writer.insert()
          }
          children.integer(number)
          children.integer(number)
          try children.insert()
        }
        try session.flush()
      }
    }
    #expect(throws: DatabaseError.self) { try write(499) }
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM child") } == 0)
    try write(500)
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM child") } == 500)
  }

  @Test("an error in a batch reaches the importer, at the latest with the flush")
  func failure() throws {
    let queue = try queue()
    try queue.write { db in
      let session = try BulkSession(db)
      let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
      let error = #expect(throws: DatabaseError.self) {
        for number in 0..<10_000 {
          writer.text(number == 70 ? "parent 3" : "parent \(number)")
          try writer.insert()
        }
        try session.flush()
      }
      #expect(error?.resultCode == .SQLITE_CONSTRAINT)
      #expect(error?.message?.contains("UNIQUE constraint failed: parent.name") == true)
      #expect(throws: DatabaseError.self) { try session.flush() }
    }
  }

  @Test("a row written at once can be looked up at once")
  func atOnce() throws {
    let queue = try queue()
    try queue.write { db in
      let session = try BulkSession(db)
      let others = try BulkWriter(session, table: "child", columns: ["parent_id", "number"])
      let writer = try BulkWriter(session, table: "parent", columns: ["name"], atOnce: true)
      for number in 1...300 {
        writer.text("parent \(number)")
        let id = try writer.insert()
        #expect(id == Int64(number))
        let found = try Int64.fetchOne(
          session.db, sql: "SELECT id FROM parent WHERE name = ?", arguments: ["parent \(number)"])
        #expect(found == id)
        others.integer(id)
        others.integer(number)
        try others.insert()
      }
      try session.flush()
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM child") == 300)
    }
  }

  @Test("a writer that nobody holds any more has lost no row")
  func forgotten() throws {
    let queue = try queue()
    try queue.write { db in
      let session = try BulkSession(db)
      for round in 0..<3 {
        let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
        for number in 0..<10 {
          writer.text("parent \(round) \(number)")
          try writer.insert()
        }
        try session.flush()
      }
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM parent") == 30)
    }
  }
}
