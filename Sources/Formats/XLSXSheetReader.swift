/// Rows of one sheet of a workbook, one after another, in constant memory.
///
/// A record is what the sheet has as a row: rows that it leaves out are left out here, and
/// `position.row` is the number that the spreadsheet shows. Cells are fields in their columns; after
/// the last cell that holds something there are no more. Hidden rows and columns are read.
package struct SheetReader: ~Copyable {
  /// Name of the sheet, for messages.
  package let sheetName: String

  private var archive: ZipArchive
  private var parser: XMLReader<XLSXSheetPart>
  private let strings: SharedStrings
  private let dateParts: [DateParts]
  private let days: WorkbookDays
  private var chunk: [UInt8] = []
  private var next = 0
  private var isAtEnd = false
  /// What stopped the parse; thrown when the rows before it have been read.
  private var failure: ArchiveError?

  /// Reads a member of the archive, which must be a sheet.
  init(
    archive: consuming ZipArchive, member: String, sheetName: String, strings: SharedStrings,
    dateParts: [DateParts], days: WorkbookDays
  ) throws(ArchiveError) {
    let file = archive.name
    let part = XLSXSheetPart(file: file, sheet: sheetName)
    try archive.open(member)
    do {
      parser = try XMLReader(file: "\(file), sheet “\(sheetName)”", handler: part)
    } catch {
      throw .format(error)
    }
    self.archive = archive
    self.sheetName = sheetName
    self.strings = strings
    self.dateParts = dateParts
    self.days = days
  }

  /// Fills the record with the next row; false at the end of the sheet. Throws when the sheet cannot
  /// be read on, after the rows that are complete before that place.
  package mutating func read(into record: inout Record) throws(ArchiveError) -> Bool {
    while next == parser.handler.rows.count {
      if let failure { throw failure }
      guard !isAtEnd else { return false }
      parser.handler.reset()
      next = 0
      do { try parseChunk() } catch { failure = error }
    }
    defer { next += 1 }
    try fill(&record)
    return true
  }

  private mutating func parseChunk() throws(ArchiveError) {
    chunk.removeAll(keepingCapacity: true)
    let hasMore = try archive.readChunk(into: &chunk)
    do throws(FormatError) {
      if hasMore { try parser.feed(chunk) } else { try parser.finish() }
    } catch {
      throw parser.handler.failure ?? .format(error)
    }
    if let failure = parser.handler.failure { throw failure }
    if !hasMore {
      isAtEnd = true
      try archive.checkUnchanged()
    }
  }

  private func fill(_ record: inout Record) throws(ArchiveError) {
    let row = parser.handler.rows[next]
    record.clear()
    record.delimiter = UInt8(ascii: "\t")
    record.position = row.position
    let cells = parser.handler.cells
    let text = parser.handler.text
    var from = row.textStart
    for index in parser.handler.cells(of: next) {
      let cell = cells[index]
      let to = from + Int(cell.byteCount)
      let start = record.bytes.count
      let isLong = try append(cell, text, from..<to, at: row.number, to: &record.bytes)
      if isLong { record.longNumbers.append(Int(cell.column)) }
      from = to
      let end = record.bytes.count
      guard end <= XLSXSheetPart.byteLimit else {
        throw .format(
          .recordTooLong(
            file: archive.name, position: row.position, limit: XLSXSheetPart.byteLimit))
      }
      record.set(Int(cell.column), start..<end)
    }
    if parser.handler.hasNUL || strings.hasNUL, record.bytes.contains(0) {
      record.problem = .nulByte
    }
  }

  /// Appends a cell's text; true when it is a number that has lost digits.
  private func append(
    _ cell: SheetCell, _ text: [UInt8], _ range: Range<Int>, at row: Int, to bytes: inout [UInt8]
  ) throws(ArchiveError) -> Bool {
    switch cell.kind {
    case .shared:
      let index = Self.index(text, range)
      guard let index, try strings.copy(index, to: &bytes) else {
        throw .badSharedString(
          file: archive.name, sheet: sheetName,
          cell: CellAddress(row: row, column: Int(cell.column)).text,
          index: String(decoding: text[range], as: UTF8.self))
      }
    case .number:
      let number = Self.trimmed(text, range)
      let style = Int(cell.style)
      let shown = style < dateParts.count ? dateParts[style] : []
      let isDay =
        !shown.isEmpty && days.append(text.span.extracting(number), shown: shown, to: &bytes)
      return isDay ? false : NumberText.append(text.span.extracting(number), to: &bytes)
    case .boolean:
      let value = text[Self.trimmed(text, range)]
      if value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8) {
        bytes.append(contentsOf: "TRUE".utf8)
      } else if value.elementsEqual("0".utf8) || value.elementsEqual("false".utf8) {
        bytes.append(contentsOf: "FALSE".utf8)
      } else {
        bytes.append(contentsOf: value)
      }
    case .day:
      WorkbookDays.append(iso: text.span.extracting(Self.trimmed(text, range)), to: &bytes)
    case .string, .error:
      bytes.append(contentsOf: text[range])
    }
    return false
  }

  private static func index(_ text: [UInt8], _ range: Range<Int>) -> Int? {
    var index = 0
    for byte in text[trimmed(text, range)] {
      guard (0x30...0x39).contains(byte), index < 1 << 40 else { return nil }
      index = index * 10 + Int(byte - 0x30)
    }
    return index
  }

  /// The range without white space around it, which some writers put around numbers.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while start < end, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
