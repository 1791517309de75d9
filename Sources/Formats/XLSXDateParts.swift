/// What a number format shows of a number as a date.
struct DateParts: OptionSet, Sendable {
  let rawValue: UInt8

  static let day = DateParts(rawValue: 1)
  static let time = DateParts(rawValue: 2)

  /// The parts that a built-in format shows (ECMA-376 part 1, 18.8.30, East Asian ones included).
  static func builtIn(_ format: Int) -> DateParts {
    switch format {
    case 14...17, 27...31, 36, 50...54, 57, 58: .day
    case 18...21, 32...35, 45...47, 55, 56: .time
    case 22: [.day, .time]
    default: []
    }
  }

  /// The parts that the first section of a format code shows. Text in quotes or brackets, and the
  /// character after a backslash, `_` or `*`, is no part of the format.
  static func of(code: some Sequence<UInt8>) -> DateParts {
    var parts: DateParts = []
    var hasMonth = false
    var closing: UInt8?
    var isEscaped = false
    for byte in code {
      if isEscaped {
        isEscaped = false
        continue
      }
      if let end = closing {
        if byte == end { closing = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): closing = byte
      case UInt8(ascii: "["): closing = UInt8(ascii: "]")
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
      case UInt8(ascii: ";"): return parts.isEmpty && hasMonth ? .day : parts
      case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"):
        parts.insert(.day)
      case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "s"), UInt8(ascii: "S"):
        parts.insert(.time)
      case UInt8(ascii: "m"), UInt8(ascii: "M"): hasMonth = true
      default: break
      }
    }
    return parts.isEmpty && hasMonth ? .day : parts
  }
}
