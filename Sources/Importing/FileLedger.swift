import Formats
import GRDB
import Identifiers
import Store

/// The entry of one file in the ledger: its counts, columns, rejected rows and warnings.
struct FileLedger {
  let id: Int64
  private let session: BulkSession
  private let rejectedRows: BulkWriter
  private let rejectedIDs: BulkWriter

  init(_ session: BulkSession, snapshot: Int64, _ kinded: KindedFile) throws {
    self.session = session
    rejectedRows = try BulkWriter(
      session, table: "rejected_row", columns: ["source_file_id", "row", "reason", "raw"])
    rejectedIDs = try BulkWriter(
      session, table: "rejected_id", columns: ["source_file_id", "row", "alma_id"])
    let db = try session.db
    let inspection = kinded.file.inspection
    try db.execute(
      sql: """
        INSERT INTO source_file (snapshot_id, file_name, kind, sha256, bytes, encoding, format)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        snapshot, kinded.file.name, kinded.recognised.kind.rawValue, inspection.sha256,
        inspection.byteCount,
        kinded.recognised.isWorkbook ? "UTF-8" : inspection.encoding.rawValue,
        kinded.recognised.format,
      ])
    id = db.lastInsertedRowID
    guard let columns = kinded.recognised.columns else { return }
    for (position, header) in columns.headers.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO source_column (source_file_id, position, header, field) VALUES (?, ?, ?, ?)
          """, arguments: [id, position + 1, header, columns.fieldOfColumn[position]])
    }
  }

  /// Keeps a row that could not be understood, and the Alma ids that can be read in it: the gates
  /// of just these records become unknown. `isAnybodys`: whatever ids can be read, the row may be
  /// of another record, as where a number has lost digits.
  func reject(row: Int, reason: String, raw: String, isAnybodys: Bool = false) throws {
    rejectedRows.integer(id)
    rejectedRows.integer(row)
    rejectedRows.text(reason)
    rejectedRows.text(raw)
    try rejectedRows.insert()
    for almaID in Set(Self.almaIDs(in: raw) + (isAnybodys ? [""] : [])).sorted() {
      rejectedIDs.integer(id)
      rejectedIDs.integer(row)
      rejectedIDs.text(almaID)
      try rejectedIDs.insert()
    }
  }

  /// The ids of bibs and portfolios in a text; one empty text where there is none. A row with a
  /// destroyed id says nothing safe of whose it is, whatever else can be read in it.
  static func almaIDs(in raw: String) -> [String] {
    let cells = raw.split { !($0.isASCII && ($0.isNumber || $0.isLetter || "+.".contains($0))) }
    if cells.contains(where: { DestroyedNumber.looksDestroyed(String($0)) }) { return [""] }
    let ids = cells.filter { cell in
      guard let id = AlmaID(String(cell)), cell.count >= 10 else { return false }
      return id.kind == .bib || id.kind == .portfolio
    }
    return ids.isEmpty ? [""] : ids.map(String.init)
  }

  func firstReject() throws -> String {
    let row = try Row.fetchOne(
      session.db,
      sql: "SELECT row, reason FROM rejected_row WHERE source_file_id = ? ORDER BY row LIMIT 1",
      arguments: [id])
    guard let row else { return "" }
    return "row \(row["row"] as Int), \(row["reason"] as String)"
  }

  func finish(_ reading: FileReading, seconds: Double) throws {
    let counts = reading.counts
    let db = try session.db
    try db.execute(
      sql: """
        UPDATE source_file
        SET rows_read = ?, rows_kept = ?, rows_rejected = ?, rows_blank = ?, rows_left_out = ?,
            seconds = ?, format = coalesce(?, format), encoding = coalesce(?, encoding)
        WHERE id = ?
        """,
      arguments: [
        counts.read, counts.kept, counts.rejected, counts.blank, counts.leftOutTotal, seconds,
        reading.findings?.format, reading.findings?.encoding, id,
      ])
    for (reason, rows) in counts.leftOut.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO left_out_row_count (source_file_id, reason, rows) VALUES (?, ?, ?)",
        arguments: [id, reason, rows])
    }
    for (position, warning) in reading.warnings.enumerated() {
      try db.execute(
        sql: "INSERT INTO source_warning (source_file_id, position, warning) VALUES (?, ?, ?)",
        arguments: [id, position + 1, warning])
    }
  }
}

extension RecognisedFile {
  /// The name of the sheet that a workbook's rows are on; nil for other files.
  var sheet: String? {
    guard case .table(.sheet(_, let name, _), _, _, _) = shape else { return nil }
    return name
  }

  /// Whether the rows are a workbook's.
  var isWorkbook: Bool {
    if case .tabs = shape { return true }
    return sheet != nil
  }

  /// How the bytes are read, for people.
  var format: String {
    // Of binary MARC the reading says more when it is done.
    if case .tabs(let tabs) = shape { return "workbook, \(tabs.count) sheets" }
    guard case .table(let form, _, let preamble, let hasHeader) = shape else { return "MARCXML" }
    let layout: String
    switch form {
    case .delimited(let dialect): layout = "\(dialect.delimiterName)-separated"
    case .sheet(_, let name, _): layout = "workbook, sheet \(name)"
    case .json(let table): layout = table.name.isEmpty ? "JSON" : "JSON, list \(table.name)"
    }
    if !hasHeader { return "\(layout), no header" }
    return preamble > 0 ? "\(layout), header in row \(preamble + 1)" : layout
  }
}
