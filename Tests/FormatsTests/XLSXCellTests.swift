import Testing

@testable import Formats

/// The XML of one cell, or of several, and the fields it is to give.
struct XLSXCellCase: CustomTestStringConvertible {
  var xml: String
  var fields: String

  var testDescription: String { "\(xml) → \(fields)" }

  init(_ xml: String, _ fields: String) {
    self.xml = xml
    self.fields = fields
  }

  static let strings = """
    <si><t>plain</t></si><si><t xml:space="preserve"> kept </t></si><si/>
    <si><r><t>Zeit</t></r><r><rPr><b/></rPr><t>schrift</t></r>
    <rPh sb="0" eb="1"><t>no</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x000D_b</t></si>
    """

  /// Styles: 0 General, 1 date, 2 date and time, 3 time, then the custom formats.
  static let formats = [0, 14, 22, 21, 164, 165, 166, 167, 168, 49]
  static let codes = [
    "yyyy\\-mm\\-dd;@", "0.00&quot; days&quot;", "[Red]#,##0_d", "[$-409]mmm", "[h]:mm:ss",
  ]

  static let all: [XLSXCellCase] = texts + numbers + dates + places

  static let texts = [
    XLSXCellCase("<c t=\"s\"><v>0</v></c>", "plain"),
    XLSXCellCase("<c t=\"s\"><v> 1 </v></c>", " kept "),
    XLSXCellCase("<c t=\"s\"><v>2</v></c><c t=\"s\"><v>0</v></c>", "|plain"),
    XLSXCellCase("<c t=\"s\"><v>3</v></c>", "Zeitschrift"),
    XLSXCellCase("<c t=\"s\"><v>4</v></c>", "a\rb"),
    XLSXCellCase("<c t=\"inlineStr\"><is><t>in &amp; line</t></is></c>", "in & line"),
    XLSXCellCase(
      "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>no</t></rPh></is></c>", "ab"),
    XLSXCellCase("<c t=\"str\"><f>A1&amp;\"x\"</f><v>made</v></c>", "made"),
    XLSXCellCase(
      "<c t=\"str\"><v>_x005F_x0041_ _x0041_ _X0041_ _x00_</v></c>", "_x0041_ A _X0041_ _x00_"),
    XLSXCellCase("<c t=\"str\"><v>_xD83D__xDE00_ _xD83D_</v></c>", "😀 \u{FFFD}"),
    XLSXCellCase("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>", "TRUE|FALSE"),
    XLSXCellCase(
      "<c t=\"e\"><v>#N/A</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#N/A|#DIV/0!"),
    XLSXCellCase("<c t=\"d\"><v>2024-01-31T00:00:00</v></c>", "2024-01-31"),
    XLSXCellCase("<c t=\"d\"><v>2024-01-31T09:30:00Z</v></c>", "2024-01-31 09:30:00"),
  ]

  static let numbers = [
    XLSXCellCase("<c><v>12</v></c>", "12"),
    XLSXCellCase("<c t=\"n\"><v>\n 12 \n</v></c>", "12"),
    XLSXCellCase("<c><v>1055226.0</v></c>", "1055226"),
    XLSXCellCase("<c><v>-12.50E1</v></c>", "-125"),
    XLSXCellCase("<c><v>9.9E+14</v></c>", "990000000000000"),
    XLSXCellCase("<c><v>9.91E+17</v></c>", "9.91E+17"),
    XLSXCellCase("<c><v>1E15</v></c>", "1E15"),
    XLSXCellCase("<c><v>991011593272804641</v></c>", "991011593272804641"),
    XLSXCellCase("<c><v>1234567890123450.0</v></c>", "1234567890123450.0"),
    XLSXCellCase("<c><v>0.30000000000000004</v></c>", "0.30000000000000004"),
    XLSXCellCase("<c><v>0.0</v></c><c><v>1e-2</v></c><c><v>.5</v></c>", "0|1e-2|.5"),
    XLSXCellCase("<c><v>007</v></c><c><v>1e</v></c><c><v>NaN</v></c>", "007|1e|NaN"),
    XLSXCellCase("<c><f>SUM(A1)</f><v>3</v></c>", "3"),
  ]

  static let dates = [
    XLSXCellCase("<c s=\"1\"><v>45322</v></c>", "2024-01-31"),
    XLSXCellCase("<c s=\"1\"><v>45322.0</v></c>", "2024-01-31"),
    XLSXCellCase("<c s=\"2\"><v>45322.999999999</v></c>", "2024-02-01"),
    XLSXCellCase("<c s=\"2\"><v>45322.75</v></c>", "2024-01-31 18:00:00"),
    XLSXCellCase("<c s=\"4\"><v>1</v></c><c s=\"4\"><v>59</v></c>", "1900-01-01|1900-02-28"),
    XLSXCellCase("<c s=\"4\"><v>60</v></c><c s=\"4\"><v>61</v></c>", "1900-02-29|1900-03-01"),
    XLSXCellCase(
      "<c s=\"1\"><v>2958465</v></c><c s=\"1\"><v>2958466</v></c>", "9999-12-31|2958466"),
    XLSXCellCase("<c s=\"1\"><v>0</v></c><c s=\"1\"><v>-1</v></c>", "0|-1"),
    XLSXCellCase("<c s=\"3\"><v>0</v></c><c s=\"3\"><v>0.5</v></c>", "00:00:00|12:00:00"),
    XLSXCellCase("<c s=\"3\"><v>6.9444444444444447E-4</v></c>", "00:01:00"),
    XLSXCellCase("<c s=\"8\"><v>0.25</v></c>", "06:00:00"),
    XLSXCellCase("<c s=\"7\"><v>45322</v></c>", "2024-01-31"),
    XLSXCellCase("<c s=\"5\"><v>45322</v></c><c s=\"6\"><v>45322</v></c>", "45322|45322"),
    XLSXCellCase("<c s=\"9\"><v>45322</v></c><c s=\"99\"><v>45322</v></c>", "45322|45322"),
    XLSXCellCase("<c s=\"1\"><v>9.91E+17</v></c>", "9.91E+17"),
    XLSXCellCase("<c s=\"1\" t=\"str\"><v>45322</v></c>", "45322"),
  ]

  static let places = [
    XLSXCellCase("<c r=\"C1\"><v>3</v></c>", "||3"),
    XLSXCellCase("<c r=\"B1\"><v>2</v></c><c><v>3</v></c><c r=\"F1\"><v>6</v></c>", "|2|3|||6"),
    XLSXCellCase("<c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/><c r=\"C1\"><v></v></c>", "1"),
    XLSXCellCase("<c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c>", "1|2"),
    XLSXCellCase("<c r=\"aa1\"><v>27</v></c>", String(repeating: "|", count: 26) + "27"),
    XLSXCellCase("<c s=\"1\"/><c s=\"1\"/>", ""),
    XLSXCellCase("", ""),
    XLSXCellCase("<extLst><c><v>9</v></c></extLst><c><extLst><v>9</v></extLst><v>1</v></c>", "1"),
  ]
}

@Suite("Cells of a workbook")
struct XLSXCellTests {
  @Test("each kind of cell", arguments: XLSXCellCase.all)
  func cell(_ test: XLSXCellCase) throws {
    var maker = XLSXMaker(rows: "<row r=\"1\">\(test.xml)</row>")
    maker.setStrings(XLSXCellCase.strings)
    maker.setStyles(XLSXCellCase.formats, codes: XLSXCellCase.codes)
    #expect(try sheetRows(of: maker.bytes) == ["1: " + test.fields])
  }

  @Test("the same cells in pieces of any size", arguments: [1, 3, 1_000])
  func pieces(_ chunkSize: Int) throws {
    let rows = XLSXCellCase.all.enumerated().map {
      "<row r=\"\($0.offset + 1)\">\n \($0.element.xml)</row>\n"
    }
    var maker = XLSXMaker(rows: rows.joined())
    maker.setStrings(XLSXCellCase.strings)
    maker.setStyles(XLSXCellCase.formats, codes: XLSXCellCase.codes)
    let expected = XLSXCellCase.all.enumerated().map { "\($0.offset + 1): \($0.element.fields)" }
    #expect(try sheetRows(of: maker.bytes, chunkSize: chunkSize) == expected)
  }

  @Test("days counted from 1904")
  func macintosh() throws {
    let cells = [
      "<c s=\"1\"><v>0</v></c>", "<c s=\"1\"><v>43860</v></c>", "<c s=\"2\"><v>0.5</v></c>",
      "<c s=\"3\"><v>0.5</v></c>", "<c s=\"1\"><v>60</v></c>",
    ]
    var maker = XLSXMaker(rows: "<row>\(cells.joined())</row>")
    maker.setStyles(XLSXCellCase.formats, codes: XLSXCellCase.codes)
    maker.bookSettings = "<workbookPr date1904=\"1\"/>"
    let expected = "1: 1904-01-01|2024-01-31|1904-01-01 12:00:00|12:00:00|1904-03-01"
    #expect(try sheetRows(of: maker.bytes) == [expected])
  }

  @Test("numbers with more digits than a spreadsheet keeps are told from texts with them")
  func longNumbers() throws {
    let cells = [
      "999999999999999", "1000000000000000", "99123456789012300", "0000000000000042",
      "9.9123456789012304E+16", "-9.91E+17", "1E15", "1E14", "54.099999999999994",
      "1234567890123456.5", "0",
    ]
    let numbers = cells.map { "<c><v>\($0)</v></c>" }.joined()
    let texts = cells.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined()
    let maker = XLSXMaker(rows: "<row>\(numbers)</row><row>\(texts)</row>")
    let file = try TemporaryFile(maker.bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    var reader = try Workbook(path: file.path, inspection: inspection).open(sheet: 0)
    var record = Record()
    _ = try reader.read(into: &record)
    #expect(record.longNumbers == [1, 2, 4, 5, 6, 9])
    _ = try reader.read(into: &record)
    #expect(record.longNumbers == [])
  }

  @Test(
    "which formats show dates",
    arguments: [
      ("General", 0), ("0.00", 0), ("yyyy", 1), ("dd/mm/yyyy hh:mm", 3), ("mm:ss.0", 2),
      ("mmmm", 1), ("\"day\" 0", 0), ("0\\d", 0), ("[$-F800]dddd", 1), ("#,##0_);[Red]d", 0),
      ("* 0_h", 0), ("h:mm AM/PM", 2), ("0.00E+00", 0), ("@", 0), ("[DBNum1]0", 0),
    ])
  func formats(_ code: String, _ parts: Int) {
    #expect(DateParts.of(code: code.utf8).rawValue == UInt8(parts))
  }

  @Test("built-in formats: dates are 14 to 22, 27 to 36, 45 to 47, 50 to 58")
  func builtIn() {
    let dates = (0..<200).filter { !DateParts.builtIn($0).isEmpty }
    #expect(dates == Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))
  }

  @Test(
    "addresses",
    arguments: [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("XFD1048576", 1_048_576, 16_383)])
  func addresses(_ text: String, _ row: Int, _ column: Int) {
    let address = CellAddress(row: row, column: column)
    #expect(address.text == text)
    #expect(CellAddress.parse(Array(text.utf8)[...]) == address)
  }

  @Test("addresses that are none", arguments: ["", "1", "A1B", "XFE1", "A1048577", "$A$1", "A-1"])
  func noAddress(_ text: String) {
    #expect(CellAddress.parse(Array(text.utf8)[...]) == nil)
  }
}
