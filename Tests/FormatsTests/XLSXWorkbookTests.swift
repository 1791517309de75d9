import Testing

@testable import Formats

@Suite("Workbooks")
struct XLSXWorkbookTests {
  private func open(_ bytes: [UInt8], _ body: (borrowing Workbook) throws -> Void) throws {
    let file = try TemporaryFile(bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    try body(try Workbook(path: file.path, inspection: inspection))
  }

  private static func row(_ number: Int, _ text: String) -> String {
    "<row r=\"\(number)\"><c t=\"str\"><v>\(text)</v></c></row>"
  }

  @Test("sheets in the order of the workbook, hidden ones too, charts not")
  func sheets() throws {
    var maker = XLSXMaker()
    maker.sheetState = "state=\"hidden\""
    maker.sheets = ["One &amp; only", "Chart", "Two", "Three"].map { name in
      (name, XLSXMaker.sheet(Self.row(1, name)))
    }
    maker.charts = [1]
    let rows = try (0..<3).map { try sheetRows(of: maker.bytes, sheet: $0) }
    #expect(rows == [["1: One & only"], ["1: Two"], ["1: Three"]])
    try open(maker.bytes) { workbook in
      #expect(workbook.sheetNames == ["One & only", "Two", "Three"])
      #expect(workbook.createdDay == nil)
    }
  }

  @Test("several sheets are read at once, and outlive the workbook")
  func together() throws {
    var maker = XLSXMaker()
    maker.setStrings("<si><t>shared</t></si>")
    let shared = "<row><c t=\"s\"><v>0</v></c></row>"
    maker.sheets = [
      ("A", XLSXMaker.sheet(Self.row(1, "a") + shared)),
      ("B", XLSXMaker.sheet(Self.row(1, "b") + shared)),
    ]
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    func reader(_ sheet: Int) throws -> SheetReader {
      try Workbook(path: file.path, inspection: inspection).open(sheet: sheet)
    }
    var first = try reader(0)
    var second = try reader(1)
    var record = Record()
    var found: [String] = []
    while try first.read(into: &record) {
      found.append(record.shown)
      let hasMore = try second.read(into: &record)
      #expect(hasMore)
      found.append(record.shown)
    }
    #expect(found == ["1: a", "1: b", "2: shared", "2: shared"])
    #expect(second.sheetName == "B")
  }

  @Test("rows keep the numbers of the sheet; rows that it leaves out are not made up")
  func sparse() throws {
    let xml = """
      \(Self.row(2, "a"))<row r="3"/><row r="7"><c r="B7" s="1"/></row>
      <row><c r="A8" t="str"><v>b</v></c></row>
      <row><c r="C12" t="str"><v>c</v></c></row><row><c><v>1</v></c></row>
      """
    let found = try sheetRows(of: XLSXMaker(rows: xml).bytes)
    #expect(found == ["2: a", "3: ", "7: ", "8: b", "12: ||c", "13: 1"])
  }

  @Test("a row's raw text has tabs between the fields")
  func raw() throws {
    let file = try TemporaryFile(
      XLSXMaker(rows: "<row><c><v>1</v></c><c r=\"C1\"><v>3</v></c></row>").bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try Workbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    let hasRow = try reader.read(into: &record)
    #expect(hasRow && record.raw == "1\t\t3")
    #expect(record.count == 3 && record.isEmpty(1) && record.problem == nil)
  }

  @Test("elements with prefixes, and a strict workbook's namespaces")
  func prefixed() throws {
    var maker = XLSXMaker()
    maker.sheets = [
      (
        "S",
        """
        <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>
        <x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is>
        <x:t>in</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>
        """
      )
    ]
    maker.strings = "<x:sst xmlns:x=\"u\"><x:si><x:t>shared</x:t></x:si></x:sst>"
    #expect(try sheetRows(of: maker.bytes) == ["1: shared|in"])
  }

  @Test("the day on which the workbook was made")
  func created() throws {
    for (text, day) in [
      ("2025-06-02T19:45:18Z", "2025-06-02"), ("02.06.2025", nil), ("", nil), ("2025-06", nil),
    ] {
      var maker = XLSXMaker()
      maker.properties = """
        <cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:created>\(text)\
        </dcterms:created><dcterms:modified>2026-01-01T00:00:00Z</dcterms:modified>\
        </cp:coreProperties>
        """
      try open(maker.bytes) { #expect($0.createdDay == day) }
    }
  }

  @Test("parts in other letters, and zip64")
  func names() throws {
    var zip = ZipWriter(isZip64: true)
    zip.add(
      "XL\\Workbook.xml", "<workbook><sheets><sheet name=\"S\" id=\"a\"/></sheets></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.RELS",
      "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"./a/../Sheet.XML\"/>"
        + "</Relationships>")
    zip.add("xl/sheet.xml", XLSXMaker.sheet(Self.row(1, "found")))
    #expect(try sheetRows(of: zip.bytes) == ["1: found"])
  }

  @Test("an escaped NUL is kept and told of")
  func nul() throws {
    let file = try TemporaryFile(
      XLSXMaker(rows: Self.row(1, "a_x0000_b") + Self.row(2, "c")).bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try Workbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    _ = try reader.read(into: &record)
    #expect(record.problem == .nulByte && record.text(0) == "a\0b")
    _ = try reader.read(into: &record)
    #expect(record.problem == nil)
  }

  @Test("shared strings in a temporary file are the same", arguments: [0, 300, 4_000, 1 << 20])
  func spill(_ memoryLimit: Int) throws {
    let strings = SharedStrings(file: "test", memoryLimit: memoryLimit, pageSize: 256)
    var generator = Seeded(state: 7)
    let texts = (0..<3_000).map { index in
      Array("\(index)".utf8) + [UInt8](repeating: 0x78, count: index % 97 == 0 ? 600 : index % 30)
    }
    for text in texts { try strings.append(text) }
    try strings.finish()
    #expect(strings.count == 3_000)
    for turn in 0..<6_000 {
      let index = turn < 3_000 ? turn : Int.random(in: 0..<3_000, using: &generator)
      var found: [UInt8] = [1]
      let isThere = try strings.copy(index, to: &found)
      #expect(isThere && found == [1] + texts[index])
    }
    var none: [UInt8] = []
    let isThere = try strings.copy(3_000, to: &none)
    #expect(!isThere && none.isEmpty)
  }
}
