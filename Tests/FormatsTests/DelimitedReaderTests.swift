import Testing

@testable import Formats

/// One text and the rows it is to give.
struct DelimitedCase: CustomTestStringConvertible {
  var name: String
  var text: String
  var dialect = Dialect()
  var rows: [Row]

  var testDescription: String { name }

  static let tab = Dialect(delimiter: UInt8(ascii: "\t"))
  static let bareTab = Dialect(delimiter: UInt8(ascii: "\t"), quoting: .none)
  static let semicolon = Dialect(delimiter: UInt8(ascii: ";"))

  static let wellFormed: [DelimitedCase] = [
    DelimitedCase(name: "nothing", text: "", rows: []),
    DelimitedCase(name: "header only", text: "a,b\n", rows: [Row(["a", "b"], line: 1)]),
    DelimitedCase(
      name: "last line without line end", text: "a,b\nc,d",
      rows: [Row(["a", "b"], line: 1), Row(["c", "d"], line: 2)]),
    DelimitedCase(
      name: "CR LF", text: "a,b\r\nc,d\r\n",
      rows: [Row(["a", "b"], line: 1), Row(["c", "d"], line: 2)]),
    DelimitedCase(
      name: "bare CR", text: "a,b\rc,d\r",
      rows: [Row(["a", "b"], line: 1), Row(["c", "d"], line: 2)]),
    DelimitedCase(
      name: "byte order mark", text: "\u{FEFF}a,b\n1,2\n",
      rows: [Row(["a", "b"], line: 1), Row(["1", "2"], line: 2)]),
    DelimitedCase(
      name: "empty fields", text: ",\n,,\na,,b\n",
      rows: [Row(["", ""], line: 1), Row(["", "", ""], line: 2), Row(["a", "", "b"], line: 3)]),
    DelimitedCase(
      name: "blank lines", text: "a\n\n\r\nb\n",
      rows: [Row(["a"], line: 1), Row([], line: 2), Row([], line: 3), Row(["b"], line: 4)]),
    DelimitedCase(
      name: "quoted delimiter", text: "\"a,b\",c\n", rows: [Row(["a,b", "c"], line: 1)]),
    DelimitedCase(
      name: "doubled quotes", text: "\"say \"\"so\"\"\",\"\"\"\"\n",
      rows: [Row(["say \"so\"", "\""], line: 1)]),
    DelimitedCase(
      name: "empty quoted field", text: "\"\",\"\"\nx,\"\"",
      rows: [
        Row(["", ""], line: 1), Row(["x", ""], line: 2),
      ]),
    DelimitedCase(
      name: "line ends in quotes", text: "\"a\nb\r\nc\rd\",e\nf,g\n",
      rows: [Row(["a\nb\r\nc\rd", "e"], line: 1), Row(["f", "g"], line: 5)]),
    DelimitedCase(
      name: "quoted line end in a tab file", text: "a\t\"x\ny\"\nb\tz\n", dialect: tab,
      rows: [Row(["a", "x\ny"], line: 1), Row(["b", "z"], line: 3)]),
    DelimitedCase(
      name: "identifiers stay text", text: "0012345,00123,1E10,12345678901234567890\n",
      rows: [Row(["0012345", "00123", "1E10", "12345678901234567890"], line: 1)]),
    DelimitedCase(
      name: "semicolons", text: "a;b,c\n\"d;e\";f\n", dialect: semicolon,
      rows: [Row(["a", "b,c"], line: 1), Row(["d;e", "f"], line: 2)]),
    DelimitedCase(
      name: "letters of more than one byte", text: "é,日本\n\"Ελλάς\",😀\n",
      rows: [Row(["é", "日本"], line: 1), Row(["Ελλάς", "😀"], line: 2)]),
  ]

  static let hostile: [DelimitedCase] = [
    DelimitedCase(
      name: "short and long rows", text: "a,b,c\n1\n1,2,3,4\n",
      rows: [
        Row(["a", "b", "c"], line: 1), Row(["1"], line: 2), Row(["1", "2", "3", "4"], line: 3),
      ]),
    DelimitedCase(
      name: "duplicate and empty headers", text: "a,a,,\n",
      rows: [Row(["a", "a", "", ""], line: 1)]
    ),
    DelimitedCase(
      name: "unterminated quote", text: "a,b\n1,\"x\n2,y\n3,z\n",
      rows: [
        Row(["a", "b"], line: 1), Row(["1", "\"x"], .unterminatedQuote, line: 2),
        Row(["2", "y"], line: 3), Row(["3", "z"], line: 4),
      ]),
    DelimitedCase(
      name: "unterminated quote in the last line", text: "a\n\"b,c\"\"d",
      rows: [Row(["a"], line: 1), Row(["\"b,c\"d"], .unterminatedQuote, line: 2)]),
    DelimitedCase(
      name: "quote as the last byte", text: "a,\"",
      rows: [Row(["a", "\""], .unterminatedQuote, line: 1)]),
    DelimitedCase(
      name: "multi-line field after an unterminated quote", text: "\"a\r\nb,\"x\"\r\nc,d",
      rows: [
        Row(["\"a"], .unterminatedQuote, line: 1), Row(["b", "x"], line: 2),
        Row(["c", "d"], line: 3),
      ]),
    DelimitedCase(
      name: "bare quotes in a tab file read as quotes",
      text: "\"Foo\" and bar\tx\n\"Baz\ty\nq \"Quux\"\tz\n", dialect: tab,
      rows: [
        Row(["Foo and bar", "x"], .textAfterQuote, line: 1),
        Row(["\"Baz\ty"], .unterminatedQuote, line: 2), Row(["q \"Quux\"", "z"], line: 3),
      ]),
    DelimitedCase(
      name: "bare quotes in a tab file read as text",
      text: "\"Foo\" and bar\tx\n\"Baz\ty\nq \"Quux\"\tz\n", dialect: bareTab,
      rows: [
        Row(["\"Foo\" and bar", "x"], line: 1), Row(["\"Baz", "y"], line: 2),
        Row(["q \"Quux\"", "z"], line: 3),
      ]),
    DelimitedCase(
      name: "text after a closing quote", text: "\"a\"b,\"c\" ,d\n\"a\"b\"c\",e\n",
      rows: [
        Row(["ab", "c ", "d"], .textAfterQuote, line: 1),
        Row(["ab\"c\"", "e"], .textAfterQuote, line: 2),
      ]),
    DelimitedCase(
      name: "quote in an unquoted field", text: "5\" disc,\"a\"\n",
      rows: [Row(["5\" disc", "a"], line: 1)]),
    DelimitedCase(
      name: "NUL byte", text: "a,b\n1,x\u{0}y\n2,z\n",
      rows: [
        Row(["a", "b"], line: 1), Row(["1", "x\u{0}y"], .nulByte, line: 2),
        Row(["2", "z"], line: 3),
      ]),
    DelimitedCase(
      name: "literal CR before CR LF", text: "a,P\r\r\nb,P\r\r\n",
      rows: [
        Row(["a", "P"], line: 1), Row([], line: 2), Row(["b", "P"], line: 3), Row([], line: 4),
      ]),
  ]
}

@Suite("Delimited text")
struct DelimitedReaderTests {
  @Test("gives the rows of well-formed text", arguments: DelimitedCase.wellFormed)
  func wellFormed(_ example: DelimitedCase) throws {
    #expect(try rows(of: Array(example.text.utf8), example.dialect) == example.rows)
  }

  @Test(
    "gives every line of hostile text once, and says what is wrong",
    arguments: DelimitedCase.hostile)
  func hostile(_ example: DelimitedCase) throws {
    #expect(try rows(of: Array(example.text.utf8), example.dialect) == example.rows)
  }

  @Test(
    "gives the same rows whatever the pieces",
    arguments: DelimitedCase.wellFormed + DelimitedCase.hostile, [1, 3, 1_000])
  func pieces(_ example: DelimitedCase, size: Int) throws {
    let bytes = Array(example.text.utf8)
    #expect(try rows(of: bytes, example.dialect, chunkSize: size) == example.rows)
  }

  @Test("tells the row, line and byte of a record")
  func position() throws {
    let bytes = Array("\u{FEFF}a\n\"x\ny\",é\r\nlast\n".utf8)
    var reader = DelimitedReader(source: ByteSource(bytes: bytes), dialect: Dialect())
    var record = Record()
    var positions: [Position] = []
    while try reader.read(into: &record) { positions.append(record.position) }
    #expect(
      positions == [
        Position(row: 1, line: 1, byte: 0), Position(row: 2, line: 2, byte: 2),
        Position(row: 3, line: 4, byte: 12),
      ])
  }

  @Test("treats a field beyond the last as empty, and knows blank rows")
  func blanks() throws {
    let bytes = Array("a,\n , \t\n\n".utf8)
    var reader = DelimitedReader(source: ByteSource(bytes: bytes), dialect: Dialect())
    var record = Record()
    #expect(try reader.read(into: &record))
    #expect(!record.isBlank && record.isEmpty(1) && record.isEmpty(7) && record.text(7).isEmpty)
    #expect(try reader.read(into: &record) && record.isBlank)
    #expect(try reader.read(into: &record) && record.isBlank && record.count == 0)
    #expect(try !reader.read(into: &record))
    #expect(try !reader.read(into: &record))
  }

  @Test("clips the raw text of a row to 2,000 characters")
  func raw() throws {
    let bytes = Array(("\"a,\"\"é\",b\n" + String(repeating: "é,", count: 3_000)).utf8)
    var reader = DelimitedReader(source: ByteSource(bytes: bytes), dialect: Dialect())
    var record = Record()
    #expect(try reader.read(into: &record) && record.raw == "a,\"é,b")
    #expect(try reader.read(into: &record) && record.raw == String(repeating: "é,", count: 1_000))
  }
}
