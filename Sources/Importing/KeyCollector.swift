import Formats
import Store

/// Gathers the match keys of one snapshot and writes them in key order.
///
/// `match_key` is clustered by snapshot, type and key: appended in that order, a further snapshot
/// costs about what the first did, while ordinary indexes on random keys cost nearly three times
/// as much. Beyond a bound, sorted runs of keys wait in a temporary file and are merged.
struct KeyCollector {
  private struct TypeKeys {
    let type: String
    var entries: [KeyEntry] = []
    var runs: [KeyRun] = []
  }

  /// Of the keys that were written last: the types of which two records have one key.
  private(set) var repeated: Set<String> = []
  /// Keys that as many records have as make them frequent.
  private var frequent: [(type: String, key: Int64)] = []
  private static let frequentCopies = 5
  private var types: [TypeKeys] = []
  private var count = 0
  private let bound: Int
  private let spill: KeySpill

  /// A collector that keeps at most `bound` keys, of 16 bytes each, in memory.
  init(bound: Int = 2_500_000) {
    self.bound = bound
    spill = KeySpill()
  }

  /// Notes that a record can be found by a key of this type.
  mutating func add(_ type: String, key: Int64, record: Int64) {
    count += 1
    // Fewer types than fingers, all short: faster looked through than hashed.
    for index in types.indices where types[index].type == type {
      types[index].entries.append(KeyEntry(key: key, record: record))
      return
    }
    types.append(TypeKeys(type: type, entries: [KeyEntry(key: key, record: record)]))
  }

  /// Makes room where many keys are waiting; call it between records.
  ///
  /// - Throws: `ArchiveError.cannotSpill`.
  mutating func spillIfFull() throws {
    guard count >= bound else { return }
    for index in types.indices where !types[index].entries.isEmpty {
      KeyEntry.sort(&types[index].entries)
      types[index].runs.append(try spill.append(types[index].entries))
      types[index].entries.removeAll(keepingCapacity: true)
    }
    count = 0
  }

  /// Writes all keys of a snapshot, type by type, key by key, record by record, and forgets them; a
  /// key that a record has twice comes once.
  ///
  /// Keys that many records have are noted besides (`frequent_key`): the match sets them aside.
  ///
  /// - Throws: `DatabaseError`, `ArchiveError.cannotSpill`.
  mutating func write(_ session: BulkSession, snapshot: Int64) throws {
    frequent = []
    try append(session, snapshot)
    let writer = try BulkWriter(
      session, table: "frequent_key", columns: ["snapshot_id", "type", "key"])
    for (type, key) in frequent {
      writer.integer(snapshot)
      writer.text(type)
      writer.integer(key)
      try writer.insert()
    }
    frequent = []
  }

  private mutating func append(_ session: BulkSession, _ snapshot: Int64) throws {
    var waiting = types.sorted { $0.type > $1.type }
    types = []
    repeated = []
    // Taken out, so that nobody else has the entries and they are sorted where they are.
    while var keys = waiting.popLast() {
      KeyEntry.sort(&keys.entries)
      // Sorted while the rows before are still being written; they all come before these.
      try session.flush()
      var merge = try KeyMerge(keys.runs.map(spill.reader) + [KeyRunReader(keys.entries)])
      let writer = try BulkWriter(
        session, table: "match_key", columns: ["key", "record_id"],
        fixed: [("snapshot_id", .integer(snapshot)), ("type", .text(keys.type))])
      var last: KeyEntry?
      var copies = 0
      var isRepeated = false
      while let entry = try merge.next() {
        guard entry != last else { continue }
        copies = entry.key == last?.key ? copies + 1 : 1
        if copies > 1 { isRepeated = true }
        if copies == Self.frequentCopies { frequent.append((keys.type, entry.key)) }
        writer.integer(entry.key)
        writer.integer(entry.record)
        try writer.insert()
        last = entry
      }
      if isRepeated { repeated.insert(keys.type) }
    }
    count = 0
  }
}
