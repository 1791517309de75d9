// Helpers for text that is held as bytes: identifiers are ASCII, so no String is needed.

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isAlphanumeric: Bool { isDigit || isLetter }
  @inline(__always) var isBlank: Bool { self == 0x20 || self &- 0x09 < 5 }
  @inline(__always) var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  @inline(__always) var digitValue: Int { Int(self &- 0x30) }

  /// The value of a hexadecimal digit, nil for another byte.
  var hexadecimalValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let letter = lowercased
    return letter >= 0x61 && letter <= 0x66 ? letter &- 0x61 &+ 10 : nil
  }
}

extension Span<UInt8> {
  /// The byte at an offset, or 0 beyond the end: no identifier holds a NUL.
  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? self[offset] : 0
  }

  /// The part of `range` without blanks at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, self[low].isBlank { low += 1 }
    while high > low, self[high - 1].isBlank { high -= 1 }
    return low..<high
  }

  /// All bytes without blanks at either end.
  var trimmedRange: Range<Int> { trimmed(0..<count) }

  /// A copy of the bytes of `range`.
  func copy(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    for offset in range { result.append(self[offset]) }
    return result
  }

  /// Whether a known text stands at `offset`, in either case.
  @inline(__always)
  func hasText(_ text: KnownText, at offset: Int, before end: Int) -> Bool {
    let length = text.bytes.count
    guard offset >= 0, end <= count, end - offset >= length else { return false }
    var position = 0
    while position < length {
      if self[offset + position].lowercased != text.bytes[position] { return false }
      position += 1
    }
    return true
  }

  /// Whether the bytes of `range` are `text` and nothing else, in either case.
  func isText(_ text: KnownText, in range: Range<Int>) -> Bool {
    range.count == text.count
      && hasText(text, at: range.lowerBound, before: range.upperBound)
  }

  /// The first offset in `range` where a known text stands, in either case.
  func firstOffset(of text: KnownText, in range: Range<Int>) -> Int? {
    let last = range.upperBound - text.count
    var offset = range.lowerBound
    while offset <= last {
      if hasText(text, at: offset, before: range.upperBound) { return offset }
      offset += 1
    }
    return nil
  }

  /// The end of the run of digits that begins at `start`.
  func endOfDigits(from start: Int, before end: Int) -> Int {
    var offset = start
    while offset < end, self[offset].isDigit { offset += 1 }
    return offset
  }

  /// The number in a run of digits; nil when it is empty or has more than 18 digits.
  func number(_ range: Range<Int>) -> Int64? {
    guard !range.isEmpty else { return nil }
    var value: Int64 = 0
    var significant = 0
    for offset in range {
      guard self[offset].isDigit else { return nil }
      if significant > 0 || self[offset] != 0x30 { significant += 1 }
      if significant > 18 { return nil }
      value = value &* 10 &+ Int64(self[offset].digitValue)
    }
    return value
  }
}
