import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Workbooks of Excel 97 to 2003")
struct OldWorkbookTests {
  /// One cell and what stands in the record for it; the styles are 0 plain, 1 a day, 2 a time,
  /// 3 both, 4 a format whose name of a unit has the letters of a date.
  struct CellCase: Sendable, CustomTestStringConvertible {
    var name: String
    var record: [UInt8]
    var text: String
    var isLong = false

    var testDescription: String { name }
  }

  private static func short(_ value: Int32, _ flags: UInt32) -> [UInt8] {
    CompoundMaker.long(UInt32(bitPattern: value) << 2 | flags)
  }

  private static func formula(_ value: [UInt8]) -> [UInt8] {
    XLSMaker.cell(BIFFType.formula, 0, 0, value + [UInt8](repeating: 0, count: 8))
  }

  static let plain: [CellCase] = [
    CellCase(name: "whole", record: XLSMaker.number(0, 0, 42), text: "42"),
    CellCase(name: "negative", record: XLSMaker.number(0, 0, -7), text: "-7"),
    CellCase(name: "minus zero", record: XLSMaker.number(0, 0, -0.0), text: "0"),
    CellCase(name: "fraction", record: XLSMaker.number(0, 0, 54.1), text: "54.1"),
    CellCase(name: "sum", record: XLSMaker.number(0, 0, 0.1 + 0.2), text: "0.30000000000000004"),
    CellCase(name: "tiny", record: XLSMaker.number(0, 0, 1e-7), text: "1E-07"),
    CellCase(
      name: "15 digits", record: XLSMaker.number(0, 0, 999_999_999_999_999),
      text: "999999999999999"),
    CellCase(
      name: "16 digits", record: XLSMaker.number(0, 0, 1_000_000_000_000_000),
      text: "1E+15", isLong: true),
    CellCase(
      name: "16 digits, negative", record: XLSMaker.number(0, 0, -1_234_567_890_123_450),
      text: "-1.23456789012345E+15", isLong: true),
    CellCase(
      name: "16 digits and a half", record: XLSMaker.number(0, 0, 1_234_567_890_123_456.5),
      text: "1.2345678901234565E+15", isLong: true),
    CellCase(
      name: "an id", record: XLSMaker.number(0, 0, 99_123_456_789_012_304),
      text: "9.91234567890123E+16", isLong: true),
    CellCase(name: "no number", record: XLSMaker.number(0, 0, .nan), text: "#NUM!"),
    CellCase(name: "infinite", record: XLSMaker.number(0, 0, -.infinity), text: "#NUM!"),
    CellCase(
      name: "30 bits", record: XLSMaker.cell(BIFFType.shortNumber, 0, 0, short(-12_345, 2)),
      text: "-12345"),
    CellCase(
      name: "hundredths", record: XLSMaker.cell(BIFFType.shortNumber, 0, 0, short(5_410, 3)),
      text: "54.1"),
    CellCase(
      name: "upper half",
      record: XLSMaker.cell(
        BIFFType.shortNumber, 0, 0, XLSMaker.long(Int(1.5.bitPattern >> 32))), text: "1.5"),
    CellCase(
      name: "upper half in hundredths",
      record: XLSMaker.cell(
        BIFFType.shortNumber, 0, 0, XLSMaker.long(Int(150.0.bitPattern >> 32) | 1)), text: "1.5"),
    CellCase(name: "text", record: XLSMaker.label(0, 0, "Über"), text: "Über"),
    CellCase(name: "wide text", record: XLSMaker.label(0, 0, "日本 🂡"), text: "日本 🂡"),
    CellCase(
      name: "rich text",
      record: XLSMaker.cell(
        BIFFType.richText, 0, 0, XLSMaker.text("bold") + [1, 0, 0, 0, 0, 0]), text: "bold"),
    CellCase(name: "shared", record: XLSMaker.shared(0, 0, 1), text: "second"),
    CellCase(name: "shared and empty", record: XLSMaker.shared(0, 0, 2), text: ""),
    CellCase(
      name: "true", record: XLSMaker.cell(BIFFType.booleanOrError, 0, 0, [1, 0]), text: "TRUE"),
    CellCase(
      name: "false", record: XLSMaker.cell(BIFFType.booleanOrError, 0, 0, [0, 0]), text: "FALSE"),
    CellCase(
      name: "error", record: XLSMaker.cell(BIFFType.booleanOrError, 0, 0, [0x2A, 1]),
      text: "#N/A"),
    CellCase(name: "formula", record: formula(XLSMaker.double(12.5)), text: "12.5"),
    CellCase(
      name: "formula, text",
      record: formula([0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        + XLSMaker.record(0x4BC, [0, 0])
        + XLSMaker.record(BIFFType.formulaText, XLSMaker.text("ab")),
      text: "ab"),
    CellCase(
      name: "formula, no text", record: formula([3, 0, 0, 0, 0, 0, 0xFF, 0xFF]), text: ""),
    CellCase(
      name: "formula, true", record: formula([1, 0, 1, 0, 0, 0, 0xFF, 0xFF]), text: "TRUE"),
    CellCase(
      name: "formula, error", record: formula([2, 0, 7, 0, 0, 0, 0xFF, 0xFF]), text: "#DIV/0!"),
    CellCase(name: "blank", record: XLSMaker.cell(BIFFType.blank, 0, 0, []), text: ""),
  ]

  static let dated: [CellCase] = [
    CellCase(name: "day", record: XLSMaker.number(0, 0, 45_322, style: 1), text: "2024-01-31"),
    CellCase(
      name: "day and time", record: XLSMaker.number(0, 0, 45_322.75, style: 3),
      text: "2024-01-31 18:00:00"),
    CellCase(name: "time", record: XLSMaker.number(0, 0, 0.5, style: 2), text: "12:00:00"),
    CellCase(
      name: "29 February 1900", record: XLSMaker.number(0, 0, 60, style: 1), text: "1900-02-29"),
    CellCase(name: "2100", record: XLSMaker.number(0, 0, 73_109, style: 1), text: "2100-02-28"),
    CellCase(name: "after", record: XLSMaker.number(0, 0, 73_110, style: 1), text: "2100-03-01"),
    CellCase(name: "no day", record: XLSMaker.number(0, 0, -5, style: 1), text: "-5"),
    CellCase(
      name: "far", record: XLSMaker.number(0, 0, 9e15, style: 1), text: "9E+15",
      isLong: true),
    CellCase(
      name: "day in 30 bits",
      record: XLSMaker.cell(BIFFType.shortNumber, 0, 0, style: 1, short(45_322, 2)),
      text: "2024-01-31"),
    CellCase(name: "a unit", record: XLSMaker.number(0, 0, 5_312_345, style: 4), text: "5312345"),
    CellCase(
      name: "East Asian", record: XLSMaker.number(0, 0, 45_322, style: 5),
      text: "2024-01-31"),
    CellCase(name: "no style", record: XLSMaker.number(0, 0, 45_322, style: 99), text: "45322"),
  ]

  private static func maker(_ records: [UInt8]) -> XLSMaker {
    var maker = XLSMaker(records)
    maker.setStyles(
      [0, 14, 21, 164, 165, 31], codes: ["yyyy-mm-dd hh:mm", "0 \"days of a month\""])
    maker.setStrings(["first", "second", ""])
    return maker
  }

  @Test("one cell of each kind", arguments: plain + dated)
  func cell(_ example: CellCase) throws {
    let file = try TemporaryFile(Self.maker(example.record).bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    #expect(inspection.container == .biff)
    var reader = try OldWorkbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    let hasRow = try reader.read(into: &record)
    #expect(hasRow && record.position.row == 1)
    #expect(record.text(0) == example.text && record.count == (example.text.isEmpty ? 0 : 1))
    #expect(record.longNumbers == (example.isLong ? [0] : []))
    #expect(try !reader.read(into: &record))
    #expect(try !reader.read(into: &record))
  }

  @Test("days from 1904")
  func since1904() throws {
    var maker = XLSMaker(XLSMaker.number(0, 0, 43_860, style: 1))
    maker.globals = XLSMaker.record(BIFFType.days1904, [1, 0])
    maker.setStyles([0, 14])
    #expect(try oldSheetRows(of: maker.bytes) == ["1: 2024-01-31"])
  }

  /// Several numbers in one record, rows left out, a row of blank cells, and a chart in the sheet.
  static let rows: [UInt8] = {
    let numbers = [XLSMaker.word(0) + short(1, 2), XLSMaker.word(0) + short(2, 2)].joined()
    return XLSMaker.label(0, 0, "a") + XLSMaker.label(0, 2, "c")
      + XLSMaker.record(0x208, [UInt8](repeating: 0, count: 16))
      + XLSMaker.record(BIFFType.numbers, XLSMaker.word(3) + XLSMaker.word(1) + numbers + [2, 0])
      + XLSMaker.record(
        BIFFType.blanks, XLSMaker.word(4) + XLSMaker.word(0) + [0, 0, 0, 0] + [1, 0])
      + XLSMaker.record(BIFFType.begin, [0, 6, 0x20, 0] + [UInt8](repeating: 0, count: 12))
      + XLSMaker.number(0, 0, 99) + XLSMaker.record(BIFFType.endOfFile, [])
      + XLSMaker.label(65_535, 255, "last") + XLSMaker.cell(BIFFType.blank, 65_535, 3, [])
  }()

  static let shown = [
    "1: a||c", "4: |1|2", "5: ", "65536: " + String(repeating: "|", count: 255) + "last",
  ]

  @Test("rows have the numbers that the spreadsheet shows", arguments: [4, 5, 13, 1_000, 65_536])
  func numbering(_ pieceSize: Int) throws {
    #expect(
      try oldSheetRows(of: XLSMaker(Self.rows).bytes, pieceSize: pieceSize) == Self.shown)
  }

  @Test("cells out of their order in a row lose nothing, and the last of two wins")
  func order() throws {
    let records =
      XLSMaker.label(0, 3, "d") + XLSMaker.label(0, 1, "b") + XLSMaker.label(0, 3, "D")
    #expect(try oldSheetRows(of: XLSMaker(records).bytes) == ["1: |b||D"])
  }

  @Test("sheets in their order, without charts and macros")
  func sheets() throws {
    var maker = XLSMaker()
    maker.sheets = [
      XLSMaker.Sheet(name: "Übersicht", records: XLSMaker.label(0, 0, "1")),
      XLSMaker.Sheet(name: "Chart", records: [], type: 2),
      XLSMaker.Sheet(name: "表", records: XLSMaker.label(0, 0, "2")),
      XLSMaker.Sheet(name: "Macro", records: [], type: 1),
    ]
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    let workbook = try OldWorkbook(path: file.path, inspection: inspection)
    #expect(workbook.sheetNames == ["Übersicht", "表"])
    #expect(workbook.createdDay == nil)
    #expect(try oldSheetRows(of: maker.bytes, sheet: 1) == ["1: 2"])
    guard case .noSuchSheet(_, 3, 2) = try oldSheetFailure(of: maker.bytes, sheet: 2) else {
      Issue.record("read")
      return
    }
  }

  @Test("the day on which the workbook was made")
  func created() throws {
    var maker = XLSMaker(Self.rows)
    maker.others = [("\u{5}SummaryInformation", Self.summary(ticks: 133_511_328_000_000_000))]
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    let workbook = try OldWorkbook(path: file.path, inspection: inspection)
    #expect(workbook.createdDay == "2024-01-31")
    for ticks in [0, -1, .max] as [Int64] {
      maker.others = [("\u{5}SummaryInformation", Self.summary(ticks: ticks))]
      try file.write(maker.bytes)
      let again = try OldWorkbook(
        path: file.path, inspection: try FileInspection.inspect(path: file.path))
      #expect(again.createdDay == nil)
    }
  }

  private static func summary(ticks: Int64) -> [UInt8] {
    let head = [0xFE, 0xFF] + [UInt8](repeating: 0, count: 22) + XLSMaker.long(1)
    let format = [UInt8](repeating: 0, count: 16) + XLSMaker.long(48)
    let list = XLSMaker.long(52) + XLSMaker.long(2) + XLSMaker.long(1) + XLSMaker.long(36)
    let entry = XLSMaker.long(12) + XLSMaker.long(24)
    let low = XLSMaker.long(Int(truncatingIfNeeded: ticks & 0xFFFF_FFFF))
    let time = XLSMaker.long(0x40) + low + XLSMaker.long(Int(truncatingIfNeeded: ticks >> 32))
    return head + format + list + entry + time + XLSMaker.long(2) + XLSMaker.long(1_252)
  }

  @Test("a file without a name, by its descriptor")
  func unlinked() throws {
    let file = try TemporaryFile(XLSMaker(Self.rows).bytes)
    let descriptor = open(file.path, O_RDONLY)
    defer { close(descriptor) }
    unlink(file.path)
    let path = "/dev/fd/\(descriptor)"
    let inspection = try FileInspection.inspect(path: path)
    var reader = try OldWorkbook(path: path, inspection: inspection).open(sheet: 0)
    var record = Record()
    var rows: [String] = []
    while try reader.read(into: &record) { rows.append(record.shown) }
    #expect(rows == Self.shown)
  }

  @Test("a NUL in a text is said, and the text kept")
  func nul() throws {
    var maker = XLSMaker(
      XLSMaker.label(0, 0, "a\0b") + XLSMaker.label(1, 0, "c") + XLSMaker.shared(2, 0, 0))
    maker.setStrings(["d\0"])
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try OldWorkbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    var found: [String] = []
    while try reader.read(into: &record) {
      found.append("\(record.text(0)) \(record.problem == .nulByte)")
    }
    #expect(found == ["a\0b true", "c false", "d\0 true"])
  }
}
