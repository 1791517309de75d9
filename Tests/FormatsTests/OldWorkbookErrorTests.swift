import Testing

@testable import Formats

@Suite("Old workbooks that cannot be read")
struct OldWorkbookErrorTests {
  /// A workbook whose stream is long enough to lie in ordinary sectors.
  private static let whole: XLSMaker = {
    var records: [UInt8] = []
    for row in 0..<300 {
      records += XLSMaker.shared(row, 0, row % 3) + XLSMaker.number(row, 1, Double(row))
    }
    var maker = XLSMaker(records)
    maker.setStrings(["first", "日本", "third"])
    return maker
  }()

  private static let wholeRows = (0..<300).map {
    "\($0 + 1): \(["first", "日本", "third"][$0 % 3])|\($0)"
  }

  @Test(
    "bytes that begin as an old workbook does, and are none",
    arguments: [[], [UInt8](repeating: 0x20, count: 600)] as [[UInt8]])
  func noCompound(_ rest: [UInt8]) throws {
    let bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + rest
    let failure = try #require(try oldSheetFailure(of: bytes))
    switch failure {
    case .notAnOldWorkbook, .oldWorkbookDamaged(_, "header", _): break
    default: Issue.record("\(failure)")
    }
  }

  @Test("a document of another program")
  func otherProgram() throws {
    let bytes = CompoundMaker([("WordDocument", [UInt8](repeating: 1, count: 5_000))]).bytes
    guard case .notAnOldWorkbook = try oldSheetFailure(of: bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("a workbook that lies in another document is not the file's own")
  func embedded() throws {
    var compound = CompoundMaker([
      ("Workbook", Self.whole.stream), ("WordDocument", [UInt8](repeating: 1, count: 500)),
    ])
    compound.embedded = [0]
    guard case .notAnOldWorkbook = try oldSheetFailure(of: compound.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("a password, in the old way and in the new one")
  func password() throws {
    var maker = Self.whole
    maker.globals = XLSMaker.record(BIFFType.password, [1, 0, 1, 0])
    let wrapped = CompoundMaker([
      ("EncryptionInfo", [UInt8](repeating: 4, count: 200)),
      ("EncryptedPackage", [UInt8](repeating: 9, count: 6_000)),
    ])
    for bytes in [maker.bytes, wrapped.bytes] {
      guard case .oldWorkbookProtected = try oldSheetFailure(of: bytes) else {
        Issue.record("read")
        continue
      }
    }
  }

  @Test("workbooks older than Excel 97")
  func tooOld() throws {
    var book = Self.whole
    book.streamName = "Book"
    var version = Self.whole
    version.version = 0x0500
    let bare: [[UInt8]] = [
      [0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00],
      [0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00],
      [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00],
      [0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00],
    ]
    for bytes in [book.bytes, version.bytes] + bare {
      #expect(try FileInspection.inspect(bytes: bytes, name: "x").container == .biff)
      guard case .oldWorkbookTooOld = try oldSheetFailure(of: bytes) else {
        Issue.record("read")
        continue
      }
    }
  }

  @Test("wherever a file is cut off, no row is missing without an error")
  func truncated() throws {
    for isReversed in [false, true] {
      var compound = Self.whole.compound
      compound.isReversed = isReversed
      let bytes = compound.bytes
      #expect(try oldSheetRows(of: bytes) == Self.wholeRows)
      for count in stride(from: 1, to: bytes.count, by: 97) {
        let failure = try oldSheetFailure(of: Array(bytes[..<count]))
        #expect(failure != nil, "\(count) of \(bytes.count) bytes")
      }
    }
  }

  @Test("sectors in any order, of either size, and more lists of them than the header holds")
  func sectors() throws {
    for isReversed in [false, true] {
      for isLong in [false, true] {
        var compound = Self.whole.compound
        compound.isReversed = isReversed
        compound.isLong = isLong
        #expect(try oldSheetRows(of: compound.bytes) == Self.wholeRows)
      }
    }
    var small = XLSMaker(XLSMaker.label(6, 0, "small"))
    small.isPadded = false
    small.others = [
      ("Other", [UInt8](repeating: 7, count: 130)), ("Long", [UInt8](repeating: 8, count: 9_000)),
    ]
    #expect(try oldSheetRows(of: small.bytes) == ["7: small"])
    var large = Self.whole
    large.others = [("Large", [UInt8](repeating: 5, count: 8 << 20))]
    #expect(try oldSheetRows(of: large.bytes) == Self.wholeRows)
  }

  @Test("chains of sectors that never end, or lead out of the file")
  func chains() throws {
    let bytes = Self.whole.bytes
    let list = (Int(bytes.long(at: 76)) + 1) * 512
    for next in [0, 1, 5, 0x00FF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD] as [UInt32] {
      var broken = bytes
      broken.replaceSubrange(list + 16..<list + 20, with: CompoundMaker.long(next))
      if next == 5 {
        #expect(try oldSheetRows(of: broken) == Self.wholeRows)
        continue
      }
      guard case .oldWorkbookDamaged = try oldSheetFailure(of: broken) else {
        Issue.record("read with \(next)")
        continue
      }
    }
    // A list of sectors that goes on in itself.
    var ring = bytes
    ring.replaceSubrange(68..<72, with: CompoundMaker.long(2))
    ring.replaceSubrange(76..<512, with: [UInt8](repeating: 0xFF, count: 436))
    #expect(try oldSheetFailure(of: ring) != nil)
  }

  @Test(
    "records that contradict themselves",
    arguments: [
      XLSMaker.label(5, 0, "b") + XLSMaker.label(4, 0, "a"),
      XLSMaker.record(BIFFType.number, [0, 0, 0, 0, 0, 0, 1, 2]),
      XLSMaker.record(BIFFType.shortNumber, [0, 0, 0, 0, 0, 0, 1, 2]),
      XLSMaker.record(BIFFType.sharedString, [0, 0, 0, 0, 0, 0, 1, 2]),
      XLSMaker.record(BIFFType.booleanOrError, [0, 0, 0, 0, 0, 0, 1]),
      XLSMaker.record(BIFFType.formula, [0, 0, 0, 0, 0, 0, 1, 2, 3]),
      XLSMaker.record(BIFFType.begin, [0, 6, 0x20, 0]),
    ] as [[UInt8]])
  func records(_ records: [UInt8]) throws {
    guard
      case .oldWorkbookDamaged(_, "sheet “Data”", _) = try oldSheetFailure(
        of: XLSMaker(records).bytes)
    else {
      Issue.record("read")
      return
    }
  }

  @Test("a column that no such sheet has")
  func column() throws {
    guard
      case .badReference(_, "Data", "IW3") =
        try oldSheetFailure(of: XLSMaker(XLSMaker.number(2, 256, 1)).bytes)
    else {
      Issue.record("read")
      return
    }
  }

  @Test("one text named by many cells does not fill the memory")
  func multiplied() throws {
    let text = String(repeating: "日", count: 32_000)
    var maker = XLSMaker((0..<256).flatMap { XLSMaker.shared(4, $0, 0) })
    let units = Array(text.utf16)
    var pieces = [
      XLSMaker.long(1) + XLSMaker.long(1) + XLSMaker.word(units.count) + [1]
        + units[..<4_000].flatMap { XLSMaker.word(Int($0)) }
    ]
    for start in stride(from: 4_000, to: units.count, by: 4_000) {
      pieces.append([1] + units[start..<start + 4_000].flatMap { XLSMaker.word(Int($0)) })
    }
    maker.strings = pieces.enumerated().flatMap { index, piece in
      XLSMaker.record(index == 0 ? BIFFType.sharedStrings : BIFFType.more, piece)
    }
    guard case .format(.recordTooLong(_, let position, _)) = try oldSheetFailure(of: maker.bytes)
    else {
      Issue.record("read")
      return
    }
    #expect(position.row == 5)
  }

  @Test("rows before the place of an error are read, and the error stays")
  func rowsBefore() throws {
    let maker = XLSMaker(
      XLSMaker.label(0, 0, "a") + XLSMaker.label(1, 0, "b") + XLSMaker.label(0, 0, "c"))
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try OldWorkbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    var rows: [String] = []
    for _ in 0..<2 {
      #expect(try reader.read(into: &record))
      rows.append(record.shown)
    }
    #expect(rows == ["1: a", "2: b"])
    for _ in 0..<2 {
      #expect(throws: ArchiveError.self) { _ = try reader.read(into: &record) }
    }
  }

  @Test("a file that was written to since it was inspected")
  func changed() throws {
    let file = try TemporaryFile(Self.whole.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    let workbook = try OldWorkbook(path: file.path, inspection: inspection)
    var reader = try workbook.open(sheet: 0)
    try file.write(Self.whole.bytes + [0])
    #expect(throws: ArchiveError.format(.changed(file: file.path))) {
      _ = try OldWorkbook(path: file.path, inspection: inspection)
    }
    #expect(throws: ArchiveError.format(.changed(file: file.path))) {
      _ = try workbook.open(sheet: 0)
    }
    var record = Record()
    #expect(throws: ArchiveError.format(.changed(file: file.path))) {
      while try reader.read(into: &record) {}
    }
  }

  @Test("workbooks with wrong bytes are read or refused, and never more than that")
  func mutations() throws {
    var maker = XLSMaker(OldWorkbookTests.rows)
    maker.setStyles([0, 14], codes: ["yyyy"])
    maker.setStrings(["first", "日本"])
    let whole = maker.bytes
    var generator = Seeded(state: 97)
    var refused = 0
    for round in 0..<600 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // The tables and the records are where the file is not padding.
        let end = round % 3 == 0 ? bytes.count : 2_000
        let place = Int.random(in: 0..<end, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      if try oldSheetFailure(of: bytes) != nil { refused += 1 }
    }
    #expect(refused > 40 && refused < 560)
  }

  @Test("each message says where and what to do")
  func messages() {
    let errors: [ArchiveError] = [
      .notAnOldWorkbook(file: "a.xls"), .oldWorkbookTooOld(file: "a.xls", version: "95"),
      .oldWorkbookProtected(file: "a.xls"),
      .oldWorkbookTooLarge(file: "a.xls", byteCount: 2, limit: 1),
      .oldWorkbookDamaged(file: "a.xls", place: "sheet “S”", reason: "r"),
    ]
    for error in errors {
      #expect(error.message.hasPrefix("a.xls"))
      #expect(error.message.hasSuffix("."))
      #expect(error.message.contains(". "), "what to do is missing: \(error.message)")
    }
  }
}
