import Formats
import Store

/// Vendors, known by their code.
struct VendorImporter: TableImporter {
  static let profile = Profile(
    .vendors,
    fields: [
      FieldDefinition("vendor_code", ["Vendor Code"], required: true),
      FieldDefinition("name", ["Vendor Name", "Name"], required: true, freeText: true),
      FieldDefinition("status", ["Vendor Status", "Status", "Active"]),
    ],
    never: [
      "PO Line Reference", "PO Line Number", "PO Line", "MMS Id", "Portfolio Id", "License Code",
      "License Name", "Interface Name", "Invoice Number", "Fund Code", "Library Code",
      "Electronic Collection Id",
    ]
  )

  private var rows: RawRowWriter
  private let code: Column

  init(_ session: BulkSession, columns: ColumnMap) throws {
    code = columns["vendor_code"]
    rows = try RawRowWriter(
      session, table: "vendor", columns: columns, fields: ["vendor_code", "name", "status"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let trouble = nameTrouble(row, code, "the vendor code") { return .rejected(trouble) }
    try rows.insert(row, snapshot)
    return .kept
  }
}
