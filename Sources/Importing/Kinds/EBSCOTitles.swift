import Formats
import GRDB
import Identifiers
import Store

/// The holdings of a library whose link resolver is EBSCO's (Holdings Management, download of type
/// Standard): one row a title in a package.
struct EBSCOImporter: TableImporter {
  static let profile = Profile(
    .ebsco,
    fields: [
      FieldDefinition("object_id", ["KBID"], required: true),
      FieldDefinition("title", ["Title"], required: true, freeText: true),
      FieldDefinition("collection", ["PackageName"], freeText: true),
      FieldDefinition("collection_code", ["PackageID"]),
      FieldDefinition("provider", ["VendorName"], freeText: true),
      FieldDefinition("package_type", ["PackageContentType"]),
      FieldDefinition("url", ["URL"]),
      FieldDefinition("publisher", ["Publisher"], freeText: true),
      FieldDefinition("edition", ["Edition"], freeText: true),
      FieldDefinition("author", ["Author"], freeText: true),
      FieldDefinition("editor", ["Editor"], freeText: true),
      FieldDefinition("print_issn", ["PrintISSN"]),
      FieldDefinition("online_issn", ["OnlineISSN"]),
      FieldDefinition("print_isbn", ["PrintISBN"]),
      FieldDefinition("online_isbn", ["OnlineISBN"]),
      FieldDefinition("doi", ["DOI"]),
      FieldDefinition("date_from", ["ManagedCoverageBegin"]),
      FieldDefinition("date_to", ["ManagedCoverageEnd"]),
      FieldDefinition("custom_from", ["CustomCoverageBegin"]),
      FieldDefinition("custom_to", ["CustomCoverageEnd"]),
      FieldDefinition("coverage", ["CoverageStatement"], freeText: true),
      FieldDefinition("embargo", ["Embargo"]),
      FieldDefinition("custom_embargo", ["CustomEmbargo"]),
      FieldDefinition("publication_type", ["ResourceType"]),
      FieldDefinition("delete", ["Delete"]),
    ],
    oneOf: [["collection", "print_issn", "online_issn", "print_isbn", "online_isbn", "url"]])

  /// A list without a header: title, type, identifier.
  static let headerless = ColumnMap(
    profile: Profile(
      .ebsco,
      fields: [
        FieldDefinition("title", [], freeText: true), FieldDefinition("publication_type", []),
        FieldDefinition("identifier", []),
      ]),
    headers: ["title", "publication_type", "identifier"],
    fieldOfColumn: ["title", "publication_type", "identifier"],
    positions: ["title": [0], "publication_type": [1], "identifier": [2]])

  private var titles: ListedTitles
  private var collections = ListCollections()
  private let columns: ColumnMap
  private let cells: Cells
  private(set) var scope = ScopeEvidence()

  private struct Cells {
    let collection, collectionCode, provider, packageType, delete: Column
    /// Columns of one shape, in the order of the file.
    let shaped: [(column: Column, fits: @Sendable (ArraySlice<UInt8>) -> Bool)]

    init(_ columns: ColumnMap) {
      collection = columns["collection"]
      collectionCode = columns["collection_code"]
      provider = columns["provider"]
      packageType = columns["package_type"]
      delete = columns["delete"]
      let shapes: [(fields: [String], fits: @Sendable (ArraySlice<UInt8>) -> Bool)] = [
        (["url"], CellShape.isAddress),
        (["print_issn", "online_issn", "print_isbn", "online_isbn"], CellShape.isIdentifiers),
        (["date_from", "date_to", "custom_from", "custom_to"], CellShape.isDates),
        (["delete"], CellShape.isFlag),
      ]
      let known = shapes.flatMap { shape in shape.fields.map { (columns[$0], shape.fits) } }
      let flags = columns.unknown.filter { EBSCOImporter.flags.contains($0.header) }
        .map { ($0.column, CellShape.isFlag) }
      shaped = (known + flags).filter(\.0.isPresent).sorted { $0.0.index < $1.0.index }
        .map { (column: $0.0, fits: $0.1) }
    }
  }

  private static let flags: Set<String> = [
    "PeerReviewed", "CreateCustom", "HideOnPublicationFinder", "OrderedThroughEBSCO", "IsCustom",
  ]

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    cells = Cells(columns)
    titles = try ListedTitles(
      session, columns,
      ListIdentifiers(
        columns,
        [
          ListIdentifiers.Field("print_issn", .print),
          ListIdentifiers.Field("print_isbn", .print),
          ListIdentifiers.Field("online_issn", .electronic),
          ListIdentifiers.Field("online_isbn", .electronic),
          ListIdentifiers.Field("doi", .unknown, [.doi]),
          ListIdentifiers.Field("identifier", .unknown),
        ]))
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let reason = misplaced(row) ?? titles.trouble(row) { return .rejected(reason) }
    if row.says(cells.delete, .yes) { return .leftOut("marked Delete") }
    try titles.add(row, target: try collection(row, snapshot), to: &snapshot)
    return .kept
  }

  var notes: [String] { titles.identifiers.notes }

  /// A comma in a name that was taken for a delimiter moves all cells behind it, and the row still
  /// has as many cells as the header: only what the cells hold can show it.
  private func misplaced(_ row: TableRow) -> String? {
    for (column, fits) in cells.shaped {
      let cell = row.bytes(column)
      if !cell.isEmpty, !fits(cell) { return movedCells(row, column, columns) }
    }
    return nil
  }

  private mutating func collection(
    _ row: TableRow, _ snapshot: SnapshotWriter
  ) throws -> ArraySlice<UInt8> {
    guard !row.isEmpty(cells.collection) else {
      return try collections.collectionOfFile(snapshot, &scope)
    }
    let target = row.bytes(
      row.isEmpty(cells.collectionCode) ? cells.collection : cells.collectionCode)
    scope.countRow()
    guard collections.isNew(target) else { return target }
    let name = row.text(cells.collection)
    scope.add("package", name)
    try collections.write(
      ListedCollection(
        target: String(decoding: target, as: UTF8.self), name: name,
        provider: cells.provider.isPresent ? row.text(cells.provider) : nil,
        packageType: cells.packageType.isPresent ? row.text(cells.packageType) : nil),
      to: snapshot)
    return target
  }
}
