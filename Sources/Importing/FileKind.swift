import Formats
import Store

/// What a file is, told from its content.
struct RecognisedFile {
  enum Shape {
    /// A table with a header after `preamble` rows, or without one.
    case table(Dialect, ColumnMap, preamble: Int, hasHeader: Bool)
    case marc
  }

  let kind: InputKind
  let shape: Shape
}

/// Tells the kind of a file from its first bytes, never from its name.
enum FileKind {
  static let profiles: [Profile] = [
    PortfolioImporter.profile, OrderLineImporter.profile, CollectionImporter.profile,
    HoldingImporter.profile, P2EImporter.profile,
  ]

  /// - Parameter wanted: the kind that the user says it is; then only that is tried.
  /// - Throws: `ImportError` where it is of no kind, saying what was found.
  static func recognise(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    switch file.inspection.container {
    case .empty: throw ImportError.emptyFile(file.name)
    case .xml: return try marc(file, as: wanted)
    case .text: return try table(file, as: wanted)
    case .zip: throw ImportError.container(file: file.name, container: "a workbook or archive")
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

  /// The row among the first ones whose headers fit a profile best; else a list without header.
  private static func table(_ file: InputFile, as wanted: InputKind?) throws -> RecognisedFile {
    let head = file.inspection.decodedHead()
    let dialect = Dialect.sniff(head: head)
    let rows = firstRows(head, dialect)
    var best: (map: ColumnMap, row: Int)?
    for (index, row) in rows.enumerated() {
      for profile in profiles where wanted == nil || profile.kind == wanted {
        guard let map = profile.columns(of: row), map.score > (best?.map.score ?? Int.min) else {
          continue
        }
        best = (map, index)
      }
    }
    if let best {
      return RecognisedFile(
        kind: best.map.profile.kind,
        shape: .table(dialect, best.map, preamble: best.row, hasHeader: true))
    }
    if wanted == nil || wanted == .p2e, let columns = headerlessP2E(rows) {
      return RecognisedFile(
        kind: .p2e,
        shape: .table(
          dialect, P2EImporter.headerless(columns: columns), preamble: 0, hasHeader: false))
    }
    if let wanted { throw ImportError.notOfKind(file: file.name, kind: wanted.rawValue) }
    throw ImportError.notRecognised(file: file.name, headers: rows.first ?? [])
  }

  private static func firstRows(_ head: [UInt8], _ dialect: Dialect) -> [[String]] {
    var reader = DelimitedReader(source: ByteSource(bytes: head), dialect: dialect)
    var record = Record()
    var rows: [[String]] = []
    while rows.count < 30, (try? reader.read(into: &record)) == true {
      rows.append((0..<record.count).map { record.text($0).trimmedASCII() })
    }
    return rows
  }

  /// How many columns a bare P2E list has; nil where most rows are not an old bib id and a type.
  private static func headerlessP2E(_ rows: [[String]]) -> Int? {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    let fitting = filled.filter { row in
      guard let id = row.first, isLegacyID(id) else { return false }
      let rest = row.dropFirst()
      return P2EImporter.types[(rest.first ?? "").lowercased()] != nil
        && rest.dropFirst().allSatisfy(\.isEmpty)
    }
    guard !filled.isEmpty, fitting.count * 10 >= filled.count * 8 else { return nil }
    return max(1, filled.map(\.count).max() ?? 1)
  }
}
