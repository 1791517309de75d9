/// A text as a cell of a workbook can hold it: what XML forbids escaped as Excel does, and no longer
/// than Excel takes.
enum XLSXCellText {
  /// UTF-16 units that a cell holds (Excel specifications and limits).
  static let limit = 32_767

  /// Whether a text can be written as it is.
  static func isPlain(_ text: Span<UInt8>) -> Bool {
    guard text.count <= limit else { return false }
    var index = 0
    while index < text.count {
      let byte = text[index]
      // Most bytes are of none of these; a line feed and a tab are taken by Excel as they are.
      if byte < 0x20, byte != 0x0A, byte != 0x09 { return false }
      if byte == UInt8(ascii: "_"), isEscape(text, index) { return false }
      if byte == 0xEF, isForbidden(text, index) { return false }
      index += 1
    }
    return true
  }

  /// The text escaped, and cut where it is too long.
  static func encoded(_ text: String) -> (text: String, isCut: Bool) {
    var encoded = ""
    var count = 0
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      var units = UTF16.width(scalar)
      var escape: String?
      if mustBeEscaped(scalar) || (scalar == "_" && isEscape(text, index)) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        escape = "_x" + String(repeating: "0", count: 4 - hex.count) + hex + "_"
        units = 7
      }
      guard count + units <= limit else { return (encoded, true) }
      count += units
      if let escape { encoded += escape } else { encoded.unicodeScalars.append(scalar) }
      scalars.formIndex(after: &index)
    }
    return (encoded, false)
  }

  /// XML 1.0 has no such characters, or takes them for others (2.2, 2.11).
  private static func mustBeEscaped(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Whether `_x0041_` or the like begins here, which would be read as another character.
  private static func isEscape(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index + 7 <= text.count, text[index + 1] == UInt8(ascii: "x"),
      text[index + 6] == UInt8(ascii: "_")
    else { return false }
    for place in (index + 2)..<(index + 6) where !isHexDigit(text[place]) { return false }
    return true
  }

  private static func isEscape(_ text: String, _ index: String.Index) -> Bool {
    let next = Array(text.utf8[index...].prefix(7))
    return isEscape(next.span, 0)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
  }

  /// U+FFFE and U+FFFF are EF BF BE and EF BF BF.
  private static func isForbidden(_ text: Span<UInt8>, _ index: Int) -> Bool {
    index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
  }
}
