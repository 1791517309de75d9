import Foundation
import Testing
import TestSupport

@testable import Queries

/// One small result as each format must show it, character by character.
@Suite struct FormatTests {
  struct Sink: TextOutput {
    var bytes: [UInt8] = []
    mutating func write(_ text: String) { bytes += text.utf8 }
    mutating func write(_ bytes: [UInt8]) { self.bytes += bytes }
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  static let columns = ["portfolio_id", "title", "copies"]
  static let rows: [[Cell]] = [
    [.text("530012345678901234"), .text("Fish & <chips> | \"A_B\" *c*\nnew"), .integer(3)],
    [.text("0012"), .null, .real(-0.5)],
    [.text(""), .text("=1+1\u{1}"), .null],
  ]

  static func printed(
    _ format: ResultFormat, _ columns: [String] = columns, _ rows: [[Cell]] = rows,
    _ change: (inout PrintStyle) -> Void = { _ in }
  ) throws -> Sink {
    var style = PrintStyle()
    change(&style)
    var printer = format.printer(to: Sink(), style: style)
    try printer.begin(columns: columns)
    for row in rows { try printer.row(row) }
    try printer.end()
    return printer.output
  }

  @Test("Markdown: a table whatever is in the cells")
  func markdown() throws {
    #expect(
      try Self.printed(.markdown).text == """
        | portfolio_id | title | copies |
        | --- | --- | --- |
        | 530012345678901234 | Fish & \\<chips\\> \\| "A_B" \\*c\\*<br>new | 3 |
        | 0012 |  | -0.5 |
        |  | =1+1␁ |  |

        """)
  }

  @Test(
    "Markdown: what would mean something is escaped, and nothing else",
    arguments: [
      ("a|b", "a\\|b"), ("a\\", "a\\\\"), ("`x`", "\\`x\\`"), ("[a](b)", "\\[a\\](b)"),
      ("<br>", "\\<br\\>"), ("&amp;", "\\&amp;"), ("&#39;", "\\&#39;"), ("A & B", "A & B"),
      ("a?b=1&c=2", "a?b=1&c=2"), ("snake_case_id", "snake_case_id"), ("_a_", "\\_a\\_"),
      ("~~x~~", "\\~\\~x\\~\\~"), ("a\nb", "a<br>b"), ("a\r\nb", "a<br>b"), ("a\rb", "a<br>b"),
      ("日本_語", "日本_語"), ("\u{0}\u{1B}", "␀␛"),
    ])
  func markdownEscapes(text: String, escaped: String) {
    #expect(MarkdownPrinter.escaped(text) == escaped)
  }

  @Test("line: one value a line, further lines set in, a blank line between records")
  func line() throws {
    #expect(
      try Self.printed(.line) { $0.null = "(unknown)" }.text == """
        portfolio_id = 530012345678901234
               title = Fish & <chips> | "A_B" *c*
                       new
              copies = 3

        portfolio_id = 0012
               title = (unknown)
              copies = -0.5

        portfolio_id =\u{20}
               title = =1+1\u{2401}
              copies = (unknown)

        """)
  }

  @Test("HTML: a page of its own, everything escaped, numbers to the right")
  func html() throws {
    let page = try Self.printed(.html) {
      $0.about = ResultAbout(
        title: "a/b", caption: "Which <ones>?", madeAt: Date(timeIntervalSince1970: 0),
        before: [.init("Query", "a/b")], after: [.init("SQL", "SELECT 1\nWHERE a < b")])
    }.text
    #expect(
      page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"))
    let body = try #require(page.range(of: "<body>")).lowerBound
    #expect(
      page[body...] == """
        <body>
        <table>
        <caption>Which &lt;ones&gt;?</caption>
        <thead>
        <tr><th scope="col">portfolio_id</th><th scope="col">title</th><th scope="col">copies</th></tr>
        </thead>
        <tbody>
        <tr><td>530012345678901234</td><td>Fish &amp; &lt;chips&gt; | &quot;A_B&quot; *c*
        new</td><td class="n">3</td></tr>
        <tr><td>0012</td><td></td><td class="n">-0.5</td></tr>
        <tr><td></td><td>=1+1␁</td><td></td></tr>
        </tbody>
        </table>
        <h2>About this table</h2>
        <dl>
        <dt>Query</dt>
        <dd>a/b</dd>
        <dt>Rows</dt>
        <dd>3</dd>
        <dt>Made at</dt>
        <dd>1970-01-01T00:00:00Z</dd>
        <dt>SQL</dt>
        <dd>SELECT 1
        WHERE a &lt; b</dd>
        </dl>
        </body>
        </html>

        """)
    #expect(!page.contains("http") && !page.contains("<script"))
  }

  @Test("CSV for Excel: marked as UTF-8, ids and dates literal, formulas not run")
  func excel() throws {
    #expect(
      try Self.printed(.csv) { $0.isForExcel = true }.text
        == "\u{FEFF}portfolio_id,title,copies\r\n"
        + "\"=\"\"530012345678901234\"\"\",\"Fish & <chips> | \"\"A_B\"\" *c*\nnew\",3\r\n"
        + "\"=\"\"0012\"\"\",,-0.5\r\n,'=1+1\u{1},\r\n")
  }

  @Test(
    "a cell for Excel",
    arguments: [
      ("12345678901", "12345678901"), ("123456789012", "=\"123456789012\""), ("0", "0"),
      ("00", "=\"00\""), ("007", "=\"007\""), (" 12", "=\" 12\""), ("1.50", "=\"1.50\""),
      ("12E5", "=\"12E5\""), ("12e", "12e"), ("3/4", "=\"3/4\""), ("1-2", "=\"1-2\""),
      ("2004-11", "=\"2004-11\""), ("1234-5678", "1234-5678"), ("1234-567X", "1234-567X"),
      ("2020-01-31", "2020-01-31"), ("", ""), ("-", "'-"), ("=A1", "'=A1"), ("+49 30", "'+49 30"),
      ("-5", "'-5"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("＝1", "'＝1"), ("a=1", "a=1"),
      ("978-0-12", "978-0-12"), (".", "."), ("1 2", "=\"1 2\""),
    ])
  func excelCell(text: String, wanted: String) {
    #expect(ExcelText.cell(.text(text)) == wanted)
  }

  @Test("numbers for Excel are numbers while it keeps their digits")
  func excelNumbers() {
    #expect(ExcelText.cell(.integer(-5)) == "-5")
    #expect(ExcelText.cell(.integer(999_999_999_999_999)) == "999999999999999")
    #expect(ExcelText.cell(.integer(9_912_345_678_901_234)) == "=\"9912345678901234\"")
    #expect(ExcelText.cell(.real(-0.25)) == "-0.25")
    #expect(ExcelText.cell(.null) == "")
  }

  @Test("what stands for NULL stands in every format but JSON, and never for an empty text")
  func null() throws {
    for format in ResultFormat.allCases where !format.isBinary {
      let text = try Self.printed(format, ["a", "b"], [[.null, .text("")]]) { $0.null = "n/a" }.text
      let isJSON = format == .json || format == .ndjson
      #expect(text.components(separatedBy: "n/a").count == (isJSON ? 1 : 2), "\(format)")
      #expect(!isJSON || text.contains("{\"a\":null,\"b\":\"\"}"))
    }
  }

  @Test("without header only the rows come")
  func noHeader() throws {
    for (format, wanted) in [
      (ResultFormat.csv, "0012,x\r\n"), (.tsv, "0012\tx\n"), (.table, "0012  x\n"),
    ] {
      let text = try Self.printed(format, ["a_long_name", "b"], [[.text("0012"), .text("x")]]) {
        $0.hasHeader = false
      }.text
      #expect(text == wanted)
    }
    let page = try Self.printed(.html) { $0.hasHeader = false }.text
    #expect(!page.contains("<th") && page.contains("<td>0012</td>"))
  }

  @Test("no rows, and no columns either, are whole in every format")
  func empty() throws {
    #expect(try Self.printed(.markdown, ["a", "b"], []).text == "| a | b |\n| --- | --- |\n")
    #expect(try Self.printed(.line, ["a"], []).text == "")
    #expect(try Self.printed(.html, ["a"], []).text.contains("<tbody>\n</tbody>"))
    for (format, wanted) in [
      (ResultFormat.csv, ""), (.tsv, ""), (.table, ""), (.markdown, ""), (.line, ""),
      (.json, "[]\n"), (.ndjson, ""),
    ] {
      #expect(try Self.printed(format, [], []).text == wanted, "\(format)")
    }
  }

  /// The same cells as Python's own modules read them.
  @Test(
    "Python's csv and json read every cell as it was",
    .enabled(if: Python.has("csv, json"), "python3 is not there"))
  func python() throws {
    let rows = PrinterTests.texts.map { [Cell.text($0), .text("end"), .integer(7), .null] }
    let sandbox = try Sandbox()
    for format in [ResultFormat.csv, .json, .ndjson] {
      let output = try Self.printed(format, ["a", "b", "c", "d"], rows)
      let path = try sandbox.write("result.\(format.rawValue)", output.bytes)
      let read = """
        import csv, json, sys
        path = sys.argv[1]
        if path.endswith('.csv'): rows = list(csv.DictReader(open(path, encoding='utf-8', newline='')))
        elif path.endswith('.ndjson'): rows = [json.loads(l) for l in open(path, encoding='utf-8', newline='\\n')]
        else: rows = json.load(open(path, encoding='utf-8'))
        for r in rows: print(r['a'].encode('utf-8').hex(), r['b'], r['c'], r['d'] or '')
        """
      let found = try Python.run(read, [path]).split(separator: "\n").map(String.init)
      let wanted = PrinterTests.texts.map { text in
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + " end 7 "
      }
      #expect(found == wanted, "\(format)")
    }
  }
}
