/// Turns a stream of bytes in a known encoding into UTF-8, keeping what a piece's end cut in two.
struct Transcoder {
  let encoding: TextEncoding
  /// Characters that had to be replaced by U+FFFD, unpaired surrogates and half code units, and
  /// stray bytes in damaged UTF-8.
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
    case .utf8, .windows1252, .macRoman, .damagedUTF8:
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
    case .utf8, .windows1252, .macRoman, .damagedUTF8:
      if isAtStart { flushStart(into: &output) }
      if encoding == .damagedUTF8 { repair(pending, isLast: true, into: &output) }
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
    let first = pending.starts(with: Self.mark) ? pending[3...] : pending[...]
    pending.removeAll()
    appendBytes(first, to: &output)
  }

  private mutating func appendBytes(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    switch encoding {
    case .windows1252: append(bytes, as: ByteCharacters.windows1252, to: &output)
    case .macRoman: append(bytes, as: ByteCharacters.macRoman, to: &output)
    case .damagedUTF8: repair(pending + bytes, isLast: false, into: &output)
    case .utf8, .utf16le, .utf16be: output.append(contentsOf: bytes)
    }
  }

  private func append(
    _ bytes: ArraySlice<UInt8>, as characters: [UInt32], to output: inout [UInt8]
  ) {
    var runStart = bytes.startIndex
    for index in bytes.indices where bytes[index] >= 0x80 {
      output.append(contentsOf: bytes[runStart..<index])
      runStart = index + 1
      Self.encode(characters[Int(bytes[index]) - 0x80], to: &output)
    }
    output.append(contentsOf: bytes[runStart...])
  }

  /// Copies what is well-formed and reads each other byte as Windows-1252; a character that the end
  /// cuts in two waits in `pending`.
  private mutating func repair(_ bytes: [UInt8], isLast: Bool, into output: inout [UInt8]) {
    pending.removeAll()
    var runStart = 0
    var index = 0
    while index < bytes.count {
      let length = UTF8Sequence.length(at: index, in: bytes.span)
      if length == nil, !isLast {
        pending = Array(bytes[index...])
        break
      }
      if let length, length > 0 {
        index += length
        continue
      }
      output.append(contentsOf: bytes[runStart..<index])
      Self.encode(ByteCharacters.windows1252[Int(bytes[index]) - 0x80], to: &output)
      replacementCount += 1
      index += 1
      runStart = index
    }
    output.append(contentsOf: bytes[runStart..<index])
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
}
