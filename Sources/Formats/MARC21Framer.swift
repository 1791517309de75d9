/// The stretches of a file between MARC's record terminators (0x1D), whatever the leaders say.
///
/// Holds one chunk and one record at a time; of a record that is too long only the beginning.
struct MARC21Framer: ~Copyable {
  /// What stands between two terminators.
  struct Frame {
    /// Where it stands in `buffer`, the terminator not included.
    var range: Range<Int>
    /// Offset of its first byte in the file.
    var byte: Int
    /// Whether the terminator is there: it may be missing at the end of the file.
    var isTerminated: Bool
    /// Whether it is longer than is taken; then `range` is of its beginning only.
    var isTooLong = false
  }

  static let terminator: UInt8 = 0x1D
  /// How much is kept of a record that is too long, for the list of rejects.
  private var keptLimit: Int { min(8_192, limit) }

  /// The bytes that a frame's range stands for; changed by the next call of `next`.
  private(set) var buffer: [UInt8] = []
  private var source: ByteSource
  private let limit: Int
  /// Where the next frame begins in the buffer.
  private var start = 0
  /// Where in the buffer a terminator has not been looked for yet.
  private var searched = 0
  /// Offset in the file of the buffer's first byte.
  private var base = 0
  private var isAtEnd = false

  init(source: consuming ByteSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// Lets the next frame begin inside of the one that was given last.
  mutating func rewind(to index: Int) {
    start = index
    searched = index
  }

  /// The next frame; nil at the end. Throws when reading fails.
  mutating func next() throws(FormatError) -> Frame? {
    while true {
      if let end = buffer.span.firstIndex(of: Self.terminator, from: searched) {
        return frame(endingAt: end, isTerminated: true)
      }
      searched = buffer.count
      if buffer.count - start > limit { return try longFrame() }
      if isAtEnd {
        return start < buffer.count ? frame(endingAt: buffer.count, isTerminated: false) : nil
      }
      try refill()
    }
  }

  private mutating func frame(endingAt end: Int, isTerminated: Bool) -> Frame {
    let range = start..<end
    let byte = base + start
    start = isTerminated ? end + 1 : end
    searched = start
    guard range.count > limit else {
      return Frame(range: range, byte: byte, isTerminated: isTerminated)
    }
    return Frame(
      range: range.prefix(keptLimit), byte: byte, isTerminated: isTerminated, isTooLong: true)
  }

  private mutating func refill() throws(FormatError) {
    buffer.removeSubrange(..<start)
    base += start
    searched -= start
    start = 0
    if try !source.readChunk(into: &buffer) { isAtEnd = true }
  }

  /// Passes over the rest of a frame that is too long, one chunk in memory at a time.
  private mutating func longFrame() throws(FormatError) -> Frame {
    let beginning = Array(buffer[start...].prefix(keptLimit))
    let byte = base + start
    var next: Int?
    while next == nil {
      base += buffer.count
      buffer.removeAll(keepingCapacity: true)
      guard try source.readChunk(into: &buffer) else { break }
      next = buffer.span.firstIndex(of: Self.terminator, from: 0).map { $0 + 1 }
    }
    if next == nil { isAtEnd = true }
    // The beginning takes the place of the rest, in front of what follows.
    base += (next ?? 0) - beginning.count
    buffer.replaceSubrange(..<(next ?? 0), with: beginning)
    start = beginning.count
    searched = start
    return Frame(
      range: 0..<start, byte: byte, isTerminated: next != nil, isTooLong: true)
  }
}
