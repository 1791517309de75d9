/// How wide the columns of a sheet should be, judged by its first rows.
struct XLSXColumnWidths {
  /// In characters, by column.
  private(set) var widths: [Int] = []
  /// Rows that are looked at.
  static let rowCount = 200
  private static let narrowest = 8
  private static let widest = 60
  /// The filter's button takes the place of some characters of a header.
  private static let button = 3

  /// Takes the header of the next column.
  mutating func append(header: String) {
    widths.append(min(max(Self.narrowest, header.unicodeScalars.count + Self.button), Self.widest))
  }

  /// Makes room for a text in a column.
  mutating func fit(_ text: Span<UInt8>, in column: Int) {
    while widths.count <= column { widths.append(Self.narrowest) }
    guard text.count > widths[column], widths[column] < Self.widest else { return }
    widths[column] = min(max(widths[column], Self.width(text) + 1), Self.widest)
  }

  /// Characters of the longest line. Those from U+3000 on, whose first byte is E3 or more, are
  /// nearly all wide.
  private static func width(_ text: Span<UInt8>) -> Int {
    var longest = 0
    var width = 0
    for index in text.indices {
      let byte = text[index]
      if byte == 0x0A {
        longest = max(longest, width)
        width = 0
      } else if byte & 0xC0 != 0x80 {
        width += byte >= 0xE3 ? 2 : 1
      }
    }
    return max(longest, width)
  }
}
