import Testing

@testable import Formats

@Suite("Encoding")
struct EncodingTests {
  struct Example: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var encoding: TextEncoding
    var text: String
    var hasMark = false

    var testDescription: String { name }
  }

  static func utf16(_ text: String, littleEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return littleEndian ? [low, high] : [high, low]
    }
  }

  static let text = "Title,ISSN\nÉtudes “x” 日本 😀,1234-5679\n"

  static let examples = [
    Example(name: "UTF-8", bytes: Array(text.utf8), encoding: .utf8, text: text),
    Example(
      name: "UTF-8 with mark", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8), encoding: .utf8,
      text: text, hasMark: true),
    Example(
      name: "UTF-16LE", bytes: utf16(text, littleEndian: true), encoding: .utf16le, text: text,
      hasMark: true),
    Example(
      name: "UTF-16BE", bytes: utf16(text, littleEndian: false), encoding: .utf16be, text: text,
      hasMark: true),
    Example(
      name: "UTF-16LE without mark",
      bytes: utf16("Title\tISSN\nA\t1234-5679\n", littleEndian: true, mark: false),
      encoding: .utf16le, text: "Title\tISSN\nA\t1234-5679\n"),
    Example(
      name: "Windows-1252",
      bytes: Array("a,".utf8) + [0x93, 0xC9] + Array("t".utf8) + [0xE9, 0x94, 0x2C]
        + Array("h".utf8) + [0xF4] + Array("tel".utf8) + [0x80, 0x81, 0x0A],
      encoding: .windows1252, text: "a,“Été”,hôtel€\u{81}\n"),
    Example(
      name: "MacRoman",
      bytes: Array("caf".utf8) + [0x8E, 0x2C] + Array("M".utf8) + [0x9F]
        + Array("nchen,".utf8) + [0xD2] + Array("don".utf8) + [0xD5, 0x74, 0xD3, 0x0D],
      encoding: .macRoman, text: "café,München,“don’t”\r"),
    Example(
      name: "Windows-1252 with quotes only", bytes: Array("don".utf8) + [0x92, 0x74, 0x0A],
      encoding: .windows1252, text: "don’t\n"),
    Example(
      name: "Windows-1252 in capitals",
      bytes: Array("CAF".utf8) + [0xC9] + Array(" D'".utf8)
        + [0xC9] + Array("TAT\n".utf8),
      encoding: .windows1252, text: "CAFÉ D'ÉTAT\n"),
    Example(
      name: "UTF-8 with a field cut in a letter",
      bytes: Array("É\tü\t日".utf8) + [0xE6, 0x97, 0x09] + Array("x\n".utf8),
      encoding: .damagedUTF8, text: "É\tü\t日æ—\tx\n"),
    Example(
      name: "UTF-8 with one byte of Windows-1252 at the end",
      bytes: [0xEF, 0xBB, 0xBF] + Array("Étude, été\n".utf8) + [0x41, 0xE9],
      encoding: .damagedUTF8, text: "Étude, été\nAé", hasMark: true),
    Example(
      name: "UTF-8 cut off in a letter", bytes: Array("abc".utf8) + [0xC3], encoding: .damagedUTF8,
      text: "abcÃ"),
    Example(
      name: "mark only", bytes: [0xEF, 0xBB, 0xBF], encoding: .utf8, text: "", hasMark: true),
    Example(
      name: "lone surrogate", bytes: [0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x42, 0, 0x00, 0xDC, 0x43],
      encoding: .utf16le, text: "A\u{FFFD}B\u{FFFD}\u{FFFD}", hasMark: true),
  ]

  @Test("is found, and the text comes out as UTF-8 whatever the pieces", arguments: examples)
  func decode(_ example: Example) throws {
    let inspection = try FileInspection.inspect(bytes: example.bytes, name: "x")
    #expect(inspection.encoding == example.encoding)
    #expect(inspection.hasByteOrderMark == example.hasMark)
    #expect(inspection.headText() == example.text)
    for size in [1, 2, 3, 1_000] {
      var source = ByteSource(
        bytes: example.bytes, chunkSize: size, encoding: inspection.encoding)
      var decoded: [UInt8] = []
      while try source.readChunk(into: &decoded) {}
      #expect(String(decoding: decoded, as: UTF8.self) == example.text, "pieces of \(size)")
    }
  }

  static let invalid: [([UInt8], Int?)] = [
    ([0x41, 0xC3, 0xA9], nil), ([0xF4, 0x8F, 0xBF, 0xBF], nil), ([0xEF, 0xBF, 0xBD], nil),
    ([0x41, 0x80], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0x41, 0x42, 0xE0, 0x80, 0x80], 2),
    ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0xF5], 0), ([0x41, 0xE2, 0x82], 1), ([0xC3, 0x41], 0),
  ]

  @Test("knows UTF-8 from other bytes as the Unicode Standard does", arguments: invalid)
  func validate(_ bytes: [UInt8], _ firstInvalid: Int?) {
    for padding in 0..<9 {
      for size in [1, 3, 64] {
        let padded = [UInt8](repeating: 0x61, count: padding) + bytes
        var validator = UTF8Validator()
        for start in stride(from: 0, to: padded.count, by: size) {
          validator.update(Array(padded[start..<min(start + size, padded.count)]).span)
        }
        validator.finish()
        #expect(validator.firstInvalid == firstInvalid.map { $0 + padding })
      }
    }
  }

  @Test("knows all 128 characters of both Western sets")
  func tables() {
    #expect(ByteCharacters.macRoman.count == 128)
    #expect(ByteCharacters.windows1252.count == 128)
    #expect(ByteCharacters.macRoman[0x8E - 0x80] == 0xE9)
    #expect(ByteCharacters.macRoman[0xCA - 0x80] == 0xA0)
    #expect(ByteCharacters.macRoman[0xF5 - 0x80] == 0x131)
    #expect(ByteCharacters.macRoman[0xFF - 0x80] == 0x2C7)
  }

  @Test("finds the evidence wherever the pieces end")
  func evidence() {
    let mac = Array("abcdefg caf".utf8) + [0x8E] + Array(", M".utf8) + [0x9F] + Array("n".utf8)
    for size in 1...mac.count {
      var evidence = EncodingEvidence()
      for start in stride(from: 0, to: mac.count, by: size) {
        evidence.update(Array(mac[start..<min(start + size, mac.count)]))
      }
      #expect(evidence.finish() == .macRoman, "pieces of \(size)")
      #expect(evidence.strays == 2)
    }
  }

  @Test("agrees with Swift's own decoder on random bytes")
  func random() {
    var generator = Seeded(state: 1)
    let interesting: [UInt8] = [
      0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F,
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<12, using: &generator)
      let bytes = (0..<count).map { _ in interesting.randomElement(using: &generator) ?? 0 }
      var validator = UTF8Validator()
      validator.update(bytes.span)
      validator.finish()
      #expect((validator.firstInvalid == nil) == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }
}
