/// A day as reports write it, in the user's locale.
enum ReportDate {
  /// `YYYY-MM-DD`, or nil where the order of day and month cannot be told, or it is no day.
  ///
  /// Read are 2020-06-24, 20200624, 24.06.2020, and 06/24/2020 or 24/06/2020 where one number is
  /// over twelve; a time behind it is left off. 04/05/2020 is either, so it is neither.
  static func isoDay(_ text: Span<UInt8>) -> [UInt8]? {
    var numbers: (Int, Int, Int) = (-1, -1, -1)
    var count = 0
    var length = 0
    var hasDot = false
    var number = -1
    func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "T") }
    while length < text.count, !isEnd(text[length]) {
      let byte = text[length]
      length += 1
      if (0x30...0x39).contains(byte) {
        if number < 0 {
          count += 1
          number = 0
        }
        guard count <= 3, number < 100_000_000 else { return nil }
        number = number * 10 + Int(byte - 0x30)
        switch count {
        case 1: numbers.0 = number
        case 2: numbers.1 = number
        default: numbers.2 = number
        }
      } else {
        number = -1
        if byte == UInt8(ascii: ".") { hasDot = true }
      }
    }
    if length == 8, count == 1 {
      return checked(numbers.0 / 10_000, numbers.0 / 100 % 100, numbers.0 % 100)
    }
    return count == 3 ? ordered(numbers, hasDot: hasDot) : nil
  }

  private static func ordered(_ numbers: (Int, Int, Int), hasDot: Bool) -> [UInt8]? {
    if numbers.0 > 31 { return checked(numbers.0, numbers.1, numbers.2) }
    if hasDot { return checked(numbers.2, numbers.1, numbers.0) }
    switch (numbers.0 > 12, numbers.1 > 12) {
    case (true, false): return checked(numbers.2, numbers.1, numbers.0)
    case (false, true): return checked(numbers.2, numbers.0, numbers.1)
    default:
      return numbers.0 == numbers.1 ? checked(numbers.2, numbers.0, numbers.1) : nil
    }
  }

  private static func checked(_ year: Int, _ month: Int, _ day: Int) -> [UInt8]? {
    guard (1000...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= length(of: month, in: year)
    else { return nil }
    func digit(_ number: Int) -> UInt8 { UInt8(0x30 + number % 10) }
    let dash = UInt8(ascii: "-")
    return [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), dash,
      digit(month / 10), digit(month), dash, digit(day / 10), digit(day),
    ]
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
