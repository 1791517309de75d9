/// How an old bib id is put together, so that a join can compare ids that two sources wrote
/// differently: with or without a check digit, zeros on the left, or letters before the number.
///
/// `LegacyID.key` keeps every writing apart, because one text may be two bibs: b12345674 is number
/// 12345674, or number 1234567 with its check digit. Which of the two it is depends on the source's
/// habit, so this type says what may be read, and the join (the view `p2e_bib_rule`) decides with
/// all ids of the source at hand, and refuses a number that two ids lay claim to.
package struct LegacyForm: Equatable, Sendable {
  /// What the last place of a Sierra or Millennium record number is (b and 7 or 8 digits, and
  /// perhaps a check digit).
  package enum CheckDigit: String, Sendable {
    /// The id is of no form that has one.
    case none = ""
    /// There is one, and it is right (or the wildcard "a").
    case right
    /// There is none.
    case absent
    /// Eight digits of which the last is the right check digit of the first seven: either reading.
    case open
    /// There is one, and it is wrong.
    case wrong
  }

  /// What stands before the digits: b, a, u, an Aleph library's code; empty where nothing does.
  package let letters: [UInt8]
  /// The number, without zeros on the left, and without a check digit where that is `right`;
  /// empty where the check digit is `wrong`.
  package let number: [UInt8]
  /// Where the check digit is `open`: the number if the last place is the check digit.
  package let numberIfChecked: [UInt8]?
  /// What the last place is.
  package let checkDigit: CheckDigit

  /// The form of a key of `LegacyID.key`; nil for a key that is no bib id.
  package init?(_ key: Span<UInt8>) {
    guard let end = LegacyID.endOfPrefix(key) else { return nil }
    let endOfDigits = key.endOfDigits(from: end, before: key.count)
    let rest = key.count - endOfDigits
    guard endOfDigits > end, rest <= 1 else { return nil }
    letters = key.copy(0..<end)
    let isSierra = end == 1 && key[0] == 0x62
    let places = endOfDigits - end
    if rest == 1 {
      if end == 0, LegacyID.isSierraWithoutLetter(key) {
        checkDigit = .right
        number = Self.significant(key, end..<endOfDigits)
        numberIfChecked = nil
        return
      }
      guard isSierra, places == 7 || places == 8 else { return nil }
      let isRight = LegacyID.withoutCheckDigit(key) != nil
      checkDigit = isRight ? .right : .wrong
      number = isRight ? Self.significant(key, end..<endOfDigits) : []
      numberIfChecked = nil
      return
    }
    guard isSierra, (7...9).contains(places) else {
      checkDigit = .none
      number = Self.significant(key, end..<endOfDigits)
      numberIfChecked = nil
      return
    }
    let head = end..<endOfDigits - 1
    let isRight = LegacyID.sierraCheckDigit(key.extracting(head)) == key[endOfDigits - 1]
    switch places {
    case 9:
      checkDigit = isRight ? .right : .wrong
      number = isRight ? Self.significant(key, head) : []
      numberIfChecked = nil
    case 8:
      checkDigit = isRight ? .open : .absent
      number = Self.significant(key, end..<endOfDigits)
      numberIfChecked = isRight ? Self.significant(key, head) : nil
    default:
      checkDigit = .absent
      number = Self.significant(key, end..<endOfDigits)
      numberIfChecked = nil
    }
  }

  /// The form of a key given as text.
  package init?(_ key: String) { self.init(Array(key.utf8).span) }

  private static func significant(_ key: Span<UInt8>, _ digits: Range<Int>) -> [UInt8] {
    var start = digits.lowerBound
    while start < digits.upperBound - 1, key[start] == 0x30 { start += 1 }
    return key.copy(start..<digits.upperBound)
  }
}
