import Store

/// A day as reports write it, in the user's locale.
enum ReportDate {
  /// `YYYY-MM-DD`, or nil where the order of day and month cannot be told.
  ///
  /// Read are 2020-06-24, 20200624, 24.06.2020, and 06/24/2020 or 24/06/2020 where one number is
  /// over twelve; a time behind it is left off. 04/05/2020 is either, so it is neither.
  static func isoDay(_ text: String) -> String? {
    let day = text.prefix { !$0.isWhitespace && $0 != "T" }
    let numbers = day.split { !$0.isNumber || !$0.isASCII }.compactMap { Int($0) }
    if day.count == 8, numbers.count == 1, let number = numbers.first {
      return checked(number / 10_000, number / 100 % 100, number % 100)
    }
    guard numbers.count == 3 else { return nil }
    if numbers[0] > 31 { return checked(numbers[0], numbers[1], numbers[2]) }
    if day.contains(".") { return checked(numbers[2], numbers[1], numbers[0]) }
    switch (numbers[0] > 12, numbers[1] > 12) {
    case (true, false): return checked(numbers[2], numbers[1], numbers[0])
    case (false, true): return checked(numbers[2], numbers[0], numbers[1])
    default:
      return numbers[0] == numbers[1] ? checked(numbers[2], numbers[0], numbers[1]) : nil
    }
  }

  private static func checked(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1000...9999).contains(year) else { return nil }
    let text = Timestamp.day(year: year, month: month, day: day)
    return Timestamp.isDay(text) ? text : nil
  }
}
