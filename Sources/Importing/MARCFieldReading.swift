import Formats
import Store

extension FileReading {
  /// Reads the fields of MARC records that a kind's facts stand in, as rows of a table. Rows are
  /// numbered as they come: a record without such a field, or a damaged one, is one row too.
  static func fields<Importer: TableImporter>(
    _ kinded: KindedFile, _ map: MARCFieldMap, _ importer: Importer,
    _ writer: inout SnapshotWriter, _ ledger: FileLedger,
    _ progress: inout ProgressMeter
  ) throws -> FileReading {
    var importer = importer
    var reading = FileReading()
    reading.fields = map.columns.carriedFields
    var notes = MARCNotes()
    var source = try MARCSource(kinded.file)
    var record = MARCRecord()
    var row = TableRow(sheet: nil)
    while try source.read(into: &record) {
      let number = record.position.row
      progress.row(at: record.position.byte)
      if let problem = record.problem, problem.isTrusted { notes.add(problem, row: number) }
      if let outcome = reading.outcome(ofWhole: record, map) {
        reading.counts.read += 1
        if case .rejected(let reason) = outcome {
          try reading.reject(
            record, row: reading.counts.read, reason: "record \(number): \(reason)", ledger)
        } else {
          try reading.count(outcome, row: reading.counts.read, raw: "", ledger)
        }
        continue
      }
      for field in record.fields(map.tag) {
        reading.counts.read += 1
        map.fill(&row, from: record, field, number: reading.counts.read)
        var outcome = try reading.outcome(ofField: row, map) ?? importer.add(row, to: &writer)
        if case .rejected(let reason) = outcome {
          outcome = .rejected("record \(number), \(map.tag): \(reason)")
        }
        try reading.count(
          outcome, row: reading.counts.read, raw: row.record.raw, ledger)
      }
      try writer.keys.spillIfFull()
    }
    reading.findings = source.findings
    reading.scope = importer.scope
    reading.warnings += notes.warnings
    return reading
  }

  /// What becomes of a record as one row; nil where its fields are the rows.
  private func outcome(ofWhole record: MARCRecord, _ map: MARCFieldMap) -> RowOutcome? {
    if let reason = record.rejection { return .rejected(reason) }
    if record.isDeleted { return .leftOut("deleted record") }
    if record.fields(map.tag).contains(where: { _ in true }) { return nil }
    return .leftOut("record without \(map.tag)")
  }

  /// Alma writes a field of the same tag for a collection on a bib of its own.
  private func outcome(ofField row: TableRow, _ map: MARCFieldMap) -> RowOutcome? {
    let isOfCollection =
      row.isEmpty(map.columns["portfolio_id"]) && !row.isEmpty(map.columns["collection_id"])
    return isOfCollection ? .leftOut("collection without portfolio") : nil
  }
}
