import Formats

/// One row of a table, read by field.
struct TableRow {
  var record = Record()

  /// What Alma writes into a cell to say that there is nothing.
  private static let placeholders: [[UInt8]] = [
    "None", "Unknown", "-", "0-00-00 00:00:00", "UNASSIGNED location",
  ].map { Array($0.utf8) }

  /// Where a cell's text stands in `record.bytes`, without blanks around it; empty where the
  /// column is absent or the cell says nothing.
  func range(_ column: Column) -> Range<Int> {
    guard column.isPresent else { return 0..<0 }
    var range = record.range(column.index)
    while let first = range.first, Self.isBlank(record.bytes[first]) {
      range.removeFirst()
    }
    while let last = range.last, Self.isBlank(record.bytes[last]) {
      range.removeLast()
    }
    return column.isFreeText || !isPlaceholder(range) ? range : 0..<0
  }

  func isEmpty(_ column: Column) -> Bool { range(column).isEmpty }

  func text(_ column: Column) -> String {
    String(decoding: record.bytes[range(column)], as: UTF8.self)
  }

  /// Whether a cell is one of these words, whatever their case.
  func says(_ column: Column, _ words: Set<String>) -> Bool {
    guard column.isPresent else { return false }
    let cell = record.range(column.index)
    guard !cell.isEmpty, cell.count < 40 else { return false }
    return words.contains(record.text(column.index).trimmedASCII().lowercased())
  }

  /// Yes, no, or nil where the column is absent or says neither.
  func flag(_ column: Column) -> Bool? {
    if says(column, ["y", "yes", "true", "1", "ja", "oui"]) { return true }
    if says(column, ["n", "no", "false", "0", "nein", "non"]) { return false }
    return nil
  }

  private func isPlaceholder(_ range: Range<Int>) -> Bool {
    guard let first = range.first, "NU-0".utf8.contains(record.bytes[first]) else { return false }
    return Self.placeholders.contains { $0.count == range.count && $0[...] == record.bytes[range] }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
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
