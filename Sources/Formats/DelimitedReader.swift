/// Records of a delimited text (CSV, TSV), one after another, in constant memory.
///
/// RFC 4180 with what real exports add: line ends LF, CR LF and CR; quotes inside of unquoted
/// fields; text after a closing quote; quotes that nobody closed.
package struct DelimitedReader: ~Copyable {
  private var source: ByteSource
  private let scanner: RecordScanner
  private var buffer: [UInt8] = []
  /// Where the next record begins in the buffer.
  private var start = 0
  /// Offset of the buffer's first byte in the decoded text.
  private var base = 0
  private var row = 0
  private var line = 1
  private var isAtEnd = false
  /// Offset in the decoded text before which a NUL may stand.
  private var nulEnd = 0
  private var suspectEnd = 0
  private var suspectCount = 0

  /// Times that one stretch of text is read again after an unterminated quote. Without an end to
  /// it, a file in which every line opens a quote would be read once for each of its lines.
  private static let suspectLimit = 8

  /// A reader at the beginning of the source.
  package init(source: consuming ByteSource, dialect: Dialect) {
    self.init(source: source, dialect: dialect, limits: DelimitedLimits())
  }

  init(source: consuming ByteSource, dialect: Dialect, limits: DelimitedLimits) {
    self.source = source
    scanner = RecordScanner(dialect: dialect, limits: limits)
  }

  /// Characters replaced by U+FFFD so far, because UTF-16 was not well-formed.
  package var replacementCount: Int { source.replacementCount }

  /// Fills the record with the next row; false at the end. Throws when reading fails and when one
  /// line is longer than 16 MiB.
  package mutating func read(into record: inout Record) throws(FormatError) -> Bool {
    if start == buffer.count { try refill() }
    guard start < buffer.count else { return false }
    row += 1
    record.clear()
    record.delimiter = scanner.delimiter
    record.position = Position(row: row, line: line, byte: base + start)
    var scan = RecordScan(start: start, isSingleLine: isSuspect)
    while true {
      let outcome = scanner.scan(buffer.span, isLast: isAtEnd, &scan, &record.fields)
      switch outcome {
      case .complete(let end, let next):
        finish(&record, scan, end: end, next: next)
        return true
      case .needsMore:
        scan.shift(by: try refill())
      case .unterminatedQuote(let suspect):
        markSuspect(until: base + suspect)
        record.fields.removeAll(keepingCapacity: true)
        scan = RecordScan(start: start, isSingleLine: true)
      case .tooLong:
        throw .recordTooLong(
          file: source.name, position: record.position, limit: scanner.limits.record)
      }
    }
  }

  /// Moves the unfinished record to the front of the buffer, reads a chunk behind it and tells by
  /// how many bytes the record has moved.
  @discardableResult
  private mutating func refill() throws(FormatError) -> Int {
    let moved = start
    if moved == buffer.count {
      buffer.removeAll(keepingCapacity: true)
    } else if moved > 0 {
      buffer.removeSubrange(..<moved)
    }
    base += moved
    start = 0
    if try !source.readChunk(into: &buffer) { isAtEnd = true }
    if source.lastChunkHasNUL { nulEnd = base + buffer.count }
    return moved
  }

  private mutating func finish(_ record: inout Record, _ scan: RecordScan, end: Int, next: Int) {
    var from = start
    for position in scan.dropped {
      record.bytes.append(contentsOf: buffer[from..<position])
      from = position + 1
    }
    record.bytes.append(contentsOf: buffer[from..<end])
    if scan.isUnclosed {
      record.problem = .unterminatedQuote
    } else if base + start < nulEnd, record.bytes.contains(0) {
      record.problem = .nulByte
    } else if scan.hasTextAfterQuote {
      record.problem = .textAfterQuote
    }
    line += scan.lineBreaks + 1
    start = next
  }

  /// Whether quotes have failed so often around here that they may only enclose within a line.
  private var isSuspect: Bool {
    suspectCount >= Self.suspectLimit && base + start < suspectEnd
  }

  private mutating func markSuspect(until end: Int) {
    suspectCount = base + start < suspectEnd ? suspectCount + 1 : 1
    suspectEnd = max(suspectEnd, end)
  }
}
