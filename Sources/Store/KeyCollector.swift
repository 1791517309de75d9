import GRDB

/// Gathers the match keys of one snapshot and writes them in key order.
///
/// `match_key` is clustered by snapshot, type and key: appended in that order, a further snapshot
/// costs about what the first did, while ordinary indexes on random keys cost nearly three times
/// as much. Beyond a bound the keys go through a temporary table that SQLite sorts on disk.
package struct KeyCollector {
  private struct Entry {
    let key: Int64
    let record: Int64
  }

  private var entries: [String: [Entry]] = [:]
  private var count = 0
  private var isStaged = false
  private let bound: Int

  /// A collector that keeps at most `bound` keys in memory.
  package init(bound: Int = 4_000_000) {
    self.bound = bound
  }

  /// Notes that a record can be found by a key of this type.
  package mutating func add(_ type: String, key: Int64, record: Int64) {
    entries[type, default: []].append(Entry(key: key, record: record))
    count += 1
  }

  /// Makes room where many keys are waiting; call it between records.
  package mutating func spillIfFull(_ db: Database) throws {
    guard count >= bound else { return }
    if !isStaged {
      try db.execute(
        sql: """
          CREATE TEMPORARY TABLE IF NOT EXISTS staged_key (
            type TEXT NOT NULL, key INTEGER NOT NULL, record_id INTEGER NOT NULL
          )
          """)
      isStaged = true
    }
    var writer = try BulkWriter(
      db, table: "staged_key", columns: ["type", "key", "record_id"])
    try eachSorted { type, entry in
      writer.text(type)
      writer.integer(entry.key)
      writer.integer(entry.record)
      try writer.insert()
    }
    entries = [:]
    count = 0
  }

  /// Writes all keys of a snapshot and forgets them.
  package mutating func write(_ db: Database, snapshot: Int64) throws {
    if isStaged {
      count = bound
      try spillIfFull(db)
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO match_key (snapshot_id, type, key, record_id)
          SELECT ?, type, key, record_id
          FROM staged_key
          ORDER BY type, key, record_id
          """, arguments: [snapshot])
      try db.execute(sql: "DELETE FROM staged_key")
    } else {
      var writer = try BulkWriter(
        db, table: "match_key", columns: ["snapshot_id", "type", "key", "record_id"])
      try eachSorted { type, entry in
        writer.integer(snapshot)
        writer.text(type)
        writer.integer(entry.key)
        writer.integer(entry.record)
        try writer.insert()
      }
    }
    entries = [:]
    count = 0
  }

  /// Type by type, key by key, record by record; a key that a record has twice comes once.
  private mutating func eachSorted(_ body: (String, Entry) throws -> Void) rethrows {
    for type in entries.keys.sorted() {
      var sorted = entries.removeValue(forKey: type) ?? []
      sorted.sort { ($0.key, $0.record) < ($1.key, $1.record) }
      var last: Entry?
      for entry in sorted {
        if let last, last.key == entry.key, last.record == entry.record { continue }
        try body(type, entry)
        last = entry
      }
    }
  }
}
