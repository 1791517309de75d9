import Testing

@testable import Formats

@Suite("JSON")
struct JSONReaderTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var text: String
    var words: [String]

    init(_ text: String, _ words: String...) { (self.text, self.words) = (text, words) }

    var testDescription: String { String(text.prefix(60)) }
  }

  static let wellFormed = [
    Sample("{}", "{", "}"), Sample(" [ ] ", "[", "]"), Sample("\u{FEFF}[1]", "[", "1", "]"),
    Sample("{\"a\":\"b\"}", "{", "a:", "b", "}"),
    Sample("[true,false,null]", "[", "true", "false", "null", "]"),
    Sample(
      "[991234567890123456,-0,1.50,1e400,-2.5E-3]", "[", "991234567890123456", "-0", "1.50",
      "1e400", "-2.5E-3", "]"),
    Sample("{\"a\":1,\"a\":2}", "{", "a:", "1", "a:", "2", "}"),
    Sample("{\"\":\"\"}", "{", ":", "", "}"),
    Sample("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[", "\"\\/\u{8}\u{C}\n\r\t", "]"),
    Sample("[\"\\u00e9\\u65E5é日🂡\"]", "[", "é日é日🂡", "]"),
    Sample("[\"\\ud83c\\udca1\"]", "[", "🂡", "]"),
    Sample("{\"\\ud83c\\udca1\":0}", "{", "🂡:", "0", "}"),
    // Half of a pair, alone, in the wrong order, at the end, and before something else.
    Sample("[\"\\ud800\"]", "[", "\u{FFFD}", "]"), Sample("[\"\\udc00\"]", "[", "\u{FFFD}", "]"),
    Sample("[\"\\udc00\\ud800\"]", "[", "\u{FFFD}\u{FFFD}", "]"),
    Sample("[\"a\\ud800b\"]", "[", "a\u{FFFD}b", "]"),
    Sample("[\"\\ud800\\n\"]", "[", "\u{FFFD}\n", "]"),
    Sample("[\"\\ud800\\u0041\"]", "[", "\u{FFFD}A", "]"),
    Sample("[\"\\ud800\\ud83c\\udca1\"]", "[", "\u{FFFD}🂡", "]"),
    Sample("[\"\\\\ud800\"]", "[", "\\ud800", "]"), Sample("[\"\\u0000\"]", "[", "\0", "]"),
    Sample(
      "{\"a\":1}\n{\"a\":2}\r\n{\"a\":3}", "{", "a:", "1", "}", "{", "a:", "2", "}", "{", "a:", "3",
      "}"),
    Sample("{}{}[]", "{", "}", "{", "}", "[", "]"), Sample("1 2", "1", "2"), Sample("\"x\"", "x"),
  ]

  @Test("well-formed texts, in pieces of any size", arguments: wellFormed)
  func readWhole(_ example: Sample) throws {
    for pieces in [1, 2, 3, 5, 1_000] {
      let found = try jsonWords(Array(example.text.utf8), pieces: pieces)
      #expect(found.failure == nil && found.words == example.words, "pieces of \(pieces)")
    }
  }

  static let malformed = [
    "{\"a\" 1}", "{\"a\":1,}", "[1,]", "[1 2]", "{1:2}", "[01]", "[1.]", "[.5]", "[+1]", "[-]",
    "[1e]",
    "[nul]", "[True]", "['a']", "[\"\\x\"]", "[\"\\u12g4\"]", "[\"a\nb\"]", "[\"a\tb\"]", "]", "}",
    "{]",
    "[}", "[1]]", "[1],[2]", "// a\n[1]", "[NaN]", "[1]x", "\u{FEFF}\u{FEFF}[1]",
  ]

  @Test("malformed texts, the same in pieces of any size", arguments: malformed)
  func refused(_ text: String) throws {
    let whole = try jsonWords(Array(text.utf8))
    guard case .malformedJSON("x.json", let line, let reason) = whole.failure else {
      Issue.record("read: \(whole)")
      return
    }
    #expect(!reason.isEmpty && !reason.hasSuffix(".") && !reason.contains("\n"))
    for pieces in [1, 3, 1_000] {
      let found = try jsonWords(Array(text.utf8), pieces: pieces)
      #expect(found.words == whole.words)
      guard case .malformedJSON(_, line, reason) = found.failure else {
        Issue.record("pieces of \(pieces): \(found) in place of \(whole)")
        continue
      }
    }
  }

  @Test("a text cut off anywhere is not complete")
  func truncated() throws {
    let text = Array(
      "[\n{\"a\":\"b\\u00e9\",\n\"c\":[1.5,true,null],\"é\":\"\\ud83c\\udca1\"}\n]".utf8)
    for count in 0..<text.count {
      for pieces in [1, 1_000] {
        let found = try jsonWords(Array(text[..<count]), pieces: pieces)
        switch found.failure {
        case .truncatedJSON("x.json", let line):
          #expect(line == 1 + text[..<count].count { $0 == 0x0A })
        // Cut in the middle of a character.
        case .malformedJSON: #expect(text[count] & 0xC0 == 0x80)
        default: Issue.record("\(count): \(found)")
        }
      }
    }
  }

  @Test("the line of an error, and of each part")
  func lines() throws {
    let text = Array("{\n\n\"a\":\n1,\n\"b\":[\n\"c\"]\n,x}".utf8)
    for pieces in [1, 3, 1_000] {
      let found = try jsonWords(text, pieces: pieces)
      #expect(found.lines == [1, 3, 4, 5, 5, 6])
      guard case .malformedJSON(_, 7, _) = found.failure else {
        Issue.record("\(found)")
        continue
      }
    }
  }

  @Test(
    "bytes that are not UTF-8",
    arguments: [
      [0xFF], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE6, 0x97],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) throws {
    let text = Array("[\"first\",\n\"".utf8) + bytes + Array("\"]".utf8)
    for pieces in [1, 2, 3, 1_000] {
      let found = try jsonWords(text, pieces: pieces)
      #expect(found.words == ["[", "first"])
      guard case .malformedJSON(_, 2, _) = found.failure else {
        Issue.record("pieces of \(pieces): \(found)")
        continue
      }
    }
  }

  @Test("nesting, and texts, names and numbers beyond the limits", arguments: [1, 7, 1_000])
  func limits(_ pieces: Int) throws {
    let deep = { (depth: Int) in
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(try jsonWords(deep(128), pieces: pieces).failure == nil)
    #expect(
      try jsonWords(deep(129), pieces: pieces).failure
        == .nestedTooDeep(file: "x.json", line: 1, limit: 128))
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(
      try jsonWords(Array(objects.utf8), pieces: pieces).failure
        == .nestedTooDeep(file: "x.json", line: 1, limit: 128))
    let long = String(repeating: "9", count: 51)
    for text in ["[1,\n\"\(long)\"]", "{\n\"\(long)\":1}", "[\n\(long)]", "\n\(long)"] {
      let found = try jsonWords(Array(text.utf8), pieces: pieces, textLimit: 50)
      #expect(found.failure == .jsonTextTooLong(file: "x.json", line: 2, limit: 50))
    }
    let fitting = "[\"\(long.dropLast())\",\(long.dropLast())]"
    #expect(try jsonWords(Array(fitting.utf8), pieces: pieces, textLimit: 50).failure == nil)
    let endless = Array("[\"".utf8) + [UInt8](repeating: 0x61, count: 2 << 20)
    if pieces == 1_000 {
      #expect(
        try jsonWords(endless, pieces: 65_536).failure
          == .jsonTextTooLong(file: "x.json", line: 1, limit: 1 << 20))
    }
  }

  @Test("texts with wrong bytes are read or refused, in pieces of any size alike")
  func mutations() throws {
    let whole = Array(
      "[{\"a\":\"é\\u00e9\\ud83c\\udca1\",\"b\":[1.5e3,true,null]},\n{\"c\":{}}]".utf8)
    var generator = Seeded(state: 8_259)
    var refused = 0
    for _ in 0..<2_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      let found = try jsonWords(bytes)
      let other = try jsonWords(bytes, pieces: Int.random(in: 1...9, using: &generator))
      // A number before a wrong byte is told of when the byte is seen, which may be too late.
      let common = min(found.words.count, other.words.count)
      #expect(found.words[..<common] == other.words[..<common])
      #expect(max(found.words.count, other.words.count) - common <= (found.failure == nil ? 0 : 1))
      #expect((found.failure == nil) == (other.failure == nil))
      if found.failure != nil { refused += 1 }
    }
    #expect(refused > 1_000 && refused < 1_990)
  }

  @Test("each message says where and what to do")
  func messages() {
    let errors: [FormatError] = [
      .malformedJSON(file: "a.json", line: 3, reason: "r"), .truncatedJSON(file: "a.json", line: 3),
      .jsonTextTooLong(file: "a.json", line: 3, limit: 1),
      .jsonTooManyColumns(file: "a.json", line: 3, limit: 1), .jsonNotRows(file: "a.json", line: 3),
    ]
    for error in errors {
      #expect(error.message.hasPrefix("a.json, line 3: "))
      #expect(error.message.hasSuffix("."))
      #expect(error.message.contains(". "), "what to do is missing: \(error.message)")
    }
  }
}
