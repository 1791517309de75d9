/// The way in which workbooks write characters that XML does not allow: `_x000D_` is a carriage
/// return, `_x005F_` an underscore (ECMA-376 part 1, 22.9.2.19).
enum XLSXEscapes {
  /// Replaces the escapes from an index on; tells whether one of them was a NUL.
  static func decode(in bytes: inout [UInt8], from start: Int) -> Bool {
    guard var from = firstEscape(in: bytes, from: start) else { return false }
    var hasNUL = false
    var to = from
    while from < bytes.count {
      guard let unit = unit(in: bytes, at: from) else {
        bytes[to] = bytes[from]
        from += 1
        to += 1
        continue
      }
      from += 7
      var code = UInt32(unit)
      if unit & 0xFC00 == 0xD800, let low = self.unit(in: bytes, at: from), low & 0xFC00 == 0xDC00 {
        code = 0x10000 + (code & 0x3FF) << 10 + UInt32(low & 0x3FF)
        from += 7
      }
      hasNUL = hasNUL || code == 0
      // Half of a pair stands for no character.
      for byte in UTF8.encode(UnicodeScalar(code) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
      {
        bytes[to] = byte
        to += 1
      }
    }
    bytes.removeSubrange(to...)
    return hasNUL
  }

  private static func firstEscape(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 7 <= bytes.count {
      if bytes[index] == UInt8(ascii: "_"), unit(in: bytes, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  /// The number in the seven bytes of an escape; nil when there is none here.
  private static func unit(in bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(index + 2)..<(index + 6)] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt16(byte & 0xDF - 0x37)
      default: return nil
      }
    }
    return unit
  }
}
