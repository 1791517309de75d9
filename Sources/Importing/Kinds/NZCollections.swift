import Formats
import Identifiers
import Store

/// What the network zone provides: its electronic collections, and to which groups or members.
///
/// The report is the one of an institution's collections, made in the network zone: only there a
/// collection is available for groups. Its ids are the network's, so they do not say whose the file
/// is.
struct NZCollectionImporter: TableImporter {
  static let profile = Profile(
    .nzCollections,
    fields: CollectionImporter.profile.fields.filter {
      ![
        "mms_id", "url", "po_line", "license", "collection_type",
      ].contains($0.name)
    } + [
      FieldDefinition(
        "available_for",
        [
          "Available For Group Members", "Available For Group", "Available For Groups",
          "Available For Institutions", "Available For",
        ])
    ],
    telling: [["available_for"]],
    never: ["Portfolio Id", "PORTFOLIO_PID", "PO Line Title"]
  )

  private var rows: RawRowWriter
  private let columns: ColumnMap

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    rows = try RawRowWriter(
      session, table: "nz_collection", columns: columns,
      fields: [
        "collection_id", "cz_collection_id", "name", "interface_name", "available_for",
      ],
      derived: ["collection_key", "is_cz_linked", "availability", "portfolio_count"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if row.says(columns["lifecycle"], .deleted) { return .leftOut("Lifecycle Deleted") }
    let idColumn = columns["collection_id"]
    if let trouble = almaIDTrouble(row, idColumn, "the collection id", mayBeEmpty: false) {
      return .rejected(trouble)
    }
    let availability = columns["availability"]
    let id = try rows.insert(row, snapshot) { cells in
      cells.almaKey(row, idColumn)
      cells.flag(row.flag(columns["cz_linked"]))
      if availability.isPresent {
        cells.text(Availability.value(row, availability))
      } else {
        cells.null()
      }
      cells.integer(Int64(row.text(columns["portfolio_count"])))
    }
    for (type, field) in [
      ("collection", "collection_id"), ("cz-collection", "cz_collection_id"),
    ] {
      let range = row.range(columns[field])
      guard !range.isEmpty else { continue }
      let key = Packing.almaID(row.record.bytes.span.extracting(range))
      snapshot.keys.add(type, key: key, record: id)
    }
    return .kept
  }
}
