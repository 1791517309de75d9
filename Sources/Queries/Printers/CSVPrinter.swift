/// Comma-separated values as RFC 4180 has them: CRLF, quotes only where they are needed.
struct CSVPrinter: RowFormatter {
  mutating func begin(columns: [String]) -> String { line(columns) }

  mutating func row(_ cells: [Cell]) -> String { line(cells.map(\.text)) }

  mutating func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    fields.map(CSVText.field).joined(separator: ",") + "\r\n"
  }
}

/// The text of CSV fields.
package enum CSVText {
  package static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}

/// Tab-separated values; tabs and line ends in a cell become blanks, as the format has no quotes.
struct TSVPrinter: RowFormatter {
  mutating func begin(columns: [String]) -> String { line(columns) }

  mutating func row(_ cells: [Cell]) -> String { line(cells.map(\.text)) }

  mutating func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    fields.map { String($0.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
      .joined(separator: "\t") + "\n"
  }
}
