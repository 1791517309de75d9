import Formats
import GRDB
import Store

/// What the reading of one file yielded.
struct FileReading {
  var counts = RowCounts()
  /// The facts that the file carries.
  var fields: [String] = []
  var warnings: [String] = []
  /// What the rows show of being only a part.
  var scope = ScopeEvidence()

  static func read(
    _ kinded: KindedFile, into writer: inout SnapshotWriter, _ ledger: FileLedger
  ) throws -> FileReading {
    let db = writer.db
    switch kinded.recognised.shape {
    case .marc:
      switch kinded.recognised.kind {
      case .sfx: return try records(kinded, try ResolverTitleImporter(db), &writer, ledger)
      default: return try records(kinded, try BibImporter(db), &writer, ledger)
      }
    case .table(_, let columns, _, _):
      switch kinded.recognised.kind {
      case .kbart:
        return try rows(kinded, try KBARTImporter(db, columns: columns), &writer, ledger)
      case .threeSixty:
        return try rows(kinded, try ThreeSixtyImporter(db, columns: columns), &writer, ledger)
      case .ebsco:
        return try rows(kinded, try EBSCOImporter(db, columns: columns), &writer, ledger)
      case .activationForm:
        return try rows(kinded, try ActivationFormImporter(db, columns: columns), &writer, ledger)
      case .portfolios:
        return try rows(kinded, try PortfolioImporter(db, columns: columns), &writer, ledger)
      case .collections:
        return try rows(kinded, try CollectionImporter(db, columns: columns), &writer, ledger)
      case .holdings:
        return try rows(kinded, try HoldingImporter(db, columns: columns), &writer, ledger)
      case .orderLines:
        return try rows(kinded, try OrderLineImporter(db, columns: columns), &writer, ledger)
      default:
        return try rows(kinded, try P2EImporter(db, columns: columns), &writer, ledger)
      }
    }
  }

  // MARK: - Tables

  private static func rows<Importer: TableImporter>(
    _ kinded: KindedFile, _ importer: Importer, _ writer: inout SnapshotWriter,
    _ ledger: FileLedger
  ) throws -> FileReading {
    guard
      case .table(let form, let columns, let preamble, let hasHeader) =
        kinded.recognised.shape
    else { return FileReading() }
    var importer = importer
    var reading = FileReading()
    reading.fields = columns.carriedFields
    if let note = unknownColumns(columns.unknown.map(\.header)) { reading.warnings.append(note) }
    if kinded.file.inspection.encoding == .windows1252, kinded.recognised.sheet == nil {
      reading.warnings.append("not UTF-8: read as Windows-1252; check names with accents")
    }
    var reader = try RowSource(kinded.file, form)
    var row = TableRow()
    var physical = 0
    let width = hasHeader ? columns.headers.count : nil
    let layout = RowLayout(form, width: width, rowsMayEndEarly: Importer.rowsMayEndEarly)
    var shortRows = 0
    while try reader.read(into: &row.record) {
      physical += 1
      if hasHeader && physical == preamble + 1 { continue }
      reading.counts.read += 1
      if row.record.isBlank {
        reading.counts.blank += 1
      } else if hasHeader && physical <= preamble {
        reading.counts.leftOut["before the header", default: 0] += 1
      } else if hasHeader && isHeader(row.record, columns.headers) {
        reading.counts.leftOut["header repeated", default: 0] += 1
      } else {
        let outcome =
          try layout.trouble(row.record).map(RowOutcome.rejected)
          ?? importer.add(row, to: &writer)
        try reading.count(outcome, row: row.record.position.row, raw: row.record.raw, ledger)
        if outcome == .kept, layout.isShort(row.record) { shortRows += 1 }
      }
      try writer.keys.spillIfFull(writer.db)
    }
    reading.scope = importer.scope
    reading.warnings += importer.notes
    if shortRows > 0 {
      reading.warnings.append(
        "rows that end before the last column: \(shortRows); what they lack was taken as empty")
    }
    return reading
  }

  private static func unknownColumns(_ headers: [String]) -> String? {
    guard !headers.isEmpty else { return nil }
    let shown = headers.prefix(6).joined(separator: ", ")
    let more = headers.count > 6 ? " and \(headers.count - 6) more" : ""
    return "columns without a name in almanac, kept under their own: \(shown)\(more)"
  }

  private static func isHeader(_ record: Formats.Record, _ headers: [String]) -> Bool {
    guard let first = headers.first, record.text(0).trimmedASCII() == first else { return false }
    return headers.indices.allSatisfy { record.text($0).trimmedASCII() == headers[$0] }
  }

  // MARK: - MARC

  private static func records<Importer: MARCImporter>(
    _ kinded: KindedFile, _ importer: Importer, _ writer: inout SnapshotWriter,
    _ ledger: FileLedger
  ) throws -> FileReading {
    var importer = importer
    var reading = FileReading()
    reading.fields = Importer.fields
    var reader = try MARCXMLReader(path: kinded.file.path, inspection: kinded.file.inspection)
    var record = MARCRecord()
    while try reader.read(into: &record) {
      reading.counts.read += 1
      let outcome = try importer.add(record, to: &writer)
      try reading.count(outcome, row: record.position.row, raw: record.raw, ledger)
      try writer.keys.spillIfFull(writer.db)
    }
    return reading
  }

  private mutating func count(
    _ outcome: RowOutcome, row: Int, raw: @autoclosure () -> String, _ ledger: FileLedger
  ) throws {
    switch outcome {
    case .kept: counts.kept += 1
    case .leftOut(let reason): counts.leftOut[reason, default: 0] += 1
    case .rejected(let reason):
      counts.rejected += 1
      try ledger.reject(row: row, reason: reason, raw: raw())
    }
  }
}
