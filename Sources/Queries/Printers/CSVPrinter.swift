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
  mutating func begin(columns: [String]) -> String { line(columns) }

  mutating func row(_ cells: [Cell]) -> String { line(cells.map(\.text)) }

  mutating func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    fields.map(oneCell).joined(separator: "\t") + "\n"
  }

  private func oneCell(_ text: String) -> String {
    var cell = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      cell.append(["\t", "\n", "\r"].contains(scalar) ? " " : scalar)
    }
    return String(cell)
  }
}
