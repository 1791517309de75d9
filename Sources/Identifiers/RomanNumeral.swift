/// Roman numerals as parts of works carry them, up to 399.
enum RomanNumeral {
  /// The value of a lower-case numeral; nil for text that is none, or not in its usual form.
  ///
  /// D and M are left out: "mix", "mid" and "did" are words, and parts beyond 399 are rare.
  static func value(_ word: Span<UInt8>) -> Int? {
    guard (1...12).contains(word.count) else { return nil }
    var total = 0
    var highest = 0
    var offset = word.count - 1
    while offset >= 0 {
      let digit: Int
      switch word[offset] {
      case 0x69: digit = 1
      case 0x76: digit = 5
      case 0x78: digit = 10
      case 0x6C: digit = 50
      case 0x63: digit = 100
      default: return nil
      }
      total += digit < highest ? -digit : digit
      highest = max(highest, digit)
      offset -= 1
    }
    guard (1..<400).contains(total), isUsualForm(word, total) else { return nil }
    return total
  }

  // Written out again, so that "iix" and "vv" are refused.
  private static func isUsualForm(_ word: Span<UInt8>, _ total: Int) -> Bool {
    let steps: [(Int, KnownText)] = [
      (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
      (1, "i"),
    ]
    var rest = total
    var offset = 0
    for (value, text) in steps {
      while rest >= value {
        guard word.hasText(text, at: offset, before: word.count) else { return false }
        offset += text.count
        rest -= value
      }
    }
    return offset == word.count
  }
}
