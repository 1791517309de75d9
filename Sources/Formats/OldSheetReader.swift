/// Rows of one sheet of an old workbook, one after another, in constant memory.
///
/// Like `SheetReader`: a record is a row that has cells, `position.row` is the number that the
/// spreadsheet shows, and after the last cell that holds something there are no more fields.
package struct OldSheetReader: ~Copyable {
  /// Name of the sheet, for messages.
  package let sheetName: String

  private var stream: BIFFStream
  private let strings: SharedStrings
  private let dateParts: [DateParts]
  private let days: WorkbookDays
  private var record = BIFFRecord()
  /// Whether the record is the first of the next row.
  private var isHeldBack = false
  /// Substreams that are open: the sheet, and a chart that lies in it.
  private var depth = 0
  private var lastRow = -1
  /// The column of a formula whose text comes in a record of its own.
  private var awaited: Int?
  private var hasNUL = false
  private var failure: ArchiveError?

  private static let byteLimit = 16 << 20
  private static let columnLimit = 256

  /// Reads from the place where the sheet begins.
  init(
    _ stream: consuming BIFFStream, sheetName: String, strings: SharedStrings,
    dateParts: [DateParts], days: WorkbookDays
  ) throws(ArchiveError) {
    var stream = stream
    var record = BIFFRecord()
    guard try stream.next(into: &record) else { throw stream.damaged("it is not in the file") }
    try BIFFGlobals.checkBegin(record, stream)
    self.stream = stream
    self.sheetName = sheetName
    self.strings = strings
    self.dateParts = dateParts
    self.days = days
    depth = 1
  }

  /// Fills the record with the next row; false at the end of the sheet. Throws when the sheet cannot
  /// be read on, after the rows that are complete before that place.
  package mutating func read(into row: inout Record) throws(ArchiveError) -> Bool {
    if let failure { throw failure }
    do throws(ArchiveError) {
      return try readRow(into: &row)
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func readRow(into row: inout Record) throws(ArchiveError) -> Bool {
    row.clear()
    row.delimiter = UInt8(ascii: "\t")
    awaited = nil
    hasNUL = false
    var number = -1
    while depth > 0 {
      if !isHeldBack { try advance() }
      isHeldBack = false
      guard depth == 1 else { continue }
      if record.type == BIFFType.formulaText {
        try addFormulaText(to: &row)
      } else if let cells = BIFFCells(record) {
        if number < 0 {
          number = try begin(cells, &row)
        } else if cells.row != number {
          isHeldBack = true
          break
        }
        try add(cells, to: &row)
      }
      try checkSize(row)
    }
    guard number >= 0 else {
      try stream.checkUnchanged()
      return false
    }
    if hasNUL || strings.hasNUL, row.bytes.contains(0) { row.problem = .nulByte }
    return true
  }

  private mutating func advance() throws(ArchiveError) {
    guard try stream.next(into: &record) else { throw stream.damaged("it has no end") }
    switch record.type {
    case BIFFType.begin: depth += 1
    case BIFFType.endOfFile: depth -= 1
    default: break
    }
  }

  /// Rows come in their order; a row in two places would be read as two rows that lack cells.
  private mutating func begin(
    _ cells: BIFFCells, _ row: inout Record
  ) throws(ArchiveError) -> Int {
    guard cells.row > lastRow else { throw stream.damaged("its rows are not in order") }
    lastRow = cells.row
    row.position = Position(row: cells.row + 1, line: cells.row + 1, byte: record.offset)
    return cells.row
  }

  private mutating func add(_ cells: BIFFCells, to row: inout Record) throws(ArchiveError) {
    awaited = nil
    guard cells.columns.upperBound <= Self.columnLimit else {
      throw .badReference(
        file: stream.name, sheet: sheetName,
        reference: CellAddress(row: cells.row + 1, column: cells.columns.upperBound - 1).text)
    }
    for column in cells.columns {
      let start = row.bytes.count
      try append(cells.value(column, in: record), at: column, in: cells, to: &row)
      row.set(column, start..<row.bytes.count)
    }
  }

  private mutating func append(
    _ value: BIFFCells.Value, at column: Int, in cells: BIFFCells, to row: inout Record
  ) throws(ArchiveError) {
    switch value {
    case .empty: break
    case .number(let number, let style):
      if append(number, style: style, to: &row.bytes) { row.longNumbers.append(column) }
    case .boolean(let isTrue):
      row.bytes.append(contentsOf: isTrue ? "TRUE".utf8 : "FALSE".utf8)
    case .error(let code): row.bytes.append(contentsOf: BIFFCells.errorText(code).utf8)
    case .shared(let index):
      guard try strings.copy(index, to: &row.bytes) else {
        throw .badSharedString(
          file: stream.name, sheet: sheetName,
          cell: CellAddress(row: cells.row + 1, column: column).text, index: String(index))
      }
    case .text(let offset):
      try appendText(at: offset, to: &row.bytes)
    case .awaited: awaited = column
    case .missing: throw stream.damaged("the record of a cell is too short")
    }
  }

  /// Appends a number as the spreadsheet means it; true when it is one that has lost digits.
  private func append(_ number: Double, style: Int, to bytes: inout [UInt8]) -> Bool {
    let shown = style < dateParts.count ? dateParts[style] : []
    guard !shown.isEmpty else { return NumberText.append(number, to: &bytes) }
    var text: [UInt8] = []
    let isLong = NumberText.append(number, to: &text)
    if days.append(text.span, shown: shown, to: &bytes) { return false }
    bytes.append(contentsOf: text)
    return isLong
  }

  private mutating func addFormulaText(to row: inout Record) throws(ArchiveError) {
    guard let column = awaited else { return }
    awaited = nil
    let start = row.bytes.count
    try appendText(at: 0, to: &row.bytes)
    row.set(column, start..<row.bytes.count)
  }

  private mutating func appendText(
    at offset: Int, to bytes: inout [UInt8]
  ) throws(ArchiveError) {
    var cursor = BIFFCursor(record, at: offset)
    try cursor.appendText(to: &bytes, &stream)
    if cursor.hasNUL { hasNUL = true }
  }

  private func checkSize(_ row: borrowing Record) throws(ArchiveError) {
    guard row.bytes.count <= Self.byteLimit else {
      throw .format(
        .recordTooLong(file: stream.name, position: row.position, limit: Self.byteLimit))
    }
  }
}
