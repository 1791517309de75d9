import Formats
import GRDB
import Identifiers
import Store

/// Electronic portfolios: the Analytics E-Inventory report and lists with its headers.
struct PortfolioImporter: TableImporter {
  static let profile = Profile(
    .portfolios,
    fields: [
      FieldDefinition(
        "portfolio_id", ["Portfolio Id", "PORTFOLIO_PID", "Portfolio PID", "PID"], required: true),
      FieldDefinition("mms_id", ["MMS Id", "MMS", "MMS_ID"]),
      FieldDefinition("title", ["Title"], freeText: true),
      FieldDefinition("isbn", ["ISBN", "ISBN (13)"]),
      FieldDefinition("issn", ["ISSN"]),
      FieldDefinition("collection_id", ["Electronic Collection Id", "Collection ID"]),
      FieldDefinition("cz_collection_id", ["Electronic Collection Link ID"]),
      FieldDefinition(
        "collection_name",
        [
          "Electronic Collection Public Name (override)", "Electronic Collection Public Name",
          "Electronic Collection Name", "Electronic Collection", "Collection name", "Collection",
        ]),
      FieldDefinition("collection_cz_linked", ["Electronic Collection Linked To CZ"]),
      FieldDefinition(
        "interface_name",
        [
          "Electronic Collection Interface Name", "Interface Name", "Interface",
        ]),
      FieldDefinition(
        "availability", ["Availability", "Portfolio Activation Status", "Is Active"]),
      FieldDefinition("lifecycle", ["Lifecycle", "Life Cycle"]),
      FieldDefinition("cz_linked", ["Portfolio Linked To CZ", "Linked To CZ"]),
      FieldDefinition("standalone", ["Is Standalone", "Standalone"]),
      FieldDefinition(
        "url", ["Portfolio Static URL", "Portfolio Static URL (override)", "Access URL", "URL"]),
      FieldDefinition(
        "parser_parameters", ["Portfolio Parser Parameters", "PARSER_PARAMETERS"]),
      FieldDefinition("po_line", ["PO Line Reference", "PO_LINE", "PO Line", "Order"]),
      FieldDefinition(
        "additional_po_lines", ["Portfolio Additional PO Lines", "Additional PO Lines"]),
      FieldDefinition(
        "license", ["License Code", "LICENSE", "Portfolio License Name", "License Name"]),
      FieldDefinition("pda", ["PDA"]),
      FieldDefinition("eba", ["EBA"]),
      FieldDefinition("service_id", ["Service Id"]),
      FieldDefinition("coverage", ["Coverage Statement", "Coverage"], freeText: true),
      FieldDefinition(
        "public_note", ["Portfolio Public Note", "Public Note", "PUBLIC_NOTES"], freeText: true),
      FieldDefinition(
        "authentication_note",
        ["Portfolio Authentication Note", "Authentication Note", "AUTHENTICATION_NOTES"],
        freeText: true),
      FieldDefinition(
        "internal_note", ["Portfolio Internal Description", "INTERNAL_DESCRIPTION"],
        freeText: true),
      FieldDefinition("proxy", ["Proxy Selected", "PROXY_SELECTED"]),
      FieldDefinition("material_type", ["Material Type", "ELECTRONIC_MATERIAL_TYPE"]),
      FieldDefinition("created_on", ["Portfolio Creation Date", "Creation Date"]),
      FieldDefinition("created_by", ["Portfolio Creator", "Portfolio Created By", "Created By"]),
    ],
    oneOf: [["mms_id", "title"], ["availability", "collection_id", "collection_name", "url"]],
    // A PO line report names portfolios too; what it is of is its order lines.
    never: ["PO Line Title", "Order Line Type"]
  )

  private var rows: BulkWriter
  private var orders: BulkWriter
  private let columns: ColumnMap
  private let facts: PortfolioFacts
  private let copied: [Column]

  init(_ db: Database, columns: ColumnMap) throws {
    self.columns = columns
    facts = PortfolioFacts(columns)
    // Cells that go into the table as they stand, in its order.
    copied = [
      "pda", "eba", "service_id", "coverage", "public_note", "authentication_note",
      "internal_note", "proxy", "material_type", "created_on", "created_by",
    ].map { columns[$0] }
    rows = try BulkWriter(
      db, table: "portfolio",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "portfolio_id", "portfolio_key", "mms_id",
        "mms_key", "title", "title_key", "title_main_key", "title_part", "title_edition", "isbn",
        "issn", "collection_id", "cz_collection_id", "collection_name", "interface_name",
        "availability", "is_standalone", "is_cz_linked", "url", "host", "host_family",
        "parser_parameters", "po_line", "additional_po_lines", "license", "pda", "eba",
        "service_id", "coverage", "public_note", "authentication_note", "internal_note", "proxy",
        "material_type", "created_on", "created_by", "extra",
      ])
    orders = try BulkWriter(
      db, table: "portfolio_order",
      columns: ["portfolio_row_id", "position", "field", "po_line", "po_line_key"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(columns["lifecycle"], ["deleted"]) { return .leftOut("Lifecycle Deleted") }
    if let reason = trouble(row) { return .rejected(reason) }
    let title = titleKeys(row, &snapshot.titles)
    appendFacts(row, title, snapshot)
    let id = try rows.insert()
    try addOrders(row, record: id)
    addKeys(row, record: id, to: &snapshot)
    if let title { snapshot.addTitle(title, record: id) }
    var position = 0
    for (kind, field) in [(IdentifierKind.isbn, "isbn"), (.issn, "issn")] {
      for column in columns.all(field) {
        try snapshot.addIdentifiers(
          kind, in: row.record.bytes.span.extracting(row.range(column)),
          field: columns.headers[column.index], record: id, position: &position)
      }
    }
    return .kept
  }

  private func trouble(_ row: TableRow) -> String? {
    almaIDTrouble(row, columns["portfolio_id"], "the portfolio id", mayBeEmpty: false)
      ?? almaIDTrouble(row, columns["mms_id"], "the MMS ID", mayBeEmpty: true)
      ?? almaIDTrouble(row, columns["collection_id"], "the collection id", mayBeEmpty: true)
  }

  private func titleKeys(_ row: TableRow, _ titles: inout TitleAnalyzer) -> TitleKeys? {
    let range = row.range(columns["title"])
    guard !range.isEmpty else { return nil }
    return TitleKeys(
      titles.analyze(title: row.record.bytes.span.extracting(range), nonfiling: 0))
  }

  private mutating func appendFacts(
    _ row: TableRow, _ title: TitleKeys?, _ snapshot: SnapshotWriter
  ) {
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.cell(row, columns["portfolio_id"])
    rows.almaKey(row, columns["portfolio_id"])
    rows.cell(row, columns["mms_id"])
    rows.almaKey(row, columns["mms_id"])
    rows.cell(row, columns["title"])
    rows.integer(title?.full)
    rows.integer(title?.main)
    if let title { rows.text(title.part) } else { rows.null() }
    rows.integer(title?.edition.map(Int64.init))
    appendJoined(row, "isbn")
    appendJoined(row, "issn")
    for field in ["collection_id", "cz_collection_id", "collection_name", "interface_name"] {
      rows.cell(row, columns[field])
    }
    if let availability = facts.availability(row) { rows.text(availability) } else { rows.null() }
    rows.flag(facts.isStandalone(row))
    rows.flag(facts.isLinkedToCommunityZone(row))
    rows.cell(row, columns["url"])
    appendHost(row)
    for field in ["parser_parameters", "po_line", "additional_po_lines", "license"] {
      rows.cell(row, columns[field])
    }
    for column in copied { rows.cell(row, column) }
    rows.extra(row, columns.unknown)
  }

  /// The cells of a field that has several columns, joined as Analytics joins values.
  private mutating func appendJoined(_ row: TableRow, _ field: String) {
    let all = columns.all(field)
    guard all.count > 1 else { return rows.cell(row, columns[field]) }
    rows.text(all.filter { !row.isEmpty($0) }.map(row.text).joined(separator: "; "))
  }

  private mutating func appendHost(_ row: TableRow) {
    let url = columns["url"]
    guard url.isPresent else {
      rows.null()
      return rows.null()
    }
    let address = PlatformHost(row.record.bytes.span.extracting(row.range(url)))
    rows.text(address.host)
    rows.text(address.family)
  }

  private mutating func addOrders(_ row: TableRow, record: Int64) throws {
    var position = 0
    for field in ["po_line", "additional_po_lines"] {
      for number in OrderNumber.split(row, columns[field]) {
        position += 1
        orders.integer(record)
        orders.integer(position)
        orders.text(field)
        orders.text(number)
        orders.integer(OrderNumber.key(number))
        try orders.insert()
      }
    }
  }

  private func addKeys(_ row: TableRow, record: Int64, to snapshot: inout SnapshotWriter) {
    for (type, field) in [("portfolio", "portfolio_id"), ("mms", "mms_id")] {
      let range = row.range(columns[field])
      guard !range.isEmpty else { continue }
      let bytes = row.record.bytes.span.extracting(range)
      snapshot.keys.add(type, key: Packing.almaID(bytes), record: record)
      snapshot.tails.add(bytes)
    }
  }
}
