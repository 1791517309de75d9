/// Tells apart the encodings of a text that is not well-formed UTF-8: UTF-8 with damage, as a
/// database writes it that cuts fields by bytes, Windows-1252, and MacRoman.
///
/// Fed with the whole file, piece by piece: a list may have its first accented letter in its last row.
struct EncodingEvidence {
  /// Characters beyond ASCII that are well-formed UTF-8.
  private(set) var sequences = 0
  /// Bytes that belong to no such character.
  private(set) var strays = 0
  private var windows = 0
  private var mac = 0
  private var carry: [UInt8] = []
  private var before: UInt8 = 0x20
  /// Whether all is UTF-8 but for a last character that the end of the file cuts in two.
  private var isOnlyCutOff = false

  mutating func update(_ chunk: [UInt8]) {
    carry.append(contentsOf: chunk)
    let done = scan(carry, isLast: false)
    carry.removeSubrange(..<done)
  }

  /// The encoding that the bytes given fit best. Call once.
  mutating func finish() -> TextEncoding {
    _ = scan(carry, isLast: true)
    // By chance, text of one byte a letter hardly ever forms a well-formed sequence.
    if sequences > strays || isOnlyCutOff { return .damagedUTF8 }
    return mac > windows ? .macRoman : .windows1252
  }

  /// Looks at all characters whose neighbours are there, and tells how many bytes are done.
  private mutating func scan(_ bytes: [UInt8], isLast: Bool) -> Int {
    let end = isLast ? bytes.count : max(0, bytes.count - UTF8Sequence.longest)
    let span = bytes.span
    var index = 0
    while index < end {
      let byte = span[index]
      if byte < 0x80 {
        before = byte
        index += 1
        continue
      }
      let found = UTF8Sequence.length(at: index, in: span)
      let length = found ?? 0
      if found == nil, strays == 0 { isOnlyCutOff = true }
      if length > 1 {
        sequences += 1
        index += length
      } else {
        strays += 1
        let after = index + 1 < span.count ? span[index + 1] : 0x20
        windows += Self.score(Self.windowsClasses[Int(byte) - 0x80], before, after)
        mac += Self.score(Self.macClasses[Int(byte) - 0x80], before, after)
        index += 1
      }
      before = byte
    }
    return index
  }

  /// How well a character of this class stands between two bytes.
  private static func score(_ kind: CharacterClass, _ before: UInt8, _ after: UInt8) -> Int {
    let followsWord = isLetter(before)
    let precedesWord = isLetter(after)
    switch kind {
    case .lowerCase: return followsWord || precedesWord ? 2 : 0
    case .upperCase:
      // cafŽ: no word has its capital after a small letter.
      if (0x61...0x7A).contains(before) { return -2 }
      return precedesWord || followsWord ? 2 : 0
    case .closingMark: return followsWord ? 2 : 0
    case .openingMark: return precedesWord && !followsWord ? 2 : 0
    case .dash: return 1
    case .mark: return followsWord && precedesWord ? -1 : 0
    case .undefined: return -4
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80
  }

  private enum CharacterClass {
    case lowerCase, upperCase, openingMark, closingMark, dash, mark, undefined
  }

  private static let windowsClasses = ByteCharacters.windows1252.map(kind)
  private static let macClasses = ByteCharacters.macRoman.map(kind)

  private static func kind(_ value: UInt32) -> CharacterClass {
    guard value >= 0xA0, value != 0xF8FF, let scalar = Unicode.Scalar(value) else {
      return .undefined
    }
    switch scalar {
    case "‘", "“", "«", "„", "‚", "¿", "¡": return .openingMark
    case "’", "”", "»", "…": return .closingMark
    case "–", "—": return .dash
    default: break
    }
    if scalar.properties.isUppercase { return .upperCase }
    return scalar.properties.isAlphabetic ? .lowerCase : .mark
  }
}
