import Formats
import Store

/// Interfaces, known by their name: it is the only one in an institution.
struct InterfaceImporter: TableImporter {
  static let profile = Profile(
    .interfaces,
    fields: [
      FieldDefinition(
        "interface_name", ["Interface Name", "Interface"], required: true, freeText: true),
      FieldDefinition("vendor_code", ["Vendor Code"]),
      FieldDefinition("vendor_name", ["Vendor Name", "Vendor"], freeText: true),
      FieldDefinition("status", ["Interface Status", "Status"]),
    ],
    oneOf: [["vendor_code", "vendor_name", "status"]],
    never: [
      "Portfolio Id", "PORTFOLIO_PID", "Electronic Collection Id", "Collection ID", "Platform",
      "Electronic Collection Public Name", "PO Line Reference", "PO Line", "MMS Id",
      "License Code",
    ]
  )

  private var rows: RawRowWriter
  private let name: Column

  init(_ session: BulkSession, columns: ColumnMap) throws {
    name = columns["interface_name"]
    rows = try RawRowWriter(
      session, table: "interface", columns: columns,
      fields: ["interface_name", "vendor_code", "vendor_name", "status"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let trouble = nameTrouble(row, name, "the interface's name") { return .rejected(trouble) }
    try rows.insert(row, snapshot)
    return .kept
  }
}
