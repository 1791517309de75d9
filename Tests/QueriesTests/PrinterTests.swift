import Foundation
import Testing
import TestSupport

@testable import Queries

/// What a result looks like in each format.
@Suite struct PrinterTests {
  struct Sink: TextOutput {
    var text = ""
    mutating func write(_ text: String) { self.text += text }
    mutating func write(_ bytes: [UInt8]) { text += String(decoding: bytes, as: UTF8.self) }
  }

  private func printed(
    _ format: ResultFormat, _ columns: [String], _ rows: [[Cell]], width: Int? = nil
  ) throws -> String {
    var printer = format.printer(to: Sink(), style: PrintStyle(width: width))
    try printer.begin(columns: columns)
    for row in rows { try printer.row(row) }
    try printer.end()
    return printer.output.text
  }

  static let texts = [
    "plain", "", "a,b", "say \"yes\"", "two\nlines", "two\r\nlines", "tab\there", " blanks ",
    "Éditions du Cadran", "日本語の本", "0012", "9912345678901234567", "=SUM(A1)", "'", "\\n",
    "e\u{301}", "quote and mark \"\u{301}x", "\u{1}", "\u{2028}",
  ]

  @Test("a cell comes back from CSV as it was", arguments: texts)
  func csv(text: String) throws {
    let csv = try printed(.csv, ["first", "second"], [[.text(text), .text("end")]])
    #expect(csv.hasPrefix("first,second\r\n"))
    let rows = try CSVRows.read(csv)
    #expect(rows.count == 1)
    #expect(rows.first?["first"].map { Array($0.utf8) } == Array(text.utf8))
    #expect(rows.first?["second"] == "end")
  }

  @Test("CSV has quotes only where they are needed, and ends lines with CRLF")
  func csvQuotes() throws {
    let csv = try printed(
      .csv, ["a", "b"],
      [[.text("x,y"), .integer(3)], [.null, .real(0.5)], [.text("\""), .text("0012")]])
    #expect(csv == "a,b\r\n\"x,y\",3\r\n,0.5\r\n\"\"\"\",0012\r\n")
  }

  @Test("TSV keeps each row on one line with its cells", arguments: texts)
  func tsv(text: String) throws {
    let lines = try printed(.tsv, ["a", "b"], [[.text(text), .text("end")]])
      .utf8.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    let cells = lines[1].split(separator: 9, omittingEmptySubsequences: false)
    #expect(cells.count == 2)
    #expect(cells.last.map { Array($0) } == Array("end".utf8))
  }

  @Test("a cell comes back from JSON and NDJSON as it was", arguments: texts)
  func json(text: String) throws {
    let rows: [[Cell]] = [
      [.text(text), .integer(9_007_199_254_740_993), .null],
      [.text("9912345678901234567"), .real(.infinity), .real(0.25)],
    ]
    let array = try printed(.json, ["a\"b", "n", "z"], rows)
    let parsed = try JSONSerialization.jsonObject(with: Data(array.utf8)) as? [[String: Any]]
    #expect(parsed?.count == 2)
    #expect((parsed?[0]["a\"b"] as? String).map { Array($0.utf8) } == Array(text.utf8))
    #expect((parsed?[0]["n"] as? NSNumber)?.int64Value == 9_007_199_254_740_993)
    #expect(parsed?[0]["z"] is NSNull)
    #expect(parsed?[1]["a\"b"] as? String == "9912345678901234567")
    #expect(parsed?[1]["n"] is NSNull)
    let lines = try printed(.ndjson, ["a", "n", "z"], rows).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test("no rows are an empty array, or a header alone")
  func empty() throws {
    #expect(try printed(.json, ["a"], []) == "[]\n")
    #expect(try printed(.ndjson, ["a"], []) == "")
    #expect(try printed(.csv, ["a", "b"], []) == "a,b\r\n")
    #expect(try printed(.table, ["a", "bc"], []) == "a  bc\n-  --\n")
  }

  @Test("a table's columns line up where characters are wide")
  func wide() throws {
    let table = try printed(
      .table, ["title", "x"],
      [[.text("日本"), .text("1")], [.text("e\u{301}t"), .text("2")], [.text("abcd"), .text("3")]])
    #expect(
      table == "title  x\n-----  -\n日本   1\ne\u{301}t     2\nabcd   3\n")
  }

  @Test("at 80 columns long text is cut with an ellipsis, and an id never")
  func cut() throws {
    let id = "53999999999999999999"
    let row: [Cell] = [
      .text(id), .text(id), .text(String(repeating: "word ", count: 40)), .text("POL-1234567890"),
      .text(id),
    ]
    let table = try printed(
      .table, ["portfolio_id", "mms_id", "title", "po_line", "twin_portfolio_id"], [row],
      width: 80)
    let line = try #require(table.split(separator: "\n").last)
    #expect(line.ranges(of: id).count == 3)
    #expect(line.contains("POL-1234567890") && line.contains("…"))
    let narrow = try printed(
      .table, ["mms_id", "title"], [[.text(id), .text(String(repeating: "w", count: 99))]],
      width: 80)
    for line in narrow.split(separator: "\n") { #expect(line.count <= 80) }
    let free = try printed(.table, ["title"], [[.text(String(repeating: "w", count: 99))]])
    #expect(!free.contains("…"))
  }

  @Test("an id is not cut, however far down it stands")
  func lateID() throws {
    let long = "991234567890123456"
    let rows = (0..<2_500).map { [Cell.text($0 == 2_400 ? long : "9912"), .text("title")] }
    let table = try printed(.table, ["mms_id", "title"], rows, width: 80)
    #expect(table.contains(long))
    #expect(table.split(separator: "\n").count == 2_502)
  }

  @Test("a line break in a cell does not break the table")
  func oneLine() throws {
    let table = try printed(.table, ["a", "b"], [[.text("x\ny\r\nz"), .integer(7)]])
    #expect(table.split(separator: "\n").last == "x y z  7")
  }

  @Test(
    "a file's suffix names its format",
    arguments: [
      ("out.csv", ResultFormat.csv), ("out.TSV", .tsv), ("out.tab", .tsv), ("a.b.json", .json),
      ("out.ndjson", .ndjson), ("out.jsonl", .ndjson), ("out.txt", .table), ("a.md", .markdown),
      ("a.markdown", .markdown), ("a.html", .html), ("a.HTM", .html), ("/x.y/a.xlsx", .xlsx),
    ])
  func suffix(name: String, format: ResultFormat) {
    #expect(ResultFormat(fileName: name) == format)
    for other in ["out.doc", "out.xls", "json", "out.", "a.json/out"] {
      #expect(ResultFormat(fileName: other) == nil)
    }
  }
}
