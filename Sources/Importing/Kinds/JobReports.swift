import Formats
import Identifiers
import Store

/// What an Alma job did: the records of its report, or a list of ids that was pasted from one.
///
/// Alma lists failures by MMS ID. A list says which records, and not what became of them.
struct JobReportImporter: TableImporter {
  static let profile = Profile(
    .jobReport,
    fields: [
      FieldDefinition(
        "record_id",
        [
          "Portfolio PID", "Portfolio ID", "PORTFOLIO_PID", "PID", "Item ID", "Holdings ID",
          "Holding ID", "Electronic Collection Id", "Collection ID", "Record ID", "Identifier",
          "ID",
        ]),
      FieldDefinition("mms_id", ["MMS ID", "MMS Record ID", "MMS_ID", "MMS"]),
      FieldDefinition("po_line", ["PO Line Reference", "PO Line Number", "PO Line"]),
      FieldDefinition(
        "outcome", ["Outcome", "Result", "Job Status", "Record Status", "Status"]),
      FieldDefinition(
        "reason",
        [
          "Reason", "Failure Reason", "Reason for Failure", "Error", "Errors", "Error Message",
          "Error Description", "Message", "Messages", "Remark", "Remarks",
        ], freeText: true),
      FieldDefinition("title", ["Title"], freeText: true),
    ],
    oneOf: [["record_id", "mms_id", "po_line"]],
    telling: [["reason"]],
    never: [
      "Availability", "Lifecycle", "Barcode", "Vendor Name", "Vendor", "Interface Name",
      "Order Line Type", "Library Name", "Electronic Collection Public Name", "856",
    ]
  )

  /// The columns of a list of ids, with or without a heading above them.
  static func headerless(columns count: Int, heading: String?, isOrders: Bool) -> ColumnMap {
    let field = isOrders ? "po_line" : "record_id"
    return ColumnMap(
      profile: profile, headers: (0..<count).map { $0 == 0 ? heading ?? field : "" },
      fieldOfColumn: (0..<count).map { $0 == 0 ? field : nil }, positions: [field: [0]])
  }

  private var rows: RawRowWriter
  private let recordID, mmsID, order, outcome: Column

  init(_ session: BulkSession, columns: ColumnMap) throws {
    recordID = columns["record_id"]
    mmsID = columns["mms_id"]
    order = columns["po_line"]
    outcome = columns["outcome"]
    rows = try RawRowWriter(
      session, table: "job_report_record", columns: columns, fields: ["reason", "title"],
      derived: [
        "record_id", "record_type", "record_key", "mms_id", "outcome", "outcome_as_given",
      ])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    let trouble =
      almaIDTrouble(row, recordID, "the id", mayBeEmpty: true)
      ?? almaIDTrouble(row, mmsID, "the MMS ID", mayBeEmpty: true)
    if let trouble { return .rejected(trouble) }
    guard let named = [recordID, mmsID, order].first(where: { !row.isEmpty($0) }) else {
      return .rejected("the row names no record")
    }
    let text = row.text(named)
    let kind = named.index == order.index ? nil : AlmaID(text)?.kind
    let key = kind == nil ? OrderNumber.key(text) : Packing.almaID(text)
    let id = try rows.insert(row, snapshot) { cells in
      cells.text(text)
      cells.text(kind?.rawValue ?? "po-line")
      cells.integer(key)
      if kind == .bib { cells.text(text) } else { cells.cell(row, mmsID) }
      if outcome.isPresent { cells.text(Self.outcome(row, outcome)) } else { cells.null() }
      cells.cell(row, outcome)
    }
    snapshot.keys.add(Self.keyType(kind), key: key, record: id)
    for column in [recordID, mmsID] {
      snapshot.tails.add(row.record.bytes.span.extracting(row.range(column)))
    }
    return .kept
  }

  private static func keyType(_ kind: AlmaID.Kind?) -> String {
    switch kind {
    case nil: "po-line"
    case .bib: "mms"
    case let kind?: kind.rawValue
    }
  }

  private static let done = CellWords(
    "done", "success", "succeeded", "successful", "completed", "completed successfully",
    "processed", "deleted", "unlinked", "linked", "updated", "ok")
  private static let failed = CellWords(
    "failed", "failure", "error", "completed with errors", "not deleted", "not processed",
    "rejected")
  private static let skipped = CellWords("skipped", "not handled", "unhandled", "ignored")

  private static func outcome(_ row: TableRow, _ column: Column) -> String {
    if row.says(column, done) { return "done" }
    if row.says(column, failed) { return "failed" }
    return row.says(column, skipped) ? "skipped" : ""
  }
}
