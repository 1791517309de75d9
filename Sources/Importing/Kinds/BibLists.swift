import Formats
import Identifiers
import Store

/// Bibs as a table: a list of titles that was exported, or a report of the Titles subject area.
///
/// It lacks most of what MARC says. What it lacks is NULL, so that no gate passes on it: 245 $n and
/// $p do not stand apart, and nothing tells what is bound with what.
struct BibListImporter: TableImporter {
  static let profile = Profile(
    .bibs,
    fields: [
      FieldDefinition("mms_id", ["MMS Id", "MMS_ID", "MMS Record ID"], required: true),
      FieldDefinition("title", ["Title", "Title (Complete)", "Full Title"], freeText: true),
      FieldDefinition("imprint", ["Type / Creator / Imprint"], freeText: true),
      FieldDefinition("author", ["Author", "Creator", "Author (contributor)"], freeText: true),
      FieldDefinition("edition", ["Edition"], freeText: true),
      FieldDefinition("publisher", ["Publisher"], freeText: true),
      FieldDefinition(
        "year", ["Publication Date", "Publication Year", "Begin Publication Date", "Year"]),
      FieldDefinition("isbn", ["ISBN", "ISBN (13)", "ISBN Valid"]),
      FieldDefinition("isbn13", ["ISBN (13)"]),
      FieldDefinition("issn", ["ISSN", "ISSN Valid"]),
      FieldDefinition(
        "oclc", ["OCLC Control Number (035a)", "OCLC Control Number (035a+z)", "OCLC Number"]),
      FieldDefinition("suppressed", ["Suppressed From Discovery", "Suppressed"]),
      FieldDefinition("lifecycle", ["Bibliographic Lifecycle", "Lifecycle"]),
      FieldDefinition("level", ["Bibliographic Level", "Bibliographic Level Description"]),
      FieldDefinition(
        "local_id", ["Originating System ID", "Originating System Id", "Origination System ID"]),
    ],
    oneOf: [["title", "imprint"]],
    never: [
      "Portfolio Id", "PORTFOLIO_PID", "Portfolio PID", "PO Line Reference", "PO Line Number",
      "PO Line", "PO Line Title", "Electronic Collection Id", "Electronic Collection Public Name",
      "Holding Id", "Holdings ID", "Item ID", "Barcode", "Collection ID", "Availability",
      "Interface Name", "856", "856 field", "Field 856", "P2E", "P2E Type", "Bib Id",
    ]
  )

  private let bibs: BulkWriter
  private let localIDs: BibLocalIDWriter
  private let columns: ColumnMap
  private let identifiers: [(kind: IdentifierKind, column: Column, header: String)]

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    identifiers = [(IdentifierKind.isbn, "isbn"), (.isbn, "isbn13"), (.issn, "issn")].flatMap {
      kind, field in columns.all(field).map { (kind, $0, columns.headers[$0.index]) }
    }
    bibs = try BulkWriter(
      session, table: "bib",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "mms_id", "mms_key", "material",
        "is_suppressed", "title", "title_key", "title_main_key", "author", "edition",
        "edition_number", "publisher", "year", "extra",
      ], numbered: true)
    localIDs = try BibLocalIDWriter(session)
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(columns["lifecycle"], .deleted) { return .leftOut("Lifecycle Deleted") }
    let mmsID = columns["mms_id"]
    if let trouble = almaIDTrouble(row, mmsID, "the MMS ID", mayBeEmpty: false) {
      return .rejected(trouble)
    }
    let bytes = row.record.bytes.span.extracting(row.range(mmsID))
    guard AlmaID(bytes)?.kind == .bib else {
      return .rejected("the MMS ID is no bib's: \(row.text(mmsID).prefix(60))")
    }
    let title = titleKeys(row, &snapshot.titles)
    append(row, title, snapshot)
    let bib = try bibs.insert()
    snapshot.keys.add("mms", key: Packing.almaID(bytes), record: bib)
    snapshot.tails.add(bytes)
    if let title { snapshot.addTitle(title, record: bib) }
    if let local = LocalNumber(row.text(columns["local_id"])) {
      try localIDs.add(local, field: "Originating System ID", position: 1, bib: bib)
    }
    try addIdentifiers(row, bib: bib, to: &snapshot)
    return .kept
  }

  private func titleKeys(_ row: TableRow, _ titles: inout TitleAnalyzer) -> TitleKeys? {
    let range = row.range(columns["title"])
    guard !range.isEmpty else { return nil }
    return TitleKeys(
      titles.analyze(title: row.record.bytes.span.extracting(range), nonfiling: 0))
  }

  private func append(_ row: TableRow, _ title: TitleKeys?, _ snapshot: SnapshotWriter) {
    bibs.integer(snapshot.snapshot)
    bibs.integer(snapshot.sourceFile)
    bibs.integer(row.record.position.row)
    bibs.cell(row, columns["mms_id"])
    bibs.almaKey(row, columns["mms_id"])
    if columns["level"].isPresent { bibs.text(material(row)) } else { bibs.null() }
    bibs.flag(row.flag(columns["suppressed"]))
    bibs.cell(row, columns["title"])
    bibs.integer(title?.full)
    bibs.integer(title?.main)
    bibs.cell(row, columns["author"])
    bibs.cell(row, columns["edition"])
    let edition = Edition.number(row.text(columns["edition"])) ?? title?.edition
    bibs.integer(edition.map(Int64.init))
    bibs.cell(row, columns["publisher"])
    bibs.integer(PublicationYear.year(row.text(columns["year"])).map(Int64.init))
    bibs.extra(row, columns.unknown)
  }

  private func material(_ row: TableRow) -> String {
    let level = row.text(columns["level"]).lowercased()
    return ["serial", "monograph", "integrating"].first { level.contains($0) } ?? ""
  }

  private func addIdentifiers(
    _ row: TableRow, bib: Int64, to snapshot: inout SnapshotWriter
  ) throws {
    var position = 0
    for (kind, column, header) in identifiers {
      try snapshot.addIdentifiers(
        kind, in: row.record.bytes.span.extracting(row.range(column)), field: header, record: bib,
        position: &position)
    }
    // The report gives OCLC numbers without their prefix.
    let oclc = row.text(columns["oclc"])
    for number in oclc.split(whereSeparator: { ";,".contains($0) }) {
      let plain = String(number).trimmedASCII()
      guard !plain.isEmpty else { continue }
      let text = Array((plain.first?.isNumber == true ? "(OCoLC)\(plain)" : plain).utf8)
      try snapshot.addIdentifiers(
        .oclc, in: text.span, field: "OCLC Control Number", record: bib, position: &position)
    }
  }
}

/// Writes the numbers that former systems gave to bibs, with what two writings of one have in common.
struct BibLocalIDWriter {
  private let rows: BulkWriter

  init(_ session: BulkSession) throws {
    rows = try BulkWriter(
      session, table: "bib_local_id",
      columns: ["bib_id", "position", "field", "system", "number", "legacy_key"]
        + LegacyParts.columns)
  }

  func add(_ local: LocalNumber, field: String, position: Int, bib: Int64) throws {
    let key = LegacyID.key(local)
    rows.integer(bib)
    rows.integer(position)
    rows.text(field)
    rows.text(local.system)
    rows.text(local.number)
    rows.text(key)
    rows.legacyParts(key)
    try rows.insert()
  }
}
