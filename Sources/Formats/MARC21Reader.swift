/// Records of a binary MARC 21 file (ISO 2709), one after another; memory for one record and one
/// chunk only.
///
/// A record that is damaged comes with its `problem`, and the reading goes on with the next one.
package struct MARC21Reader: ~Copyable {
  private var framer: MARC21Framer
  private var decoder: MARC21Decoder
  private var row = 0
  private var hasStrayBytes = false

  /// Whether any record so far was in MARC-8.
  package private(set) var hasMARC8 = false

  /// Opens the file that was inspected; throws when it cannot be opened.
  package init(path: String, inspection: FileInspection) throws(FormatError) {
    self.init(source: try ByteSource(path: path, inspection: inspection, transcoding: false))
  }

  /// Reads from a source that does not transcode.
  package init(source: consuming ByteSource) {
    self.init(source: source, limit: MARCRecordProblem.byteLimit)
  }

  init(source: consuming ByteSource, limit: Int) {
    decoder = MARC21Decoder(file: source.name)
    framer = MARC21Framer(source: source, limit: limit)
  }

  /// Fills the record with the next one; false at the end. Throws when reading fails. A record
  /// that cannot be trusted says so in its `problem`, and holds what can be shown of it.
  package mutating func read(into record: inout MARCRecord) throws(FormatError) -> Bool {
    while let frame = try framer.next() {
      let range = contents(of: frame.range)
      guard !range.isEmpty else { continue }
      record.clear()
      let byte = frame.byte + range.lowerBound - frame.range.lowerBound
      record.position = Position(row: row + 1, line: 1, byte: byte)
      let outcome = try Self.decode(frame, range, framer, &decoder, into: &record)
      switch outcome {
      case .record: break
      case .recordBefore(let next): framer.rewind(to: range.lowerBound + next)
      case .strayBytesBefore(let next):
        framer.rewind(to: range.lowerBound + next)
        hasStrayBytes = true
        continue
      }
      row += 1
      if record.problem?.isTrusted != false, decoder.isMARC8 { hasMARC8 = true }
      if hasStrayBytes, record.problem == nil { record.problem = .strayBytes }
      hasStrayBytes = false
      return true
    }
    return false
  }

  /// Parts of the reader by themselves, because the decoder changes while the framer's bytes are
  /// looked at.
  private static func decode(
    _ frame: MARC21Framer.Frame, _ range: Range<Int>, _ framer: borrowing MARC21Framer,
    _ decoder: inout MARC21Decoder, into record: inout MARCRecord
  ) throws(FormatError) -> MARC21Decoder.Outcome {
    let bytes = framer.buffer.span.extracting(range)
    guard frame.isTooLong else {
      return try decoder.decode(bytes, isTerminated: frame.isTerminated, into: &record)
    }
    decoder.reject(&record, bytes, .tooLong)
    return .record
  }

  /// A frame without the blanks, line breaks, padding and byte order mark that some programs write
  /// before and between records; at the end of the file, without those behind it either.
  private func contents(of frame: Range<Int>) -> Range<Int> {
    let bytes = framer.buffer.span
    var start = frame.lowerBound
    while start < frame.upperBound, Self.isPadding(bytes[start]) { start += 1 }
    if start + 3 <= frame.upperBound, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
      bytes[start + 2] == 0xBF
    {
      start += 3
    }
    return start - blankLength(at: start, in: frame)..<frame.upperBound
  }

  /// How many of the blanks before a place are digits of the record's length that were never
  /// filled in: MARC 21 has "22" ten bytes behind its beginning.
  private func blankLength(at start: Int, in frame: Range<Int>) -> Int {
    let bytes = framer.buffer.span
    for count in 0...5 where start - count >= frame.lowerBound {
      if count > 0, bytes[start - count] != 0x20 { break }
      let mark = start - count + 10
      if mark + 1 < frame.upperBound, bytes[mark] == 0x32, bytes[mark + 1] == 0x32 { return count }
    }
    return 0
  }

  /// Blank, line end, NUL, and the end-of-file mark of CP/M.
  private static func isPadding(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 || byte == 0x1A
  }
}
