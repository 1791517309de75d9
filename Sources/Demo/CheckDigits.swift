/// Check digits of ISBN and ISSN, and the spellings in which catalogues write them.
enum CheckDigits {
  /// The ISBN of thirteen digits for its first twelve.
  static func isbn13(first twelve: String) -> String {
    var sum = 0
    for (position, digit) in values(twelve).enumerated() {
      sum += position.isMultiple(of: 2) ? digit : 3 * digit
    }
    return twelve + String((10 - sum % 10) % 10)
  }

  /// The ISSN, with its hyphen, for its first seven digits.
  static func issn(first seven: String) -> String {
    seven.prefix(4) + "-" + seven.dropFirst(4) + moduloEleven(values(seven), highestWeight: 8)
  }

  /// The older ISBN of ten characters; only a number that begins with 978 has one.
  static func isbn10(of thirteen: String) -> String {
    let nine = String(thirteen.dropFirst(3).prefix(9))
    return nine + moduloEleven(values(nine), highestWeight: 10)
  }

  /// The ISBN with hyphens. Registrant ranges are simplified: no reader depends on where they fall.
  static func hyphenated(_ thirteen: String) -> String {
    let groupLength = thirteen.hasPrefix("97884") ? 2 : 1
    let rest = thirteen.dropFirst(3 + groupLength)
    let registrant = rest.prefix(4)
    let item = rest.dropFirst(4).dropLast()
    return [
      "978", String(thirteen.dropFirst(3).prefix(groupLength)), String(registrant), String(item),
      String(rest.suffix(1)),
    ].joined(separator: "-")
  }

  /// The same number with another last digit, so that it no longer adds up.
  static func spoilt(_ identifier: String) -> String {
    identifier.dropLast() + (identifier.hasSuffix("4") ? "5" : "4")
  }

  private static func values(_ digits: String) -> [Int] {
    digits.utf8.map { Int($0) - 48 }
  }

  private static func moduloEleven(_ digits: [Int], highestWeight: Int) -> String {
    var sum = 0
    for (position, digit) in digits.enumerated() {
      sum += (highestWeight - position) * digit
    }
    let check = (11 - sum % 11) % 11
    return check == 10 ? "X" : String(check)
  }
}
