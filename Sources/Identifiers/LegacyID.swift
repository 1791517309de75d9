/// Bib ids of the former system, brought to one form so that two systems' writings compare.
package enum LegacyID {
  /// An id as its source writes it, without what is only typography.
  ///
  /// Blanks, a leading "." and what frames the number are dropped, letters lower-cased, and the
  /// ".0" of a float removed. Zeros on the left stay (Aleph has them), and so does a check digit:
  /// two bibs never get one key. What two writings of one bib have in common, `LegacyForm` says.
  /// An Aleph library's code counts as part of the id, "(DUK01)002109345", "DUK01-002109345" and
  /// "002109345DUK01" alike, since each library has numbers of its own.
  package static func key(_ bytes: Span<UInt8>) -> [UInt8] {
    LocalNumber(bytes).map { key($0) } ?? key(ofNumber: bytes.copy(bytes.trimmedRange))
  }

  /// The id in a number of a former system that was read already.
  package static func key(_ local: LocalNumber) -> [UInt8] {
    if local.number.count == 9, local.number.allSatisfy(\.isDigit),
      let library = alephLibrary(in: local.system)
    {
      return key(ofNumber: library + local.number)
    }
    return key(ofNumber: local.number)
  }

  private static func key(ofNumber source: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(source.count)
    for byte in source where !byte.isBlank {
      if byte == 0x2E, key.isEmpty { continue }
      if byte == 0x2D, isAlephLibrary(key.span, 0..<key.count) { continue }
      key.append(byte.lowercased)
    }
    if key.count > 2, key.hasSuffix(0x2E, 0x30), key.dropLast(2).allSatisfy(\.isDigit) {
      key.removeLast(2)
    }
    return key
  }

  /// Whether a text may be a bib id: up to two letters, 1 to 12 digits, perhaps a check x; or an
  /// Aleph library's code and nine digits.
  ///
  /// Without its "b" a Sierra number is known by the x, where that is its right check digit.
  package static func isPlausible(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= 64 else { return false }
    let key = key(bytes)
    if isAlephNumber(key.span) { return true }
    let letters = key.prefix { $0.isLetter }.count
    let digits = key.dropFirst(letters).prefix { $0.isDigit }.count
    let rest = key.dropFirst(letters + digits)
    guard letters <= 2, (1...12).contains(digits) else { return false }
    if letters == 0, rest.count == 1 { return isSierraWithoutLetter(key.span) }
    return rest.isEmpty || (letters == 1 && rest.count == 1 && isCheckLetter(rest.first))
  }

  /// Where the digits of a key begin: behind one or two letters, or an Aleph library's code; nil
  /// for a key that begins otherwise.
  static func endOfPrefix(_ key: Span<UInt8>) -> Int? {
    if isAlephNumber(key) { return 5 }
    var offset = 0
    while offset < key.count, key[offset].isLetter { offset += 1 }
    return offset <= 2 ? offset : nil
  }

  private static func isAlephNumber(_ key: Span<UInt8>) -> Bool {
    key.count == 14 && isAlephLibrary(key, 0..<5) && key.endOfDigits(from: 5, before: 14) == 14
  }

  // "MCM|MIT01": the parts of a frame stand one behind the other.
  private static func alephLibrary(in system: [UInt8]) -> [UInt8]? {
    system.split(separator: 0x7C).first { isAlephLibrary($0.span, 0..<$0.count) }.map(Array.init)
  }

  /// An Aleph library: three letters and two digits, such as DUK01.
  static func isAlephLibrary(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 5 else { return false }
    let start = range.lowerBound
    return (0..<3).allSatisfy { bytes[start + $0].isLetter }
      && (3..<5).allSatisfy { bytes[start + $0].isDigit }
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

  /// Whether a key is a Sierra number whose "b" was left out: seven or eight digits, and x as the
  /// right check digit. A digit in its place says nothing, since Aleph's numbers have nine, too.
  static func isSierraWithoutLetter(_ key: Span<UInt8>) -> Bool {
    guard key.count == 8 || key.count == 9 else { return false }
    let last = key.count - 1
    return key[last] == 0x78 && key.endOfDigits(from: 0, before: last) == last
      && sierraCheckDigit(key.extracting(0..<last)) == 0x78
  }

  /// An id as its source writes it, as text.
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
