/// One record of a workbook's stream ([MS-XLS] 2.1.4): a type, and up to 65,535 bytes.
struct BIFFRecord {
  var type = BIFFType.none
  /// Where the record begins in the stream.
  var offset = 0
  var bytes: [UInt8] = []
}

/// The records that are read, by their numbers ([MS-XLS] 2.3); the others are passed over.
enum BIFFType {
  static let none: UInt16 = 0
  static let formula: UInt16 = 0x06
  static let endOfFile: UInt16 = 0x0A
  static let days1904: UInt16 = 0x22
  static let password: UInt16 = 0x2F
  static let more: UInt16 = 0x3C
  static let sheet: UInt16 = 0x85
  static let numbers: UInt16 = 0xBD
  static let blanks: UInt16 = 0xBE
  static let richText: UInt16 = 0xD6
  static let style: UInt16 = 0xE0
  static let sharedStrings: UInt16 = 0xFC
  static let sharedString: UInt16 = 0xFD
  static let blank: UInt16 = 0x201
  static let number: UInt16 = 0x203
  static let text: UInt16 = 0x204
  static let booleanOrError: UInt16 = 0x205
  static let formulaText: UInt16 = 0x207
  static let shortNumber: UInt16 = 0x27E
  static let format: UInt16 = 0x41E
  static let begin: UInt16 = 0x809
}

/// The records of a workbook's stream, one after another, in constant memory.
struct BIFFStream: ~Copyable {
  /// Name of the file, for messages.
  let name: String
  /// What is being read, for messages: the sheet.
  var place: String
  private let file: CompoundFile
  private let extents: [CompoundExtent]
  private let byteCount: Int
  private var buffer: [UInt8] = []
  /// Where in the stream the buffer begins, and how much of it has been read.
  private var bufferStart = 0
  private var used = 0
  private let pieceSize: Int

  /// The records of a stream; `pieceSize` is smaller in tests.
  init(
    _ file: consuming CompoundFile, _ entry: CompoundEntry, place: String,
    pieceSize: Int = BIFFStream.pieceSize
  ) throws(ArchiveError) {
    extents = try file.extents(of: entry)
    byteCount = entry.byteCount
    name = file.name
    self.file = file
    self.place = place
    self.pieceSize = max(4, pieceSize)
  }

  static let pieceSize = 1 << 16

  /// Goes to a place in the stream.
  mutating func seek(to offset: Int) {
    buffer.removeAll(keepingCapacity: true)
    bufferStart = min(offset, byteCount)
    used = 0
  }

  /// Reads the next record; false at the end of the stream. Throws when it is not all there.
  mutating func next(into record: inout BIFFRecord) throws(ArchiveError) -> Bool {
    guard try fill(4) else { return false }
    record.type = buffer.word(at: used)
    record.offset = bufferStart + used
    let count = Int(buffer.word(at: used + 2))
    used += 4
    guard try fill(count) else { throw damaged("a record is cut off") }
    record.bytes.removeAll(keepingCapacity: true)
    record.bytes.append(contentsOf: buffer[used..<used + count])
    used += count
    return true
  }

  /// Whether the next record goes on with this one.
  mutating func isContinued() throws(ArchiveError) -> Bool {
    try fill(4) && buffer.word(at: used) == BIFFType.more
  }

  /// Throws when the file was written to since it was opened.
  func checkUnchanged() throws(ArchiveError) { try file.checkUnchanged() }

  func damaged(_ reason: String) -> ArchiveError {
    .oldWorkbookDamaged(file: name, place: place, reason: reason)
  }

  /// Sees to it that this many bytes lie in the buffer; false when the stream has no more.
  private mutating func fill(_ count: Int) throws(ArchiveError) -> Bool {
    guard buffer.count - used < count else { return true }
    guard bufferStart + used + count <= byteCount else { return false }
    buffer.removeSubrange(..<used)
    bufferStart += used
    used = 0
    while buffer.count < count {
      let from = bufferStart + buffer.count
      guard let extent = extents[indexOfExtent(from)...].first else { return false }
      let inside = from - extent.stream
      try file.read(
        at: extent.file + inside, count: min(pieceSize, extent.count - inside), into: &buffer)
    }
    return true
  }

  private func indexOfExtent(_ offset: Int) -> Int {
    var low = 0
    var high = extents.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if extents[middle].stream <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
