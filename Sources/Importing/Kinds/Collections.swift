import Formats
import GRDB
import Identifiers
import Store

/// Electronic collections, local databases among them.
struct CollectionImporter: TableImporter {
  static let profile = Profile(
    .collections,
    fields: [
      FieldDefinition(
        "collection_id", ["Electronic Collection Id", "Collection ID", "E-Collection Id"],
        required: true),
      FieldDefinition("cz_collection_id", ["Electronic Collection Link ID"]),
      FieldDefinition(
        "name",
        [
          "Electronic Collection Public Name (override)", "Electronic Collection Public Name",
          "Electronic Collection Name", "Electronic Collection", "Collection name", "Name",
        ], required: true, freeText: true),
      FieldDefinition("cz_linked", ["Electronic Collection Linked To CZ", "Linked To CZ"]),
      FieldDefinition(
        "interface_name",
        ["Electronic Collection Interface Name", "Interface Name", "Interface"]),
      FieldDefinition("availability", ["Availability", "Is Active", "Service Availability"]),
      FieldDefinition("lifecycle", ["Lifecycle", "Life Cycle"]),
      FieldDefinition(
        "portfolio_count",
        [
          "No. of Portfolios", "No. of Portfolios (In Repository)", "Number of Portfolios",
          "Portfolios",
        ]),
      FieldDefinition("collection_type", ["Electronic Collection Type", "Type"]),
      FieldDefinition("mms_id", ["E-Collection Bib - MMS Id", "MMS Id", "MMS_ID", "MMS"]),
      FieldDefinition("url", ["Electronic Collection Level URL", "Level URL", "URL"]),
      FieldDefinition("po_line", ["PO Line Reference", "PO Line"]),
      FieldDefinition("license", ["License Code", "License Name"]),
    ],
    oneOf: [["availability", "interface_name", "mms_id", "portfolio_count", "cz_linked"]],
    never: ["Portfolio Id", "PORTFOLIO_PID", "PO Line Title"]
  )

  private let rows: BulkWriter
  private let columns: ColumnMap
  private(set) var scope = ScopeEvidence()

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    rows = try BulkWriter(
      session, table: "collection",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "collection_id", "collection_key",
        "cz_collection_id", "name", "is_cz_linked", "interface_name", "availability",
        "portfolio_count", "collection_type", "mms_id", "mms_key", "url", "host", "host_family",
        "po_line", "license", "extra",
      ], numbered: true)
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(columns["lifecycle"], .deleted) { return .leftOut("Lifecycle Deleted") }
    let trouble =
      almaIDTrouble(row, columns["collection_id"], "the collection id", mayBeEmpty: false)
      ?? almaIDTrouble(row, columns["mms_id"], "the MMS ID", mayBeEmpty: true)
      ?? destroyedTrouble(row, columns["cz_collection_id"], "the collection's link id")
    if let trouble { return .rejected(trouble) }
    append(row, snapshot)
    let id = try rows.insert()
    scope.countRow()
    scope.add("collection id", row.begins(columns["collection_id"], with: "81") ? "81" : "61")
    for (type, field) in [
      ("collection", "collection_id"), ("cz-collection", "cz_collection_id"), ("mms", "mms_id"),
    ] {
      let range = row.range(columns[field])
      guard !range.isEmpty else { continue }
      let bytes = row.record.bytes.span.extracting(range)
      snapshot.keys.add(type, key: Packing.almaID(bytes), record: id)
      if type != "cz-collection" { snapshot.tails.add(bytes) }
    }
    return .kept
  }

  private mutating func append(_ row: TableRow, _ snapshot: SnapshotWriter) {
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.cell(row, columns["collection_id"])
    rows.almaKey(row, columns["collection_id"])
    rows.cell(row, columns["cz_collection_id"])
    rows.cell(row, columns["name"])
    rows.flag(row.flag(columns["cz_linked"]))
    rows.cell(row, columns["interface_name"])
    let availability = columns["availability"]
    if availability.isPresent {
      rows.text(Availability.value(row, availability))
    } else {
      rows.null()
    }
    rows.integer(Int64(row.text(columns["portfolio_count"])))
    rows.cell(row, columns["collection_type"])
    rows.cell(row, columns["mms_id"])
    rows.almaKey(row, columns["mms_id"])
    rows.cell(row, columns["url"])
    let address = PlatformHost(row.record.bytes.span.extracting(row.range(columns["url"])))
    rows.text(address.host)
    rows.text(address.family)
    rows.cell(row, columns["po_line"])
    rows.cell(row, columns["license"])
    rows.extra(row, columns.unknown)
  }
}
