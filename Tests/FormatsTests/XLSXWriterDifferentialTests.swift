import Testing

@testable import Formats

/// Workbooks as they are written, read by openpyxl.
@Suite(
  "What openpyxl reads of our workbooks",
  .enabled(if: OpenPyXL.exists, "python3 with openpyxl is not there"))
struct XLSXWriterDifferentialTests {
  @Test("every text is the same text, and every number the same number")
  func same() throws {
    var rows: [[XLSXWriterTests.Value]] = XLSXWriterTests.texts.map { [.text($0), .text("end")] }
    rows.append([.integer(17), .number(0.1), .integer(991_234_567_890_123_456)])
    rows.append([.empty, .text(""), .text("last")])
    let bytes = try XLSXWriterTests.workbook(["first", "second", "third"], rows)
    let file = try TemporaryFile(bytes)
    let found = String(decoding: try Python.run(Self.read, file.path), as: UTF8.self)
      .split(separator: "\u{1E}", omittingEmptySubsequences: false).dropLast()
    // XML takes what stands as it is for a line feed; an escape is what it says.
    var wanted = ["s:first\u{1F}s:second\u{1F}s:third"]
    wanted += XLSXWriterTests.texts.map { "s:\(Self.hex($0))\u{1F}s:\(Self.hex("end"))\u{1F}" }
    wanted.append("n:17\u{1F}n:0.1\u{1F}s:\(Self.hex("991234567890123456"))")
    wanted.append("\u{1F}\u{1F}s:\(Self.hex("last"))")
    #expect(found.count == wanted.count)
    for (one, other) in zip(found, wanted) { #expect(one == other[...]) }
  }

  @Test("the header is bold, frozen and filtered; the filter covers all rows")
  func look() throws {
    let rows = (0..<9).map { [XLSXWriterTests.Value.text("53\($0)"), .text("t")] }
    let file = try TemporaryFile(try XLSXWriterTests.workbook(["id", "title"], rows))
    let look = """
      import sys
      from openpyxl import load_workbook
      book = load_workbook(open(sys.argv[1], 'rb'))
      s = book.active
      print(book.sheetnames, s.freeze_panes, s.auto_filter.ref, s['A1'].font.b, s['A2'].font.b,
            s['A2'].data_type, book.properties.title, book.properties.created)
      """
    let found = String(decoding: try Python.run(look, file.path), as: UTF8.self)
    #expect(
      found
        == "['Result'] A2 A1:B10 True False s A title & more 2023-11-14 22:13:20\n")
  }

  private static func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Texts in hexadecimal, as openpyxl leaves the escapes in place.
  private static let read = """
    import sys
    from openpyxl import load_workbook
    from openpyxl.utils.escape import unescape
    def text(v): return unescape(v).encode('utf-8', 'surrogatepass').hex()
    book = load_workbook(open(sys.argv[1], 'rb'))
    out = []
    for number, row in enumerate(book.worksheets[0].iter_rows()):
        cells = []
        for c in row:
            if c.value is None: cells.append('')
            elif c.data_type == 's': cells.append('s:' + (c.value if number == 0 else text(c.value)))
            else: cells.append('%s:%s' % (c.data_type, c.value))
        out.append('\\x1f'.join(cells) + '\\x1e')
    sys.stdout.buffer.write(''.join(out).encode('utf-8'))
    """
}
