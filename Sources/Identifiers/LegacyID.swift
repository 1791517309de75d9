/// Bib ids of the former system, brought to one form so that two systems' writings compare.
package enum LegacyID {
  /// The form by which two writings of one old bib id compare.
  ///
  /// Blanks, a leading "." and what frames the number are dropped, letters lower-cased, and the
  /// ".0" of a float removed. Zeros on the left stay: Aleph has them.
  package static func key(_ bytes: Span<UInt8>) -> [UInt8] {
    let frame = LocalNumber(bytes)
    let whole = bytes.trimmedRange
    let source = frame.map(\.number) ?? bytes.copy(whole)
    var key: [UInt8] = []
    key.reserveCapacity(source.count)
    for byte in source where !byte.isBlank {
      if byte == 0x2E, key.isEmpty { continue }
      key.append(byte.lowercased)
    }
    if key.count > 2, key.hasSuffix(0x2E, 0x30), key.dropLast(2).allSatisfy(\.isDigit) {
      key.removeLast(2)
    }
    return key
  }

  /// Whether a text may be a bib id: up to two letters, 1 to 12 digits, perhaps a check x.
  package static func isPlausible(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= 64 else { return false }
    let key = key(bytes)
    let letters = key.prefix { $0.isLetter }.count
    let digits = key.dropFirst(letters).prefix { $0.isDigit }.count
    let rest = key.dropFirst(letters + digits)
    guard letters <= 2, (1...12).contains(digits) else { return false }
    return rest.isEmpty || (letters == 1 && rest.count == 1 && isCheckLetter(rest.first))
  }

  /// The check digit that Sierra puts behind a record number, "0" to "9" or "x".
  ///
  /// From the right the digits are weighted 2, 3, 4 and so on, modulo 11.
  package static func sierraCheckDigit(_ digits: Span<UInt8>) -> UInt8 {
    var sum = 0
    var weight = 2
    var offset = digits.count - 1
    while offset >= 0 {
      if digits[offset].isDigit { sum = (sum &+ digits[offset].digitValue &* weight) % 11 }
      weight = weight &+ 1
      offset -= 1
    }
    return sum == 10 ? 0x78 : 0x30 &+ UInt8(truncatingIfNeeded: sum)
  }

  /// A Sierra id without its check digit; nil when it has none, or a wrong one.
  ///
  /// Eight digits and any right check digit or the wildcard "a"; seven digits, as older sites
  /// have, only with a letter behind them, because b + 8 digits may be an id without check digit.
  package static func withoutCheckDigit(_ key: Span<UInt8>) -> [UInt8]? {
    guard key.count == 9 || key.count == 10, key[0].lowercased == 0x62 else { return nil }
    let last = key.count - 1
    guard key.endOfDigits(from: 1, before: last) == last else { return nil }
    let check = key[last].lowercased
    guard check.isDigit ? key.count == 10 : isCheckLetter(check) else { return nil }
    let right = sierraCheckDigit(key.extracting(1..<last))
    guard check == 0x61 || check == right else { return nil }
    return [0x62] + key.copy(1..<last)
  }

  /// The form by which two writings of one old bib id compare, as text.
  package static func key(_ text: String) -> String {
    String(decoding: key(Array(text.utf8).span), as: UTF8.self)
  }

  /// Whether a text may be a bib id.
  package static func isPlausible(_ text: String) -> Bool { isPlausible(Array(text.utf8).span) }

  private static func isCheckLetter(_ byte: UInt8?) -> Bool { byte == 0x78 || byte == 0x61 }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ first: UInt8, _ second: UInt8) -> Bool {
    count >= 2 && self[count - 2] == first && self[count - 1] == second
  }
}
