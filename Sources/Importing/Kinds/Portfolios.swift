import Formats
import Identifiers
import Store

/// Electronic portfolios: the Analytics E-Inventory report, lists that Alma exports, Extended Exports,
/// and the lists of an overlap analysis.
struct PortfolioImporter: TableImporter {
  static let profile = Profile(
    .portfolios,
    fields: [
      FieldDefinition(
        "portfolio_id", ["Portfolio Id", "PORTFOLIO_PID", "Portfolio PID", "PID"], required: true),
      FieldDefinition("mms_id", ["MMS Id", "MMS", "MMS_ID", "MMS Record ID"]),
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
          "Collection Public Name",
        ]),
      FieldDefinition("collection_cz_linked", ["Electronic Collection Linked To CZ"]),
      FieldDefinition(
        "interface_name",
        [
          "Electronic Collection Interface Name (override)",
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
        "additional_po_lines",
        ["Portfolio Additional PO Lines", "Additional PO Lines", "Addition PO Line"]),
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
      FieldDefinition("coverage_warning", ["WARNINGS"], freeText: true),
      FieldDefinition("global_coverage_warning", ["GLOBAL_WARNINGS"], freeText: true),
      FieldDefinition("resource_scope", ["Resource Scope"]),
    ],
    oneOf: [
      ["mms_id", "title", "isbn", "issn"],
      ["availability", "collection_id", "collection_name", "url"],
    ],
    // A PO line report names portfolios too; what it is of is its order lines.
    // So does the form by which titles were asked for; there a package goes with each.
    never: ["PO Line Title", "Order Line Type", "PACKAGE_ID", "PACKAGE_NAME"]
  )

  private let rows: BulkWriter
  private let orders: BulkWriter
  private var traces: PortfolioTraces
  private(set) var scope = ScopeEvidence()
  private var isScopeSettled = false
  /// Whether rows of two collections have been seen, and how the last row stood.
  private var hasCollections = false
  private var lastStanding: Bool??
  private var availabilityNotes: AvailabilityNotes
  private let facts: PortfolioFacts
  private let cells: Cells

  /// The columns, looked up once: a look-up by name in each row would cost as much as the parsing.
  private struct Cells {
    let portfolioID, mmsID, title, lifecycle, collectionID, collectionName, url: Column
    let createdOn, createdBy, czCollectionID: Column
    /// Cells that go into the table as they stand, in its order.
    let collection, linking, copied: [Column]
    let orders: [(field: String, column: Column)]
    let identifiers: [(kind: IdentifierKind, column: Column, header: String)]
    let isbn, issn: [Column]
    let unknown: [(header: String, column: Column)]

    init(_ columns: ColumnMap) {
      portfolioID = columns["portfolio_id"]
      mmsID = columns["mms_id"]
      title = columns["title"]
      lifecycle = columns["lifecycle"]
      collectionID = columns["collection_id"]
      czCollectionID = columns["cz_collection_id"]
      collectionName = columns["collection_name"]
      url = columns["url"]
      collection = ["collection_id", "cz_collection_id", "collection_name", "interface_name"]
        .map { columns[$0] }
      linking = ["parser_parameters", "po_line", "additional_po_lines", "license"]
        .map { columns[$0] }
      copied = [
        "pda", "eba", "service_id", "coverage", "public_note", "authentication_note",
        "internal_note", "proxy", "material_type",
      ].map { columns[$0] }
      createdOn = columns["created_on"]
      createdBy = columns["created_by"]
      orders = ["po_line", "additional_po_lines"].map { ($0, columns[$0]) }
      isbn = columns.all("isbn")
      issn = columns.all("issn")
      identifiers =
        isbn.map { (.isbn, $0, columns.headers[$0.index]) }
        + issn.map { (.issn, $0, columns.headers[$0.index]) }
      unknown = columns.unknown
    }
  }

  init(_ session: BulkSession, columns: ColumnMap) throws {
    facts = PortfolioFacts(columns)
    availabilityNotes = AvailabilityNotes(columns)
    cells = Cells(columns)
    traces = try PortfolioTraces(session, columns: columns)
    if columns["resource_scope"].isPresent {
      scope.addPart(
        PartReason(name: "overlap analysis", reason: "an overlap analysis lists what overlaps"))
    }
    rows = try BulkWriter(
      session, table: "portfolio",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "portfolio_id", "portfolio_key", "mms_id",
        "mms_key", "title", "title_key", "title_main_key", "title_part", "title_edition", "isbn",
        "issn", "collection_id", "cz_collection_id", "collection_name", "interface_name",
        "availability", "is_standalone", "is_cz_linked", "url", "host", "host_family",
        "parser_parameters", "po_line", "additional_po_lines", "license", "pda", "eba",
        "service_id", "coverage", "public_note", "authentication_note", "internal_note", "proxy",
        "material_type", "created_on", "created_by", "extra", "standalone_by",
      ], numbered: true)
    orders = try BulkWriter(
      session, table: "portfolio_order",
      columns: ["portfolio_row_id", "position", "field", "po_line", "po_line_key"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(cells.lifecycle, .deleted) { return .leftOut("Lifecycle Deleted") }
    if let reason = trouble(row) { return .rejected(reason) }
    let title = titleKeys(row, &snapshot.titles)
    let signs = facts.standaloneSigns(row)
    appendFacts(row, title, signs, snapshot)
    let id = try rows.insert()
    noteForScope(row, signs)
    try addOrders(row, record: id)
    try traces.add(row, portfolio: id)
    addKeys(row, record: id, to: &snapshot)
    if let title { snapshot.addTitle(title, record: id) }
    var position = 0
    for (kind, column, header) in cells.identifiers {
      try snapshot.addIdentifiers(
        kind, in: row.record.bytes.span.extracting(row.range(column)), field: header, record: id,
        position: &position)
    }
    return .kept
  }

  private func trouble(_ row: TableRow) -> String? {
    almaIDTrouble(row, cells.portfolioID, "the portfolio id", mayBeEmpty: false, .portfolio)
      ?? almaIDTrouble(row, cells.mmsID, "the MMS ID", mayBeEmpty: true, .bib)
      ?? almaIDTrouble(row, cells.collectionID, "the collection id", mayBeEmpty: true)
      ?? destroyedTrouble(row, cells.czCollectionID, "the collection's link id")
  }

  private func titleKeys(_ row: TableRow, _ titles: inout TitleAnalyzer) -> TitleKeys? {
    let range = row.range(cells.title)
    guard !range.isEmpty else { return nil }
    return TitleKeys(
      titles.analyze(title: row.record.bytes.span.extracting(range), nonfiling: 0))
  }

  private mutating func appendFacts(
    _ row: TableRow, _ title: TitleKeys?, _ signs: StandaloneSigns, _ snapshot: SnapshotWriter
  ) {
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    rows.cell(row, cells.portfolioID)
    rows.almaKey(row, cells.portfolioID)
    rows.cell(row, cells.mmsID)
    rows.almaKey(row, cells.mmsID)
    rows.cell(row, cells.title)
    rows.integer(title?.full)
    rows.integer(title?.main)
    if let title { rows.text(title.part) } else { rows.null() }
    rows.integer(title?.edition.map(Int64.init))
    appendJoined(row, cells.isbn)
    appendJoined(row, cells.issn)
    for column in cells.collection { rows.cell(row, column) }
    let availability = facts.availability(row)
    availabilityNotes.add(row, availability)
    if let availability { rows.text(availability) } else { rows.null() }
    rows.flag(signs.isStandalone)
    rows.flag(facts.isLinkedToCommunityZone(row))
    rows.cell(row, cells.url)
    appendHost(row)
    for column in cells.linking { rows.cell(row, column) }
    for column in cells.copied { rows.cell(row, column) }
    appendCreationDay(row)
    rows.cell(row, cells.createdBy)
    rows.extra(row, cells.unknown)
    if signs.isEmpty { rows.null() } else { rows.text(signs.text) }
  }

  /// A list of standalone portfolios, or of one collection's, is no inventory.
  private mutating func noteForScope(_ row: TableRow, _ signs: StandaloneSigns) {
    scope.countRow()
    guard !isScopeSettled else { return }
    let isStandalone = signs.isStandalone
    // Nearly every row stands as the one before it; with two collections these have been seen.
    guard isStandalone != lastStanding || !hasCollections else { return }
    lastStanding = isStandalone
    scope.add("standing", isStandalone == true ? "standalone" : "")
    scope.add("collection", isStandalone == false ? row.text(cells.collectionName) : "")
    hasCollections = scope.isSettled("collection")
    isScopeSettled = hasCollections && scope.isSettled("standing")
  }

  var notes: [String] { availabilityNotes.notes + traces.notes }

  /// The cells of a field that has several columns, joined as Analytics joins values.
  private mutating func appendJoined(_ row: TableRow, _ all: [Column]) {
    guard let first = all.first else { return rows.null() }
    guard all.count > 1 else { return rows.cell(row, first) }
    rows.text(all.filter { !row.isEmpty($0) }.map(row.text).joined(separator: "; "))
  }

  /// As YYYY-MM-DD, so that days compare; a date that cannot be told stays as it stood.
  private mutating func appendCreationDay(_ row: TableRow) {
    let range = row.range(cells.createdOn)
    guard let day = ReportDate.isoDay(row.record.bytes.span.extracting(range)) else {
      return rows.cell(row, cells.createdOn)
    }
    rows.text(day)
  }

  private mutating func appendHost(_ row: TableRow) {
    let url = cells.url
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
    for (field, column) in cells.orders {
      for number in OrderNumber.split(row, column) {
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
    addKey("portfolio", row, cells.portfolioID, record, &snapshot)
    addKey("mms", row, cells.mmsID, record, &snapshot)
  }

  private func addKey(
    _ type: String, _ row: TableRow, _ column: Column, _ record: Int64,
    _ snapshot: inout SnapshotWriter
  ) {
    let range = row.range(column)
    guard !range.isEmpty else { return }
    let bytes = row.record.bytes.span.extracting(range)
    snapshot.keys.add(type, key: Packing.almaID(bytes), record: record)
    snapshot.tails.add(bytes)
  }
}
