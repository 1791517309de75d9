import Identifiers

/// Order line numbers are opaque text (POL-1234, PSC-972415-1, o12345678): compared without case
/// and blanks around them, never as numbers.
enum OrderNumber {
  /// The numbers in a cell; several are joined by comma, semicolon or a line break.
  static func split(_ row: TableRow, _ column: Column) -> [String] {
    guard !row.isEmpty(column) else { return [] }
    return row.text(column)
      .split { $0 == "," || $0 == ";" || $0.isNewline }
      .map { String($0).trimmedASCII() }
      .filter { !$0.isEmpty }
  }

  static func key(_ number: String) -> Int64 {
    Packing.orderLine(number)
  }
}
