/// A number of the former system, as 035, 959, 996 and 999 carry it: who gave it, and the number.
///
/// Migrations write `(MOC)number-customer`, either part of the frame may be missing (Ex Libris,
/// migration guides); a site may have put a prefix of its own before the number (`UCB-b1...`).
package struct LocalNumber: Equatable, Sendable {
  /// Who gave the number: the code in brackets, the suffix, or both with "|"; empty if neither.
  package var system: [UInt8]
  /// The number alone.
  package var number: [UInt8]

  /// The parts of a subfield; nil when it holds no number.
  package init?(_ bytes: Span<UInt8>) {
    var range = bytes.trimmedRange
    guard (1...128).contains(range.count) else { return nil }
    var systems: [Range<Int>] = []
    while let label = Self.bracketed(bytes, range) {
      systems.append(label.lowerBound + 1..<label.upperBound - 1)
      range = bytes.trimmed(label.upperBound..<range.upperBound)
    }
    if systems.isEmpty, let hyphen = Self.endOfSitePrefix(bytes, range) {
      systems.append(range.lowerBound..<hyphen)
      range = hyphen + 1..<range.upperBound
    }
    if let hyphen = Self.startOfSuffix(bytes, range) {
      systems.append(hyphen + 1..<range.upperBound)
      range = range.lowerBound..<hyphen
    }
    while let first = range.first, bytes[first] == 0x2D { range = range.dropFirst() }
    range = bytes.trimmed(range)
    // What stands in the number itself, before it or behind, names the system more closely.
    if let inner = Self.innerSystem(bytes, range) {
      systems.append(inner)
      range =
        inner.lowerBound > range.lowerBound
        ? range.lowerBound..<inner.lowerBound : inner.upperBound..<range.upperBound
    }
    guard Self.isNumber(bytes, range, hasSystem: !systems.isEmpty) else { return nil }
    number = bytes.copy(range)
    system = []
    for part in systems {
      if !system.isEmpty { system.append(0x7C) }
      system.append(contentsOf: bytes.copy(part))
    }
  }

  /// The parts of a subfield given as text.
  package init?(_ text: String) { self.init(Array(text.utf8).span) }

  private static func bracketed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard let first = range.first, bytes[first] == 0x28 else { return nil }
    for offset in range where bytes[offset] == 0x29 {
      return offset > first + 1 ? first..<offset + 1 : nil
    }
    return nil
  }

  // "UCB-" before a number: two to ten letters.
  private static func endOfSitePrefix(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while offset < range.upperBound, bytes[offset].isLetter { offset += 1 }
    guard (2...10).contains(offset - range.lowerBound), offset < range.upperBound - 1,
      bytes[offset] == 0x2D
    else { return nil }
    for next in offset..<range.upperBound where bytes[next].isDigit { return offset }
    return nil
  }

  // "-01carli_network" or "-uiudb-Voyager": it holds a letter, while "-5" is a check digit.
  private static func startOfSuffix(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var hasDigit = false
    for offset in range {
      let byte = bytes[offset]
      hasDigit = hasDigit || byte.isDigit
      guard byte == 0x2D, hasDigit else { continue }
      let suffix = offset + 1..<range.upperBound
      var letters = 0
      for next in suffix {
        let character = bytes[next]
        if character.isLetter { letters += 1 }
        guard character.isAlphanumeric || character == 0x2D || character == 0x5F else { return nil }
      }
      return letters >= 2 ? offset : nil
    }
    return nil
  }

  // "Voyager170427" (Urbana), and an Aleph library behind its nine digits, "002109345MIT01".
  private static func innerSystem(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let start = range.lowerBound
    let digits = bytes.endOfDigits(from: start, before: range.upperBound)
    if digits == start + 9, LegacyID.isAlephLibrary(bytes, digits..<range.upperBound) {
      return digits..<range.upperBound
    }
    let end = start + voyager.count
    guard bytes.hasText(voyager, at: start, before: range.upperBound), end < range.upperBound,
      bytes.endOfDigits(from: end, before: range.upperBound) == range.upperBound
    else { return nil }
    return start..<end
  }

  private static let voyager: KnownText = "voyager"

  private static func isNumber(
    _ bytes: Span<UInt8>, _ range: Range<Int>, hasSystem: Bool
  ) -> Bool {
    guard (1...64).contains(range.count) else { return false }
    var digits = 0
    var blanks = 0
    for offset in range {
      if bytes[offset].isDigit { digits += 1 }
      if bytes[offset].isBlank { blanks += 1 }
    }
    // A ZDB number has a blank before its check digit; free text has more of them.
    return digits > 0 && blanks <= (hasSystem ? 2 : 0)
  }
}
