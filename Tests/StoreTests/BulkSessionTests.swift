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

  @Test(
    "rows are the same however many wait for a batch", arguments: [0, 1, 511, 512, 513, 10_000])
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

  @Test("a reference below all rows is refused, and so is one behind them", arguments: [0, -3, 99])
  func strangeReference(_ id: Int) throws {
    let queue = try queue()
    try queue.write { db in
      try db.execute(sql: "INSERT INTO parent (id, name) VALUES (7, 'old')")
      let session = try BulkSession(db)
      let children = try BulkWriter(session, table: "child", columns: ["parent_id", "number"])
      for parent in [7, id] {
        children.integer(parent)
        children.integer(1)
        try children.insert()
      }
      let error = #expect(throws: DatabaseError.self) { try session.flush() }
      #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
      #expect(error?.message == "a row of child refers to no row of parent")
    }
  }

  @Test("a row of a snapshot or file that is not there is refused before it is written")
  func ledger() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE snapshot (id INTEGER PRIMARY KEY) STRICT;
          CREATE TABLE source_file (id INTEGER PRIMARY KEY) STRICT;
          CREATE TABLE record (
            snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
            source_file_id INTEGER REFERENCES source_file (id)
          ) STRICT;
          INSERT INTO snapshot VALUES (1);
          INSERT INTO source_file VALUES (5), (6);
          """)
      let session = try BulkSession(db)
      #expect(throws: DatabaseError.self) {
        _ = try BulkWriter(
          session, table: "record", columns: ["source_file_id"],
          fixed: [("snapshot_id", .integer(2))])
      }
      let writer = try BulkWriter(
        session, table: "record", columns: ["source_file_id"],
        fixed: [("snapshot_id", .integer(1))])
      for file: Int64? in [5, 6, nil, 5] {
        writer.integer(file)
        try writer.insert()
      }
      writer.integer(9)
      let error = #expect(throws: DatabaseError.self) { try writer.insert() }
      #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
      #expect(error?.message == "a row refers to source_file 9, which is not there")
    }
  }

  @Test("SQLite checks references again when a session is closed, or forgotten")
  func checkedAgain() throws {
    let queue = try queue()
    try queue.write { db in
      do {
        let session = try BulkSession(db)
        #expect(try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == false)
        session.close()
      }
      #expect(try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == true)
      do { _ = try BulkSession(db) }
      #expect(try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == true)
      #expect(throws: DatabaseError.self) {
        try db.execute(sql: "INSERT INTO child VALUES (99, 1)")
      }
    }
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

  @Test("a column that says something late, rarely or never has just that", arguments: [70, 128])
  func columnsLeftOut(_ width: Int) throws {
    let queue = try DatabaseQueue()
    let names = (0..<width).map { "c\($0)" }
    try queue.write { db in
      try db.execute(
        sql: "CREATE TABLE wide (\(names.map { "\($0) TEXT" }.joined(separator: ", "))) STRICT")
      let session = try BulkSession(db)
      let writer = try BulkWriter(session, table: "wide", columns: names)
      for row in 0..<1_000 {
        for column in 0..<width {
          let says = column == 0 || (column == 3 && row > 500) || (column == 66 && row == 7)
          if says { writer.text("\(row)") } else { writer.null() }
        }
        try writer.insert()
      }
      try session.flush()
      let found = try String.fetchOne(
        db,
        sql: """
          SELECT count(c0) || ' ' || count(c1) || ' ' || count(c3) || ' ' || count(c66) || ' '
            || min(c66) || ' ' || sum(c3 IS NOT c0)
          FROM wide
          """)
      #expect(found == "1000 0 499 1 7 501")
    }
  }

  @Test("NULL is NULL where a column has a default, and refused where it may not be")
  func defaults() throws {
    let queue = try DatabaseQueue()
    func write(_ column: String) throws {
      try queue.write { db in
        let session = try BulkSession(db)
        let writer = try BulkWriter(session, table: "some", columns: ["a", column])
        for row in 0..<2_000 {
          writer.integer(row)
          writer.null()
          try writer.insert()
        }
        try session.flush()
      }
    }
    try queue.write {
      try $0.execute(
        sql: "CREATE TABLE some (a INTEGER, b TEXT DEFAULT 'x', c TEXT NOT NULL DEFAULT 'y') STRICT"
      )
    }
    try write("b")
    #expect(
      try queue.read {
        try String.fetchOne($0, sql: "SELECT count(*) || ' ' || count(b) FROM some")
      } == "2000 0")
    #expect(throws: DatabaseError.self) { try write("c") }
  }

  @Test("a fixed value is in every row, in batches and after them", arguments: [1, 64, 700])
  func fixed(_ count: Int) throws {
    let queue = try queue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE fact (kind TEXT, number INTEGER, part INTEGER) STRICT")
      let session = try BulkSession(db)
      let writer = try BulkWriter(
        session, table: "fact", columns: ["number"],
        fixed: [("part", .integer(7)), ("kind", .text("é"))])
      for number in 0..<count {
        writer.integer(number)
        try writer.insert()
      }
      try session.flush()
      let found = try String.fetchOne(
        db,
        sql: """
          SELECT sum(number) || ' ' || group_concat(DISTINCT part || kind) || ' ' || count(*)
          FROM fact
          """)
      #expect(found == "\(count * (count - 1) / 2) 7é \(count)")
    }
  }

  @Test("long texts do not wait for a full batch")
  func longTexts() throws {
    let queue = try queue()
    try queue.write { db in
      let session = try BulkSession(db)
      let writer = try BulkWriter(session, table: "parent", columns: ["name"], numbered: true)
      for number in 0..<20 {
        writer.text(String(repeating: "x", count: 1 << 20) + "\(number)")
        try writer.insert()
      }
      // What is in the table before the flush was handed over early.
      #expect(try Int.fetchOne(session.db, sql: "SELECT count(*) FROM parent") ?? 0 > 10)
      try session.flush()
      #expect(try Int.fetchOne(db, sql: "SELECT sum(length(name)) FROM parent") == (20 << 20) + 30)
    }
  }
}
