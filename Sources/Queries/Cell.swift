/// One value of a result.
package enum Cell: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  /// As text; NULL is empty.
  package var text: String {
    switch self {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    }
  }

  /// Bytes as SQL writes them.
  static func literal(_ bytes: some Sequence<UInt8>) -> String {
    "x'" + bytes.map(hex).joined() + "'"
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

/// Prints the rows of a result in one format. A new format is one type with these three.
package protocol RowPrinter {
  mutating func begin(columns: [String]) throws
  mutating func row(_ cells: [Cell]) throws
  /// A row of SQLite; it is copied into cells unless the printer takes bytes.
  mutating func row(_ row: RawRow) throws
  mutating func end() throws
}

extension RowPrinter {
  /// By cells.
  package mutating func row(_ row: RawRow) throws { try self.row(row.cells) }
}

/// Where a printer writes.
package protocol TextOutput {
  mutating func write(_ text: String) throws
  /// For formats that are no text.
  mutating func write(_ bytes: [UInt8]) throws
}
