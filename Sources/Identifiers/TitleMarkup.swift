/// What is left over in titles from the places they passed through: tags and character references
/// of web pages, and UTF-8 that was read as Windows-1252.
///
/// Title lists of publishers and the exports made from them carry all three. None of it is part of
/// the title, and a title is compared as it would read without them.
enum TitleMarkup {
  // MARK: Tags

  /// The length of an HTML or JATS tag, and whether it ends a word; nil for any other bracket.
  static func tag(_ bytes: Span<UInt8>, at start: Int) -> (length: Int, endsWord: Bool)? {
    var offset = start + 1
    if bytes.byte(offset) == 0x2F { offset += 1 }
    let name = offset
    while bytes.byte(offset).isLetter, offset - name <= 6 { offset += 1 }
    let isInline = isAny(inline, of: bytes, in: name..<offset)
    guard isInline || isAny(block, of: bytes, in: name..<offset) else { return nil }
    // Attributes follow a blank; an empty element ends in a slash.
    guard bytes.byte(offset) == 0x3E || bytes.byte(offset) == 0x2F || bytes.byte(offset).isBlank
    else { return nil }
    let limit = min(bytes.count, offset + 200)
    while offset < limit, bytes[offset] != 0x3E {
      if bytes[offset] == 0x3C { return nil }
      offset += 1
    }
    return offset < limit ? (offset + 1 - start, !isInline) : nil
  }

  private static let inline: [KnownText] = [
    "i", "b", "u", "em", "strong", "sub", "sup", "inf", "small", "span", "italic", "bold", "sc",
    "tt",
  ]
  private static let block: [KnownText] = ["p", "br", "div"]

  private static func isAny(
    _ names: [KnownText], of bytes: Span<UInt8>, in range: Range<Int>
  ) -> Bool {
    guard range.upperBound <= bytes.count else { return false }
    for name in names where bytes.isText(name, in: range) { return true }
    return false
  }

  // MARK: Character references

  /// The character that a reference such as `&#39;` or `&eacute;` stands for, and its length.
  ///
  /// A letter with an accent is given without it: a key has no accents. `&amp;eacute;`, escaped
  /// twice, is the same.
  static func reference(_ bytes: Span<UInt8>, at start: Int) -> (character: Int32, length: Int)? {
    var offset = start + 1
    while bytes.hasText("amp;", at: offset, before: bytes.count) { offset += 4 }
    let name = offset
    while offset < bytes.count, offset - name <= 10,
      bytes[offset].isAlphanumeric || (offset == name && bytes[offset] == 0x23)
    {
      offset += 1
    }
    guard bytes.byte(offset) == 0x3B, offset - name >= 2 else { return nil }
    let range = name..<offset
    let character =
      bytes[name] == 0x23 ? number(bytes, range.dropFirst()) : named(bytes, range)
    return character.map { ($0, offset + 1 - start) }
  }

  private static func number(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Int32? {
    guard let first = digits.first else { return nil }
    var value: Int32 = 0
    if bytes[first].lowercased == 0x78 {
      guard digits.count > 1, digits.count <= 7 else { return nil }
      for offset in digits.dropFirst() {
        guard let digit = bytes[offset].hexadecimalValue else { return nil }
        value = value &* 16 &+ Int32(digit)
      }
    } else {
      guard digits.count <= 7, let number = bytes.number(digits) else { return nil }
      value = Int32(truncatingIfNeeded: number)
    }
    let isCharacter = value >= 0x20 && value < 0x11_0000 && !(0xD800...0xDFFF).contains(value)
    return isCharacter ? value : nil
  }

  private static func named(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    for (name, character) in names where bytes.isText(name, in: range) { return character }
    let letter = bytes[range.lowerBound]
    guard letter.isLetter else { return nil }
    for accent in accents where bytes.isText(accent, in: range.dropFirst()) {
      return Int32(letter)
    }
    return nil
  }

  private static let accents: [KnownText] = [
    "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash",
  ]
  private static let names: [(KnownText, Int32)] = [
    ("szlig", 0xDF), ("aelig", 0xE6), ("oelig", 0x153), ("eth", 0xF0), ("thorn", 0xFE),
    ("nbsp", 0x20), ("ensp", 0x20), ("emsp", 0x20), ("thinsp", 0x20), ("shy", 0xAD),
    ("ndash", 0x2013), ("mdash", 0x2014), ("hellip", 0x2026), ("apos", 0x27), ("lsquo", 0x2018),
    ("rsquo", 0x2019), ("quot", 0x22), ("ldquo", 0x201C), ("rdquo", 0x201D), ("laquo", 0xAB),
    ("raquo", 0xBB), ("middot", 0xB7), ("lt", 0x2C), ("gt", 0x2C),
  ]

  // MARK: UTF-8 read as Windows-1252

  /// The character that was meant, and the bytes it takes, where `Ã©` stands for é or `â€™` for ’.
  ///
  /// Only beginnings that no word has before such a sign: Ã and Â, Å before a quotation mark
  /// (œ), Ì (an accent of its own), and `â€`.
  static func misread(
    _ character: Int32, _ bytes: Span<UInt8>, at next: Int
  ) -> (character: Int32, length: Int)? {
    switch character {
    case 0xC2, 0xC3, 0xC5, 0xCC, 0xE2: break
    default: return nil
    }
    guard let second = continuation(bytes, at: next) else { return nil }
    switch character {
    case 0xC2, 0xC3, 0xCC:
      return ((character & 0x1F) << 6 | second.value & 0x3F, second.length)
    case 0xC5:
      guard second.value == 0x92 || second.value == 0x93 else { return nil }
      return (0x140 | second.value & 0x3F, second.length)
    case 0xE2:
      guard second.value == 0x80, let third = continuation(bytes, at: next + second.length)
      else { return nil }
      return (0x2000 | third.value & 0x3F, second.length + third.length)
    default: return nil
    }
  }

  // The byte 0x80 to 0xBF that Windows-1252, or ISO 8859-1, shows as the character here.
  private static func continuation(
    _ bytes: Span<UInt8>, at offset: Int
  ) -> (value: Int32, length: Int)? {
    guard bytes.byte(offset) >= 0xC2 else { return nil }
    let (character, length) = UTF8Encoding.decode(bytes, at: offset)
    if (0x80...0xBF).contains(character) { return (character, length) }
    for (position, sign) in windows.enumerated() where sign == character {
      return (0x80 + Int32(position), length)
    }
    return nil
  }

  // Windows-1252 from 0x80 to 0x9F (Unicode's mapping table CP1252.TXT).
  private static let windows: [Int32] = [
    0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
    0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161,
    0x203A, 0x153, 0, 0x17E, 0x178,
  ]
}
