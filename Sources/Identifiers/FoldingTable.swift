/// What the characters U+0080 to U+05FF fold to, as up to four bytes of UTF-8 each.
///
/// Latin, Greek, Cyrillic and Hebrew titles are so folded by one look-up a character; utf8proc,
/// which made the table, is asked only for the rest.
struct FoldingTable {
  static let limit: Int32 = 0x600
  /// The character is dropped.
  static let dropped: UInt32 = 0
  /// The character is punctuation.
  static let separator: UInt32 = 0x20
  /// The character needs the long way.
  static let other: UInt32 = .max

  static let entries: [UInt32] = {
    var entries: [UInt32] = []
    entries.reserveCapacity(Int(limit))
    var folded = [Int32](repeating: 0, count: UnicodeFolding.capacity)
    for character in 0..<limit { entries.append(entry(for: character, &folded)) }
    return entries
  }()

  private static func entry(for character: Int32, _ folded: inout [Int32]) -> UInt32 {
    switch character {
    case 0xE6, 0xC6: return 0x6561
    case 0x153, 0x152: return 0x656F
    case 0xFE, 0xDE: return 0x6874
    // The middle dot of Catalan, the acute accent as an apostrophe, the soft hyphen.
    case 0xB7, 0xB4, 0xAD: return dropped
    // The masculine ordinal ends an abbreviation.
    case 0xBA: return other
    default: break
    }
    let count = UnicodeFolding.fold(character, into: &folded)
    if count == 0 { return dropped }
    var bytes: [UInt8] = []
    var separators = 0
    for part in folded.prefix(count) {
      if UnicodeFolding.classify(part) == .separator { separators += 1 }
      UTF8Encoding.append(part, to: &bytes)
    }
    if separators == count { return separator }
    guard separators == 0, bytes.count <= 4 else { return other }
    return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// UTF-8 by hand, for text that is never a String.
enum UTF8Encoding {
  /// Appends a character's bytes.
  static func append(_ character: Int32, to bytes: inout [UInt8]) {
    let value = UInt32(bitPattern: character)
    func continuation(_ shift: UInt32) -> UInt8 {
      0x80 | UInt8(truncatingIfNeeded: value >> shift & 0x3F)
    }
    switch value {
    case 0..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      bytes.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
      bytes.append(continuation(0))
    case 0x800..<0x10000:
      bytes.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
      bytes.append(continuation(6))
      bytes.append(continuation(0))
    default:
      bytes.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18 & 0x07))
      bytes.append(continuation(12))
      bytes.append(continuation(6))
      bytes.append(continuation(0))
    }
  }

  /// The character at `offset` and its length; a character of -1 and 1 where the bytes are wrong.
  @inline(__always)
  static func decode(_ bytes: Span<UInt8>, at offset: Int) -> (character: Int32, length: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Int32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, offset + length <= bytes.count else { return (-1, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in offset + 1..<offset + length {
      guard bytes[next] & 0xC0 == 0x80 else { return (-1, 1) }
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, value < 0x110000, !(0xD800..<0xE000 ~= value) else { return (-1, 1) }
    return (Int32(bitPattern: value), length)
  }
}
