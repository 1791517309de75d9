import Formats
import GRDB
import Store

/// What the reading of one file yielded.
struct FileReading {
  var counts = RowCounts()
  /// The facts that the file carries.
  var fields: [String] = []
  var warnings: [String] = []
  /// How the bytes were read, where only reading them to the end could tell.
  var findings: (format: String, encoding: String)?
  /// What the rows show of being only a part.
  var scope = ScopeEvidence()

  static func read(
    _ kinded: KindedFile, into writer: inout SnapshotWriter, _ ledger: FileLedger,
    _ progress: inout ProgressMeter
  ) throws -> FileReading {
    progress.begin(file: kinded.file.name, bytes: kinded.file.inspection.byteCount)
    defer { progress.end() }
    let session = writer.session
    switch kinded.recognised.shape {
    case .marc:
      switch kinded.recognised.kind {
      case .sfx:
        return try records(kinded, try ResolverTitleImporter(session), &writer, ledger, &progress)
      default: return try records(kinded, try BibImporter(session), &writer, ledger, &progress)
      }
    case .marcFields(let map):
      switch kinded.recognised.kind {
      case .holdings:
        return try fields(
          kinded, map, try HoldingImporter(session, columns: map.columns), &writer, ledger,
          &progress)
      default:
        return try fields(
          kinded, map, try PortfolioImporter(session, columns: map.columns), &writer, ledger,
          &progress)
      }
    case .tabs(let tabs): return try self.tabs(tabs, kinded, &writer, ledger, &progress)
    case .table(_, let columns, _, _):
      switch kinded.recognised.kind {
      case .kbart:
        return try rows(
          kinded, try KBARTImporter(session, columns: columns), &writer, ledger, &progress)
      case .threeSixty:
        return try rows(
          kinded, try ThreeSixtyImporter(session, columns: columns), &writer, ledger, &progress)
      case .ebsco:
        return try rows(
          kinded, try EBSCOImporter(session, columns: columns), &writer, ledger, &progress)
      case .activationForm:
        return try rows(
          kinded, try ActivationFormImporter(session, columns: columns), &writer, ledger, &progress)
      case .portfolios:
        return try rows(
          kinded, try PortfolioImporter(session, columns: columns), &writer, ledger, &progress)
      case .collections:
        return try rows(
          kinded, try CollectionImporter(session, columns: columns), &writer, ledger, &progress)
      case .holdings:
        return try rows(
          kinded, try HoldingImporter(session, columns: columns), &writer, ledger, &progress)
      case .orderLines:
        return try rows(
          kinded, try OrderLineImporter(session, columns: columns), &writer, ledger, &progress)
      case .bibs:
        return try rows(
          kinded, try BibListImporter(session, columns: columns), &writer, ledger, &progress)
      case .nzCollections:
        return try rows(
          kinded, try NZCollectionImporter(session, columns: columns), &writer, ledger, &progress)
      case .vendors:
        return try rows(
          kinded, try VendorImporter(session, columns: columns), &writer, ledger, &progress)
      case .licenses:
        return try rows(
          kinded, try LicenseImporter(session, columns: columns), &writer, ledger, &progress)
      case .interfaces:
        return try rows(
          kinded, try InterfaceImporter(session, columns: columns), &writer, ledger, &progress)
      case .ermForm:
        return try rows(
          kinded, try ERMFormImporter(session, columns: columns), &writer, ledger, &progress)
      case .jobReport:
        return try rows(
          kinded, try JobReportImporter(session, columns: columns), &writer, ledger, &progress)
      case .platforms:
        return try rows(
          kinded, try PlatformMapImporter(session, columns: columns), &writer, ledger, &progress)
      default:
        return try rows(
          kinded, try P2EImporter(session, columns: columns), &writer, ledger, &progress)
      }
    }
  }

  // MARK: - Tables

  private static func rows<Importer: TableImporter>(
    _ kinded: KindedFile, _ importer: Importer, _ writer: inout SnapshotWriter,
    _ ledger: FileLedger, _ progress: inout ProgressMeter
  ) throws -> FileReading {
    guard
      case .table(let form, let columns, let preamble, let hasHeader) =
        kinded.recognised.shape
    else { return FileReading() }
    let hasHeaderRow = hasHeader && form.hasHeaderRow
    var importer = importer
    var reading = FileReading()
    reading.fields = columns.carriedFields
    if let note = unknownColumns(columns.unknownHeaders) { reading.warnings.append(note) }
    if let note = unusedHeaders(kinded) { reading.warnings.append(note) }
    if kinded.recognised.sheet == nil, let note = encodingNote(kinded.file.inspection) {
      reading.warnings.append(note)
    }
    var reader = try RowSource(kinded.file, form)
    var row = TableRow(sheet: kinded.recognised.sheet)
    var physical = 0
    let headers = columns.headers
    let width = hasHeader ? headers.count : nil
    let layout = RowLayout(form, width: width, rowsMayEndEarly: Importer.rowsMayEndEarly)
    var shortRows = 0
    while try reader.read(into: &row.record) {
      physical += 1
      progress.row(at: kinded.recognised.sheet != nil ? nil : row.record.position.byte)
      if hasHeaderRow && physical == preamble + 1 { continue }
      reading.counts.read += 1
      if row.record.isBlank {
        reading.counts.blank += 1
      } else if hasHeaderRow && physical <= preamble {
        reading.counts.leftOut["before the header", default: 0] += 1
      } else if hasHeaderRow && isHeader(row.record, headers) {
        reading.counts.leftOut["header repeated", default: 0] += 1
      } else {
        let outcome =
          try layout.trouble(row.record).map(RowOutcome.rejected)
          ?? importer.add(row, to: &writer)
        try reading.count(
          outcome, row: row.record.position.row, raw: row.record.raw,
          isAnybodys: !row.record.longNumbers.isEmpty, ledger)
        if outcome == .kept, layout.isShort(row.record) { shortRows += 1 }
      }
      try writer.keys.spillIfFull()
    }
    reading.scope = importer.scope
    if case .json(let table) = form, let stated = table.statedCount {
      reading.scope.add(read: reading.counts.read, of: stated)
    }
    reading.warnings += importer.notes
    if shortRows > 0 {
      reading.warnings.append(
        "rows that end before the last column: \(shortRows); what they lack was taken as empty")
    }
    return reading
  }

  /// The sheets of a workbook that are read together.
  private static func tabs(
    _ tabs: [(name: String, form: RecognisedFile.TableForm)], _ kinded: KindedFile,
    _ writer: inout SnapshotWriter, _ ledger: FileLedger, _ progress: inout ProgressMeter
  ) throws -> FileReading {
    let importer = try MigrationStatsReader(writer.session)
    var reading = FileReading()
    reading.fields = ["tab", "counts", "legacy_id", "reason"]
    var row = 0
    for (name, form) in tabs {
      try importer.read(
        try RowSource(kinded.file, form), tab: name, writer, nextRow: &row
      ) { row, outcome, raw in
        reading.counts.read += 1
        progress.row(at: nil)
        guard let outcome else { return reading.counts.blank += 1 }
        try reading.count(outcome, row: row, raw: raw, ledger)
      }
    }
    return reading
  }

  private static func encodingNote(_ inspection: FileInspection) -> String? {
    switch inspection.encoding {
    case .utf8, .utf16le, .utf16be: return nil
    case .windows1252, .macRoman:
      return "not UTF-8: read as \(inspection.encoding.rawValue); check names with accents"
    case .damagedUTF8:
      let place = inspection.firstInvalidUTF8Byte.map { ", the first at byte \($0)" } ?? ""
      return "UTF-8 with bytes that are none\(place): read as Windows-1252; check these names"
    }
  }

  private static func unknownColumns(_ headers: [String]) -> String? {
    guard !headers.isEmpty else { return nil }
    let shown = headers.prefix(6).joined(separator: ", ")
    let more = headers.count > 6 ? " and \(headers.count - 6) more" : ""
    return "columns kept under their own headings: \(shown)\(more)"
  }

  /// Headers of a map that the file does not have: most likely misspelt.
  private static func unusedHeaders(_ kinded: KindedFile) -> String? {
    guard let map = kinded.map, let columns = kinded.recognised.columns else { return nil }
    let there = columns.headers.map(comparableHeader)
    let unused = map.entries.filter { entry in
      MARCPlace(entry.value) == nil && !there.contains(comparableHeader(entry.value))
    }
    guard !unused.isEmpty else { return nil }
    return "headers of \(map.name) that the file does not have: "
      + unused.map(\.value).joined(separator: ", ")
  }

  private static func isHeader(_ record: Formats.Record, _ headers: [String]) -> Bool {
    // Nearly every row ends here, so without making a String of its first cell.
    if let first = headers.first?.utf8.first,
      record.bytes[record.range(0)].first(where: { $0 > 0x20 }) != first
    {
      return false
    }
    return headers.indices.allSatisfy { record.text($0).trimmedASCII() == headers[$0] }
  }

  // MARK: - MARC

  private static func records<Importer: MARCImporter>(
    _ kinded: KindedFile, _ importer: Importer, _ writer: inout SnapshotWriter,
    _ ledger: FileLedger, _ progress: inout ProgressMeter
  ) throws -> FileReading {
    var importer = importer
    var reading = FileReading()
    reading.fields = Importer.fields
    var notes = MARCNotes()
    var source = try MARCSource(kinded.file)
    var record = MARCRecord()
    while try source.read(into: &record) {
      reading.counts.read += 1
      let row = record.position.row
      progress.row(at: record.position.byte)
      if let reason = record.rejection {
        try reading.reject(record, row: row, reason: reason, ledger)
        continue
      }
      if let problem = record.problem { notes.add(problem, row: row) }
      if Importer.kind == .bibs { notes.countInventory(of: record) }
      let outcome = try importer.add(record, to: &writer)
      try reading.count(outcome, row: row, raw: record.raw, ledger)
      try writer.keys.spillIfFull()
    }
    reading.findings = source.findings
    reading.warnings += notes.warnings
    return reading
  }

  /// Rejects a damaged record. Where its own number cannot be read, it may be anybody's.
  mutating func reject(
    _ record: MARCRecord, row: Int, reason: String, _ ledger: FileLedger
  ) throws {
    counts.rejected += 1
    let isAnybodys = record.controlField("001") == nil
    try ledger.reject(row: row, reason: reason, raw: record.raw, isAnybodys: isAnybodys)
  }

  mutating func count(
    _ outcome: RowOutcome, row: Int, raw: @autoclosure () -> String, isAnybodys: Bool = false,
    _ ledger: FileLedger
  ) throws {
    switch outcome {
    case .kept: counts.kept += 1
    case .leftOut(let reason): counts.leftOut[reason, default: 0] += 1
    case .rejected(let reason):
      counts.rejected += 1
      try ledger.reject(row: row, reason: reason, raw: raw(), isAnybodys: isAnybodys)
    }
  }
}
