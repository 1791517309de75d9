/// What a compound file says of itself ([MS-OLEPS] 2.21, [MS-OSHARED] 2.3.3.2.1).
enum OldWorkbookProperties {
  private static let streamName = "\u{5}SummaryInformation"
  private static let byteLimit = 1 << 16
  private static let creationTime: UInt32 = 0x0C
  private static let fileTime: UInt32 = 0x40

  /// The day on which the document was made, as YYYY-MM-DD; nil when nothing says it.
  static func createdDay(_ file: borrowing CompoundFile) throws(ArchiveError) -> String? {
    guard let entry = file.stream(named: streamName), entry.byteCount <= byteLimit else {
      return nil
    }
    var bytes: [UInt8] = []
    for extent in try file.extents(of: entry) {
      try file.read(at: extent.file, count: extent.count, into: &bytes)
    }
    return day(in: bytes)
  }

  private static func day(in bytes: [UInt8]) -> String? {
    guard bytes.count >= 48, bytes.word(at: 0) == 0xFFFE else { return nil }
    let section = Int(bytes.long(at: 44))
    guard section + 8 <= bytes.count else { return nil }
    let count = min(Int(bytes.long(at: section + 4)), bytes.count / 8)
    for index in 0..<count {
      let line = section + 8 + 8 * index
      guard line + 8 <= bytes.count else { return nil }
      guard bytes.long(at: line) == creationTime else { continue }
      let value = section + Int(bytes.long(at: line + 4))
      guard value + 12 <= bytes.count, bytes.long(at: value) == fileTime else { return nil }
      return day(
        ticks: Int64(bytes.long(at: value + 4)) | Int64(bytes.long(at: value + 8)) << 32)
    }
    return nil
  }

  /// A tick is a ten-millionth of a second since 1601, 134,774 days before 1970.
  private static func day(ticks: Int64) -> String? {
    let day = Int(ticks / 864_000_000_000) - 134_774
    // Writers that do not know put 0; no spreadsheet is older than 1980.
    guard (3_652...WorkbookDays.lastDay).contains(day) else { return nil }
    var text: [UInt8] = []
    WorkbookDays.append(day: day, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
