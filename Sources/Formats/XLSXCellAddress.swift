/// The place of a cell in its sheet, as spreadsheets write it: C17.
package struct CellAddress: Sendable, Equatable {
  /// Most columns of a sheet: A to XFD.
  package static let columnLimit = 16_384
  /// Most rows of a sheet.
  package static let rowLimit = 1_048_576

  /// Number of the row, from 1.
  package var row: Int
  /// Number of the column, from 0.
  package var column: Int

  /// A place: row from 1, column from 0.
  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The address as text, for messages.
  package var text: String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest /= 26
    }
    return letters + String(row)
  }

  /// The column of a reference like "C17", and its row (0 when it names none); nil when it is none,
  /// or lies outside of a sheet.
  static func parse(_ reference: ArraySlice<UInt8>) -> CellAddress? {
    var column = 0
    var row = 0
    var hasDigits = false
    for byte in reference {
      let letter = byte & 0xDF
      if !hasDigits, (0x41...0x5A).contains(letter) {
        column = column * 26 + Int(letter - 0x40)
        guard column <= columnLimit else { return nil }
      } else if (0x30...0x39).contains(byte) {
        hasDigits = true
        row = row * 10 + Int(byte - 0x30)
        guard row <= rowLimit else { return nil }
      } else {
        return nil
      }
    }
    return column > 0 ? CellAddress(row: row, column: column - 1) : nil
  }
}
