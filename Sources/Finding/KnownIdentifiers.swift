import GRDB

/// A row of the views `known_identifier` and `known_title`: what stands where.
struct Hit {
  let type: String
  let institution: Int64
  let record: Int64
  let value: String?
  let field: String
  let id: String?
  /// '' where the record says that it is on no bib, nil where its file does not say.
  let mmsID: String?
  let title: String?
  let place: Place

  var kind: String { place.kind }

  init(_ row: Row) {
    type = row["type"]
    institution = row["institution_id"]
    record = row["record_id"]
    value = row["value"]
    field = row["field"]
    id = row["id"]
    mmsID = row["mms_id"]
    title = row["title"]
    place = Place(
      kind: row["kind"], snapshotID: row["snapshot_id"], asOf: row["as_of"], role: row["role"],
      file: row["file_name"], row: row["source_row"])
  }
}

/// Asks the views for what carries a key: never more rows than a person can look at.
struct KnownIdentifiers {
  /// Rows beyond which the rest is left uncounted.
  static let limit = 2_000

  let db: Database
  /// Whether superseded snapshots count too.
  let isAll: Bool

  /// The rows that carry what a reading looks for, newest first.
  func hits(_ reading: Reading) throws -> [Hit] {
    let rows =
      if let key = reading.key {
        try self.rows("type = ? AND key = ?", [reading.type.rawValue, key])
      } else {
        try self.rows("type = ? AND value = ?", [reading.type.rawValue, reading.value])
      }
    return rows.filter { reading.agrees(with: $0.value) }
  }

  /// The rows of one kind and institution that carry a key.
  func hits(type: String, key: Int64, kind: String, institution: Int64) throws -> [Hit] {
    try rows(
      "type = ? AND key = ? AND kind = ? AND institution_id = ?", [type, key, kind, institution])
  }

  /// The rows of one kind and institution that carry a value that has no key.
  func hits(type: String, value: String, kind: String, institution: Int64) throws -> [Hit] {
    try rows(
      "type = ? AND value = ? AND kind = ? AND institution_id = ?",
      [type, value, kind, institution])
  }

  private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Hit] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT *
        FROM known_identifier
        WHERE \(condition) AND (? OR role <> 'superseded')
        LIMIT \(Self.limit)
        """)
    let hits = try Row.fetchAll(statement, arguments: arguments + [isAll]).map(Hit.init)
    return hits.enumerated().sorted { left, right in
      (right.element.place.asOf, right.element.place.snapshotID, left.offset)
        < (left.element.place.asOf, left.element.place.snapshotID, right.offset)
    }.map(\.element)
  }
}

extension [Hit] {
  /// Where they stand, each place once.
  var places: [Place] {
    reduce(into: []) { places, hit in
      if !places.contains(hit.place) { places.append(hit.place) }
    }
  }

  /// Their records, each once.
  var records: [Int64] {
    reduce(into: []) { records, hit in
      if !records.contains(hit.record) { records.append(hit.record) }
    }
  }
}
