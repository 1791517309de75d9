/// Looking for single bytes, eight at a step.
extension Span<UInt8> {
  /// Index of the first such byte from `start` on; nil where there is none.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    let pattern = ByteWord.ones &* UInt64(byte)
    let raw = bytes
    var index = start
    while index + 8 <= count {
      // In spite of its name checked against the bounds of the span.
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      let zeros = ByteWord.zeros(word ^ pattern)
      if zeros != 0 { return index + zeros.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// Index of the first byte in `start..<end` that is 0x1E or 0x1F, MARC's field terminator and
  /// subfield delimiter; `end` where there is none.
  func firstMARCSeparator(from start: Int, to end: Int) -> Int {
    let raw = bytes
    var index = start
    while index + 8 <= count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      let zeros = ByteWord.zeros(word & (ByteWord.ones &* 0xFE) ^ (ByteWord.ones &* 0x1E))
      if zeros != 0 { return Swift.min(end, index + zeros.trailingZeroBitCount >> 3) }
      index += 8
      if index >= end { return end }
    }
    while index < end {
      if self[index] & 0xFE == 0x1E { return index }
      index += 1
    }
    return end
  }

  /// Whether any byte is not ASCII, and whether any is the escape 0x1B.
  func marcSpecials() -> (hasHigh: Bool, hasEscape: Bool) {
    let raw = bytes
    var high: UInt64 = 0
    var escapes: UInt64 = 0
    var index = 0
    while index + 8 <= count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      high |= word
      escapes |= ByteWord.zeros(word ^ (ByteWord.ones &* 0x1B))
      index += 8
    }
    while index < count {
      high |= UInt64(self[index])
      if self[index] == 0x1B { escapes = 1 }
      index += 1
    }
    return (high & ByteWord.highs != 0, escapes != 0)
  }

  /// The number that `length` ASCII digits from `start` on stand for; nil where one is no digit.
  @inline(__always)
  func decimal(at start: Int, length: Int) -> Int? {
    guard start >= 0, start + length <= count else { return nil }
    var number = 0
    var worst: UInt8 = 0
    for index in start..<(start + length) {
      let digit = self[index] &- 0x30
      worst = Swift.max(worst, digit)
      number = number * 10 + Int(digit)
    }
    return worst <= 9 ? number : nil
  }

  /// Whether all bytes are UTF-8 (RFC 3629).
  var isUTF8: Bool {
    var validator = UTF8Validator()
    validator.update(self)
    validator.finish()
    return validator.firstInvalid == nil
  }
}

/// Arithmetic on eight bytes at once.
private enum ByteWord {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is zero. Above the lowest such byte there may be false ones.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
