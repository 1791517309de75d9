/// What the first part of a workbook's stream says of all sheets ([MS-XLS] 2.1.7.20.3).
struct BIFFGlobals {
  private(set) var sheets: [(name: String, offset: Int)] = []
  private(set) var days = WorkbookDays()
  let strings: SharedStrings
  private var formats: [Int: DateParts] = [:]
  private var styles: [Int] = []

  /// Most characters of a sheet's name are 31; most sheets are as many as memory holds.
  private static let sheetLimit = 10_000

  /// The parts of a date that each cell style shows, by the style's number.
  var dateParts: [DateParts] { styles.map { formats[$0] ?? DateParts.builtIn($0) } }

  /// Reads the records from the beginning of the stream to the end of its first part.
  init(_ stream: inout BIFFStream) throws(ArchiveError) {
    strings = SharedStrings(file: stream.name)
    var record = BIFFRecord()
    guard try stream.next(into: &record) else { throw .notAnOldWorkbook(file: stream.name) }
    try Self.checkBegin(record, stream)
    while try stream.next(into: &record), record.type != BIFFType.endOfFile {
      try take(record, &stream)
    }
    guard record.type == BIFFType.endOfFile else { throw stream.damaged("it has no end") }
    try strings.finish()
  }

  private mutating func take(
    _ record: BIFFRecord, _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    switch record.type {
    case BIFFType.password: throw .oldWorkbookProtected(file: stream.name)
    case BIFFType.days1904 where record.bytes.count >= 2:
      days.is1904 = record.bytes.word(at: 0) == 1
    case BIFFType.format where record.bytes.count >= 4:
      var code: [UInt8] = []
      var cursor = BIFFCursor(record, at: 2)
      try cursor.appendText(to: &code, &stream)
      formats[Int(record.bytes.word(at: 0))] = DateParts.of(code: code)
    case BIFFType.style where record.bytes.count >= 4:
      styles.append(Int(record.bytes.word(at: 2)))
    case BIFFType.sheet: try takeSheet(record, &stream)
    case BIFFType.sharedStrings: try takeStrings(record, &stream)
    default: break
    }
  }

  /// The sheets' names and places; what is no worksheet (a chart, a macro) has no rows.
  private mutating func takeSheet(
    _ record: BIFFRecord, _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    guard record.bytes.count >= 8, sheets.count < Self.sheetLimit else {
      throw stream.damaged("its list of sheets is not whole")
    }
    guard record.bytes[5] == 0 else { return }
    var name: [UInt8] = []
    var cursor = BIFFCursor(record, at: 6)
    try cursor.appendText(countBytes: 1, to: &name, &stream)
    sheets.append((String(decoding: name, as: UTF8.self), Int(record.bytes.long(at: 0))))
  }

  /// The texts that cells name by number. Some writers announce more of them than there are.
  private func takeStrings(
    _ record: BIFFRecord, _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    guard record.bytes.count >= 8 else { throw stream.damaged("its list of texts is not whole") }
    var rest = Int(record.bytes.long(at: 4))
    var cursor = BIFFCursor(record, at: 8)
    var text: [UInt8] = []
    while rest > 0, try !cursor.isAtEnd(&stream) {
      text.removeAll(keepingCapacity: true)
      try cursor.appendText(to: &text, &stream)
      try strings.append(text)
      rest -= 1
    }
    if cursor.hasNUL { strings.hasNUL = true }
  }

  /// Throws unless the record begins a stream of Excel 97 or later.
  static func checkBegin(
    _ record: BIFFRecord, _ stream: borrowing BIFFStream
  ) throws(ArchiveError) {
    guard record.type == BIFFType.begin, record.bytes.count >= 4 else {
      throw stream.damaged("it does not begin as one does")
    }
    switch record.bytes.word(at: 0) {
    case 0x0600: return
    case 0x0500: throw .oldWorkbookTooOld(file: stream.name, version: "5.0 or 95")
    default: throw stream.damaged("it does not begin as one does")
    }
  }
}
