import Testing

@testable import Formats

/// The list of texts, cut into records at every place at which it can be.
@Suite("Texts of old workbooks")
struct OldWorkbookTextTests {
  /// A text and the formatting that stands behind it.
  struct Item: Sendable {
    var text: String
    var runs = 0
    var phonetics = 0
  }

  private static let items = [
    Item(text: "plain"), Item(text: ""), Item(text: "Zeitschrift für Ökologie", runs: 2),
    Item(text: "日本語の雑誌", phonetics: 11), Item(text: "🂡 and 🂢", runs: 1, phonetics: 3),
    Item(text: String(repeating: "long ", count: 60)), Item(text: "end"),
  ]

  /// The records of a list of texts, none with more than `limit` bytes. A character is never cut;
  /// where characters go on in the next record, a byte says how wide they are there: `isMixed`
  /// changes that when it can.
  private static func records(_ items: [Item], limit: Int, isMixed: Bool) -> [UInt8] {
    var pieces: [[UInt8]] = [XLSMaker.long(items.count) + XLSMaker.long(items.count)]
    func append(_ bytes: [UInt8]) {
      for byte in bytes {
        if pieces[pieces.count - 1].count >= limit { pieces.append([]) }
        pieces[pieces.count - 1].append(byte)
      }
    }
    for item in items {
      let units = Array(item.text.utf16)
      let needsTwo = units.contains { $0 > 0xFF }
      var isWide = needsTwo
      let flags: UInt8 = (isWide ? 1 : 0) | (item.phonetics > 0 ? 4 : 0) | (item.runs > 0 ? 8 : 0)
      var header = XLSMaker.word(units.count) + [flags]
      if item.runs > 0 { header += XLSMaker.word(item.runs) }
      if item.phonetics > 0 { header += XLSMaker.long(item.phonetics) }
      append(header)
      for unit in units {
        if pieces[pieces.count - 1].count + (isWide ? 2 : 1) > limit {
          if isMixed, !needsTwo { isWide.toggle() }
          pieces.append([isWide ? 1 : 0])
        }
        pieces[pieces.count - 1] += isWide ? XLSMaker.word(Int(unit)) : [UInt8(unit)]
      }
      append([UInt8](repeating: 0x5A, count: 4 * item.runs + item.phonetics))
    }
    return pieces.enumerated().flatMap { index, piece in
      XLSMaker.record(index == 0 ? BIFFType.sharedStrings : BIFFType.more, piece)
    }
  }

  @Test("cut anywhere, the texts are the same", arguments: [false, true])
  func continued(_ isMixed: Bool) throws {
    let cells = Self.items.indices.flatMap { XLSMaker.shared($0, 0, $0) }
    let expected = Self.items.enumerated().map { "\($0.offset + 1): \($0.element.text)" }
    for limit in Array(8...60) + [100, 337, 8_224] {
      var maker = XLSMaker(cells)
      maker.strings = Self.records(Self.items, limit: limit, isMixed: isMixed)
      #expect(try oldSheetRows(of: maker.bytes, pieceSize: 4 + limit % 9) == expected, "\(limit)")
    }
  }

  @Test("a formula's text that goes on in the next record")
  func formula() throws {
    let text = String(repeating: "ü", count: 9_000)
    let units = [UInt8](repeating: 0xFC, count: 9_000)
    let records =
      XLSMaker.cell(
        BIFFType.formula, 0, 0,
        [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8))
      + XLSMaker.record(BIFFType.formulaText, XLSMaker.word(9_000) + [0] + units[..<8_000])
      + XLSMaker.record(BIFFType.more, [0] + units[8_000...]) + XLSMaker.label(0, 1, "b")
    #expect(try oldSheetRows(of: XLSMaker(records).bytes) == ["1: \(text)|b"])
  }

  @Test("half of a surrogate pair becomes U+FFFD")
  func surrogates() throws {
    let text =
      XLSMaker.word(3) + [1] + XLSMaker.word(0xD83C) + XLSMaker.word(0x41)
      + XLSMaker.word(0xDCA1)
    let maker = XLSMaker(XLSMaker.cell(BIFFType.text, 0, 0, text))
    #expect(try oldSheetRows(of: maker.bytes) == ["1: \u{FFFD}A\u{FFFD}"])
  }

  @Test(
    "more texts announced than there are: those that are missing are missed where they are named")
  func announced() throws {
    var maker = XLSMaker(XLSMaker.shared(0, 0, 0))
    maker.strings = XLSMaker.record(
      BIFFType.sharedStrings, XLSMaker.long(9) + XLSMaker.long(9) + XLSMaker.text("only"))
    #expect(try oldSheetRows(of: maker.bytes) == ["1: only"])
    maker.sheets[0].records = XLSMaker.shared(4, 2, 1)
    guard case .badSharedString(_, "Data", "C5", "1") = try oldSheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test(
    "a text that is cut off",
    arguments: [
      [5, 0, 0, 0x61], [5], [5, 0], [2, 0, 1, 0x61, 0, 0x62], [1, 0, 8], [1, 0, 8, 9, 0, 0x61],
      [1, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0x61],
    ] as [[UInt8]])
  func cutOff(_ text: [UInt8]) throws {
    let cell = XLSMaker.cell(BIFFType.text, 0, 0, text)
    guard
      case .oldWorkbookDamaged(_, "sheet “Data”", _) = try oldSheetFailure(of: XLSMaker(cell).bytes)
    else {
      Issue.record("read")
      return
    }
    var maker = XLSMaker()
    maker.strings = XLSMaker.record(
      BIFFType.sharedStrings, XLSMaker.long(1) + XLSMaker.long(1) + text)
    guard case .oldWorkbookDamaged(_, "workbook", _) = try oldSheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }
}
