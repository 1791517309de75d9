import Formats
import GRDB
import Identifiers
import Store

/// The P2E list: an old bib id and what to make of it on each line, without a header; or a report
/// with one.
struct P2EImporter: TableImporter {
  static let profile = Profile(
    .p2e,
    fields: [
      FieldDefinition(
        "legacy_id",
        [
          "Bib Id", "BIBID", "BIB_ID", "Bib Number", "Bib Record Number", "Bib", "Legacy Id",
          "Record Number", "ILS Bib Id", "System Number",
        ], required: true),
      FieldDefinition(
        "resource_type", ["Resource Type", "E-Resource Type", "Type", "P2E Type", "P2E"]),
      FieldDefinition("field_856", ["856", "856 field", "Field 856", "856 link"], freeText: true),
      FieldDefinition("url", ["URL", "URL 856u", "856u", "856 u", "Link"]),
      FieldDefinition(
        "po_number", ["PO Number", "PO", "PO No", "Order Number", "Purchase Order", "PO Line"]),
      FieldDefinition("title", ["Title"], freeText: true),
    ],
    oneOf: [["resource_type", "field_856", "url", "po_number"]],
    never: ["MMS Id", "Portfolio Id", "Electronic Collection Id"]
  )

  /// The columns of a list without a header, or with one above the ids alone.
  static func headerless(columns count: Int, heading: String? = nil) -> ColumnMap {
    let names = ["legacy_id", "resource_type"]
    return ColumnMap(
      profile: profile,
      headers: (0..<count).map { column in
        if column == 0, let heading { return heading }
        return column < names.count && heading == nil ? names[column] : ""
      },
      fieldOfColumn: (0..<count).map { $0 < names.count ? names[$0] : nil },
      positions: count > 1 ? ["legacy_id": [0], "resource_type": [1]] : ["legacy_id": [0]])
  }

  /// The words for what to make of a bib; P2E itself knows portfolio and database only.
  static let types: [String: String] = [
    "portfolio": "portfolio", "portfolios": "portfolio", "db": "database",
    "database": "database", "databases": "database", "package": "package", "packages": "package",
    "": "",
  ]

  /// The type in a cell: a consortium's report has the whole line of the P2E file in one, "1234,db".
  private static func type(in cell: String) -> String {
    (cell.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? "")
      .trimmedASCII()
  }

  private let rows: BulkWriter
  private let sources: BulkWriter
  private let columns: ColumnMap

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    rows = try BulkWriter(
      session, table: "p2e_record",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "legacy_id", "legacy_key", "resource_type",
        "type_as_given", "field_856", "url", "po_number", "title", "extra",
      ] + LegacyParts.columns, atOnce: true)
    sources = try BulkWriter(
      session, table: "p2e_source",
      columns: ["p2e_record_id", "source_file_id", "source_row", "resource_type"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    let legacy = columns["legacy_id"]
    if row.isEmpty(legacy) { return .rejected("the old bib id is empty\(row.place(legacy))") }
    if let trouble = destroyedTrouble(row, legacy, "the old bib id") { return .rejected(trouble) }
    let key = LegacyID.key(row.record.bytes.span.extracting(row.range(legacy)))
    guard LegacyID.isPlausible(key.span) else {
      return .rejected(
        "\(row.text(legacy).prefix(60)) is no bib id of an old system\(row.place(legacy))")
    }
    let given = Self.type(in: row.text(columns["resource_type"]))
    guard let type = Self.types[given.lowercased()] else {
      return .rejected("\(given.prefix(60)) is neither portfolio nor database")
    }
    let id = try record(row, key: key, type: type, given: given, snapshot)
    sources.integer(id)
    sources.integer(snapshot.sourceFile)
    sources.integer(row.record.position.row)
    sources.text(type)
    try sources.insert()
    for number in OrderNumber.split(row, columns["po_number"]) {
      try snapshot.db.cachedStatement(
        sql:
          "INSERT OR IGNORE INTO p2e_order (p2e_record_id, po_line_key, po_number) VALUES (?, ?, ?)"
      ).execute(arguments: [id, OrderNumber.key(number), number])
    }
    return .kept
  }

  /// The record of an id: the one that an earlier row of the snapshot made, completed with what
  /// this row adds, or a new one.
  private mutating func record(
    _ row: TableRow, key: [UInt8], type: String, given: String, _ snapshot: SnapshotWriter
  ) throws -> Int64 {
    let known = try Int64.fetchOne(
      snapshot.db.cachedStatement(
        sql: "SELECT id FROM p2e_record WHERE snapshot_id = ? AND legacy_key = ?"),
      arguments: [snapshot.snapshot, String(decoding: key, as: UTF8.self)])
    if let known {
      try complete(known, with: row, type: type, snapshot.db)
      return known
    }
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.cell(row, columns["legacy_id"])
    rows.text(key)
    rows.text(type)
    if columns["resource_type"].isPresent { rows.text(given) } else { rows.null() }
    for field in ["field_856", "url", "po_number", "title"] { rows.cell(row, columns[field]) }
    rows.extra(row, columns.unknown)
    rows.legacyParts(key)
    return try rows.insert()
  }

  /// A bare list and a report may both name an id: what the first did not say, the second may.
  private func complete(
    _ record: Int64, with row: TableRow, type: String, _ db: Database
  ) throws {
    func added(_ field: String) -> String? {
      columns[field].isPresent ? row.text(columns[field]) : nil
    }
    try db.cachedStatement(
      sql: """
        UPDATE p2e_record
        SET resource_type = coalesce(nullif(resource_type, ''), ?),
            field_856 = coalesce(nullif(field_856, ''), ?, field_856),
            url = coalesce(nullif(url, ''), ?, url),
            po_number = coalesce(nullif(po_number, ''), ?, po_number),
            title = coalesce(nullif(title, ''), ?, title)
        WHERE id = ?
        """
    ).execute(arguments: [
      type, added("field_856"), added("url"), added("po_number"), added("title"), record,
    ])
  }
}
