/// A date of coverage as title lists write it.
enum ListDate {
  /// YYYY, YYYY-MM or YYYY-MM-DD; a date that cannot be told stays as it stood.
  static func normalized(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if cell.isEmpty || isPlain(cell) { return cell }
    if let month = yearAndMonth(String(decoding: cell, as: UTF8.self)) {
      return ArraySlice(month.utf8)
    }
    return ReportDate.isoDay(cell.span).map { ArraySlice($0) } ?? cell
  }

  /// An end: '' means up to the present, and so do `Present` and the year 9999 of publishers.
  static func end(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if openEnds.contains(cell) || cell.starts(with: "9999".utf8)
      || cell.starts(with: "99/99/".utf8)
    {
      return []
    }
    return normalized(cell)
  }

  private static let openEnds = CellWords(
    "present", "to present", "current", "now", "ongoing", "till present")

  private static func isPlain(_ cell: ArraySlice<UInt8>) -> Bool {
    guard [4, 7, 10].contains(cell.count) else { return false }
    var month = 0
    var day = 0
    for (place, byte) in cell.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return false }
        continue
      }
      guard (0x30...0x39).contains(byte) else { return false }
      if place == 5 || place == 6 { month = month * 10 + Int(byte - 0x30) }
      if place > 7 { day = day * 10 + Int(byte - 0x30) }
    }
    return (cell.count == 4 || (1...12).contains(month))
      && (cell.count < 10 || (1...31).contains(day))
  }

  private static func yearAndMonth(_ text: String) -> String? {
    guard text.utf8.count == 6, let number = Int(text), (1...12).contains(number % 100),
      (1400...2999).contains(number / 100)
    else { return nil }
    return "\(text.prefix(4))-\(text.suffix(2))"
  }
}
