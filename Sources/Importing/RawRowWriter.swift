import Identifiers
import Store

/// Writes rows of which almanac keeps the cells as they stand: some fields by name, the columns that
/// nothing is known of in `extra`.
struct RawRowWriter {
  private let rows: BulkWriter
  private let cells: [Column]
  private let unknown: [(header: String, column: Column)]

  /// - Parameters:
  ///   - fields: fields of the profile that are columns of the table by the same name.
  ///   - derived: columns that each row's `derive` appends, in this order.
  init(
    _ session: BulkSession, table: String, columns: ColumnMap, fields: [String],
    derived: [String] = []
  ) throws {
    cells = fields.map { columns[$0] }
    unknown = columns.unknown
    rows = try BulkWriter(
      session, table: table,
      columns: ["snapshot_id", "source_file_id", "source_row"] + fields + derived + ["extra"],
      numbered: true)
  }

  /// Writes one row and gives its id.
  @discardableResult
  func insert(
    _ row: TableRow, _ snapshot: SnapshotWriter, derive: (BulkWriter) -> Void = { _ in }
  ) throws -> Int64 {
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row.record.position.row)
    for column in cells { rows.cell(row, column) }
    derive(rows)
    rows.extra(row, unknown)
    return try rows.insert()
  }
}

/// What is wrong with the cell that names a record, in words; nil where nothing is.
func nameTrouble(_ row: TableRow, _ column: Column, _ name: String) -> String? {
  if row.isEmpty(column) { return "\(name) is empty" }
  guard DestroyedNumber.looksDestroyed(row.text(column)) else { return nil }
  return "\(name) was destroyed by a spreadsheet: \(row.text(column))"
}
