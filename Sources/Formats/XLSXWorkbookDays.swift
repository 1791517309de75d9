/// The days of a workbook: numbers counted from 1900 or from 1904, written as dates.
struct WorkbookDays: Sendable {
  /// Whether 0 is 1904-01-01, as in workbooks that began on a Macintosh.
  var is1904 = false

  /// Days from 1970-01-01 to 9999-12-31.
  static let lastDay = 2_932_896

  /// Appends a date cell: YYYY-MM-DD, then HH:MM:SS when it is not midnight, or the time alone for a
  /// number below 1. False, and nothing appended, when the number stands for no day.
  func append(_ text: Span<UInt8>, shown: DateParts, to bytes: inout [UInt8]) -> Bool {
    guard let serial = NumberText(text)?.serial else { return false }
    if serial.days == 0, !is1904 || !shown.contains(.day) {
      guard serial.seconds > 0 || shown.contains(.time) else { return false }
      Self.append(seconds: serial.seconds, to: &bytes)
      return true
    }
    // Excel has a 29 February 1900 that never was, so as to agree with Lotus 1-2-3.
    if !is1904, serial.days == 60 {
      bytes.append(contentsOf: "1900-02-29".utf8)
    } else {
      let origin = is1904 ? -24_107 : serial.days < 60 ? -25_568 : -25_569
      guard origin + serial.days <= Self.lastDay else { return false }
      Self.append(day: origin + serial.days, to: &bytes)
    }
    if serial.seconds > 0 {
      bytes.append(0x20)
      Self.append(seconds: serial.seconds, to: &bytes)
    }
    return true
  }

  /// Appends a date in the form of ISO 8601, as `t="d"` has it, in the form of the others.
  static func append(iso text: Span<UInt8>, to bytes: inout [UInt8]) {
    guard text.count >= 19, text[10] == UInt8(ascii: "T") else {
      return bytes.append(copying: text)
    }
    bytes.append(copying: text.extracting(0..<10))
    let start = bytes.count
    bytes.append(0x20)
    bytes.append(copying: text.extracting(11..<19))
    if bytes[start...].elementsEqual(" 00:00:00".utf8) { bytes.removeSubrange(start...) }
  }

  private static func append(seconds: Int, to bytes: inout [UInt8]) {
    append(seconds / 3_600, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds % 60, digits: 2, to: &bytes)
  }

  /// A day counted from 1970-01-01; the arithmetic is that of
  /// https://howardhinnant.github.io/date_algorithms.html#civil_from_days for days after 0000-03-01.
  static func append(day: Int, to bytes: inout [UInt8]) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    append(year + era * 400 + (month <= 2 ? 1 : 0), digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(ofYear - (153 * fromMarch + 2) / 5 + 1, digits: 2, to: &bytes)
  }

  private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + number / divisor % 10))
      divisor /= 10
    }
  }
}
