import Testing

@testable import Formats

@Suite("Workbooks that cannot be read")
struct XLSXErrorTests {
  private static func rows(_ cells: String) -> XLSXMaker {
    XLSXMaker(rows: "<row r=\"5\">\(cells)</row>")
  }

  @Test("an archive that is no workbook")
  func noWorkbook() throws {
    var zip = ZipWriter()
    zip.add("content.xml", "<office/>")
    guard case .notAWorkbook = try sheetFailure(of: zip.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("a sheet that is not there")
  func noSheet() throws {
    let maker = Self.rows("")
    guard case .noSuchSheet(_, 2, 1) = try sheetFailure(of: maker.bytes, sheet: 1) else {
      Issue.record("read")
      return
    }
    var broken = maker
    broken.missing = ["xl/worksheets/part9.xml"]
    guard case .missingSheet(_, "Data") = try sheetFailure(of: broken.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("a shared string that is not there", arguments: ["1", "-1", "x", "99999999999999999999"])
  func noString(_ index: String) throws {
    var maker = Self.rows("<c r=\"C5\" t=\"s\"><v>\(index)</v></c>")
    maker.setStrings("<si><t>0</t></si>")
    guard case .badSharedString(_, "Data", "C5", index) = try sheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("references outside of a sheet", arguments: ["XFE5", "A9999999", "5", "A-5"])
  func reference(_ text: String) throws {
    let maker = Self.rows("<c r=\"\(text)\"><v>1</v></c>")
    guard case .badReference(_, "Data", text) = try sheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("row numbers outside of a sheet", arguments: ["0", "1048577", "x", "-3"])
  func rowNumber(_ text: String) throws {
    let maker = XLSXMaker(rows: "<row r=\"\(text)\"><c><v>1</v></c></row>")
    guard case .badReference(_, "Data", text) = try sheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("rows before the place of an error are read")
  func rowsBefore() throws {
    let maker = XLSXMaker(
      rows: "<row><c><v>1</v></c></row><row><c t=\"s\"><v>0</v></c></row><row r=\"x\"/>")
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try Workbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    let hasRow = try reader.read(into: &record)
    #expect(hasRow && record.shown == "1: 1")
    let inRow = #expect(throws: ArchiveError.self) { _ = try reader.read(into: &record) }
    let atEnd = #expect(throws: ArchiveError.self) { _ = try reader.read(into: &record) }
    guard case .badSharedString(_, _, "A2", "0") = inRow, case .badReference(_, _, "x") = atEnd
    else {
      Issue.record("other errors: \(String(describing: inRow)), \(String(describing: atEnd))")
      return
    }
  }

  @Test("a DOCTYPE is refused in each part")
  func documentType() throws {
    let type = "<!DOCTYPE x [<!ENTITY a \"b\">]>"
    var maker = Self.rows("")
    maker.sheets[0].xml = type + "<worksheet/>"
    var inStrings = Self.rows("")
    inStrings.strings = type + "<sst/>"
    for bytes in [maker.bytes, inStrings.bytes] {
      guard case .format(.documentType) = try sheetFailure(of: bytes) else {
        Issue.record("read")
        continue
      }
    }
  }

  @Test("XML that ends too early, and XML that is none")
  func xml() throws {
    var maker = Self.rows("")
    maker.sheets[0].xml = "<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row>"
    guard case .format(.truncatedXML(let file, _)) = try sheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
    #expect(file.hasSuffix(", sheet “Data”"))
    maker.sheets[0].xml = "<worksheet><sheetData></row></worksheet>"
    guard case .format(.malformedXML) = try sheetFailure(of: maker.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("one text named by many cells does not fill the memory")
  func multiplied() throws {
    let cell = "<c t=\"s\"><v>0</v></c>"
    var maker = Self.rows(String(repeating: cell, count: 200))
    maker.setStrings("<si><t>\(String(repeating: "x", count: 100_000))</t></si>")
    guard case .format(.recordTooLong(_, let position, _)) = try sheetFailure(of: maker.bytes)
    else {
      Issue.record("read")
      return
    }
    #expect(position.row == 5)
  }

  @Test("a row of more cells than a sheet has columns")
  func manyCells() throws {
    let running = Self.rows(String(repeating: "<c><v>1</v></c>", count: 16_385))
    guard case .badReference = try sheetFailure(of: running.bytes) else {
      Issue.record("read")
      return
    }
    let same = Self.rows(String(repeating: "<c r=\"A5\"><v>1</v></c>", count: 16_385))
    guard case .format(.tooManyFields) = try sheetFailure(of: same.bytes) else {
      Issue.record("read")
      return
    }
  }

  @Test("a file that was written to since it was inspected")
  func changed() throws {
    let file = try TemporaryFile(Self.rows("").bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    let workbook = try Workbook(path: file.path, inspection: inspection)
    try file.write(Self.rows("<c><v>1</v></c>").bytes)
    #expect(throws: ArchiveError.format(.changed(file: file.path))) {
      _ = try Workbook(path: file.path, inspection: inspection)
    }
    #expect(throws: ArchiveError.format(.changed(file: file.path))) {
      _ = try workbook.open(sheet: 0)
    }
  }

  @Test("workbooks with wrong bytes are read or refused, and never more than that")
  func mutations() throws {
    var maker = Self.rows("<c r=\"A5\" t=\"s\"><v>1</v></c><c s=\"1\"><v>45322.5</v></c>")
    maker.setStrings(XLSXCellCase.strings)
    maker.setStyles(XLSXCellCase.formats, codes: XLSXCellCase.codes)
    let whole = maker.bytes
    var generator = Seeded(state: 62)
    var refused = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      if Int.random(in: 0..<10, using: &generator) == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
      }
      if try sheetFailure(of: bytes) != nil { refused += 1 }
    }
    // All content has a checksum; what is left is time stamps and attributes nobody reads.
    #expect(refused > 300)
  }

  @Test("each message says where and what to do")
  func messages() {
    let errors: [ArchiveError] = [
      .notAnArchive(file: "a.xlsx"), .tooManyMembers(file: "a.xlsx", count: 2, limit: 1),
      .noSuchMember(file: "a.xlsx", member: "m"),
      .damagedMember(file: "a.xlsx", member: "m", reason: "r"),
      .encrypted(file: "a.xlsx", member: "m"),
      .unknownCompression(file: "a.xlsx", member: "m", method: 12),
      .memberTooLarge(file: "a.xlsx", member: "m", byteCount: 2, limit: 1),
      .inflatesTooMuch(file: "a.xlsx", member: "m", byteCount: 2, limit: 1),
      .notAWorkbook(file: "a.xlsx"), .noSuchSheet(file: "a.xlsx", number: 2, count: 1),
      .missingSheet(file: "a.xlsx", sheet: "S"),
      .badReference(file: "a.xlsx", sheet: "S", reference: "XFE1"),
      .badSharedString(file: "a.xlsx", sheet: "S", cell: "A1", index: "9"),
      .cannotSpill(file: "a.xlsx", folder: "/var/tmp", reason: "r"),
      .format(.changed(file: "a.xlsx")),
    ]
    for error in errors {
      #expect(error.message.hasPrefix("a.xlsx"))
      #expect(error.message.hasSuffix("."))
      #expect(error.message.contains(". "), "what to do is missing: \(error.message)")
    }
  }
}
