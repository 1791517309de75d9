/// The well-formed byte sequences of UTF-8 (table 3-7 of the Unicode Standard).
enum UTF8Sequence {
  /// Longest sequence, in bytes.
  static let longest = 4

  /// Bytes of the character that begins at an index: 0 where none does, nil where the text ends
  /// before that can be said.
  static func length(at index: Int, in bytes: Span<UInt8>) -> Int? {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    guard let (count, second) = tail(of: first) else { return 0 }
    for step in 1...count {
      guard index + step < bytes.count else { return nil }
      let allowed = step == 1 ? second : 0x80...0xBF
      guard allowed.contains(bytes[index + step]) else { return 0 }
    }
    return count + 1
  }

  /// How many bytes follow a first byte, and what the next one may be; nil where none begins so.
  static func tail(of first: UInt8) -> (count: Int, second: ClosedRange<UInt8>)? {
    switch first {
    case 0xC2...0xDF: (1, 0x80...0xBF)
    case 0xE0: (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (2, 0x80...0xBF)
    case 0xED: (2, 0x80...0x9F)
    case 0xF0: (3, 0x90...0xBF)
    case 0xF1...0xF3: (3, 0x80...0xBF)
    case 0xF4: (3, 0x80...0x8F)
    default: nil
    }
  }
}
