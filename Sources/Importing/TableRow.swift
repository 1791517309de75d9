import Formats

/// One row of a table, read by field.
struct TableRow {
  var record = Record()
  /// The name of the workbook's sheet that the row is on; nil for other files.
  var sheet: String?

  /// What Alma writes into a cell to say that there is nothing.
  private static let placeholders: [[UInt8]] = [
    "None", "Unknown", "-", "0-00-00 00:00:00", "UNASSIGNED location",
  ].map { Array($0.utf8) }

  /// Where a cell's text stands in `record.bytes`, without blanks around it; empty where the
  /// column is absent or the cell says nothing.
  func range(_ column: Column) -> Range<Int> {
    guard column.isPresent else { return 0..<0 }
    let range = trimmed(record.range(column.index))
    if column.isFreeText { return range }
    return isPlaceholder(range) ? 0..<0 : dressedNumber(range) ?? range
  }

  func isEmpty(_ column: Column) -> Bool { range(column).isEmpty }

  /// Whether a cell is a number with more digits than a spreadsheet keeps; as text it would be whole.
  func hasLostDigits(_ column: Column) -> Bool {
    column.isPresent && record.longNumbers.contains(column.index)
  }

  /// Where a workbook's cell is, for messages: “ (sheet “Orders”, cell C14)”; empty for other files.
  func place(_ column: Column) -> String {
    guard let sheet, column.isPresent else { return "" }
    let address = CellAddress(row: record.position.row, column: column.index)
    return " (sheet “\(sheet)”, cell \(address.text))"
  }

  func text(_ column: Column) -> String {
    String(decoding: record.bytes[range(column)], as: UTF8.self)
  }

  /// Whether a cell is one of these words, whatever their case.
  func says(_ column: Column, _ words: CellWords) -> Bool {
    guard column.isPresent else { return false }
    let cell = trimmed(record.range(column.index))
    return !cell.isEmpty && words.contains(record.bytes[cell])
  }

  /// Yes, no, or nil where the column is absent or says neither.
  func flag(_ column: Column) -> Bool? {
    if says(column, .yes) { return true }
    return says(column, .no) ? false : nil
  }

  /// Whether a cell begins with these digits.
  func begins(_ column: Column, with prefix: StaticString) -> Bool {
    let cell = range(column)
    guard cell.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { record.bytes[cell].starts(with: $0) }
  }

  private func trimmed(_ cell: Range<Int>) -> Range<Int> {
    var range = cell
    while let first = range.first, Self.isBlank(record.bytes[first]) { range.removeFirst() }
    while let last = range.last, Self.isBlank(record.bytes[last]) { range.removeLast() }
    return range
  }

  // The digits of a number that was dressed so that a spreadsheet leaves it alone: 'NNN, ="NNN",
  // "NNN"; or that has blanks of another kind beside it, which pasting from a web page leaves.
  private func dressedNumber(_ range: Range<Int>) -> Range<Int>? {
    guard range.count >= 9, let first = range.first, let last = range.last,
      !Self.isDigit(record.bytes[first]) || !Self.isDigit(record.bytes[last])
    else { return nil }
    var number = range
    while let first = number.first, Self.isDress(record.bytes[first]) { number.removeFirst() }
    while let last = number.last, Self.isDress(record.bytes[last]) { number.removeLast() }
    guard number.count >= 8, record.bytes[number].allSatisfy(Self.isDigit) else { return nil }
    return number
  }

  // The bytes beyond ASCII are those of U+00A0, U+200B to U+200F, U+202F and U+FEFF.
  private static func isDress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x22, 0x27, 0x3D, 0xC2, 0xA0, 0xE2, 0x80, 0x8B...0x8F, 0xAF, 0xEF, 0xBB, 0xBF: true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isPlaceholder(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    switch record.bytes[first] {
    case UInt8(ascii: "N"), UInt8(ascii: "U"), UInt8(ascii: "-"), UInt8(ascii: "0"): break
    default: return false
    }
    return Self.placeholders.contains { $0.count == range.count && $0[...] == record.bytes[range] }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

/// Words that a cell may be, compared as bytes without the case of ASCII letters.
struct CellWords: Sendable {
  private let words: [[UInt8]]

  static let yes = CellWords("y", "yes", "true", "1", "ja", "oui")
  static let no = CellWords("n", "no", "false", "0", "nein", "non")
  static let deleted = CellWords("deleted")
  static let none = CellWords("none")

  init(_ words: String...) {
    self.words = words.map { Array($0.lowercased().utf8) }
  }

  func contains(_ cell: ArraySlice<UInt8>) -> Bool {
    words.contains { word in
      word.count == cell.count && zip(word, cell).allSatisfy { $0 == Self.lowered($1) }
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

extension String {
  /// Without blanks at its ends.
  func trimmedASCII() -> String {
    var scalars = Substring(self).unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
