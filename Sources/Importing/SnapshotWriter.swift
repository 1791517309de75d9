import Formats
import GRDB
import Identifiers
import Store

/// What the importers of one snapshot share: where records go, their identifiers and keys.
struct SnapshotWriter {
  let session: BulkSession
  let snapshot: Int64
  /// The file being read.
  var sourceFile: Int64 = 0
  /// Its name.
  var fileName = ""
  /// The collection that the user says the files are of.
  var collection: String?
  var keys = KeyCollector()
  var tails = TailCounter()
  var titles = TitleAnalyzer()
  private let identifiers: BulkWriter
  private var found: [FoundIdentifier] = []

  /// The connection, when everything that was handed over is written.
  var db: Database { get throws { try session.db } }

  init(_ db: Database, snapshot: Int64) throws {
    session = try BulkSession(db)
    self.snapshot = snapshot
    identifiers = try BulkWriter(
      session, table: "identifier",
      columns: [
        "record_id", "position", "kind", "key", "value", "raw", "field", "is_valid", "medium",
      ], fixed: [("snapshot_id", .integer(snapshot))])
  }

  /// Reads the identifiers of one kind from a cell, writes them, and notes what they can be
  /// matched on. `position` numbers them within the record.
  mutating func addIdentifiers(
    _ kind: IdentifierKind, in cell: Span<UInt8>, field: String, record: Int64,
    position: inout Int
  ) throws {
    guard !cell.isEmpty else { return }
    found.removeAll(keepingCapacity: true)
    switch kind {
    case .isbn: IdentifierScanner.isbns(in: cell, into: &found)
    case .issn: IdentifierScanner.issns(in: cell, into: &found)
    case .oclc: IdentifierScanner.oclc(in: cell, into: &found)
    case .doi: IdentifierScanner.dois(in: cell, into: &found)
    case .ckb: IdentifierScanner.ckb(in: cell, into: &found)
    case .lccn: IdentifierScanner.lccns(in: cell, into: &found)
    }
    try addFound(found, in: cell, field: field, record: record, position: &position)
  }

  /// Writes identifiers that were read from a cell, and notes what they can be matched on.
  mutating func addFound(
    _ found: [FoundIdentifier], in cell: Span<UInt8>, field: String, record: Int64,
    position: inout Int
  ) throws {
    for identifier in found {
      position += 1
      identifiers.integer(record)
      identifiers.integer(position)
      identifiers.text(identifier.kind.rawValue)
      identifiers.integer(identifier.key)
      identifiers.text(identifier.normalized(in: cell))
      identifiers.text(cell.extracting(identifier.range))
      identifiers.text(field)
      identifiers.flag(identifier.isValid)
      identifiers.text(identifier.medium.rawValue)
      try identifiers.insert()
      if identifier.isValid {
        keys.add(identifier.kind.rawValue, key: identifier.key, record: record)
      }
    }
  }

  /// Notes the two keys of a title.
  mutating func addTitle(_ title: TitleKeys, record: Int64) {
    if let key = title.full { keys.add("title", key: key, record: record) }
    if let key = title.main, key != title.full {
      keys.add("title-main", key: key, record: record)
    }
  }

  /// Writes all rows that wait, and the keys, in their order.
  mutating func finish() throws {
    try session.flush()
    try session.startSync()
    try keys.write(session, snapshot: snapshot)
    try session.flush()
    try session.finishSync()
  }

  /// Marks rows that name a record that an earlier row of the snapshot named; after the keys.
  func markRepeats(table: String, id: String, keyType: String) throws {
    guard keys.repeated.contains(keyType) else { return }
    try db.execute(
      sql: """
        UPDATE \(table)
        SET repeats_row = earlier.id
        FROM (
          SELECT k.record_id, min(first.id) AS id
          FROM match_key k
          CROSS JOIN match_key e
            ON e.snapshot_id = k.snapshot_id AND e.type = k.type AND e.key = k.key
           AND e.record_id < k.record_id
          CROSS JOIN \(table) this ON this.id = k.record_id
          CROSS JOIN \(table) first ON first.id = e.record_id AND first.\(id) = this.\(id)
          WHERE k.snapshot_id = :snapshot AND k.type = :type
          GROUP BY k.record_id
        ) earlier
        WHERE \(table).id = earlier.record_id
        """, arguments: ["snapshot": snapshot, "type": keyType])
  }
}

/// The hashed keys of a title, nil for an empty one.
struct TitleKeys {
  let full: Int64?
  let main: Int64?
  let part: [UInt8]
  let edition: Int?

  init(_ facts: TitleFacts) {
    full = facts.fullKey.isEmpty ? nil : Packing.text(facts.fullKey.span)
    main = facts.mainKey.isEmpty ? nil : Packing.text(facts.mainKey.span)
    part = facts.part
    edition = facts.edition
  }
}

/// The host by which a portfolio's platform is asked: of a DOI link, its prefix votes instead.
struct PlatformHost {
  let host: [UInt8]
  let family: [UInt8]

  init(_ url: Span<UInt8>) {
    guard let address = WebAddress(url) else {
      (host, family) = ([], [])
      return
    }
    if !address.doiPrefix.isEmpty {
      (host, family) = (Array("doi:".utf8) + address.doiPrefix, [])
    } else if address.isResolver {
      (host, family) = ([], [])
    } else {
      (host, family) = (address.host, address.family)
    }
  }
}
