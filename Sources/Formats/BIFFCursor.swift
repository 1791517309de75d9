/// A place in a record, and in the CONTINUE records that the record goes on in.
struct BIFFCursor {
  private(set) var record: BIFFRecord
  private var at: Int
  /// Whether one of the texts read holds a NUL.
  private(set) var hasNUL = false

  /// A place in a record, behind its first `offset` bytes.
  init(_ record: consuming BIFFRecord, at offset: Int = 0) {
    self.record = record
    at = offset
  }

  /// Whether the record and what it goes on in have been read to their end.
  mutating func isAtEnd(_ stream: inout BIFFStream) throws(ArchiveError) -> Bool {
    guard at >= record.bytes.count else { return false }
    return try !stream.isContinued()
  }

  /// Appends a text with its header ([MS-XLS] 2.5.293 and 2.5.294): the number of its characters
  /// in one byte or two, whether they have two bytes each, and what formatting follows them.
  mutating func appendText(
    countBytes: Int = 2, to bytes: inout [UInt8], _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    let count = try number(countBytes, &stream)
    let flags = try number(1, &stream)
    let runs = flags & 8 == 0 ? 0 : try number(2, &stream)
    let phonetics = flags & 4 == 0 ? 0 : try number(4, &stream)
    try appendCharacters(count, isWide: flags & 1 != 0, to: &bytes, &stream)
    try skip(4 * runs + phonetics, &stream)
  }

  private mutating func number(
    _ byteCount: Int, _ stream: inout BIFFStream
  ) throws(ArchiveError) -> Int {
    var value = 0
    for index in 0..<byteCount {
      if at == record.bytes.count { try goOn(&stream) }
      value |= Int(record.bytes[at]) << (8 * index)
      at += 1
    }
    return value
  }

  private mutating func skip(
    _ count: Int, _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    var rest = count
    while rest > 0 {
      if at == record.bytes.count { try goOn(&stream) }
      let step = min(rest, record.bytes.count - at)
      at += step
      rest -= step
    }
  }

  /// Characters that go on in the next record may change their width there: its first byte says so.
  private mutating func appendCharacters(
    _ count: Int, isWide: Bool, to bytes: inout [UInt8], _ stream: inout BIFFStream
  ) throws(ArchiveError) {
    var rest = count
    var isWide = isWide
    var units = UTF16Units()
    while rest > 0 {
      if at == record.bytes.count {
        try goOn(&stream)
        isWide = record.bytes[at] & 1 != 0
        at += 1
      }
      let size = isWide ? 2 : 1
      let taken = min(rest, (record.bytes.count - at) / size)
      guard taken > 0 || at == record.bytes.count else {
        throw stream.damaged("a text is cut in the middle of a character")
      }
      for _ in 0..<taken {
        let unit = isWide ? UInt32(record.bytes.word(at: at)) : UInt32(record.bytes[at])
        if unit == 0 { hasNUL = true }
        units.append(unit, to: &bytes)
        at += size
      }
      rest -= taken
    }
    units.finish(into: &bytes)
  }

  private mutating func goOn(_ stream: inout BIFFStream) throws(ArchiveError) {
    while at == record.bytes.count {
      guard try stream.isContinued(), try stream.next(into: &record) else {
        throw stream.damaged("a text is cut off")
      }
      at = 0
    }
  }
}
