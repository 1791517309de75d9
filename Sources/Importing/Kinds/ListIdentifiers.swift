import Formats
import Identifiers

/// Reads the identifiers of a title list: what a cell holds is told from its content, since ISBN,
/// ISSN and DOI share columns in KBART and get into each other's elsewhere.
struct ListIdentifiers {
  /// A field of a profile that has identifiers.
  struct Field {
    let name: String
    /// What the column says of its identifiers, where they do not say it themselves.
    let medium: Medium
    /// The kinds that are looked for.
    let kinds: [IdentifierKind]
    /// A title's own number in the list, which may be a DOI too.
    let isOwnNumber: Bool

    init(
      _ name: String, _ medium: Medium, _ kinds: [IdentifierKind] = [.doi, .isbn, .issn],
      isOwnNumber: Bool = false
    ) {
      (self.name, self.medium, self.kinds) = (name, medium, kinds)
      self.isOwnNumber = isOwnNumber
    }
  }

  private struct Source {
    let column: Column
    let header: String
    let field: Field
  }

  private let sources: [Source]
  /// Numbers whose leading zeros were lost, and which are right with them.
  private(set) var restored = 0
  private var restoredExample = ""
  private(set) var destroyed = 0
  private var destroyedExample = ""
  private var found: [FoundIdentifier] = []

  init(_ columns: ColumnMap, _ fields: [Field]) {
    sources = fields.flatMap { field in
      columns.all(field.name).map {
        Source(column: $0, header: columns.headers[$0.index], field: field)
      }
    }
  }

  /// The cells of one medium as they stood, joined; nil where the file has no such column.
  func text(_ row: TableRow, _ medium: Medium) -> [UInt8]? {
    var text: [UInt8]?
    for source in sources where source.field.medium == medium && !source.field.isOwnNumber {
      let cell = row.range(source.column)
      if text == nil { text = [] }
      guard !cell.isEmpty else { continue }
      if text?.isEmpty == false { text?.append(contentsOf: "; ".utf8) }
      text?.append(contentsOf: row.record.bytes[cell])
    }
    return text
  }

  /// Whether any cell has an identifier that can be read.
  mutating func hasAny(_ row: TableRow) -> Bool {
    for source in sources {
      scan(row.record.bytes.span.extracting(row.range(source.column)), source)
      if found.contains(where: \.isValid) { return true }
    }
    return false
  }

  /// Writes the identifiers of a title.
  mutating func add(_ row: TableRow, record: Int64, to snapshot: inout SnapshotWriter) throws {
    var position = 0
    for source in sources {
      let range = row.range(source.column)
      guard !range.isEmpty else { continue }
      let cell = row.record.bytes.span.extracting(range)
      scan(cell, source)
      if found.isEmpty { noteDestroyed(row, source) }
      for identifier in found { noteRestored(identifier, in: cell) }
      try snapshot.addFound(
        found, in: cell, field: source.header, record: record, position: &position)
    }
  }

  private mutating func scan(_ cell: Span<UInt8>, _ source: Source) {
    found.removeAll(keepingCapacity: true)
    guard !cell.isEmpty else { return }
    for kind in source.field.kinds {
      IdentifierScanner.identifiers(kind, in: cell, into: &found)
    }
    for index in found.indices where found[index].medium == .unknown {
      found[index].medium = source.field.medium
    }
  }

  private mutating func noteDestroyed(_ row: TableRow, _ source: Source) {
    let cell = row.record.bytes.span.extracting(row.range(source.column))
    guard DestroyedNumber.looksDestroyed(cell) else { return }
    destroyed += 1
    if destroyedExample.isEmpty {
      destroyedExample = "\(row.text(source.column)) in row \(row.record.position.row)"
    }
  }

  /// An ISSN has eight places and an ISBN ten or more: fewer, and right, means zeros were put back.
  private mutating func noteRestored(_ identifier: FoundIdentifier, in cell: Span<UInt8>) {
    let places = identifier.kind == .issn ? 8 : identifier.kind == .isbn ? 10 : 0
    guard identifier.isValid, places > 0 else { return }
    var digits = 0
    for index in identifier.range {
      let byte = cell[index]
      let isPlace = (0x30...0x39).contains(byte) || byte | 0x20 == UInt8(ascii: "x")
      if isPlace { digits += 1 } else if byte == UInt8(ascii: "(") { break }
    }
    guard digits < places else { return }
    restored += 1
    if restoredExample.isEmpty {
      let normal = String(decoding: identifier.normalized(in: cell), as: UTF8.self)
      var raw = ""
      for index in identifier.range { raw.unicodeScalars.append(UnicodeScalar(cell[index])) }
      restoredExample = "\(raw) is \(normal)"
    }
  }

  /// What the user should know of the identifiers of the file.
  var notes: [String] {
    var notes: [String] = []
    if restored > 0 {
      notes.append(
        "leading zeros put back, since the check digit then holds: \(restored) identifiers"
          + " (\(restoredExample))")
    }
    if destroyed > 0 {
      notes.append(
        "identifiers destroyed by a spreadsheet and not used: \(destroyed)"
          + " (\(destroyedExample)); their titles are kept")
    }
    return notes
  }
}
