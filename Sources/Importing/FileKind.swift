import Formats
import Identifiers
import Store

/// What a file is, told from its content.
struct RecognisedFile {
  enum Shape {
    /// A table with a header after `preamble` rows, or without one.
    case table(TableForm, ColumnMap, preamble: Int, hasHeader: Bool)
    /// Sheets of a workbook that are read together, each by its name.
    case tabs([(name: String, form: TableForm)])
    case marc
    /// MARC records whose fields of one tag are read as the rows of a table.
    case marcFields(MARCFieldMap)
  }

  /// How a table's rows are laid down.
  enum TableForm {
    case delimited(Dialect)
    /// A sheet of a workbook, counted from 0, and the day that the workbook says it was made.
    case sheet(Int, name: String, createdDay: String?)
    /// The objects of a JSON document.
    case json(JSONTable)

    /// Whether the names of the columns stand in a row of their own.
    var hasHeaderRow: Bool {
      if case .json = self { return false }
      return true
    }
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

  /// The columns of a table, or what is read as one; nil for MARC records as such.
  var columns: ColumnMap? {
    switch shape {
    case .table(_, let columns, _, _): columns
    case .marcFields(let map): map.columns
    case .marc, .tabs: nil
    }
  }
}

/// Tells the kind of a file from its first bytes, never from its name.
enum FileKind {
  static let profiles: [Profile] = [
    PortfolioImporter.profile, OrderLineImporter.profile, CollectionImporter.profile,
    HoldingImporter.profile, P2EImporter.profile, KBARTImporter.profile,
    KBARTImporter.listOfCUFTS, ThreeSixtyImporter.profile, ThreeSixtyImporter.databaseReport,
    EBSCOImporter.profile, ActivationFormImporter.profile, ActivationFormImporter.titleSheet,
    BibListImporter.profile, NZCollectionImporter.profile, VendorImporter.profile,
    LicenseImporter.profile, InterfaceImporter.profile, ERMFormImporter.profile,
    JobReportImporter.profile, PlatformMapImporter.profile,
  ]

  /// - Parameters:
  ///   - wanted: the kind that the user says it is; then only that is tried.
  ///   - map: where the user says that the facts are.
  /// - Returns: what the file is; of a workbook in which several sheets count, each of these.
  /// - Throws: `ImportError` where it is of no kind, saying what was found.
  static func recognise(
    _ file: InputFile, as wanted: InputKind?, _ map: MapFile? = nil
  ) throws -> [RecognisedFile] {
    let wanted = map?.kind ?? wanted
    switch file.inspection.container {
    case .empty: throw ImportError.emptyFile(file.name)
    case .xml, .marc21: return [try marc(file, as: wanted, map)]
    case .text: return [try table(file, as: wanted, map)]
    case .zip, .biff: return try workbook(file, as: wanted, map)
    case .json: return [try JSONKind.recognise(file, as: wanted, map)]
    case .gzip: throw ImportError.container(file: file.name, container: "compressed (gzip)")
    case .binary: throw ImportError.container(file: file.name, container: "no text")
    }
  }

  /// SFX has its object id in 090 and its targets in 866, and no 001; a bib has an 001.
  private static func marc(
    _ file: InputFile, as wanted: InputKind?, _ map: MapFile?
  ) throws -> RecognisedFile {
    if let wanted, let profile = profiles.first(where: { $0.kind == wanted }),
      let fields = MARCFieldMap(profile, map)
    {
      return try marcFields(file, wanted, fields)
    }
    var reader = try MARCSource(file)
    var record = MARCRecord()
    var kind: InputKind?
    var seen = 0
    while kind == nil, seen < 20, try next(&reader, &record, seen: seen, file) {
      seen += 1
      if record.rejection != nil { continue }
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
    // Binary records without a number, or all of them damaged: the ledger says what is wrong.
    if kind == nil, MARCSource.isBinary(file) { kind = .bibs }
    guard let kind else { throw ImportError.notRecognised(file: file.name, headers: []) }
    return RecognisedFile(kind: kind, shape: .marc)
  }

  /// Records published with their inventory: one field of it anywhere is enough.
  private static func marcFields(
    _ file: InputFile, _ kind: InputKind, _ map: MARCFieldMap
  ) throws -> RecognisedFile {
    var reader = try MARCSource(file)
    var record = MARCRecord()
    var seen = 0
    while try next(&reader, &record, seen: seen, file) {
      seen += 1
      guard record.fields(map.tag).contains(where: { _ in true }) else { continue }
      return RecognisedFile(kind: kind, shape: .marcFields(map))
    }
    throw ImportError.noInventory(
      file: file.name, kind: kind.rawValue, tag: map.tag.description, records: seen)
  }

  /// A page saved from the web is no MARC that was cut off: in a folder it is passed over.
  private static func next(
    _ reader: inout MARCSource, _ record: inout MARCRecord, seen: Int, _ file: InputFile
  ) throws -> Bool {
    do {
      return try reader.read(into: &record)
    } catch {
      let isMARC = seen > 0 || file.inspection.headText().contains("record")
      throw file.isFromFolder && !isMARC
        ? ImportError.notRecognised(file: file.name, headers: []) : error as any Error
    }
  }

  /// The kinds that spread over several sheets of a workbook: types of packages, or databases and
  /// titles.
  private static let kindsOfManySheets: Set<InputKind> = [.activationForm, .threeSixty]

  /// The sheet whose first rows fit best, whatever its name and place; of a kind that spreads over
  /// several sheets, all that fit.
  private static func workbook(
    _ file: InputFile, as wanted: InputKind?, _ map: MapFile?
  ) throws -> [RecognisedFile] {
    let workbook = try opened(file)
    if map == nil, let stats = MigrationStatsReader.recognise(workbook, as: wanted) {
      return [stats]
    }
    var isAmbiguous = false
    var fitting: [RecognisedFile] = []
    var best: RecognisedFile?
    var firstHeaders: [String] = []
    for (index, name) in workbook.sheetNames.enumerated() {
      let form = RecognisedFile.TableForm.sheet(
        index, name: name, createdDay: workbook.createdDay)
      var source = try workbook.rows(ofSheet: index)
      let rows = try firstRows(&source)
      if firstHeaders.isEmpty { firstHeaders = rows.first ?? [] }
      isAmbiguous = isAmbiguous || BareList(rows)?.content == .ambiguous
      guard let found = Self.fitting(rows, form, as: wanted, map) else { continue }
      fitting.append(found)
      if (found.columns?.score ?? 0) > (best?.columns?.score ?? Int.min) { best = found }
    }
    guard let best else {
      return [
        try unrecognised(file, as: wanted, map, headers: firstHeaders, isAmbiguous: isAmbiguous)
      ]
    }
    guard kindsOfManySheets.contains(best.kind) else { return [best] }
    return fitting.filter { $0.kind == best.kind }
  }

  private static func opened(_ file: InputFile) throws -> WorkbookFile {
    do {
      return try WorkbookFile(file)
    } catch {
      // A workbook that was cut off must not be passed over; some other archive in a folder may.
      let isWorkbook = [".xlsx", ".xlsm", ".xls"].contains { file.name.lowercased().hasSuffix($0) }
      if case .notAWorkbook = error {
        throw ImportError.container(file: file.name, container: "an archive")
      }
      if case .notAnOldWorkbook = error {
        throw ImportError.container(file: file.name, container: "a document of another program")
      }
      throw file.isFromFolder && !isWorkbook
        ? ImportError.container(file: file.name, container: "a damaged archive")
        : error as any Error
    }
  }

  private static func table(
    _ file: InputFile, as wanted: InputKind?, _ map: MapFile?
  ) throws -> RecognisedFile {
    let head = file.inspection.decodedHead()
    let dialect = try Dialect.sniff(path: file.path, inspection: file.inspection)
    var source = RowSource(
      DelimitedReader(source: ByteSource(bytes: head), dialect: dialect))
    let rows = try firstRows(&source)
    return try fitting(rows, .delimited(dialect), as: wanted, map)
      ?? unrecognised(
        file, as: wanted, map, headers: rows.first ?? [],
        isAmbiguous: BareList(rows)?.content == .ambiguous)
  }

  private static func unrecognised(
    _ file: InputFile, as wanted: InputKind?, _ map: MapFile?, headers: [String],
    isAmbiguous: Bool
  ) throws -> RecognisedFile {
    if let map {
      let profile = profiles.first { $0.kind == map.kind }
      throw ImportError.mapDoesNotFit(
        file: file.name, map: map.name, kind: map.kind.rawValue,
        required: profile?.fields.filter(\.isRequired).map(\.name) ?? [], headers: headers)
    }
    if wanted == nil, isAmbiguous {
      throw ImportError.ambiguousList(file: file.name, kinds: [.p2e, .jobReport])
    }
    if let wanted {
      let profile = profiles.first { $0.kind == wanted }
      throw profile?.misfit(file.name, headers)
        ?? .notOfKind(file: file.name, kind: wanted.rawValue)
    }
    throw ImportError.notRecognised(file: file.name, headers: headers)
  }

  private static let knownHeaders = Set(
    profiles.flatMap { $0.fields.flatMap(\.comparableAliases) })

  /// The row among the first ones whose headers fit a profile best; else a list without header.
  private static func fitting(
    _ rows: [[String]], _ form: RecognisedFile.TableForm, as wanted: InputKind?, _ map: MapFile?
  ) -> RecognisedFile? {
    var best: (columns: ColumnMap, row: Int)?
    for (index, row) in rows.enumerated() {
      let comparable = row.map(HeaderTranslation.comparable)
      // A row of data has none of all the names; with a map any row may be the headers.
      guard map != nil || comparable.contains(where: knownHeaders.contains) else { continue }
      for profile in profiles where wanted == nil || profile.kind == wanted {
        guard
          let columns = profile.columns(
            of: row, comparable: comparable, map, isWanted: wanted != nil),
          columns.score > (best?.columns.score ?? Int.min)
        else { continue }
        best = (columns, index)
      }
    }
    if let best {
      return RecognisedFile(
        kind: best.columns.profile.kind,
        shape: .table(form, best.columns, preamble: best.row, hasHeader: true))
    }
    if map == nil, let list = BareList(rows)?.file(form, as: wanted) { return list }
    if wanted == nil || wanted == .ebsco, isHeaderlessEBSCO(rows) {
      return RecognisedFile(
        kind: .ebsco,
        shape: .table(form, EBSCOImporter.headerless, preamble: 0, hasHeader: false))
    }
    return nil
  }

  /// Whether most rows are a title, a type of title, and an identifier that is right.
  private static func isHeaderlessEBSCO(_ rows: [[String]]) -> Bool {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    let fitting = filled.filter { row in
      row.count == 3 && row[0].contains(where: \.isLetter)
        && ListedTitles.isType(ArraySlice(row[1].utf8))
        && [IdentifierKind.issn, .isbn].contains { kind in
          IdentifierScanner.identifiers(kind, in: row[2]).contains(where: \.isValid)
        }
    }
    return !filled.isEmpty && fitting.count * 10 >= filled.count * 8
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
