// SQLite's own interface. The pointers to a column's bytes live until the next column or row is
// asked for; the bytes are copied into the buffer at once.
import GRDBSQLite

/// Rows of SQLite as lines of CSV, without a text for each cell.
enum CSVBytes {
  /// Adds a line.
  ///
  /// - Parameter null: what stands for NULL; as any text, it is quoted where it must be.
  /// - Returns: false, and the buffer as it was, where a text is not UTF-8 and must be repaired.
  static func append(_ row: RawRow, null: [UInt8], to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    let handle = row.handle
    for column in 0..<sqlite3_column_count(handle) {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      switch sqlite3_column_type(handle, column) {
      case SQLITE_TEXT:
        let text = UnsafeBufferPointer(
          start: sqlite3_column_text(handle, column),
          count: Int(sqlite3_column_bytes(handle, column)))
        guard append(text, to: &bytes) else {
          bytes.removeSubrange(start...)
          return false
        }
      case SQLITE_INTEGER: append(sqlite3_column_int64(handle, column), to: &bytes)
      case SQLITE_NULL:
        if !null.isEmpty { null.withUnsafeBufferPointer { _ = append($0, to: &bytes) } }
      default:
        // Numbers with a point, and blobs: rare enough for a text.
        let cell = RawRows.cell(of: handle, column)
        bytes.append(contentsOf: CSVText.field(cell.text).utf8)
      }
    }
    bytes.append(13)
    bytes.append(10)
    return true
  }

  /// - Returns: false for what is not UTF-8.
  private static func append(
    _ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) -> Bool {
    let (needsQuotes, isASCII) = scan(UnsafeRawBufferPointer(text))
    if !isASCII, !isUTF8(text) { return false }
    guard needsQuotes else {
      bytes.append(contentsOf: text)
      return true
    }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return true
  }

  private static func isUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? UTF8Span(validating: text.span)) != nil
  }

  /// Eight bytes at a step: whether one of them is a quote, a comma or a line's end.
  private static func scan(_ text: UnsafeRawBufferPointer) -> (needsQuotes: Bool, isASCII: Bool) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var found: UInt64 = 0
    var seen: UInt64 = 0
    // The highest bit of a byte is set where the byte of the word is zero (and perhaps above it).
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
    func check(_ word: UInt64) {
      seen |= word
      found |= zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x2C))
      found |= zeros(word ^ (ones &* 0x0A)) | zeros(word ^ (ones &* 0x0D))
    }
    var offset = 0
    while offset + 8 <= text.count {
      check(text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.count {
      rest = rest << 8 | UInt64(text[offset])
      offset += 1
    }
    check(rest)
    return (found != 0, seen & highs == 0)
  }

  private static func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
