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
    case .tabs(let tabs): return try self.tabs(tabs, kinded, &writer, ledger)
    case .table(_, let columns, _, _):
      switch kinded.recognised.kind {
      case .portfolios:
        return try rows(kinded, try PortfolioImporter(db, columns: columns), &writer, ledger)
      case .collections:
        return try rows(kinded, try CollectionImporter(db, columns: columns), &writer, ledger)
      case .holdings:
        return try rows(kinded, try HoldingImporter(db, columns: columns), &writer, ledger)
      case .orderLines:
        return try rows(kinded, try OrderLineImporter(db, columns: columns), &writer, ledger)
      case .bibs:
        return try rows(kinded, try BibListImporter(db, columns: columns), &writer, ledger)
      case .nzCollections:
        return try rows(kinded, try NZCollectionImporter(db, columns: columns), &writer, ledger)
      case .vendors:
        return try rows(kinded, try VendorImporter(db, columns: columns), &writer, ledger)
      case .licenses:
        return try rows(kinded, try LicenseImporter(db, columns: columns), &writer, ledger)
      case .interfaces:
        return try rows(kinded, try InterfaceImporter(db, columns: columns), &writer, ledger)
      case .ermForm:
        return try rows(kinded, try ERMFormImporter(db, columns: columns), &writer, ledger)
      case .jobReport:
        return try rows(kinded, try JobReportImporter(db, columns: columns), &writer, ledger)
      case .platforms:
        return try rows(kinded, try PlatformMapImporter(db, columns: columns), &writer, ledger)
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
    // A sheet's row ends at its last filled cell; a line of text that ends early was cut.
    let width = hasHeader ? columns.headers.count : nil
    let mayBeShort = kinded.recognised.sheet != nil
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
          try trouble(row.record, width: width, mayBeShort: mayBeShort).map(RowOutcome.rejected)
          ?? importer.add(row, to: &writer)
        try reading.count(outcome, row: row.record.position.row, raw: row.record.raw, ledger)
      }
      try writer.keys.spillIfFull(writer.db)
    }
    reading.scope = importer.scope
    reading.warnings += importer.warnings
    return reading
  }

  /// The sheets of a workbook that are read together.
  private static func tabs(
    _ tabs: [(name: String, form: RecognisedFile.TableForm)], _ kinded: KindedFile,
    _ writer: inout SnapshotWriter, _ ledger: FileLedger
  ) throws -> FileReading {
    var importer = try MigrationStatsReader(writer.db)
    var reading = FileReading()
    reading.fields = ["tab", "counts", "legacy_id", "reason"]
    var row = 0
    for (name, form) in tabs {
      try importer.read(
        try RowSource(kinded.file, form), tab: name, writer, nextRow: &row
      ) { row, outcome, raw in
        reading.counts.read += 1
        guard let outcome else { return reading.counts.blank += 1 }
        try reading.count(outcome, row: row, raw: raw, ledger)
      }
    }
    return reading
  }

  private static func unknownColumns(_ headers: [String]) -> String? {
    guard !headers.isEmpty else { return nil }
    let shown = headers.prefix(6).joined(separator: ", ")
    let more = headers.count > 6 ? " and \(headers.count - 6) more" : ""
    return "columns without a name in almanac, kept under their own: \(shown)\(more)"
  }

  /// What is wrong with a row as a row: damaged quotes, or cells missing or left over. A row that
  /// was cut would otherwise pass with its last cells empty.
  private static func trouble(
    _ record: Formats.Record, width: Int?, mayBeShort: Bool
  ) -> String? {
    if let problem = record.problem, problem != .textAfterQuote { return problem.message }
    guard let width else { return nil }
    if record.count < width, !mayBeShort {
      return "the row has \(record.count) cells, the header \(width)"
    }
    let isLong = (width..<max(width, record.count)).contains { !record.isEmpty($0) }
    return isLong ? "the row has \(record.count) cells, the header \(width)" : nil
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
