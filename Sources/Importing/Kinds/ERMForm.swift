import Formats
import Identifiers
import Store

/// The linking form of a migration: which order, licence and interface belong to which resource.
///
/// Its headings are those of Ex Libris' "ERM to Alma Data Delivery Specification (Generic)"; only
/// the ones that name records have columns here, the others are kept in `extra`.
struct ERMFormImporter: TableImporter {
  static let profile = Profile(
    .ermForm,
    fields: [
      FieldDefinition("match_id", ["match_id"], required: true),
      FieldDefinition("resource_type", ["resource_type"], required: true),
    ] + names.map { FieldDefinition($0, [$0]) },
    oneOf: [["sfx_id", "poline_id", "po_id", "ils_bib_id"]]
  )

  private static let names = [
    "sfx_id", "poline_id", "po_id", "ils_bib_id", "associated_poline_id", "associated_po_id",
    "interface_id", "license_id", "original_resource_id",
  ]

  private var rows: RawRowWriter
  private let columns: ColumnMap

  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    rows = try RawRowWriter(
      session, table: "erm_form_row", columns: columns,
      fields: ["match_id", "resource_type"] + Self.names, derived: ["legacy_key"])
  }

  /// A wrong row is kept: what is wrong with the form is for a check of the whole of it.
  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    for name in ["sfx_id", "poline_id", "po_id", "ils_bib_id"] where !row.isEmpty(columns[name]) {
      if let trouble = nameTrouble(row, columns[name], name) { return .rejected(trouble) }
    }
    let legacy = columns["ils_bib_id"]
    try rows.insert(row, snapshot) { cells in
      guard legacy.isPresent else { return cells.null() }
      cells.text(LegacyID.key(row.record.bytes.span.extracting(row.range(legacy))))
    }
    return .kept
  }
}
