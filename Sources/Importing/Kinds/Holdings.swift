import Formats
import GRDB
import Identifiers
import Store

/// Bibs with physical holdings: a report of the Physical Items or Holdings subject area, or a list of
/// physical items that Alma exports, a row an item.
struct HoldingImporter: TableImporter {
  static let profile = Profile(
    .holdings,
    fields: [
      FieldDefinition("mms_id", ["MMS Id", "MMS_ID", "MMS", "MMS Record ID"], required: true),
      FieldDefinition("holding_id", ["Holding Id", "Holdings ID", "Holding PID", "Holdings PID"]),
      FieldDefinition("library", ["Library Name", "Library Code", "Library"]),
      FieldDefinition(
        "location", ["Location Name", "Location Code", "Permanent Location", "Location"]),
      FieldDefinition(
        "call_number", ["Permanent Call Number", "Call Number"], freeText: true),
      FieldDefinition("items", ["Number of Items", "No. of Items", "Num of Items", "Items"]),
      FieldDefinition(
        "lifecycle", ["Lifecycle", "Holding Lifecycle", "Item Lifecycle", "Holdings Lifecycle"]),
      FieldDefinition("item_id", ["Item Id", "Item PID", "Physical Item Id"]),
      FieldDefinition("barcode", ["Barcode"]),
    ],
    oneOf: [["holding_id", "library", "location", "items", "item_id", "barcode"]],
    never: ["Portfolio Id", "PORTFOLIO_PID", "PO Line Reference", "Electronic Collection Id"]
  )

  private let rows: BulkWriter
  private let columns: ColumnMap
  /// What is kept under its own heading: an item's own numbers, too.
  private let extra: [(header: String, column: Column)]
  private(set) var scope = ScopeEvidence()

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    extra =
      columns.unknown
      + ["item_id", "barcode"].map { columns[$0] }.filter(\.isPresent).map {
        (columns.headers[$0.index], $0)
      }
    rows = try BulkWriter(
      session, table: "holding",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "mms_id", "mms_key", "holding_id",
        "library", "location", "call_number", "items", "extra",
      ], numbered: true)
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(columns["lifecycle"], .deleted) { return .leftOut("Lifecycle Deleted") }
    let trouble =
      almaIDTrouble(row, columns["mms_id"], "the MMS ID", mayBeEmpty: false, .bib)
      ?? destroyedTrouble(row, columns["holding_id"], "the holdings id")
    if let trouble { return .rejected(trouble) }
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.cell(row, columns["mms_id"])
    rows.almaKey(row, columns["mms_id"])
    for field in ["holding_id", "library", "location", "call_number", "items"] {
      rows.cell(row, columns[field])
    }
    rows.extra(row, extra)
    let id = try rows.insert()
    let bytes = row.record.bytes.span.extracting(row.range(columns["mms_id"]))
    snapshot.keys.add("mms", key: Packing.almaID(bytes), record: id)
    snapshot.tails.add(bytes)
    scope.countRow()
    if columns["library"].isPresent { scope.add("library", row.text(columns["library"])) }
    return .kept
  }
}
