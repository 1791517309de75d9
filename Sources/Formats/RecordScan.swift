/// How far the scan of one record has come; indices are those of the reader's buffer.
struct RecordScan {
  /// First byte not yet looked at.
  var index: Int
  let isSingleLine: Bool
  private(set) var recordStart: Int
  /// Buffer index minus index in the record's bytes: the record's start and the bytes left out.
  private(set) var origin: Int
  /// Where the current field begins in the buffer, its quote included.
  private(set) var fieldStart: Int
  /// Where the current field begins in the record's bytes, its quote not included.
  private(set) var valueStart = 0
  /// End of a quoted field that is closed, in the record's bytes.
  private(set) var closedEnd: Int?
  var isQuoted = false
  /// Line ends inside of quotes.
  var lineBreaks = 0
  var firstLineBreak: Int?
  var fieldHasLineBreak = false
  var hasTextAfterQuote = false
  /// Whether the record ended inside of quotes.
  private(set) var isUnclosed = false
  /// Bytes that do not belong to the record's text: one of two doubled quotes.
  private(set) var dropped: [Int] = []

  init(start: Int, isSingleLine: Bool) {
    index = start
    recordStart = start
    origin = start
    fieldStart = start
    self.isSingleLine = isSingleLine
  }

  /// The reader has taken `count` bytes from the front of its buffer.
  mutating func shift(by count: Int) {
    index -= count
    recordStart -= count
    origin -= count
    fieldStart -= count
    firstLineBreak = firstLineBreak.map { $0 - count }
    for position in dropped.indices { dropped[position] -= count }
  }

  mutating func openQuote(at position: Int) {
    isQuoted = true
    fieldHasLineBreak = false
    valueStart = position + 1 - origin
  }

  mutating func closeQuote(at position: Int) {
    isQuoted = false
    closedEnd = position - origin
  }

  /// Gives up on the quote of the current field: it belongs to the text.
  mutating func reopenAsText() {
    isQuoted = false
    isUnclosed = true
    valueStart -= 1
  }

  mutating func drop(at position: Int) {
    dropped.append(position)
    origin += 1
  }

  @inline(__always)
  mutating func endField(at position: Int, in fields: inout [FieldBounds]) {
    let end = closedEnd ?? (position - origin)
    fields.append(
      FieldBounds(
        start: UInt32(truncatingIfNeeded: valueStart), end: UInt32(truncatingIfNeeded: end)))
    closedEnd = nil
    fieldStart = position + 1
    valueStart = position + 1 - origin
  }
}
