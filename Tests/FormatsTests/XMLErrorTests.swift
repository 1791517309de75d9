import Testing

@testable import Formats

@Suite("XML that is refused")
struct XMLErrorTests {
  struct Example: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var isExpected: @Sendable (FormatError) -> Bool

    init(_ name: String, _ text: String, _ isExpected: @escaping @Sendable (FormatError) -> Bool) {
      self.init(name, Array(text.utf8), isExpected)
    }

    init(
      _ name: String, _ bytes: [UInt8], _ isExpected: @escaping @Sendable (FormatError) -> Bool
    ) {
      self.name = name
      self.bytes = bytes
      self.isExpected = isExpected
    }

    var testDescription: String { name }
  }

  @Sendable static func isDocumentType(_ error: FormatError) -> Bool {
    if case .documentType = error { true } else { false }
  }

  @Sendable static func isTruncated(_ error: FormatError) -> Bool {
    if case .truncatedXML = error { true } else { false }
  }

  @Sendable static func isMalformed(_ error: FormatError) -> Bool {
    if case .malformedXML = error { true } else { false }
  }

  static let bomb = """
    <?xml version="1.0"?>
    <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
    <!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
    <record><leader>&lol3;</leader></record>
    """

  static let examples = [
    Example("entity bomb", bomb, isDocumentType),
    Example(
      "external entity",
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>", isDocumentType),
    Example("DOCTYPE without a subset", "<!DOCTYPE html>\n<html></html>", isDocumentType),
    Example(
      "DOCTYPE elsewhere", "<!DOCTYPE r SYSTEM \"http://localhost/r.dtd\"><r/>", isDocumentType),
    Example("undeclared entity", "<record><leader>&eacute;</leader></record>", isMalformed),
    Example("end tag of another element", "<record><leader>x</record></leader>", isMalformed),
    Example("attribute without quotes", "<record><controlfield tag=001/></record>", isMalformed),
    Example("control character", "<record><leader>a\u{1}b</leader></record>", isMalformed),
    Example("not XML", "991,a\n992,b\n", isMalformed),
    Example("nothing", "", { isMalformed($0) || isTruncated($0) }),
    // Found by fuzzing: libxml2 took it for UTF-32 and, in pieces of 7, gave nothing and no error.
    Example(
      "zero bytes before the document", "\0\0\0<record><leader>x</leader></record>",
      { isMalformed($0) || isTruncated($0) }),
    Example("text after the end", "<a/>b", { isMalformed($0) || isTruncated($0) }),
    Example(
      "cut off", "<collection>\n<record>\n<leader>x</leader>\n",
      { error in
        guard case .truncatedXML(_, let line) = error else { return false }
        return line >= 3
      }),
    Example("cut off in a tag", "<collection>\n<record", isTruncated),
    Example("cut off in an attribute", "<collection>\n<record a=\"", isTruncated),
    Example("cut off in a comment", "<collection><!-- ", isTruncated),
    Example("cut off in a text", "<record><leader>abc", isTruncated),
    Example(
      "deep nesting", String(repeating: "<a>", count: 300),
      { error in
        if case .nestedTooDeep(_, 1, 256) = error { true } else { false }
      }),
  ]

  @Test("says why, whatever the pieces", arguments: examples, [1, 3, 7, 1_000])
  func refused(_ example: Example, size: Int) throws {
    let error = #expect(throws: FormatError.self) {
      try marcRecords(of: example.bytes, chunkSize: size)
    }
    guard let error else { return }
    #expect(example.isExpected(error), "\(error)")
    #expect(!error.message.isEmpty && !error.message.contains("FormatError"))
  }

  @Test("bounds the text of one element and of one record")
  func longText() throws {
    let long = String(repeating: "x", count: XMLReader.textLimit + 1)
    #expect(throws: FormatError.self) {
      try marcRecords(of: Array("<record><leader>\(long)</leader></record>".utf8))
    }
    let half = String(repeating: "x", count: 9 << 20)
    let field = "<controlfield tag=\"001\">\(half)</controlfield>"
    let error = #expect(throws: FormatError.self) {
      try marcRecords(of: Array("<record>\(field)\(field)</record>".utf8))
    }
    guard case .recordTooLong = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try marcRecords(of: Array("<record>\(field)</record>".utf8)).count == 1)
  }
}
