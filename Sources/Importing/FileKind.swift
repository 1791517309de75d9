import Formats
import Store

/// What a file is, told from its content.
struct RecognisedFile {
  enum Shape {
    /// A table with a header after `preamble` rows, or without one.
    case table(TableForm, ColumnMap, preamble: Int, hasHeader: Bool)
    /// Sheets of a workbook that are read together, each by its name.
    case tabs([(name: String, form: TableForm)])
    case marc
  }

  /// How a table's rows are laid down.
  enum TableForm {
    case delimited(Dialect)
    /// A sheet of a workbook, counted from 0, and the day that the workbook says it was made.
    case sheet(Int, name: String, createdDay: String?)
  }

  let kind: InputKind
  let shape: Shape

  /// The day that a workbook says it was made; nil for other files.
  var createdDay: String? {
    switch shape {
    case .table(.sheet(_, _, let day), _, _, _): day
    case .tabs(let tabs):
      tabs.lazy.compactMap { tab in
        if case .sheet(_, _, let day) = tab.form { day } else { nil }
      }.first
    default: nil
    }
  }

  /// The columns of a table; nil for MARC.
  var columns: ColumnMap? {
    guard case .table(_, let columns, _, _) = shape else { return nil }
    return columns
  }
}

/// Tells the kind of a file from its first bytes, never from its name.
enum FileKind {
  static let profiles: [Profile] = [
    PortfolioImporter.profile, OrderLineImporter.profile, CollectionImporter.profile,
    HoldingImporter.profile, P2EImporter.profile, BibListImporter.profile,
    NZCollectionImporter.profile, VendorImporter.profile, LicenseImporter.profile,
    InterfaceImporter.profile, ERMFormImporter.profile, JobReportImporter.profile,
    PlatformMapImporter.profile,
  ]

  /// - Parameter wanted: the kind that the user says it is; then only that is tried.
  /// - Throws: `ImportError` where it is of no kind, saying what was found.
  static func recognise(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    switch file.inspection.container {
    case .empty: throw ImportError.emptyFile(file.name)
    case .xml: return try marc(file, as: wanted)
    case .text: return try table(file, as: wanted)
    case .zip: return try workbook(file, as: wanted)
    case .gzip: throw ImportError.container(file: file.name, container: "compressed (gzip)")
    case .biff: throw ImportError.container(file: file.name, container: "an old Excel workbook")
    case .marc21: throw ImportError.container(file: file.name, container: "binary MARC 21")
    case .json: throw ImportError.container(file: file.name, container: "JSON")
    case .binary: throw ImportError.container(file: file.name, container: "no text")
    }
  }

  /// SFX has its object id in 090 and its targets in 866, and no 001; a bib has an 001.
  private static func marc(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    var reader = try MARCXMLReader(path: file.path, inspection: file.inspection)
    var record = MARCRecord()
    var kind: InputKind?
    var seen = 0
    while kind == nil, seen < 20, try next(&reader, &record, seen: seen, file) {
      seen += 1
      let hasNumber = record.controlField("001") != nil
      let hasObject = record.fields("090").contains { _ in true }
      let hasTarget = record.fields("866").contains { record.subfield("t", of: $0) != nil }
      if hasNumber { kind = .bibs } else if hasObject && hasTarget { kind = .sfx }
    }
    if let wanted {
      guard wanted == .bibs || wanted == .sfx else {
        throw ImportError.notOfKind(file: file.name, kind: wanted.rawValue)
      }
      kind = wanted
    }
    guard let kind else { throw ImportError.notRecognised(file: file.name, headers: []) }
    return RecognisedFile(kind: kind, shape: .marc)
  }

  /// A page saved from the web is no MARC that was cut off: in a folder it is passed over.
  private static func next(
    _ reader: inout MARCXMLReader, _ record: inout MARCRecord, seen: Int, _ file: InputFile
  ) throws -> Bool {
    do {
      return try reader.read(into: &record)
    } catch {
      let isMARC = seen > 0 || file.inspection.headText().contains("record")
      throw file.isFromFolder && !isMARC
        ? ImportError.notRecognised(file: file.name, headers: []) : error as any Error
    }
  }

  /// The sheet whose first rows fit best, whatever its name and place.
  private static func workbook(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    let workbook = try opened(file)
    if let stats = MigrationStatsReader.recognise(workbook, as: wanted) { return stats }
    var isAmbiguous = false
    var best: RecognisedFile?
    var firstHeaders: [String] = []
    for (index, name) in workbook.sheetNames.enumerated() {
      let form = RecognisedFile.TableForm.sheet(
        index, name: name, createdDay: workbook.createdDay)
      var source = try RowSource(file, form)
      let rows = try firstRows(&source)
      if firstHeaders.isEmpty { firstHeaders = rows.first ?? [] }
      isAmbiguous = isAmbiguous || BareList(rows)?.content == .ambiguous
      guard let found = fitting(rows, form, as: wanted) else { continue }
      if (found.columns?.score ?? 0) > (best?.columns?.score ?? Int.min) { best = found }
    }
    return try best
      ?? unrecognised(file, as: wanted, headers: firstHeaders, isAmbiguous: isAmbiguous)
  }

  private static func opened(_ file: InputFile) throws -> Workbook {
    do {
      return try Workbook(path: file.path, inspection: file.inspection)
    } catch {
      // A workbook that was cut off must not be passed over; some other archive in a folder may.
      let isWorkbook = [".xlsx", ".xlsm"].contains { file.name.lowercased().hasSuffix($0) }
      if case .notAWorkbook = error {
        throw ImportError.container(file: file.name, container: "an archive")
      }
      throw file.isFromFolder && !isWorkbook
        ? ImportError.container(file: file.name, container: "a damaged archive")
        : error as any Error
    }
  }

  private static func table(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    let head = file.inspection.decodedHead()
    let dialect = Dialect.sniff(head: head)
    var source = RowSource(
      DelimitedReader(source: ByteSource(bytes: head), dialect: dialect))
    let rows = try firstRows(&source)
    return try fitting(rows, .delimited(dialect), as: wanted)
      ?? unrecognised(
        file, as: wanted, headers: rows.first ?? [],
        isAmbiguous: BareList(rows)?.content == .ambiguous)
  }

  private static func unrecognised(
    _ file: InputFile, as wanted: InputKind?, headers: [String], isAmbiguous: Bool = false
  ) throws -> RecognisedFile {
    if wanted == nil, isAmbiguous {
      throw ImportError.ambiguousList(file: file.name, kinds: [.p2e, .jobReport])
    }
    if let wanted { throw ImportError.notOfKind(file: file.name, kind: wanted.rawValue) }
    throw ImportError.notRecognised(file: file.name, headers: headers)
  }

  /// The row among the first ones whose headers fit a profile best; else a list without header.
  private static func fitting(
    _ rows: [[String]], _ form: RecognisedFile.TableForm, as wanted: InputKind?
  ) -> RecognisedFile? {
    var best: (map: ColumnMap, row: Int)?
    for (index, row) in rows.enumerated() {
      for profile in profiles where wanted == nil || profile.kind == wanted {
        guard let map = profile.columns(of: row, isWanted: wanted != nil),
          map.score > (best?.map.score ?? Int.min)
        else { continue }
        best = (map, index)
      }
    }
    if let best {
      return RecognisedFile(
        kind: best.map.profile.kind,
        shape: .table(form, best.map, preamble: best.row, hasHeader: true))
    }
    return BareList(rows)?.file(form, as: wanted)
  }

  private static func firstRows(_ source: inout RowSource) throws -> [[String]] {
    var record = Record()
    var rows: [[String]] = []
    while rows.count < 30, try source.read(into: &record) {
      rows.append((0..<record.count).map { record.text($0).trimmedASCII() })
    }
    return rows
  }
}
