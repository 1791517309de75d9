import Formats
import GRDB
import Identifiers
import Store

/// A title list in KBART (NISO RP-9-2014; phase I of 2010 has 16 columns, phase II 25): one
/// collection a file, by the file's name, unless a column says it.
///
/// KBART has no column for whether a title is active: that it is listed says so.
struct KBARTImporter: TableImporter {
  static let profile = Profile(
    .kbart,
    fields: [
      FieldDefinition("title", ["publication_title"], required: true, freeText: true),
      FieldDefinition("print_identifier", ["print_identifier"]),
      FieldDefinition("online_identifier", ["online_identifier"]),
      FieldDefinition("date_from", ["date_first_issue_online"]),
      FieldDefinition("volume_from", ["num_first_vol_online"], freeText: true),
      FieldDefinition("issue_from", ["num_first_issue_online"], freeText: true),
      FieldDefinition("date_to", ["date_last_issue_online"]),
      FieldDefinition("volume_to", ["num_last_vol_online"], freeText: true),
      FieldDefinition("issue_to", ["num_last_issue_online"], freeText: true),
      FieldDefinition("url", ["title_url", "platform_title_url"]),
      FieldDefinition("author", ["first_author"], freeText: true),
      FieldDefinition("object_id", ["title_id", "oclc_entry_id"]),
      FieldDefinition("embargo", ["embargo_info", "embargo"]),
      FieldDefinition("coverage_depth", ["coverage_depth"]),
      FieldDefinition("coverage_note", ["coverage_notes"], freeText: true),
      FieldDefinition("note", ["notes"], freeText: true),
      FieldDefinition("publisher", ["publisher_name"], freeText: true),
      FieldDefinition("publication_type", ["publication_type"]),
      FieldDefinition("published_print", ["date_monograph_published_print"]),
      FieldDefinition("published_online", ["date_monograph_published_online"]),
      FieldDefinition("volume", ["monograph_volume"], freeText: true),
      FieldDefinition("edition", ["monograph_edition", "mongraph_edition"], freeText: true),
      FieldDefinition("editor", ["first_editor"], freeText: true),
      FieldDefinition(
        "parent_id", ["parent_publication_title_id", "parent_publication_id"], freeText: true),
      FieldDefinition(
        "preceding_id",
        [
          "preceding_publication_title_id", "preceeding_publication_title_id",
          "preceding_publication_id",
        ], freeText: true),
      FieldDefinition("access_type", ["access_type"]),
      FieldDefinition("doi", ["DOI", "title_doi"]),
      FieldDefinition("oclc", ["oclc_number"]),
      FieldDefinition("print_more", ["ISSNs"]),
      FieldDefinition("print_isbns", ["ISBNs"]),
      FieldDefinition("online_more", ["eISSNs"]),
      FieldDefinition("online_isbns", ["eISBNs"]),
      // EBSCO's KBART, the WorldCat knowledge base, and the form that Ex Libris takes.
      FieldDefinition(
        "collection",
        [
          "package_name", "oclc_collection_name", "collection_name", "e-collection name",
          "electronic collection name",
        ]),
      FieldDefinition("collection_code", ["package_id", "oclc_collection_id", "collection_id"]),
      FieldDefinition("provider", ["vendor_name", "provider_name"], freeText: true),
    ],
    oneOf: [
      ["print_identifier", "online_identifier"],
      ["object_id", "url", "date_from", "coverage_depth", "publication_type"],
    ])

  /// The list of CUFTS, whose titles and coverage mean the same under other names.
  static let listOfCUFTS = Profile(
    .kbart,
    fields: [
      FieldDefinition("title", ["title"], required: true, freeText: true),
      FieldDefinition("print_identifier", ["issn"], required: true),
      FieldDefinition("online_identifier", ["e_issn"], required: true),
      FieldDefinition("date_from", ["ft_start_date"], required: true),
      FieldDefinition("date_to", ["ft_end_date"], required: true),
      FieldDefinition("volume_from", ["vol_ft_start"], freeText: true),
      FieldDefinition("volume_to", ["vol_ft_end"], freeText: true),
      FieldDefinition("issue_from", ["iss_ft_start"], freeText: true),
      FieldDefinition("issue_to", ["iss_ft_end"], freeText: true),
      FieldDefinition("object_id", ["db_identifier"]),
      FieldDefinition("url", ["journal_url"]),
      FieldDefinition("publisher", ["publisher"], freeText: true),
    ])

  static let rowsMayEndEarly = true

  private var titles: ListedTitles
  private var collections = ListCollections()
  private let columns: ColumnMap
  private let cells: Cells
  private(set) var scope = ScopeEvidence()

  /// The columns that a row is checked by, looked up once.
  private struct Cells {
    let collection, collectionCode, provider, url, type, embargo: Column
    /// Columns in which no web address stands.
    let plain: [Column]

    init(_ columns: ColumnMap) {
      collection = columns["collection"]
      collectionCode = columns["collection_code"]
      provider = columns["provider"]
      url = columns["url"]
      type = columns["publication_type"]
      embargo = columns["embargo"]
      plain = [
        "date_from", "volume_from", "issue_from", "date_to", "volume_to", "issue_to", "author",
        "embargo", "coverage_depth", "publication_type", "access_type",
      ].map { columns[$0] }.filter(\.isPresent)
    }
  }

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    cells = Cells(columns)
    titles = try ListedTitles(
      session, columns,
      ListIdentifiers(
        columns,
        [
          ListIdentifiers.Field("print_identifier", .print),
          ListIdentifiers.Field("print_more", .print),
          ListIdentifiers.Field("print_isbns", .print),
          ListIdentifiers.Field("online_identifier", .electronic),
          ListIdentifiers.Field("online_more", .electronic),
          ListIdentifiers.Field("online_isbns", .electronic),
          ListIdentifiers.Field("doi", .unknown, [.doi]),
          ListIdentifiers.Field("oclc", .unknown, [.oclc]),
          ListIdentifiers.Field("object_id", .unknown, [.doi], isOwnNumber: true),
        ]))
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let reason = misplaced(row) ?? titles.trouble(row) { return .rejected(reason) }
    try titles.add(row, target: try collection(row, snapshot), to: &snapshot)
    return .kept
  }

  var notes: [String] { titles.identifiers.notes }

  // MARK: - The collection

  /// The collection of a row, which is written when it is new.
  private mutating func collection(
    _ row: TableRow, _ snapshot: SnapshotWriter
  ) throws -> ArraySlice<UInt8> {
    let hasName = !row.isEmpty(cells.collection)
    let hasCode = !row.isEmpty(cells.collectionCode)
    guard hasName || hasCode else {
      let vendor = provider(row)
      return try collections.collectionOfFile(snapshot, &scope, provider: vendor)
    }
    let target = row.bytes(hasCode ? cells.collectionCode : cells.collection)
    scope.countRow()
    guard collections.isNew(target) else { return target }
    let name = row.text(hasName ? cells.collection : cells.collectionCode)
    scope.add("collection", name)
    try collections.write(
      ListedCollection(
        target: String(decoding: target, as: UTF8.self), name: name, provider: provider(row)),
      to: snapshot)
    return target
  }

  private func provider(_ row: TableRow) -> String? {
    cells.provider.isPresent ? row.text(cells.provider) : nil
  }

  // MARK: - Rows whose cells have moved

  private static let depths = CellWords(
    "fulltext", "full text", "fulltxt", "abstracts", "selected articles", "ebook", "print")

  /// What shows that a cell of the row is missing or too many, so that the others stand in columns
  /// of others; nil where nothing does. Odd values alone do not.
  private func misplaced(_ row: TableRow) -> String? {
    if !row.isEmpty(cells.url), !CellShape.isAddress(row.bytes(cells.url)) {
      return movedCells(row, cells.url, columns)
    }
    if CellShape.isNumber(row.bytes(cells.type)) { return movedCells(row, cells.type, columns) }
    if Self.depths.contains(row.bytes(cells.embargo)) {
      return movedCells(row, cells.embargo, columns)
    }
    for column in cells.plain where CellShape.hasScheme(row.bytes(column)) {
      return movedCells(row, column, columns)
    }
    return nil
  }
}

/// The reason for rejecting a row whose cells have moved.
func movedCells(_ row: TableRow, _ column: Column, _ columns: ColumnMap) -> String {
  "the cells have moved: \(columns.headers[column.index]) holds \(row.text(column).prefix(60))"
}
