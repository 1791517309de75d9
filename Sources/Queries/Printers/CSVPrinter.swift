/// Comma-separated values as RFC 4180 has them: CRLF, quotes only where they are needed.
///
/// For Excel, a mark says that it is UTF-8, and no cell is run, rounded or taken for a date.
struct CSVPrinter: RowFormatter {
  private let hasHeader: Bool
  private let isForExcel: Bool
  private let isShown: Bool

  init(_ style: PrintStyle) {
    hasHeader = style.hasHeader
    isForExcel = style.isForExcel
    isShown = style.width != nil
  }

  mutating func begin(columns: [String]) -> String {
    let mark = isForExcel ? "\u{FEFF}" : ""
    guard hasHeader, !columns.isEmpty else { return mark }
    return mark + line(columns.map(Cell.text))
  }

  mutating func row(_ cells: [Cell]) -> String { line(cells) }

  func append(_ row: RawRow, null: [UInt8], to bytes: inout [UInt8]) -> Bool {
    guard !isForExcel, !isShown else { return false }
    return CSVBytes.append(row, null: null, to: &bytes)
  }

  mutating func end() -> String { "" }

  private func line(_ cells: [Cell]) -> String {
    let texts = cells.map { isForExcel ? ExcelText.cell($0) : $0.text }
    let fields = isShown ? texts.map(shownText) : texts
    return fields.map(CSVText.field).joined(separator: ",") + "\r\n"
  }
}

/// The text of CSV fields.
package enum CSVText {
  /// A field as it stands in a CSV line, quoted where it must be.
  package static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
    guard needsQuotes else { return text }
    // By scalars: a quote with a combining mark behind it is one Character, and still a quote.
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

/// Tab-separated values; tabs and line ends in a cell become blanks, as the format has no quotes.
struct TSVPrinter: RowFormatter {
  private let hasHeader: Bool
  private let isShown: Bool

  init(_ style: PrintStyle) {
    hasHeader = style.hasHeader
    isShown = style.width != nil
  }

  mutating func begin(columns: [String]) -> String {
    hasHeader && !columns.isEmpty ? line(columns) : ""
  }

  mutating func row(_ cells: [Cell]) -> String { line(cells.map(\.text)) }

  mutating func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    fields.map { oneCell(isShown ? shownText($0) : $0) }.joined(separator: "\t") + "\n"
  }

  private func oneCell(_ text: String) -> String {
    var cell = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      cell.append(["\t", "\n", "\r"].contains(scalar) ? " " : scalar)
    }
    return String(cell)
  }
}
