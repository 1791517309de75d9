/// One cell with something in it; its text is in the sheet part's own buffer.
struct SheetCell {
  /// What the cell's text stands for.
  enum Kind: UInt8 {
    case number, shared, string, boolean, error, day
  }

  var column: Int32
  /// Number of the cell's style.
  var style: Int32
  /// Bytes of text; the texts of a row's cells stand one behind the other.
  var byteCount: UInt32
  var kind: Kind
}

/// One row as the sheet has it.
struct SheetRow {
  var number = 0
  var line = 0
  var byte = 0
  /// Where the row's cells and their texts begin.
  var cellStart = 0
  var textStart = 0
}

/// Takes rows and cells out of a sheet's XML, as texts and numbers of texts, so that no more memory
/// is needed than the piece of XML has.
struct XLSXSheetPart: XMLHandler {
  static let byteLimit = 16 << 20

  /// Finished rows.
  private(set) var rows: [SheetRow] = []
  private(set) var cells: [SheetCell] = []
  private(set) var text: [UInt8] = []
  /// A reference that is none: rows from there on are not taken.
  private(set) var failure: ArchiveError?
  /// Whether one of the texts holds a NUL.
  private(set) var hasNUL = false

  private let file: String
  private let sheet: String
  private var state = State.outside
  /// Open elements that hold nothing of use.
  private var skipDepth = 0
  private var row = SheetRow()
  private var cell = SheetCell(column: -1, style: 0, byteCount: 0, kind: .number)
  private var cellTextStart = 0
  private var hasRowNumber = false

  private enum State {
    case outside, sheet, row, cell, value, rich, run, text, runText
  }

  init(file: String, sheet: String) {
    self.file = file
    self.sheet = sheet
  }

  /// Forgets the finished rows; their memory is used again.
  mutating func reset() {
    rows.removeAll(keepingCapacity: true)
    let isOpen = state != .outside && state != .sheet
    let cellCount = isOpen ? row.cellStart : cells.count
    let textCount = isOpen ? row.textStart : text.count
    cells.removeSubrange(..<cellCount)
    text.removeSubrange(..<textCount)
    row.cellStart = 0
    row.textStart = 0
    cellTextStart -= min(textCount, cellTextStart)
  }

  /// The cells of a finished row.
  func cells(of index: Int) -> Range<Int> {
    let end = index + 1 < rows.count ? rows[index + 1].cellStart : openCellStart
    return rows[index].cellStart..<end
  }

  private var openCellStart: Int {
    state == .outside || state == .sheet ? cells.count : row.cellStart
  }

  mutating func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    guard skipDepth == 0 else {
      skipDepth += 1
      return
    }
    switch state {
    case .cell where name == Name.v: state = .value
    case .row where name == Name.c: startCell(attributes)
    case .sheet where name == Name.row: startRow(attributes, at: place)
    case .cell where name == Name.inline: state = .rich
    case .rich where name == Name.t: state = .text
    case .rich where name == Name.r: state = .run
    case .run where name == Name.t: state = .runText
    case .outside:
      if name == Name.sheetData { state = .sheet }
    default: skipDepth = 1
    }
  }

  mutating func endElement(_ name: XMLName) throws(FormatError) {
    guard skipDepth == 0 else {
      skipDepth -= 1
      return
    }
    switch state {
    case .value, .rich: state = .cell
    case .cell:
      state = .row
      try finishCell()
    case .row:
      state = .sheet
      if failure == nil { rows.append(row) }
    case .text, .run: state = .rich
    case .runText: state = .run
    case .sheet: state = .outside
    case .outside: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) throws(FormatError) {
    guard skipDepth == 0, state == .value || state == .text || state == .runText else { return }
    guard text.count - row.textStart + bytes.count <= Self.byteLimit else {
      throw .recordTooLong(file: file, position: row.position, limit: Self.byteLimit)
    }
    text.append(copying: bytes)
  }

  private mutating func startRow(_ attributes: borrowing XMLAttributes, at place: XMLPlace) {
    state = .row
    let range = attributes.range(of: Name.r)
    hasRowNumber = range != nil
    var number = row.number + 1
    if let range {
      number = 0
      for byte in attributes.bytes[range] {
        number = (0x30...0x39).contains(byte) ? number * 10 + Int(byte - 0x30) : .max / 16
        number = min(number, .max / 16)
      }
    }
    if !(1...CellAddress.rowLimit).contains(number) {
      fail(range.map { String(decoding: attributes.bytes[$0], as: UTF8.self) } ?? "\(number)")
      number = 0
    }
    row = SheetRow(
      number: number, line: place.line, byte: place.byte, cellStart: cells.count,
      textStart: text.count)
    cell.column = -1
  }

  private mutating func startCell(_ attributes: borrowing XMLAttributes) {
    state = .cell
    cellTextStart = text.count
    if let range = attributes.range(of: Name.r) {
      place(attributes.bytes[range])
    } else {
      cell.column += 1
      if cell.column >= CellAddress.columnLimit { fail("row \(row.number)") }
    }
    cell.kind = attributes.range(of: Name.t).map { kind(attributes.bytes[$0]) } ?? .number
    cell.style = 0
    guard let style = attributes.range(of: Name.s) else { return }
    for byte in attributes.bytes[style] {
      cell.style = min(cell.style * 10 + Int32(byte & 0x0F), 1 << 20)
    }
  }

  private mutating func place(_ reference: ArraySlice<UInt8>) {
    guard let address = CellAddress.parse(reference) else {
      return fail(String(decoding: reference, as: UTF8.self))
    }
    cell.column = Int32(address.column)
    // Some writers number the cells only.
    if !hasRowNumber, address.row > 0 {
      row.number = address.row
      hasRowNumber = true
    }
  }

  private func kind(_ type: ArraySlice<UInt8>) -> SheetCell.Kind {
    switch type.first {
    case UInt8(ascii: "s"): type.count == 1 ? .shared : .string
    case UInt8(ascii: "b"): .boolean
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .day
    case UInt8(ascii: "n"): .number
    // str and inlineStr; what is not known is text.
    default: .string
    }
  }

  private mutating func finishCell() throws(FormatError) {
    guard text.count > cellTextStart else { return }
    if cell.kind == .string, XLSXEscapes.decode(in: &text, from: cellTextStart) { hasNUL = true }
    cell.byteCount = UInt32(truncatingIfNeeded: text.count - cellTextStart)
    cells.append(cell)
    guard cells.count - row.cellStart <= CellAddress.columnLimit else {
      throw .tooManyFields(
        file: file, position: row.position, limit: CellAddress.columnLimit)
    }
  }

  private mutating func fail(_ reference: String) {
    guard failure == nil else { return }
    failure = .badReference(file: file, sheet: sheet, reference: reference)
  }

  private enum Name {
    static let sheetData: XMLName = "sheetData"
    static let row: XMLName = "row"
    static let c: XMLName = "c"
    static let v: XMLName = "v"
    static let inline: XMLName = "is"
    static let t: XMLName = "t"
    static let r: XMLName = "r"
    static let s: XMLName = "s"
  }
}

extension SheetRow {
  /// Where the row stands, for messages.
  var position: Position { Position(row: number, line: line, byte: byte) }
}
