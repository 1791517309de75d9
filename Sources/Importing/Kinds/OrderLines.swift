import Formats
import GRDB
import Identifiers
import Store

/// Purchase order lines: a report of the Funds or E-Inventory subject area, a list that Alma exports,
/// the file of the Cloud App "PO Line Export", whose columns the user may choose, or what Alma's API
/// gives (https://developers.exlibrisgroup.com/alma/apis/docs/xsd/rest_po_line.xsd/).
struct OrderLineImporter: TableImporter {
  static let profile = Profile(
    .orderLines,
    fields: [
      FieldDefinition(
        "po_line",
        [
          "PO Line Reference", "PO Line Number", "PO Line", "POL", "POL Number", "Order Line",
          "Order Line Number", "Order number", "Bestellnummer",
        ], paths: ["number"], required: true),
      FieldDefinition(
        "title", ["PO Line Title", "Title"], paths: ["resource_metadata.title"], freeText: true),
      FieldDefinition(
        "status", ["Status", "Status (Active)", "PO Line Status", "Bestell-Status"],
        paths: ["status.value", "status.desc"]),
      FieldDefinition(
        "type", ["Order Line Type", "Type", "Purchase type"], paths: ["type.desc", "type.value"]),
      FieldDefinition(
        "vendor", ["Vendor Name", "Vendor", "Vendor Code"], paths: ["vendor.desc", "vendor.value"]),
      FieldDefinition(
        "owner", ["PO Line Owner", "Owner", "Order Line Owner"],
        paths: ["owner.desc", "owner.value"]),
      FieldDefinition(
        "mms_id", ["MMS Id", "MMS_ID", "MMS"], paths: ["resource_metadata.mms_id.value"]),
      FieldDefinition(
        "portfolio_id", ["Portfolio Id", "Portfolio PID"],
        paths: [
          "portfolios.portfolio.id", "portfolios.portfolio.pid", "portfolios.portfolio.link",
        ]),
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

  private let rows: BulkWriter
  private let columns: ColumnMap
  private let references: OrderReferences
  /// What is kept under its own heading: the ISBN, too.
  private let extra: [(header: String, column: Column)]
  private(set) var scope = ScopeEvidence()
  private var openWithoutPlace = 0

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    references = OrderReferences(columns)
    extra = columns.unknown + columns.all("isbn").map { (columns.headers[$0.index], $0) }
    rows = try BulkWriter(
      session, table: "po_line",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "po_line", "po_line_key", "title", "status",
        "state", "type", "vendor", "owner", "mms_id", "mms_key", "portfolio_id", "portfolio_key",
        "collection_id", "po_number", "extra",
      ], numbered: true)
  }

  /// An order without inventory bars nothing, as nobody can tell what it is for.
  var notes: [String] {
    let hasColumns = columns["mms_id"].isPresent || columns["portfolio_id"].isPresent
    guard openWithoutPlace > 0, hasColumns else { return [] }
    return [
      "\(openWithoutPlace) order lines that are not closed name no bib and no portfolio: they bar "
        + "no title"
    ]
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    let bib = references.bib(row)
    let portfolios = references.portfolios(row)
    if let reason = trouble(row, bib, portfolios) { return .rejected(reason) }
    let state = state(row)
    // An order of several portfolios stands on a row for each, as in a report.
    for portfolio in portfolios.isEmpty ? [0..<0] : portfolios {
      try add(row, bib: bib, portfolio: portfolio, state, to: &snapshot)
    }
    noteForScope(row, state, isPlaced: !bib.isEmpty || !portfolios.isEmpty)
    return .kept
  }

  private mutating func add(
    _ row: TableRow, bib: Range<Int>, portfolio: Range<Int>, _ state: String,
    to snapshot: inout SnapshotWriter
  ) throws {
    let number = row.text(columns["po_line"])
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.text(number)
    rows.integer(OrderNumber.key(number))
    rows.cell(row, columns["title"])
    rows.cell(row, columns["status"])
    rows.text(state)
    for field in ["type", "vendor", "owner"] { rows.cell(row, columns[field]) }
    rows.almaID(row, bib, isPresent: columns["mms_id"].isPresent)
    rows.almaID(row, portfolio, isPresent: columns["portfolio_id"].isPresent)
    rows.cell(row, columns["collection_id"])
    rows.cell(row, columns["po_number"])
    rows.extra(row, extra)
    let id = try rows.insert()
    snapshot.keys.add("po-line", key: OrderNumber.key(number), record: id)
    for (type, range) in [("mms", bib), ("portfolio", portfolio)] where !range.isEmpty {
      let bytes = row.record.bytes.span.extracting(range)
      snapshot.keys.add(type, key: Packing.almaID(bytes), record: id)
      snapshot.tails.add(bytes)
    }
  }

  private func trouble(
    _ row: TableRow, _ bib: Range<Int>, _ portfolios: [Range<Int>]
  ) -> String? {
    let number = columns["po_line"]
    if row.isEmpty(number) { return "the order line has no number\(row.place(number))" }
    if let trouble = destroyedTrouble(row, number, "the order line's number") { return trouble }
    return almaIDTrouble(row, columns["mms_id"], at: [bib], "the MMS ID", .bib)
      ?? almaIDTrouble(row, columns["portfolio_id"], at: portfolios, "the portfolio id", .portfolio)
      ?? destroyedTrouble(row, columns["collection_id"], "the collection id")
  }

  /// Open is anything but closed, cancelled and deleted; an empty status is unknown.
  private func state(_ row: TableRow) -> String {
    let status = columns["status"]
    if row.isEmpty(status) { return "unknown" }
    return row.says(status, Self.closed) ? "closed" : "open"
  }

  private static let closed = CellWords(
    "closed", "cancelled", "canceled", "deleted", "geschlossen", "storniert", "gelöscht")

  private mutating func noteForScope(_ row: TableRow, _ state: String, isPlaced: Bool) {
    scope.countRow()
    scope.add(closed: state == "closed")
    if columns["mms_id"].isPresent || columns["portfolio_id"].isPresent {
      scope.add(placed: isPlaced)
    }
    if !isPlaced, state != "closed" { openWithoutPlace += 1 }
    for field in ["vendor", "owner"] where columns[field].isPresent {
      scope.add(field, row.text(columns[field]))
    }
  }
}
