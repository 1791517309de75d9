import Formats
import GRDB
import Identifiers
import Store

/// The reports of 360 Core and Intota: tracked titles, each in a database (a collection), and the
/// details of the databases. Their columns are chosen by the library, so that a column that nothing
/// is known of is kept under its own name.
struct ThreeSixtyImporter: TableImporter {
  static let profile = Profile(
    .threeSixty,
    fields: [
      FieldDefinition(
        "title", ["Title", "Title Name", "Resource Title", "Journal Title"], required: true,
        freeText: true),
      FieldDefinition("collection", databaseNames + ["Resource"], required: true, freeText: true),
      FieldDefinition("object_id", ["SSID", "SS ID", "Title SSID", "SerialsSolutions ID"]),
      FieldDefinition("collection_code", databaseCodes),
      FieldDefinition("provider", ["Provider", "Provider Name"], freeText: true),
      FieldDefinition(
        "publication_type", ["Type", "Resource Type", "Title Type", "Content Type"]),
      FieldDefinition("status", ["Status", "Title Status", "Tracking Status"]),
      FieldDefinition("print_issn", ["ISSN", "Print ISSN"]),
      FieldDefinition("online_issn", ["eISSN", "E-ISSN", "Online ISSN"]),
      FieldDefinition("isbn", ["ISBN"]),
      FieldDefinition("isbn10", ["ISBN10", "ISBN-10"]),
      FieldDefinition("isbn13", ["ISBN13", "ISBN-13"]),
      FieldDefinition("online_isbn", ["eISBN", "E-ISBN"]),
      FieldDefinition("date_from", ["StartDate", "Start Date", "Date From"]),
      FieldDefinition("date_to", ["EndDate", "End Date", "Date To"]),
      FieldDefinition("custom_from", ["Custom Start Date", "Custom Date From"]),
      FieldDefinition("custom_to", ["Custom End Date", "Custom Date To"]),
      FieldDefinition("embargo", ["Embargo"]),
      FieldDefinition("coverage", ["Holdings", "Coverage"], freeText: true),
      FieldDefinition("published_online", ["PublicationDate", "Publication Date"]),
      FieldDefinition("url", ["URL", "Title URL"]),
      FieldDefinition("author", ["Author"], freeText: true),
      FieldDefinition("editor", ["Editor"], freeText: true),
      FieldDefinition("publisher", ["Publisher"], freeText: true),
      FieldDefinition("edition", ["Edition"], freeText: true),
      FieldDefinition("note", ["Public Note", "Title Public Notes"], freeText: true),
    ],
    oneOf: [["object_id", "online_issn", "isbn10", "isbn13", "collection_code", "provider"]],
    never: notOurs)

  static let databaseReport = Profile(
    .threeSixty,
    fields: [
      FieldDefinition("collection", databaseNames, required: true, freeText: true),
      FieldDefinition("collection_code", databaseCodes),
      FieldDefinition("provider", ["Provider", "Provider Name"], freeText: true),
      FieldDefinition("status", ["Status", "Database Status", "Tracking Status"]),
      FieldDefinition("package_type", ["Database Type", "Type"]),
      FieldDefinition("url", ["Database URL", "URL"]),
    ],
    oneOf: [["collection_code", "provider"], ["collection_code", "status", "url"]],
    never: notOurs + ["Title", "Title Name", "ISSN", "eISSN", "ISBN"])

  private static let databaseNames = ["Database Name", "Database"]
  private static let databaseCodes = ["Database Code", "Database ID"]
  private static let notOurs = [
    "Portfolio Id", "PORTFOLIO_PID", "MMS Id", "KBID", "publication_title",
    "Electronic Collection Id", "PackageName", "PACKAGE_NAME",
  ]

  private var titles: ListedTitles
  private var collections = ListCollections()
  private let columns: ColumnMap
  private let cells: Cells
  private(set) var scope = ScopeEvidence()

  private struct Cells {
    let title, collection, collectionCode, provider, status, packageType, url: Column

    init(_ columns: ColumnMap) {
      title = columns["title"]
      collection = columns["collection"]
      collectionCode = columns["collection_code"]
      provider = columns["provider"]
      status = columns["status"]
      packageType = columns["package_type"]
      url = columns["url"]
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
          ListIdentifiers.Field("print_issn", .print),
          ListIdentifiers.Field("online_issn", .electronic),
          ListIdentifiers.Field("online_isbn", .electronic),
          ListIdentifiers.Field("isbn", .unknown), ListIdentifiers.Field("isbn10", .unknown),
          ListIdentifiers.Field("isbn13", .unknown),
        ]))
  }

  /// What the library does not have: totals of 360 count titles of every status.
  private static let inactive = CellWords(
    "not tracked", "not subscribed", "cancelled", "canceled", "inactive")

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.isEmpty(cells.collection) { return .rejected("the name of the database is empty") }
    if row.says(cells.status, Self.inactive) {
      return .leftOut("status \(row.text(cells.status))")
    }
    guard cells.title.isPresent else {
      try collections.write(
        collection(row), row: row.record.position.row, to: snapshot)
      return .kept
    }
    if !row.isEmpty(cells.url), !CellShape.isAddress(row.bytes(cells.url)) {
      return .rejected(movedCells(row, cells.url, columns))
    }
    if let reason = titles.trouble(row) { return .rejected(reason) }
    let target = row.bytes(cells.collection)
    scope.countRow()
    if collections.isNew(target) {
      scope.add("database", row.text(cells.collection))
      try collections.write(collection(row), to: snapshot)
    }
    try titles.add(row, target: target, to: &snapshot)
    return .kept
  }

  var notes: [String] { titles.identifiers.notes }

  /// A database goes by its name, the one thing that both reports have. Status, address and type
  /// of a title's row are the title's.
  private func collection(_ row: TableRow) -> ListedCollection {
    let isOwnRow = !cells.title.isPresent
    func text(_ column: Column) -> String? { column.isPresent ? row.text(column) : nil }
    let code = [(header: "code", column: cells.collectionCode)].filter(\.column.isPresent)
    return ListedCollection(
      target: row.text(cells.collection), name: row.text(cells.collection),
      provider: text(cells.provider), packageType: isOwnRow ? text(cells.packageType) : nil,
      status: isOwnRow ? text(cells.status) : nil, url: isOwnRow ? text(cells.url) : nil,
      extra: row.json(code + (isOwnRow ? columns.unknown : [])))
  }
}
