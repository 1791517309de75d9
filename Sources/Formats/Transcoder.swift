/// Turns a stream of bytes in a known encoding into UTF-8, keeping what a piece's end cut in two.
struct Transcoder {
  let encoding: TextEncoding
  /// Characters that had to be replaced by U+FFFD: unpaired surrogates and half code units.
  private(set) var replacementCount = 0
  private var pending: [UInt8] = []
  private var isAtStart = true
  private var highSurrogate: UInt32?

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Whether all further bytes go out as they come in.
  var passesThrough: Bool { encoding == .utf8 && !isAtStart }

  mutating func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    switch encoding {
    case .utf8, .windows1252:
      guard isAtStart else { return appendBytes(bytes[...], to: &output) }
      pending.append(contentsOf: bytes)
      if pending.count >= 3 || !Self.mark.starts(with: pending) { flushStart(into: &output) }
    case .utf16le, .utf16be:
      appendUnits(bytes, to: &output)
    }
  }

  /// Call after the last piece: gives what was held back.
  mutating func finish(into output: inout [UInt8]) {
    switch encoding {
    case .utf8, .windows1252:
      if isAtStart { flushStart(into: &output) }
    case .utf16le, .utf16be:
      if highSurrogate != nil { replace(into: &output) }
      if !pending.isEmpty { replace(into: &output) }
      highSurrogate = nil
      pending.removeAll()
    }
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func flushStart(into output: inout [UInt8]) {
    isAtStart = false
    let start = pending.starts(with: Self.mark) ? 3 : 0
    appendBytes(pending[start...], to: &output)
    pending.removeAll()
  }

  private func appendBytes(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    guard encoding == .windows1252 else { return output.append(contentsOf: bytes) }
    var runStart = bytes.startIndex
    for index in bytes.indices where bytes[index] >= 0x80 {
      output.append(contentsOf: bytes[runStart..<index])
      runStart = index + 1
      let byte = bytes[index]
      let scalar = byte < 0xA0 ? Self.windows1252[Int(byte) - 0x80] : UInt32(byte)
      Self.encode(scalar, to: &output)
    }
    output.append(contentsOf: bytes[runStart...])
  }

  private mutating func appendUnits(_ bytes: [UInt8], to output: inout [UInt8]) {
    var index = 0
    if let first = pending.popLast() {
      guard !bytes.isEmpty else { return pending.append(first) }
      appendUnit(unit(first, bytes[0]), to: &output)
      index = 1
    }
    while index + 1 < bytes.count {
      appendUnit(unit(bytes[index], bytes[index + 1]), to: &output)
      index += 2
    }
    if index < bytes.count { pending.append(bytes[index]) }
  }

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
    encoding == .utf16le
      ? UInt32(second) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(second)
  }

  private mutating func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
    if isAtStart {
      isAtStart = false
      if unit == 0xFEFF { return }
    }
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        let scalar = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
        return Self.encode(scalar, to: &output)
      }
      replace(into: &output)
    }
    switch unit {
    case 0xD800...0xDBFF: highSurrogate = unit
    case 0xDC00...0xDFFF: replace(into: &output)
    default: Self.encode(unit, to: &output)
    }
  }

  private mutating func replace(into output: inout [UInt8]) {
    replacementCount += 1
    Self.encode(0xFFFD, to: &output)
  }

  static func encode(_ scalar: UInt32, to output: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      output.append(UInt8(scalar))
    case 0x80..<0x800:
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    default:
      output.append(UInt8(0xF0 | scalar >> 18 & 0x07))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// 0x80 to 0x9F of Windows-1252 after https://encoding.spec.whatwg.org/index-windows-1252.txt;
  /// the five bytes that Microsoft leaves undefined stay C1 controls, as browsers read them.
  private static let windows1252: [UInt32] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
