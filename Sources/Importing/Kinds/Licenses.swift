import Formats
import Store

/// Licences, known by their code.
struct LicenseImporter: TableImporter {
  static let profile = Profile(
    .licenses,
    fields: [
      FieldDefinition("license_code", ["License Code", "Licence Code"], required: true),
      FieldDefinition("name", ["License Name", "Licence Name", "Name"], freeText: true),
      FieldDefinition("status", ["License Status", "Status"]),
      FieldDefinition("type", ["License Type", "Type"]),
      FieldDefinition("licensor", ["Licensor", "Licensor Name", "Vendor Name"], freeText: true),
      FieldDefinition("start_date", ["License Start Date", "Start Date"]),
      FieldDefinition("end_date", ["License End Date", "End Date"]),
    ],
    oneOf: [["name", "status", "type", "licensor", "start_date"]],
    never: [
      "Portfolio Id", "PORTFOLIO_PID", "PO Line Reference", "PO Line", "MMS Id",
      "Electronic Collection Id", "Electronic Collection Public Name",
    ]
  )

  private var rows: RawRowWriter
  private let code: Column

  init(_ session: BulkSession, columns: ColumnMap) throws {
    code = columns["license_code"]
    rows = try RawRowWriter(
      session, table: "license", columns: columns,
      fields: [
        "license_code", "name", "status", "type", "licensor", "start_date", "end_date",
      ])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let trouble = nameTrouble(row, code, "the licence code") { return .rejected(trouble) }
    try rows.insert(row, snapshot)
    return .kept
  }
}
