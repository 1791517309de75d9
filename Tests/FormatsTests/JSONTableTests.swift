import Testing

@testable import Formats

@Suite("Tables of JSON")
struct JSONTableTests {
  /// A document, and of its tables the name, the columns and the rows of each.
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var tables: [String]

    init(_ name: String, _ text: String, _ tables: String...) {
      (self.name, self.text, self.tables) = (name, text, tables)
    }

    var testDescription: String { name }
  }

  static let samples = [
    Sample(
      "a list of objects", "[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\",\"c\":true}]",
      " (a,b,c) 1: 1|x; 2: |y|true"),
    Sample(
      "Alma's list",
      "{\"po_line\":[{\"number\":\"POL-1\",\"status\":{\"value\":\"SENT\",\"desc\":\"Sent\"}},"
        + "{\"number\":\"POL-2\"}],\"total_record_count\":2}",
      "po_line (number,status.value,status.desc) 1: POL-1|SENT|Sent; 2: POL-2 of 2"),
    Sample(
      "one object, with lists in it",
      "{\"number\":\"POL-1\",\"copy\":[{\"pid\":\"23\",\"x\":1},{\"pid\":\"24\"}],\"ids\":[\"a\",\"\",\"b\"]}",
      " (number,copy.pid,copy.x,ids) 1: POL-1|23; 24|1|a; b",
      "copy (pid,x) 1: 23|1; 2: 24"),
    Sample(
      "one object a line", "{\"a\":1}\n{\"b\":2}\n\n{\"a\":3}\n", " (a,b) 1: 1; 2: |2; 3: 3"),
    Sample(
      "pages one after another",
      "{\"po_line\":[{\"n\":1}],\"total_record_count\":3}\n{\"po_line\":[{\"n\":2},{\"n\":3}],"
        + "\"total_record_count\":3}",
      "po_line (n) 1: 1; 2: 2; 3: 3 of 3"),
    Sample(
      "Alma's empty list", "{\"po_line\":[],\"total_record_count\":0}", " (total_record_count) 1: 0"
    ),
    Sample(
      "lists one after another", "[{\"a\":1}]\n[{\"a\":2},{\"a\":3}]", " (a) 1: 1; 2: 2; 3: 3"),
    Sample(
      "null is empty, and a row of its own",
      "[{\"a\":null,\"b\":1},null,{\"a\":\"\",\"b\":null}]", " (a,b) 1: |1; 2: ; 3: "),
    Sample(
      "null where others have an object",
      "[{\"s\":null,\"n\":1},{\"s\":{\"value\":\"X\"},\"n\":2}]", " (n,s.value) 1: 1; 2: 2|X"),
    Sample(
      "a text where others have an object", "[{\"s\":\"t\"},{\"s\":{\"value\":\"X\"}}]",
      " (s,s.value) 1: t; 2: |X"),
    Sample("a name twice in an object", "[{\"a\":1,\"a\":\"x\",\"b\":2}]", " (a,b) 1: 1; x|2"),
    Sample(
      "names that look like paths", "[{\"a.b\":1,\"a\":{\"b\":2},\"\":3}]", " (a.b,a.b,) 1: 1|2|3"),
    Sample(
      "lists in lists", "{\"a\":[[1,[2]],{\"b\":3}]}", " (a,a.b) 1: 1; 2|3", "a (b) not rows"),
    Sample("empty objects", "[{},{\"a\":{}},{\"b\":[]}]", " () 1: ; 2: ; 3: "),
    Sample(
      "a number with all its digits", "[{\"id\":991234567890123456}]", " (id) 1: 991234567890123456"
    ),
    Sample("no objects", "[1,2,\"x\"]"), Sample("empty", "[]"), Sample("a value", "\"x\""),
    Sample("objects and values", "[{\"a\":1},2]", " (a) not rows"),
    Sample("objects and lists", "[{\"a\":1},[]]", " (a) not rows"),
    Sample("a list in a list", "[[{\"a\":1}]]"),
    Sample("a byte order mark", "\u{FEFF}[{\"a\":1}]", " (a) 1: 1"),
    Sample(
      "the order of the first appearance",
      "[{\"b\":{\"y\":1,\"x\":2}},{\"a\":3,\"b\":{\"z\":4}},{\"b\":{\"x\":5,\"y\":6},\"a\":7}]",
      " (b.y,b.x,a,b.z) 1: 1|2; 2: ||3|4; 3: 6|5|7"),
  ]

  private func shown(_ bytes: [UInt8], pieces: Int) throws -> [String] {
    try jsonTables(bytes, pieces: pieces).map { table in
      let rows: String
      do {
        rows = try jsonRows(bytes, table, pieces: pieces).joined(separator: "; ")
      } catch FormatError.jsonNotRows("x.json", 1) {
        rows = "not rows"
      }
      let stated = table.statedCount.map { " of \($0)" } ?? ""
      return "\(table.name) (\(table.columns.joined(separator: ","))) \(rows)\(stated)"
    }
  }

  @Test("tables, columns and rows, in pieces of any size", arguments: samples)
  func tables(_ sample: Sample) throws {
    for pieces in [1, 3, 1_000] {
      #expect(try shown(Array(sample.text.utf8), pieces: pieces) == sample.tables)
    }
  }

  @Test("the place of a row, and a NUL in it")
  func places() throws {
    let text = Array("{\n \"r\": [\n  {\"a\": \"x\"},\n\n  {\"a\": \"y\\u0000\"}, null\n ]\n}".utf8)
    for pieces in [1, 3, 1_000] {
      let table = try #require(try jsonTables(text, pieces: pieces).last)
      var reader = try JSONTableReader(
        ByteSource(bytes: text, chunkSize: pieces, encoding: nil), table: table)
      var record = Record()
      var found: [Position] = []
      var problems: [RowProblem?] = []
      while try reader.read(into: &record) {
        found.append(record.position)
        problems.append(record.problem)
      }
      #expect(
        found == [
          Position(row: 1, line: 3, byte: 12), Position(row: 2, line: 5, byte: 27),
          Position(row: 3, line: 5, byte: 45),
        ])
      #expect(problems == [nil, .nulByte, nil])
    }
  }

  @Test("damaged JSON gives the rows before the damage, and then the error, again and again")
  func damaged() throws {
    let text = "[{\"a\":1},\n{\"a\":2},\n{\"a\":x}]"
    let table = try #require(try jsonTables(Array("[{\"a\":1}]".utf8)).first)
    var reader = try JSONTableReader(
      ByteSource(bytes: Array(text.utf8), encoding: nil, name: "x.json"), table: table)
    var record = Record()
    #expect(try reader.read(into: &record) && record.text(0) == "1")
    #expect(try reader.read(into: &record) && record.text(0) == "2")
    for _ in 0..<2 {
      let error = #expect(throws: FormatError.self) { _ = try reader.read(into: &record) }
      guard case .malformedJSON("x.json", 3, _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(throws: FormatError.self) { _ = try jsonTables(Array(text.utf8)) }
  }

  @Test("limits: names, paths, and the bytes of a row")
  func limits() throws {
    let names = (0..<JSONPaths.nodeLimit).map { "\"n\($0)\":1" }
    let most = "[{\(names.dropLast().joined(separator: ","))}]"
    #expect(try jsonTables(Array(most.utf8)).first?.columns.count == JSONPaths.nodeLimit - 1)
    #expect(
      throws: FormatError.jsonTooManyColumns(file: "x.json", line: 2, limit: JSONPaths.nodeLimit)
    ) {
      _ = try jsonTables(
        Array("[{\(names.dropLast().joined(separator: ","))},\n{\"last\":1}]".utf8))
    }
    let name = String(repeating: "n", count: 600)
    #expect(throws: FormatError.jsonTextTooLong(file: "x.json", line: 1, limit: 1_024)) {
      _ = try jsonTables(Array("[{\"\(name)\":{\"\(name)\":1}}]".utf8))
    }
    let text = String(repeating: "x", count: 1 << 20)
    let row = "{\"a\":[" + Array(repeating: "\"\(text)\"", count: 17).joined(separator: ",") + "]}"
    let table = try #require(try jsonTables(Array(row.utf8)).first)
    let error = #expect(throws: FormatError.self) { _ = try jsonRows(Array(row.utf8), table) }
    guard case .recordTooLong(_, let position, 16_777_216) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(position.row == 1 && position.line == 1)
  }

  @Test("UTF-16 is read, and what is neither is refused")
  func encodings() throws {
    let text = "[{\"a\":\"é日\"}]"
    let utf16: [UInt8] = [0xFF, 0xFE] + Array(text.utf16).flatMap { XLSMaker.word(Int($0)) }
    let latin = Array("[{\"a\":\"".utf8) + [0xE9] + Array("\"}]".utf8)
    let file = try TemporaryFile(utf16)
    var inspection = try FileInspection.inspect(path: file.path)
    #expect(inspection.container == .json)
    let tables = try JSONDocument.inspect(path: file.path, inspection: inspection).tables
    var reader = try JSONTableReader(
      path: file.path, inspection: inspection, table: try #require(tables.first))
    var record = Record()
    #expect(try reader.read(into: &record) && record.text(0) == "é日")
    try file.write(latin)
    inspection = try FileInspection.inspect(path: file.path)
    #expect(throws: FormatError.self) {
      _ = try JSONDocument.inspect(path: file.path, inspection: inspection)
    }
  }

  @Test("a file that was written to between the passes")
  func changed() throws {
    let file = try TemporaryFile(Array("[{\"a\":1}]".utf8))
    let inspection = try FileInspection.inspect(path: file.path)
    let table = try #require(
      try JSONDocument.inspect(path: file.path, inspection: inspection).tables.first)
    try file.write(Array("[{\"b\":1},{\"c\":{\"d\":2}}]".utf8))
    #expect(throws: FormatError.changed(file: file.path)) {
      var reader = try JSONTableReader(path: file.path, inspection: inspection, table: table)
      var record = Record()
      while try reader.read(into: &record) {}
    }
  }
}
