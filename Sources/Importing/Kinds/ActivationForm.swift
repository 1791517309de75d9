import Formats
import GRDB
import Identifiers
import Store

/// Ex Libris' E-Resource Activation Form, by which libraries with another link resolver said what
/// was to be activated in Alma: sheets of packages and databases, marked to be activated, and one
/// of the titles of the selective packages.
struct ActivationFormImporter: TableImporter {
  /// A sheet of packages or databases; PACKAGE_ID is the collection's number in the Community Zone.
  static let profile = Profile(
    .activationForm,
    fields: [
      FieldDefinition("collection_code", ["PACKAGE_ID"], required: true),
      FieldDefinition("collection", ["PACKAGE_NAME", "DATABASE_NAME"], required: true),
      FieldDefinition("activate", ["ACTIVATE?", "ACTIVATE"]),
      FieldDefinition("service", ["SERVICE_TYPE"]),
      FieldDefinition("package_type", ["PACKAGE_TYPE"]),
      FieldDefinition("url", ["URL", "LEVEL_URL"]),
    ],
    oneOf: [["activate", "service"]], never: titleOnly)

  /// The sheet of titles: what the Portfolio Loader takes, and the package of each.
  static let titleSheet = Profile(
    .activationForm,
    fields: [
      FieldDefinition("collection_code", ["PACKAGE_ID"]),
      FieldDefinition("collection", ["PACKAGE_NAME"], freeText: true),
      FieldDefinition("portfolio_id", ["PORTFOLIO_PID"]),
      FieldDefinition("title", ["TITLE"], freeText: true),
      FieldDefinition("issn", ["ISSN"]),
      FieldDefinition("isbn", ["ISBN"]),
      FieldDefinition("activate", ["ACTIVATE?", "ACTIVATE"]),
      FieldDefinition("status", ["AVAILABILITY"]),
      FieldDefinition("publisher", ["PUBLISHER"], freeText: true),
      FieldDefinition("date_from", ["FROM_YEAR"]),
      FieldDefinition("volume_from", ["FROM_VOLUME"]),
      FieldDefinition("issue_from", ["FROM_ISSUE"]),
      FieldDefinition("date_to", ["TO_YEAR"]),
      FieldDefinition("volume_to", ["TO_VOLUME"]),
      FieldDefinition("issue_to", ["TO_ISSUE"]),
      FieldDefinition("url", ["URL"]),
    ],
    oneOf: [["collection_code", "collection"], ["portfolio_id", "issn", "isbn"]])

  private static let titleOnly = ["PORTFOLIO_PID", "ISSN", "ISBN", "Electronic Collection Id"]

  private var titles: ListedTitles
  private var collections = ListCollections()
  private let columns: ColumnMap
  private let cells: Cells
  private let isTitleSheet: Bool

  private struct Cells {
    let code, name, activate, service, packageType, url, portfolioID, status: Column

    init(_ columns: ColumnMap) {
      code = columns["collection_code"]
      name = columns["collection"]
      activate = columns["activate"]
      service = columns["service"]
      packageType = columns["package_type"]
      url = columns["url"]
      portfolioID = columns["portfolio_id"]
      status = columns["status"]
    }
  }

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    cells = Cells(columns)
    isTitleSheet = ["portfolio_id", "issn", "isbn"].contains { columns[$0].isPresent }
    titles = try ListedTitles(
      session, columns,
      ListIdentifiers(
        columns,
        [ListIdentifiers.Field("issn", .unknown), ListIdentifiers.Field("isbn", .unknown)]))
  }

  private static let inactive = CellWords("inactive", "not available")

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    // The form lists every collection of the Community Zone.
    if cells.activate.isPresent, row.isEmpty(cells.activate) || row.says(cells.activate, .no) {
      return .leftOut("not marked to be activated")
    }
    if let reason = trouble(row) { return .rejected(reason) }
    guard isTitleSheet else {
      try collections.write(collection(row), row: row.record.position.row, to: snapshot)
      return .kept
    }
    if row.says(cells.status, Self.inactive) { return .leftOut("AVAILABILITY inactive") }
    if let reason = titles.trouble(row) { return .rejected(reason) }
    let target = row.bytes(row.isEmpty(cells.code) ? cells.name : cells.code)
    if collections.isNew(target) { try collections.write(collection(row), to: snapshot) }
    try titles.add(row, target: target, to: &snapshot)
    return .kept
  }

  var notes: [String] { titles.identifiers.notes }

  private func trouble(_ row: TableRow) -> String? {
    if row.isEmpty(cells.code), row.isEmpty(cells.name) {
      return "neither PACKAGE_ID nor PACKAGE_NAME says which collection is meant"
    }
    return almaIDTrouble(row, cells.code, "PACKAGE_ID", mayBeEmpty: true)
      ?? almaIDTrouble(row, cells.portfolioID, "PORTFOLIO_PID", mayBeEmpty: true)
  }

  private func collection(_ row: TableRow) -> ListedCollection {
    func text(_ column: Column) -> String? { column.isPresent ? row.text(column) : nil }
    let code = row.text(cells.code)
    return ListedCollection(
      target: code.isEmpty ? row.text(cells.name) : code, name: row.text(cells.name),
      communityZoneID: code, service: text(cells.service) ?? "",
      packageType: isTitleSheet ? nil : text(cells.packageType),
      status: text(cells.activate), url: isTitleSheet ? nil : text(cells.url),
      extra: isTitleSheet ? nil : row.json(columns.unknown))
  }
}
