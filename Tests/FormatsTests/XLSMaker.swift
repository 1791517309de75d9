@testable import Formats

/// A small workbook of Excel 97 made in memory.
struct XLSMaker {
  struct Sheet {
    var name: String
    /// The sheet's records between those that begin and end it.
    var records: [UInt8]
    /// 0 is a worksheet, 1 a macro, 2 a chart.
    var type: UInt8 = 0
  }

  var sheets: [Sheet]
  /// Records of the workbook as a whole, before its list of sheets.
  var globals: [UInt8] = []
  var strings: [UInt8]?
  /// Further streams of the file.
  var others: [(name: String, bytes: [UInt8])] = []
  var streamName = "Workbook"
  var version: UInt16 = 0x0600
  /// Streams of 4,096 bytes and more do not lie in small sectors.
  var isPadded = true

  /// A workbook of one sheet with these records.
  init(_ records: [UInt8] = []) { sheets = [Sheet(name: "Data", records: records)] }

  static func word(_ value: Int) -> [UInt8] {
    CompoundMaker.word(UInt16(truncatingIfNeeded: value))
  }

  static func long(_ value: Int) -> [UInt8] {
    CompoundMaker.long(UInt32(truncatingIfNeeded: value))
  }

  static func double(_ value: Double) -> [UInt8] {
    long(Int(value.bitPattern & 0xFFFF_FFFF)) + long(Int(value.bitPattern >> 32))
  }

  static func record(_ type: UInt16, _ bytes: [UInt8]) -> [UInt8] {
    CompoundMaker.word(type) + word(bytes.count) + bytes
  }

  /// A cell's record: its place and style, and what follows.
  static func cell(
    _ type: UInt16, _ row: Int, _ column: Int, style: Int = 0, _ value: [UInt8]
  ) -> [UInt8] {
    record(type, word(row) + word(column) + word(style) + value)
  }

  static func number(_ row: Int, _ column: Int, _ value: Double, style: Int = 0) -> [UInt8] {
    cell(BIFFType.number, row, column, style: style, double(value))
  }

  static func shared(_ row: Int, _ column: Int, _ index: Int) -> [UInt8] {
    cell(BIFFType.sharedString, row, column, long(index))
  }

  static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    cell(BIFFType.text, row, column, Self.text(text))
  }

  /// A text with its header: in one byte a character where that does.
  static func text(_ text: String, countBytes: Int = 2) -> [UInt8] {
    let units = Array(text.utf16)
    let isWide = units.contains { $0 > 0xFF }
    let count = countBytes == 1 ? [UInt8(truncatingIfNeeded: units.count)] : word(units.count)
    return count + [isWide ? 1 : 0]
      + units.flatMap { isWide ? word(Int($0)) : [UInt8(truncatingIfNeeded: $0)] }
  }

  /// Styles that show numbers in these formats; format codes get numbers from 164.
  mutating func setStyles(_ formats: [Int], codes: [String] = []) {
    for (index, code) in codes.enumerated() {
      globals += Self.record(BIFFType.format, Self.word(164 + index) + Self.text(code))
    }
    for format in formats {
      globals += Self.record(
        BIFFType.style, Self.word(0) + Self.word(format) + [UInt8](repeating: 0, count: 16))
    }
  }

  /// A list of texts in one record.
  mutating func setStrings(_ texts: [String]) {
    let bytes = texts.flatMap { Self.text($0) }
    strings = Self.record(
      BIFFType.sharedStrings, Self.long(texts.count) + Self.long(texts.count) + bytes)
  }

  /// The workbook's stream.
  var stream: [UInt8] {
    let begin = { (type: Int) in
      Self.record(
        BIFFType.begin,
        CompoundMaker.word(version) + Self.word(type) + [UInt8](repeating: 0, count: 12))
    }
    let end = Self.record(BIFFType.endOfFile, [])
    let head = begin(5) + globals
    let tail = (strings ?? []) + end
    let bodies = sheets.map { begin($0.type == 0 ? 0x10 : 0x20) + $0.records + end }
    let names = sheets.map { Self.text($0.name, countBytes: 1) }
    var place = head.count + names.reduce(0) { $0 + 10 + $1.count } + tail.count
    var list: [UInt8] = []
    for (index, body) in bodies.enumerated() {
      list += Self.record(
        BIFFType.sheet, Self.long(place) + [0, sheets[index].type] + names[index])
      place += body.count
    }
    let bytes = head + list + tail + bodies.joined()
    return bytes + [UInt8](repeating: 0, count: isPadded ? max(0, 4_096 - bytes.count) : 0)
  }

  var compound: CompoundMaker { CompoundMaker([(streamName, stream)] + others) }

  var bytes: [UInt8] { compound.bytes }
}

/// All rows of a sheet of an old workbook: the number of each, and its fields between bars.
func oldSheetRows(
  of bytes: [UInt8], sheet: Int = 0, pieceSize: Int = BIFFStream.pieceSize
) throws -> [String] {
  let file = try TemporaryFile(bytes)
  let inspection = try FileInspection.inspect(path: file.path)
  let workbook = try OldWorkbook(path: file.path, inspection: inspection, pieceSize: pieceSize)
  var reader = try workbook.open(sheet: sheet)
  var record = Record()
  var rows: [String] = []
  while try reader.read(into: &record) { rows.append(record.shown) }
  return rows
}

/// What reading an old workbook to its end throws; nil when it throws nothing.
func oldSheetFailure(of bytes: [UInt8], sheet: Int = 0) throws -> ArchiveError? {
  do { _ = try oldSheetRows(of: bytes, sheet: sheet) } catch let error as ArchiveError {
    return error
  }
  return nil
}
