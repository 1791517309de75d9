import Testing

@testable import Formats

@Suite("Dialect")
struct DialectTests {
  struct Example: CustomTestStringConvertible {
    var name: String
    var text: String
    var delimiter: Character
    var quoting = Dialect.Quoting.rfc4180

    var testDescription: String { name }
  }

  static let examples = [
    Example(name: "nothing", text: "", delimiter: ","),
    Example(name: "one column", text: "MMS ID\n991\n992\n", delimiter: ","),
    Example(name: "commas", text: "a,b,c\n1,2,3\n", delimiter: ","),
    Example(name: "tabs with commas in titles", text: "t\tu\nA, B\tx\nC, D\ty\n", delimiter: "\t"),
    Example(
      name: "semicolons with commas in titles",
      text: "Research;Full;1030\nAccounting, Auditing;Full;9513\nAfrican;Full;2040\n",
      delimiter: ";"),
    Example(name: "pipes", text: "a|b|c\n1|2|3\n", delimiter: "|"),
    Example(
      name: "values joined by pipes in a comma file", text: "id,isbns\n1,978|979\n2,978|979\n",
      delimiter: ","),
    Example(
      name: "quoted delimiters", text: "\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n\"e;f\",\"g\"\n",
      delimiter: ","),
    Example(
      name: "tab file, every field enclosed", text: "\"a\"\t\"b\"\n\"c\"\t\"d\"\n", delimiter: "\t"),
    Example(
      name: "tab file with bare quotes", text: "a\tb\n\"Foo\" and bar\tx\nThe \"Baz\"\ty\n",
      delimiter: "\t", quoting: .none),
    Example(
      name: "tab file with an open quote", text: "a\tb\n\"Foo\tx\nBar\ty\n", delimiter: "\t",
      quoting: .none),
    Example(
      name: "tab file with a quoted line end", text: "a\tb\nx\t\"one\ntwo\"\ny\tz\n",
      delimiter: "\t"),
    Example(
      name: "tab file with doubled quotes", text: "a\tb\nx\t\"a \"\"b\"\" c\"\ny\tz\n",
      delimiter: "\t"),
  ]

  @Test("is found from the beginning of a file", arguments: examples)
  func sniff(_ example: Example) throws {
    let dialect = Dialect.sniff(head: Array(example.text.utf8))
    let delimiter = try #require(example.delimiter.asciiValue)
    #expect(dialect == Dialect(delimiter: delimiter, quoting: example.quoting))
  }

  @Test("does not count the line that the end of the head cuts in two")
  func cutLine() {
    let line = "one\ttwo\tthree, with a comma\n"
    let text = String(repeating: line, count: 65_536 / line.utf8.count + 1)
    #expect(Dialect.sniff(head: Array(text.utf8.prefix(65_536))).delimiterName == "tab")
  }

  /// More than the beginning that is looked at first, without a quote.
  private static let plainRows = (1...4_000).map { "Title \($0)\tother cells\n" }.joined()

  @Test(
    "what quotes mean is told from the whole of a tab separated file",
    arguments: [
      ("\"Foo\tx\nBar\ty\nThe \"Baz\" of it\tz\n", Dialect.Quoting.none),
      ("\"Foo\" and bar\tx\nThe \"Baz\"\ty\n", .none),
      ("\"one\ntwo\"\tx\n\"a \"\"b\"\" c\"\ty\n", .rfc4180),
      ("\"Foo, bar\"\tx\nplain\ty\n", .rfc4180),
    ])
  func wholeFile(_ end: String, _ quoting: Dialect.Quoting) throws {
    let file = try TemporaryFile(Array((Self.plainRows + end).utf8))
    let inspection = try FileInspection.inspect(path: file.path)
    #expect(inspection.byteCount > FileInspection.headLimit)
    let dialect = try Dialect.sniff(path: file.path, inspection: inspection)
    #expect(dialect == Dialect(delimiter: UInt8(ascii: "\t"), quoting: quoting))
  }

  @Test("evidence does not depend on where the pieces end", arguments: [1, 2, 3, 7, 1_000])
  func pieces(_ size: Int) throws {
    for example in Self.examples {
      let bytes = Array(example.text.utf8)
      let whole = QuoteEvidence(in: bytes, delimiter: UInt8(ascii: "\t"))
      let source = ByteSource(bytes: bytes, chunkSize: size, encoding: .utf8)
      let inPieces = try QuoteEvidence(in: source, delimiter: UInt8(ascii: "\t"))
      #expect(inPieces.needed == whole.needed, "\(example.name)")
      #expect(inPieces.enclosed == whole.enclosed, "\(example.name)")
      #expect(inPieces.bare == whole.bare, "\(example.name)")
    }
  }
}
