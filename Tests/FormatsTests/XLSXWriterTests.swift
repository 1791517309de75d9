import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Workbooks as they are written, read back by our own reader.
@Suite("Writing workbooks")
struct XLSXWriterTests {
  enum Value {
    case text(String)
    case integer(Int64)
    case number(Double)
    case empty
  }

  /// The bytes of a workbook of one table.
  static func workbook(
    _ headers: [String], _ rows: [[Value]], style: XLSXWriter.Style = .table,
    rowLimit: Int = XLSXWriter.rowLimit, created: Int = 1_700_000_000,
    after: (inout XLSXWriter) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    var writer = try XLSXWriter(title: "A title & more", created: created, rowLimit: rowLimit)
    try writer.begin(sheet: "Result", style: style, headers: headers)
    for row in rows {
      for value in row {
        switch value {
        case .text(let text): try writer.append(text)
        case .integer(let number): try writer.append(number)
        case .number(let number): try writer.append(number)
        case .empty: writer.appendEmpty()
        }
      }
      try writer.endRow()
    }
    try after(&writer)
    var bytes: [UInt8] = []
    try writer.finish { bytes += $0 }
    return bytes
  }

  /// The sheets of a workbook: their names, and the fields of their rows.
  static func sheets(_ bytes: [UInt8]) throws -> [(name: String, rows: [[String]])] {
    let file = try TemporaryFile(bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    let workbook = try Workbook(path: file.path, inspection: inspection)
    var sheets: [(name: String, rows: [[String]])] = []
    for (index, name) in workbook.sheetNames.enumerated() {
      var reader = try workbook.open(sheet: index)
      var record = Record()
      var rows: [[String]] = []
      while try reader.read(into: &record) {
        rows.append((0..<record.count).map { record.text($0) })
      }
      sheets.append((name, rows))
    }
    return sheets
  }

  /// One member of a workbook as text.
  static func member(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = try TemporaryFile(bytes)
    var archive = try ZipArchive(path: file.path)
    try archive.open(name)
    var text: [UInt8] = []
    while try archive.readChunk(into: &text) {}
    return String(decoding: text, as: UTF8.self)
  }

  static let texts = [
    "plain", "=SUM(A1:A9)", "+1", "-1", "@x", "{=1}", "'quoted'", "\"", "a,b", "0012", "1E5",
    "991234567890123456", "9912345678901234567", "two\nlines", "two\r\nlines", "carriage\rreturn",
    "tab\there", " blanks ", "\n", "\u{0}", "nul\u{0}inside", "\u{1}\u{2}\u{1F}", "\u{7F}\u{85}",
    "_x0041_", "_x0041", "_x005F_", "_xD83D_", "__x0001__", "<b>&amp;</b>", "]]>",
    "日本語の本", "e\u{301}t\u{E9}", "👩‍👩‍👧 family", "\u{FFFE}\u{FFFF}", "\u{FFFD}", "\u{FEFF}mark",
    "\u{2028}", "https://example.org/?a=1&b=2", "mailto:a@example.org", "TRUE", "#N/A",
    "2020-01-31",
  ]

  @Test("every text comes back as it was", arguments: texts)
  func text(_ text: String) throws {
    let bytes = try Self.workbook(["a", "b"], [[.text(text), .text("end")]])
    let rows = try Self.sheets(bytes)[0].rows
    #expect(rows.count == 2)
    #expect(rows[1].map { Array($0.utf8) } == [Array(text.utf8), Array("end".utf8)])
  }

  @Test("text is inline text, never a formula, a link or a shared string", arguments: texts)
  func inline(_ text: String) throws {
    let bytes = try Self.workbook([], [[.text(text)]])
    let xml = try Self.member("xl/worksheets/sheet1.xml", bytes)
    #expect(xml.contains("<c r=\"A1\" t=\"inlineStr\"><is><t"))
    #expect(!xml.contains("<f>") && !xml.contains("hyperlink"))
  }

  @Test("numbers are numbers up to 15 digits, and text beyond, digit by digit")
  func numbers() throws {
    let values: [(Value, String, isText: Bool)] = [
      (.integer(0), "0", false), (.integer(-17), "-17", false),
      (.integer(999_999_999_999_999), "999999999999999", false),
      (.integer(1_000_000_000_000_000), "1000000000000000", true),
      (.integer(-9_912_345_678_901_234), "-9912345678901234", true),
      (.integer(.min), "-9223372036854775808", true),
      (.integer(.max), "9223372036854775807", true),
      (.number(0.25), "0.25", false), (.number(-1.5), "-1.5", false),
      (.number(9.912345678901235e17), "9.912345678901235e+17", true),
      (.number(.infinity), "inf", true),
    ]
    let bytes = try Self.workbook([], values.map { [$0.0] })
    #expect(try Self.sheets(bytes)[0].rows.map { $0[0] } == values.map { $0.1 })
    let xml = try Self.member("xl/worksheets/sheet1.xml", bytes)
    for (index, value) in values.enumerated() {
      #expect(xml.contains("<c r=\"A\(index + 1)\" t=\"inlineStr\">") == value.isText)
    }
  }

  @Test("the header is bold and stays, rows can be filtered, ids have no green corner")
  func table() throws {
    let bytes = try Self.workbook(
      ["portfolio_id", "title"], [[.text("53001"), .text("t")], [.text("53002"), .empty]])
    let xml = try Self.member("xl/worksheets/sheet1.xml", bytes)
    #expect(xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\""))
    #expect(xml.contains("<autoFilter ref=\"A1:B3\"/>"))
    #expect(xml.contains("numberStoredAsText=\"1\""))
    #expect(xml.contains("<c r=\"A1\" s=\"1\"") && xml.contains("<c r=\"A2\" t="))
    #expect(try Self.member("xl/styles.xml", bytes).contains("<b/>"))
  }

  @Test("a list is a header and values, and nothing else")
  func list() throws {
    let bytes = try Self.workbook(["PID"], [[.text("5300000000000012345")]], style: .list)
    let sheets = try Self.sheets(bytes)
    #expect(sheets.map(\.name) == ["Result"])
    #expect(sheets[0].rows == [["PID"], ["5300000000000012345"]])
    let xml = try Self.member("xl/worksheets/sheet1.xml", bytes)
    for word in ["autoFilter", "frozen", " s=\""] { #expect(!xml.contains(word)) }
    #expect(xml.contains("<c r=\"A2\" t=\"inlineStr\">"))
  }

  @Test("columns are as wide as their first rows, within bounds; wide characters count twice")
  func widths() throws {
    let rows: [[Value]] = [
      [.text("1"), .text("123456789012"), .text(String(repeating: "日", count: 10))],
      [.text("1"), .text("short\nand the longest line"), .text("x")],
      [.text("1"), .text("x"), .text("x"), .text(String(repeating: "w", count: 500))],
    ]
    let xml = try Self.member(
      "xl/worksheets/sheet1.xml", try Self.workbook(["a", "b", "c", "d"], rows))
    let widths = xml.components(between: " width=\"", and: "\"").map { Double($0) ?? 0 }
    // Excel adds the room that a cell has on its sides, 5 pixels of 7 a character.
    #expect(widths.map { Int($0) } == [8, 21, 21, 60])
  }

  @Test("rows beyond the limit go on in further sheets, each with the header")
  func split() throws {
    #expect(XLSXWriter.rowLimit == 1_048_576)
    for count in [0, 1, 3, 4, 6, 7] {
      let rows = (0..<count).map { [Value.text("row \($0)")] }
      let sheets = try Self.sheets(try Self.workbook(["name"], rows, rowLimit: 4))
      let wanted = max(1, (count + 2) / 3)
      #expect(
        sheets.map(\.name) == (1...wanted).map { $0 == 1 ? "Result" : "Result \($0)" }, "\(count)")
      #expect(sheets.allSatisfy { $0.rows.first == ["name"] && $0.rows.count <= 4 })
      #expect(sheets.flatMap { $0.rows.dropFirst() } == (0..<count).map { ["row \($0)"] })
    }
  }

  @Test("an empty row at the border is a row, and begins the next sheet")
  func emptyRows() throws {
    let rows: [[Value]] = [[.text("a")], [.empty], [.text("")], [.empty, .text("b")], [.empty]]
    let sheets = try Self.sheets(try Self.workbook(["x"], rows, rowLimit: 3))
    #expect(sheets.map(\.rows) == [[["x"], ["a"], []], [["x"], [], ["", "b"]], [["x"], []]])
  }

  @Test("what is too long for Excel is cut, and said; a character is never cut in two")
  func cut() throws {
    let limit = XLSXWriter.textLimit
    let texts = [
      String(repeating: "x", count: limit), String(repeating: "x", count: limit + 1),
      String(repeating: "é", count: limit), String(repeating: "日", count: limit + 9),
      String(repeating: "👪", count: limit), String(repeating: "\u{1}", count: 10_000),
    ]
    let wanted = [limit, limit, limit, limit, limit / 2, limit / 7]
    var cut: [String] = []
    let bytes = try Self.workbook(["a"], texts.map { [.text($0)] }) { writer in
      cut = writer.cutCells
      #expect(writer.cutCount == 4)
    }
    #expect(cut == ["Result!A3", "Result!A5", "Result!A6", "Result!A7"])
    let rows = try Self.sheets(bytes)[0].rows.dropFirst().map { $0[0] }
    #expect(rows.map(\.unicodeScalars.count) == wanted)
    for (text, row) in zip(texts, rows) { #expect(text.hasPrefix(row)) }
  }

  @Test("of many cut cells the first twenty are named")
  func manyCuts() throws {
    let long = String(repeating: "x", count: 40_000)
    _ = try Self.workbook(["a"], (0..<30).map { _ in [.empty, .text(long)] }) { writer in
      #expect(writer.cutCount == 30)
      #expect(writer.cutCells.count == 20 && writer.cutCells.last == "Result!B21")
    }
  }

  @Test("several sheets, and one of notes")
  func notes() throws {
    let bytes = try Self.workbook(["a"], [[.text("1")]]) { writer in
      try writer.begin(sheet: "About", style: .notes, headers: [])
      for (name, value) in [("Query", "x/y"), ("SQL", "SELECT 1\nFROM t")] {
        try writer.append(name)
        try writer.append(value)
        try writer.endRow()
      }
    }
    let sheets = try Self.sheets(bytes)
    #expect(sheets.map(\.name) == ["Result", "About"])
    #expect(sheets[1].rows == [["Query", "x/y"], ["SQL", "SELECT 1\nFROM t"]])
    #expect(try Self.member("xl/styles.xml", bytes).contains("wrapText=\"1\""))
  }

  @Test("it says its title and when it was made, and the same again is the same to the byte")
  func repeatable() throws {
    let make = { try Self.workbook(["a"], [[.text("1"), .integer(2)]]) }
    let bytes = try make()
    #expect(try make() == bytes)
    let core = try Self.member("docProps/core.xml", bytes)
    #expect(core.contains("<dc:title>A title &amp; more</dc:title>"))
    #expect(core.contains(">2023-11-14T22:13:20Z</dcterms:created>"))
    let file = try TemporaryFile(bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    #expect(try Workbook(path: file.path, inspection: inspection).createdDay == "2023-11-14")
  }

  @Test("a workbook that is given up leaves no file open")
  func givenUp() throws {
    func openFiles() -> Int { (0..<512).count { fcntl($0, F_GETFD) >= 0 } }
    let before = openFiles()
    for _ in 0..<50 {
      var writer = try XLSXWriter(title: "", created: 0)
      try writer.begin(sheet: "Result", style: .table, headers: ["a"])
      try writer.append("x")
      try writer.endRow()
      try writer.begin(sheet: "About", style: .notes, headers: [])
    }
    // Other tests open and close files of their own meanwhile.
    #expect(openFiles() < before + 40)
  }

  @Test("what the receiver throws comes out, and nothing is handed on after it")
  func receiver() throws {
    struct Full: Error {}
    var writer = try XLSXWriter(title: "", created: 0)
    try writer.begin(sheet: "Result", style: .table, headers: ["a"])
    var pieces = 0
    #expect(throws: Full.self) {
      try writer.finish { _ in
        pieces += 1
        throw Full()
      }
    }
    #expect(pieces == 1)
  }
}

extension String {
  /// The texts between two marks.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let from = rest.range(of: start) {
      rest = rest[from.upperBound...]
      guard let to = rest.range(of: end) else { break }
      found.append(String(rest[..<to.lowerBound]))
    }
    return found
  }

  fileprivate func contains(_ text: String) -> Bool { self[...].range(of: text) != nil }
}

extension Substring {
  /// Without Foundation, which this target does without.
  fileprivate func range(of text: String) -> Range<Index>? {
    firstRange(of: text)
  }
}
