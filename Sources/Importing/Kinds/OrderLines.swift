import Formats
import GRDB
import Identifiers
import Store

/// Purchase order lines: a report of the Funds or E-Inventory subject area, a list that Alma exports,
/// or the file of the Cloud App "PO Line Export", whose columns the user may choose.
struct OrderLineImporter: TableImporter {
  static let profile = Profile(
    .orderLines,
    fields: [
      FieldDefinition(
        "po_line",
        [
          "PO Line Reference", "PO Line Number", "PO Line", "POL", "POL Number", "Order Line",
          "Order Line Number", "Order number",
        ], required: true),
      FieldDefinition("title", ["PO Line Title", "Title"], freeText: true),
      FieldDefinition("status", ["Status", "Status (Active)", "PO Line Status"]),
      FieldDefinition("type", ["Order Line Type", "Type", "Purchase type"]),
      FieldDefinition("vendor", ["Vendor Name", "Vendor", "Vendor Code"]),
      FieldDefinition("owner", ["PO Line Owner", "Owner", "Order Line Owner"]),
      FieldDefinition("mms_id", ["MMS Id", "MMS_ID", "MMS"]),
      FieldDefinition("portfolio_id", ["Portfolio Id", "Portfolio PID"]),
      FieldDefinition("collection_id", ["Electronic Collection Id"]),
      FieldDefinition("po_number", ["PO Number", "Purchase Order Number"]),
      FieldDefinition("isbn", ["ISBN"]),
    ],
    oneOf: [
      ["status", "type", "vendor", "owner"],
      ["mms_id", "portfolio_id", "po_number", "title", "isbn"],
    ],
    never: [
      "Portfolio Static URL", "Portfolio Parser Parameters", "Barcode", "Bib Id", "856",
      "match_id", "Reason",
    ]
  )

  private var rows: BulkWriter
  private let columns: ColumnMap
  /// What is kept under its own heading: the ISBN, too.
  private let extra: [(header: String, column: Column)]
  private(set) var scope = ScopeEvidence()

  init(_ db: Database, columns: ColumnMap) throws {
    self.columns = columns
    extra = columns.unknown + columns.all("isbn").map { (columns.headers[$0.index], $0) }
    rows = try BulkWriter(
      db, table: "po_line",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "po_line", "po_line_key", "title", "status",
        "state", "type", "vendor", "owner", "mms_id", "mms_key", "portfolio_id", "portfolio_key",
        "collection_id", "po_number", "extra",
      ])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let reason = trouble(row) { return .rejected(reason) }
    let number = row.text(columns["po_line"])
    let state = state(row)
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.text(number)
    rows.integer(OrderNumber.key(number))
    rows.cell(row, columns["title"])
    rows.cell(row, columns["status"])
    rows.text(state)
    for field in ["type", "vendor", "owner"] { rows.cell(row, columns[field]) }
    for field in ["mms_id", "portfolio_id"] {
      rows.cell(row, columns[field])
      rows.almaKey(row, columns[field])
    }
    rows.cell(row, columns["collection_id"])
    rows.cell(row, columns["po_number"])
    rows.extra(row, extra)
    let id = try rows.insert()
    snapshot.keys.add("po-line", key: OrderNumber.key(number), record: id)
    for (type, field) in [("mms", "mms_id"), ("portfolio", "portfolio_id")] {
      let range = row.range(columns[field])
      guard !range.isEmpty else { continue }
      let bytes = row.record.bytes.span.extracting(range)
      snapshot.keys.add(type, key: Packing.almaID(bytes), record: id)
      snapshot.tails.add(bytes)
    }
    noteForScope(row, state)
    return .kept
  }

  private func trouble(_ row: TableRow) -> String? {
    let number = columns["po_line"]
    if row.isEmpty(number) { return "the order line has no number" }
    if DestroyedNumber.looksDestroyed(row.text(number)) {
      return "the order line's number was destroyed by a spreadsheet: \(row.text(number))"
    }
    return almaIDTrouble(row, columns["mms_id"], "the MMS ID", mayBeEmpty: true)
      ?? almaIDTrouble(row, columns["portfolio_id"], "the portfolio id", mayBeEmpty: true)
  }

  /// Open is anything but closed, cancelled and deleted; an empty status is unknown.
  private func state(_ row: TableRow) -> String {
    let status = columns["status"]
    if row.isEmpty(status) { return "unknown" }
    return row.says(status, Self.closed) ? "closed" : "open"
  }

  private static let closed = CellWords(
    "closed", "cancelled", "canceled", "deleted", "geschlossen", "storniert", "gelöscht")

  private mutating func noteForScope(_ row: TableRow, _ state: String) {
    scope.countRow()
    scope.add(closed: state == "closed")
    for field in ["vendor", "owner"] where columns[field].isPresent {
      scope.add(field, row.text(columns[field]))
    }
  }
}
