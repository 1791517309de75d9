/// A number as a workbook's XML writes it, taken apart without rounding: mantissa × 10^exponent.
struct NumberText {
  private(set) var isNegative = false
  /// The significant digits without zeros at the end.
  private(set) var mantissa: UInt64 = 0
  private(set) var exponent = 0
  /// Whether there were more digits than the mantissa holds.
  private(set) var isCutOff = false

  /// Nil when the text is no number.
  init?(_ text: Span<UInt8>) {
    var index = 0
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard scanDigits(text, &index) else { return nil }
    if index < text.count {
      guard text[index] | 0x20 == UInt8(ascii: "e"), let power = Self.power(text, index + 1)
      else { return nil }
      exponent += power
    }
    while mantissa > 0, mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    if mantissa == 0 { exponent = 0 }
  }

  /// Appends a number cell's text: an integer of at most 15 digits in plain digits, anything else as
  /// it is in the XML. True when it has more digits before the point than a spreadsheet keeps.
  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    if text.count <= 15, isPlain(text) {
      bytes.append(copying: text)
      return false
    }
    guard let number = NumberText(text), let value = number.integer else {
      bytes.append(copying: text)
      return NumberText(text)?.isLong ?? false
    }
    bytes.append(contentsOf: String(value).utf8)
    return false
  }

  /// Appends a number as the XML of a newer workbook would have it: an integer of at most 15 digits
  /// in plain digits, anything else in the fewest digits that give the same number again. True when
  /// it has more digits before the point than a spreadsheet keeps; it has an exponent then, so that
  /// nobody takes it for what was entered.
  static func append(_ value: Double, to bytes: inout [UInt8]) -> Bool {
    if let whole = Int(exactly: value), abs(whole) < Int(integerLimit) {
      bytes.append(contentsOf: String(whole).utf8)
      return false
    }
    // Nothing else than a damaged file holds what is no number.
    guard value.isFinite else {
      bytes.append(contentsOf: "#NUM!".utf8)
      return false
    }
    let text = value.description.utf8
    let isLong = abs(value) >= Double(integerLimit)
    if isLong, !text.contains(UInt8(ascii: "e")) {
      appendExponent(text, to: &bytes)
    } else {
      for byte in text { bytes.append(byte == UInt8(ascii: "e") ? UInt8(ascii: "E") : byte) }
    }
    return isLong
  }

  /// Appends plain digits with an exponent: 1234567890123456.0 as 1.234567890123456E+15.
  private static func appendExponent(_ text: String.UTF8View, to bytes: inout [UInt8]) {
    let parts = text.split(separator: UInt8(ascii: "."))
    var digits = parts.joined().filter { $0 != UInt8(ascii: "-") }
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let sign = text.prefix { $0 == UInt8(ascii: "-") }
    bytes.append(contentsOf: sign)
    bytes.append(contentsOf: digits.prefix(1))
    if digits.count > 1 { bytes.append(UInt8(ascii: ".")) }
    bytes.append(contentsOf: digits.dropFirst())
    bytes.append(contentsOf: "E+\((parts.first?.count ?? 1) - sign.count - 1)".utf8)
  }

  /// Whether there are more than 15 digits before the point.
  private var isLong: Bool {
    var digits = exponent
    var rest = mantissa
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    return mantissa > 0 && digits > 15
  }

  /// The value when it is an integer of at most 15 digits.
  var integer: Int? {
    guard !isCutOff, (0...15).contains(exponent), mantissa < Self.integerLimit else { return nil }
    var value = mantissa
    for _ in 0..<exponent {
      value *= 10
      guard value < Self.integerLimit else { return nil }
    }
    return isNegative ? -Int(value) : Int(value)
  }

  /// Whole days and the seconds of the last one, to the nearest second; nil for a number below 0 or
  /// of more than eight digits before the point.
  var serial: (days: Int, seconds: Int)? {
    guard !isNegative || mantissa == 0 else { return nil }
    if exponent >= 0 {
      guard let days = integer, days < 100_000_000 else { return nil }
      return (days, 0)
    }
    // 10^19 is the largest power in 64 bits; what is cut off is less than a second by far.
    var rest = mantissa
    for _ in 0..<max(0, -exponent - 19) where rest > 0 { rest /= 10 }
    var divisor: UInt64 = 1
    for _ in 0..<min(19, -exponent) { divisor *= 10 }
    let days = rest / divisor
    rest %= divisor
    guard days < 100_000_000 else { return nil }
    let seconds = Int((Double(rest) / Double(divisor) * 86_400).rounded())
    return seconds == 86_400 ? (Int(days) + 1, 0) : (Int(days), seconds)
  }

  private static let integerLimit: UInt64 = 1_000_000_000_000_000

  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where !(0x30...0x39).contains(text[index]) { return false }
    return true
  }

  private mutating func scanDigits(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    var hasPoint = false
    var hasDigit = false
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if (0x30...0x39).contains(byte) {
        hasDigit = true
        // 18 digits always fit in 64 bits.
        if mantissa < 100_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte - 0x30)
          if hasPoint { exponent -= 1 }
        } else {
          if byte != 0x30 { isCutOff = true }
          if !hasPoint { exponent += 1 }
        }
      } else {
        break
      }
      index += 1
    }
    return hasDigit
  }

  private static func power(_ text: Span<UInt8>, _ start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count else { return nil }
    var power = 0
    while index < text.count {
      guard (0x30...0x39).contains(text[index]) else { return nil }
      power = min(power * 10 + Int(text[index] - 0x30), 9_999)
      index += 1
    }
    return isNegative ? -power : power
  }
}
