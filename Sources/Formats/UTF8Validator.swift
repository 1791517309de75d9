/// Whether bytes that come in pieces are UTF-8 (RFC 3629), and how many of them are NUL.
struct UTF8Validator {
  private(set) var nulCount = 0
  /// Offset of the first byte of the first ill-formed sequence; nil while all is well.
  private(set) var firstInvalid: Int?
  private var offset = 0
  private var sequenceStart = 0
  private var missing = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  mutating func update(_ bytes: Span<UInt8>) {
    let raw = bytes.bytes
    var index = 0
    while index < bytes.count {
      if missing == 0, index + 8 <= bytes.count {
        // In spite of its name checked against the bounds of the span.
        let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        if Self.isPlain(word) {
          index += 8
          continue
        }
      }
      let byte = bytes[index]
      if byte == 0 { nulCount += 1 }
      if firstInvalid == nil, byte >= 0x80 || missing > 0 { step(byte, at: offset + index) }
      index += 1
    }
    offset += bytes.count
  }

  /// Call after the last piece: a sequence cut off by the end of the file is ill-formed too.
  mutating func finish() {
    if missing > 0, firstInvalid == nil { firstInvalid = sequenceStart }
    missing = 0
  }

  /// Eight bytes of ASCII without a NUL: by far the most common case, so tested at once.
  private static func isPlain(_ word: UInt64) -> Bool {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    return (word | ((word &- ones) & ~word)) & highBits == 0
  }

  /// Table 3-7 of the Unicode Standard: the second byte's bounds depend on the first byte.
  private mutating func step(_ byte: UInt8, at position: Int) {
    if missing > 0 {
      guard low <= byte, byte <= high else {
        firstInvalid = sequenceStart
        missing = 0
        return
      }
      missing -= 1
      (low, high) = (0x80, 0xBF)
      return
    }
    sequenceStart = position
    guard let (count, second) = UTF8Sequence.tail(of: byte) else {
      firstInvalid = position
      return
    }
    (missing, low, high) = (count, second.lowerBound, second.upperBound)
  }
}
