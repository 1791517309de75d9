/// A workbook of Excel since 2007, with or without macros: its sheets, and what their cells refer to.
package struct Workbook: ~Copyable {
  /// Name of the file, for messages.
  package let name: String
  /// The day on which the workbook says it was made, as YYYY-MM-DD; nil when it does not say.
  package let createdDay: String?

  private let path: String
  private let sheets: [(name: String, member: String?)]
  private let strings: SharedStrings
  private let dateParts: [DateParts]
  private let days: WorkbookDays
  private let stamp: FileStamp
  private let chunkSize: Int

  /// Whether an archive has what only workbooks have: false for an archive of other files, true where
  /// its list of members cannot be read, so that a damaged workbook is told as one.
  package static func isLikely(path: String) -> Bool {
    guard let archive = try? ZipArchive(path: path) else { return true }
    return archive.member("xl/workbook.xml") != nil || archive.member("[Content_Types].xml") != nil
  }

  /// Opens the file that was inspected and reads all but its sheets; throws when it is no workbook,
  /// damaged, or not the file that was inspected any more.
  package init(path: String, inspection: FileInspection) throws(ArchiveError) {
    try self.init(path: path, inspection: inspection, chunkSize: ZipArchive.chunkSize)
  }

  /// The same, with all XML read in pieces of `chunkSize` bytes.
  init(path: String, inspection: FileInspection, chunkSize: Int) throws(ArchiveError) {
    let name = inspection.name
    var archive = try ZipArchive(path: path, name: name, chunkSize: chunkSize)
    let stamp = archive.stamp
    let expected = inspection.modified.map {
      FileStamp(byteCount: inspection.byteCount, modified: $0)
    }
    if let expected, expected != stamp { throw .format(.changed(file: name)) }
    let package = try archive.relationships(of: "")
    let book = package.target(type: "officeDocument") ?? "xl/workbook.xml"
    guard let member = archive.member(book) else { throw .notAWorkbook(file: name) }
    let part = XLSXWorkbookPart()
    try archive.parse(member, handler: part)
    let parts = try archive.relationships(of: book)
    let sheets = try Self.sheets(part, parts, archive)
    let styles = XLSXStyles()
    if let member = archive.member(parts.target(type: "styles")) {
      try archive.parse(member, handler: styles)
    }
    let properties = XLSXCoreProperties()
    if let member = archive.member(package.target(type: "core-properties") ?? "docProps/core.xml") {
      try archive.parse(member, handler: properties)
    }
    let strings = SharedStrings(file: name)
    if let member = archive.member(parts.target(type: "sharedStrings")) {
      let texts = XLSXSharedStringsPart(file: "\(name), \(member)", strings: strings)
      try archive.parse(member, handler: texts) { $0.failure }
    }
    try strings.finish()
    self.name = name
    self.path = path
    createdDay = properties.createdDay
    self.sheets = sheets
    self.strings = strings
    dateParts = styles.dateParts()
    days = WorkbookDays(is1904: part.is1904)
    self.stamp = stamp
    self.chunkSize = chunkSize
  }

  /// The names of the worksheets in the order of the workbook, hidden ones too; charts are none.
  package var sheetNames: [String] { sheets.map(\.name) }

  /// A reader at the beginning of a sheet, counted from 0. Several can be open, and each outlives the
  /// workbook; throws when there is no such sheet or the file has changed.
  package func open(sheet index: Int) throws(ArchiveError) -> SheetReader {
    guard sheets.indices.contains(index) else {
      throw .noSuchSheet(file: name, number: index + 1, count: sheets.count)
    }
    let archive = try ZipArchive(path: path, name: name, chunkSize: chunkSize)
    if archive.stamp != stamp { throw .format(.changed(file: name)) }
    guard let member = sheets[index].member else {
      throw .missingSheet(file: name, sheet: sheets[index].name)
    }
    return try SheetReader(
      archive: archive, member: member, sheetName: sheets[index].name, strings: strings,
      dateParts: dateParts, days: days)
  }

  private static func sheets(
    _ part: XLSXWorkbookPart, _ parts: XLSXRelationships, _ archive: borrowing ZipArchive
  ) throws(ArchiveError) -> [(name: String, member: String?)] {
    var sheets: [(name: String, member: String?)] = []
    for sheet in part.sheets {
      let found = parts.target(id: sheet.relationship)
      // Chart sheets, dialogues and macro sheets of Excel 4 have no rows.
      guard found.map({ $0.type == "worksheet" }) ?? true else { continue }
      sheets.append((sheet.name, archive.member(found?.member)))
    }
    return sheets
  }
}

extension ZipArchive {
  /// The member of this name, however its letters are written: the names of a workbook's parts are
  /// the same in upper and lower case (ECMA-376 part 2, 6.2.2.3), and some writers use backslashes.
  borrowing func member(_ part: String?) -> String? {
    guard let part else { return nil }
    let names = memberNames
    if names.contains(part) { return part }
    func folded(_ name: String) -> [UInt8] {
      name.utf8.map { byte in
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case UInt8(ascii: "\\"): UInt8(ascii: "/")
        default: byte
        }
      }
    }
    let wanted = folded(part)
    return names.first { folded($0) == wanted }
  }

  /// The relationships of a part, or with an empty name those of the whole package; none when the
  /// archive has no list of them.
  mutating func relationships(of part: String) throws(ArchiveError) -> XLSXRelationships {
    let relationships = XLSXRelationships(of: part)
    let name = part.isEmpty ? "_rels/.rels" : XLSXRelationships.member(of: part)
    if let member = member(name) { try parse(member, handler: relationships) }
    return relationships
  }

  /// Parses a member as XML; `failure` is asked after each piece whether to go on.
  mutating func parse<Handler: XMLHandler>(
    _ member: String, handler: Handler, failure: (Handler) -> ArchiveError? = { _ in nil }
  ) throws(ArchiveError) {
    try open(member)
    var parser: XMLReader<Handler>
    do { parser = try XMLReader(file: "\(name), \(member)", handler: handler) } catch {
      throw .format(error)
    }
    var chunk: [UInt8] = []
    while try readChunk(into: &chunk) {
      do { try parser.feed(chunk) } catch { throw .format(error) }
      if let failure = failure(parser.handler) { throw failure }
      chunk.removeAll(keepingCapacity: true)
    }
    do { try parser.finish() } catch { throw .format(error) }
  }
}
