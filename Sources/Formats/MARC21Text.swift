/// Turns the text of binary MARC records into UTF-8: what is UTF-8 stays, MARC-8 is converted, and
/// where a leader says one and the text is the other, the text is believed.
///
/// That is safe in one direction: MARC-8 has no byte sequence that is UTF-8 by chance but in rare
/// heaps of diacritics. What is not UTF-8 although the leader says so is judged by what its
/// bytes would be in MARC-8.
struct MARC21Text: ~Copyable {
  /// Whether the record's text is UTF-8 as it stands.
  private(set) var isPlain = true

  private let file: String
  private var converter: MARC8Converter?
  private var saysUTF8 = true
  private var legacyIsMARC8 = true
  // What was found in the record so far.
  private var hasUTF8 = false
  private var hasMARC8 = false
  private var hasWindows1252 = false
  private var hasReplaced = false

  init(file: String) { self.file = file }

  /// Begins a record whose fields are `data`. Throws when libyaz does not start.
  mutating func begin(_ data: Span<UInt8>, saysUTF8: Bool) throws(FormatError) {
    self.saysUTF8 = saysUTF8
    (hasUTF8, hasMARC8, hasWindows1252, hasReplaced) = (false, false, false, false)
    let (hasHigh, hasEscape) = data.marcSpecials()
    let isUTF8 = !hasHigh || data.isUTF8
    isPlain = isUTF8 && !(hasEscape && (!saysUTF8 || MARC8State.isUsed(in: data)))
    if isPlain {
      hasUTF8 = hasHigh
      return
    }
    legacyIsMARC8 = LegacyEvidence(data).isMARC8(saysUTF8: saysUTF8)
    if converter == nil { converter = try MARC8Converter(file: file) }
  }

  /// Appends a subfield's text, or a control field's, in UTF-8.
  mutating func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    let (hasHigh, hasEscape) = text.marcSpecials()
    if hasEscape, !saysUTF8 || MARC8State.isUsed(in: text) {
      appendMARC8(text, to: &bytes)
    } else if !hasHigh {
      bytes.append(copying: text)
    } else if text.isUTF8 {
      hasUTF8 = true
      bytes.append(copying: text)
    } else if saysUTF8, appendRepaired(text, to: &bytes) {
      hasReplaced = true
    } else if legacyIsMARC8 {
      appendMARC8(text, to: &bytes)
    } else {
      hasWindows1252 = true
      var transcoder = Transcoder(.windows1252)
      var copy: [UInt8] = []
      copy.append(copying: text)
      transcoder.append(copy, to: &bytes)
      transcoder.finish(into: &bytes)
    }
  }

  private mutating func appendMARC8(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    hasMARC8 = true
    if converter?.append(text, to: &bytes) ?? 0 > 0 { hasReplaced = true }
  }

  /// Damaged UTF-8, with U+FFFD for what is not; false where not one character of it is UTF-8
  /// beyond ASCII, so that it must be something else.
  private func appendRepaired(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var copy: [UInt8] = []
    copy.append(copying: text)
    let repaired = String(decoding: copy, as: UTF8.self)
    guard repaired.unicodeScalars.contains(where: { $0.value >= 0x80 && $0.value != 0xFFFD })
    else { return false }
    bytes.append(contentsOf: repaired.utf8)
    return true
  }

  /// Whether the record is in MARC-8: by its leader, unless its text is all UTF-8, or by its text.
  var isMARC8: Bool { hasMARC8 || !saysUTF8 && !hasUTF8 && !hasWindows1252 }

  /// What is to be told of the record's text.
  var problem: MARCRecordProblem? {
    if hasReplaced { return .replacedCharacters }
    if hasWindows1252 { return .windows1252 }
    if saysUTF8 { return hasMARC8 ? .marc8NotUTF8 : nil }
    return hasUTF8 ? .utf8NotMARC8 : nil
  }
}

/// What a text that is not UTF-8 shows of being MARC-8 or Windows-1252.
struct LegacyEvidence {
  private let hasEscapes: Bool
  private var forMARC8 = 0
  private var againstMARC8 = 0

  init(_ text: Span<UInt8>) {
    hasEscapes = MARC8State.isUsed(in: text)
    for index in 0..<text.count where text[index] >= 0x80 {
      let byte = text[index]
      switch byte {
      case 0xFC, 0xFD, 0xFF, 0xC9...0xDF, 0x80...0x87, 0x8A...0x8C, 0x8F...0xA0, 0xAF, 0xBB, 0xBE,
        0xBF:
        againstMARC8 += 2
      case 0xE0...0xFE:
        var next = index + 1
        while next < text.count, (0xE0...0xFE).contains(text[next]) { next += 1 }
        let letter = next < text.count ? text[next] : 0
        if Self.usual[byte]?.contains(letter | 0x20) == true {
          forMARC8 += 1
        } else if !(0x61...0x7A).contains(letter | 0x20) {
          againstMARC8 += 2
        }
      default: break
      }
    }
  }

  /// As the leader says, unless the bytes say otherwise.
  func isMARC8(saysUTF8: Bool) -> Bool {
    if hasEscapes { return true }
    return saysUTF8 ? forMARC8 > againstMARC8 : forMARC8 >= againstMARC8
  }

  /// Diacritics of ANSEL and the letters that they usually stand before, in lower case.
  private static let usual: [UInt8: [UInt8]] = [
    0xE1: "aeiou", 0xE2: "aeiouycnszlr", 0xE3: "aeioucghjsw", 0xE4: "aon", 0xE5: "aeiouy",
    0xE6: "aegiou", 0xE7: "cegzi", 0xE8: "aeiouy", 0xE9: "cdenrstzgljk", 0xEA: "au",
    0xEB: "abcdefghijklmnopqrstuvwxyz", 0xEC: "abcdefghijklmnopqrstuvwxyz", 0xEE: "ou",
    0xF0: "cstgklnr", 0xF1: "aeiu", 0xF2: "abdehiklmnorstuvwyz",
  ].mapValues { (letters: String) in Array(letters.utf8) }
}
