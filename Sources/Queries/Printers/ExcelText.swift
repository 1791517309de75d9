/// Cells of a CSV file as they must be written so that Excel, opening it, changes none of them.
enum ExcelText {
  /// More digits are shown as 9.91E+17, and saved so.
  private static let shownDigits = 11
  /// More digits of a number are lost.
  private static let keptDigits = 15

  static func cell(_ cell: Cell) -> String {
    switch cell {
    case .null, .real: cell.text
    case .integer(let number):
      String(number.magnitude).count > keptDigits ? literal(cell.text) : cell.text
    case .text(let text): self.text(text)
    }
  }

  private static func text(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    // OWASP, "CSV Injection": what begins with one of these may be run as a formula.
    if "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { return "'" + text }
    return isChanged(text) ? literal(text) : text
  }

  /// A formula whose value is the text: there is no other way to say in CSV that it is text. It
  /// only ever holds digits and the signs of numbers and dates.
  private static func literal(_ text: String) -> String { "=\"\(text)\"" }

  /// Whether Excel would make a number or a date of it that looks otherwise.
  private static func isChanged(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ numberBytes.contains($0) }) else { return false }
    let trimmed = text.drop { $0 == " " }.prefix { $0 != " " }
    guard let first = trimmed.utf8.first, isDigit(first) || first == UInt8(ascii: ".") else {
      return false
    }
    if trimmed.utf8.allSatisfy(isDigit) {
      let isShort = trimmed.utf8.count <= shownDigits && (trimmed.utf8.count == 1 || first != 0x30)
      return !isShort || trimmed.utf8.count != text.utf8.count
    }
    return isNumber(trimmed) || isDate(trimmed)
  }

  private static let numberBytes = Set("0123456789.eE+-/ ".utf8)

  /// `1.50` or `12E5`: Double takes what Excel takes, of these characters.
  private static func isNumber(_ text: Substring) -> Bool { Double(text) != nil }

  /// `1-2`, `3/4` or `2004-11`; an ISSN is none, and a whole date may well become one.
  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else { return false }
    let (left, right) = (parts[0].utf8.count, parts[1].utf8.count)
    return ((1...2).contains(left) && (1...4).contains(right))
      || (left == 4 && (1...2).contains(right))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
