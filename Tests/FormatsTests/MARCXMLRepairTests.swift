import Testing

@testable import Formats

/// MARCXML with bytes that are not UTF-8: one record's damage must not cost the others.
@Suite("MARCXML that is not all UTF-8")
struct MARCXMLRepairTests {
  struct Example: CustomTestStringConvertible {
    var name: String
    /// The text of the second record's 245 $a, as bytes.
    var title: [UInt8]
    var read: String

    var testDescription: String { name }
  }

  static let examples = [
    Example(name: "Latin-1", title: Array("caf".utf8) + [0xE9], read: "caf\u{FFFD}"),
    Example(
      name: "a sequence cut off", title: Array("日本".utf8).dropLast() + Array("!".utf8),
      read: "日\u{FFFD}!"),
    Example(name: "a lone continuation", title: [0x61, 0x80, 0x62], read: "a\u{FFFD}b"),
    Example(
      name: "a surrogate", title: [0xED, 0xA0, 0x80, 0x62], read: "\u{FFFD}\u{FFFD}\u{FFFD}b"),
    Example(
      name: "overlong", title: [0xC0, 0xAF, 0xE0, 0x80, 0xAF],
      read: "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    Example(
      name: "beyond Unicode", title: [0xF4, 0x90, 0x80, 0x80],
      read: "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    Example(
      name: "a U+FFFD that was there", title: Array("a\u{FFFD}".utf8) + [0xFF],
      read: "a\u{FFFD}\u{FFFD}"),
  ]

  private static func file(_ title: [UInt8], declaration: String = "") -> [UInt8] {
    let record = "<record><controlfield tag=\"001\">1</controlfield></record>"
    let start = "<record><datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">"
    return Array("\(declaration)<collection>\(record)\(start)".utf8) + title
      + Array("</subfield></datafield></record>\(record)</collection>".utf8)
  }

  private static func records(
    _ reader: consuming MARCXMLReader
  ) throws -> [ReadRecord] {
    var record = MARCRecord()
    var found: [ReadRecord] = []
    while try reader.read(into: &record) { found.append(ReadRecord(record.raw, record.problem)) }
    return found
  }

  @Test("replaces what is not UTF-8, and only that record says so", arguments: examples)
  func repaired(_ example: Example) throws {
    let expected = [
      ReadRecord("=001 1"), ReadRecord("=245 10$a\(example.read)", .replacedCharacters),
      ReadRecord("=001 1"),
    ]
    for declaration in [
      "", "<?xml version='1.0' encoding='utf-8'?>", "\u{FEFF}<?xml version=\"1.0\"?>",
    ] {
      let bytes = Self.file(example.title, declaration: declaration)
      for size in [1, 3, 1_000, 1 << 20] {
        let source = ByteSource(bytes: bytes, chunkSize: size, encoding: nil)
        #expect(try Self.records(MARCXMLReader(source: source)) == expected, "pieces of \(size)")
      }
      let file = try TemporaryFile(bytes)
      let inspection = try FileInspection.inspect(path: file.path)
      #expect(inspection.container == .xml)
      #expect(
        try Self.records(MARCXMLReader(path: file.path, inspection: inspection)) == expected)
    }
  }

  @Test("leaves a file alone that is UTF-8, and one that says that it is something else")
  func untouched() throws {
    let japanese = Self.file(Array("日本\u{FFFD}".utf8))
    let file = try TemporaryFile(japanese)
    let inspection = try FileInspection.inspect(path: file.path)
    let found = try Self.records(MARCXMLReader(path: file.path, inspection: inspection))
    #expect(found[1] == ReadRecord("=245 10$a日本\u{FFFD}"))
    let latin = Self.file([0xE9], declaration: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")
    for size in [1, 3, 1_000] {
      let source = ByteSource(bytes: latin, chunkSize: size, encoding: nil)
      #expect(try Self.records(MARCXMLReader(source: source))[1] == ReadRecord("=245 10$aé"))
    }
  }

  @Test("bytes of markup that are not UTF-8 end the reading, after the records before them")
  func markup() throws {
    let text = "<c><record><leader>1</leader></record><rec"
    let bytes = Array(text.utf8) + [0xFF] + Array("ord></record></c>".utf8)
    var reader = try MARCXMLReader(source: ByteSource(bytes: bytes, encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record))
    #expect(throws: FormatError.self) { try reader.read(into: &record) }
  }

  @Test("pieces give what the whole gives, wherever they are cut")
  func pieces() {
    var generator = Seeded(state: 3)
    let parts: [[UInt8]] = [
      [0x61], Array("é".utf8), Array("日".utf8), Array("𝄞".utf8), [0xE6], [0xE6, 0x97],
      [0xF0, 0x9D],
      [0x80], [0xFF], [0xED, 0xA0], [0xF4, 0x90], [0xC3], [0xE0, 0x80], [0xF0, 0x80],
      [0xF0, 0x9D, 0x84],
    ]
    for _ in 0..<2_000 {
      let count = Int.random(in: 1..<12, using: &generator)
      let bytes =
        Array("<r>".utf8) + [0x20, 0x20, 0x20]
        + (0..<count).flatMap { _ in parts.randomElement(using: &generator) ?? [] }
      let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
      var repair = UTF8Repair()
      var output: [UInt8] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1..<5, using: &generator)
        repair.append(Array(rest.prefix(size)), to: &output)
        rest = rest.dropFirst(size)
      }
      repair.finish(into: &output)
      #expect(output == expected, "\(bytes)")
    }
  }
}
