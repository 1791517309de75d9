/// Fills records from the bytes between two record terminators.
struct MARC21Decoder: ~Copyable {
  /// What the bytes came to.
  enum Outcome: Equatable {
    /// The record is filled, for better or worse.
    case record
    /// The record is filled from the bytes before this one, where another record begins.
    case recordBefore(Int)
    /// No record, only stray bytes, before this one, where a record begins.
    case strayBytesBefore(Int)
  }

  private var directory = MARC21Directory()
  private var text: MARC21Text

  private static let delimiter: UInt8 = 0x1F
  /// How much is kept of a record that is rejected.
  private static let keptLimit = 8_192
  private static let leaderLength = MARC21Directory.leaderLength

  init(file: String) { text = MARC21Text(file: file) }

  /// Whether the record that was filled last is in MARC-8.
  private(set) var isMARC8 = false

  /// Fills an empty record from the bytes of one frame; `isTerminated` tells that a record
  /// terminator follows them. Throws when libyaz does not start.
  mutating func decode(
    _ bytes: Span<UInt8>, isTerminated: Bool, into record: inout MARCRecord
  ) throws(FormatError) -> Outcome {
    let outcome = directory.read(bytes)
    let length = bytes.decimal(at: 0, length: 5)
    let isWhole = isTerminated && length == bytes.count + 1
    if isWhole, case .read(let problem) = outcome {
      try fill(&record, bytes, problem)
      return .record
    }
    if let next = Self.nextRecord(in: bytes) {
      let first = bytes.extracting(..<next)
      guard first.firstMARCSeparator(from: 0, to: next) < next else {
        return .strayBytesBefore(next)
      }
      try fillUnterminated(&record, first)
      return .recordBefore(next)
    }
    guard isTerminated else {
      try fillUnterminated(&record, bytes)
      return .record
    }
    switch outcome {
    case .read(let problem):
      let isOverlong = bytes.count + 1 > 99_999 && [0, 99_999, nil].contains(length)
      try fill(&record, bytes, problem ?? (isOverlong ? .overlong : .wrongLength))
    case .broken where !Self.isLeader(bytes): reject(&record, bytes, .noLeader)
    case .broken:
      let isCut = length.map { $0 > bytes.count + 1 } ?? false
      reject(&record, bytes, isCut ? .truncated : .brokenDirectory)
    }
    return .record
  }

  /// Without its terminator a record is whole only if its directory says so.
  private mutating func fillUnterminated(
    _ record: inout MARCRecord, _ bytes: Span<UInt8>
  ) throws(FormatError) {
    switch directory.read(bytes) {
    case .read(.wrongDirectory), .broken:
      reject(&record, bytes, Self.isLeader(bytes) ? .truncated : .noLeader)
    case .read: try fill(&record, bytes, .missingTerminator)
    }
  }

  // MARK: - Leaders

  /// Whether the bytes begin as a leader does, if carelessly: two of three marks are enough, the
  /// length, the "22" and the "45", as far as there are bytes.
  private static func isLeader(_ bytes: Span<UInt8>) -> Bool {
    let hasLength = bytes.decimal(at: 0, length: 5) != nil
    guard bytes.count > 21 else { return hasLength }
    let has22 = bytes[10] == 0x32 && bytes[11] == 0x32
    let has45 = bytes[20] == 0x34 && bytes[21] == 0x35
    return hasLength && (has22 || has45) || has22 && has45
  }

  /// Where a record begins that ends with the bytes: its leader gives just their length, and the
  /// address of its data is right. A record that was cut off before it stands in front.
  private static func nextRecord(in bytes: Span<UInt8>) -> Int? {
    guard bytes.count > leaderLength + 1 else { return nil }
    for place in 1..<(bytes.count - leaderLength)
    where bytes[place + 10] == 0x32 && bytes[place + 11] == 0x32 {
      guard bytes.decimal(at: place, length: 5) == bytes.count - place + 1,
        let base = bytes.decimal(at: place + 12, length: 5), base > leaderLength,
        place + base <= bytes.count, (base - leaderLength - 1) % 12 == 0,
        bytes[place + base - 1] == MARC21Directory.fieldTerminator
      else { continue }
      return place
    }
    return nil
  }

  // MARK: - Fields

  private mutating func fill(
    _ record: inout MARCRecord, _ bytes: Span<UInt8>, _ problem: MARCRecordProblem?
  ) throws(FormatError) {
    record.leader.append(copying: bytes.extracting(..<Self.leaderLength))
    let data = bytes.extracting(directory.base...)
    try text.begin(data, saysUTF8: bytes[9] == UInt8(ascii: "a"))
    if text.isPlain { record.bytes.append(copying: data) }
    var isSplit = false
    for entry in directory.entries where !isFull(record) {
      if !appendField(entry, bytes, to: &record) { isSplit = true }
    }
    if isFull(record) { return reject(&record, bytes, .tooManyFields) }
    record.problem = text.problem ?? problem ?? (isSplit ? .unlistedFields : nil)
    isMARC8 = text.isMARC8
  }

  private func isFull(_ record: MARCRecord) -> Bool {
    record.fields.count + record.subfields.count > MARCRecordProblem.fieldLimit
  }

  /// Appends one field; false where a field terminator stands inside of it, which ends it.
  private mutating func appendField(
    _ entry: MARC21Directory.Entry, _ bytes: Span<UInt8>, to record: inout MARCRecord
  ) -> Bool {
    let next = record.subfields.count
    var field = MARCField(
      tag: entry.tag, indicator1: 0x20, indicator2: 0x20, value: 0..<0, subfields: next..<next)
    var place = bytes.firstMARCSeparator(from: entry.start, to: entry.end)
    let isData = place < entry.end && bytes[place] == Self.delimiter
    if isData {
      if place > entry.start { field.indicator1 = Self.indicator(bytes[entry.start]) }
      if place > entry.start + 1 { field.indicator2 = Self.indicator(bytes[entry.start + 1]) }
      place = appendSubfields(bytes, from: place, to: entry.end, &record)
      field.subfields = next..<record.subfields.count
      field.value = record.bytes.count..<record.bytes.count
    } else {
      field.value = self.place(entry.start..<place, bytes, in: &record)
    }
    record.fields.append(field)
    return place == entry.end
  }

  /// Appends the subfields from the first delimiter on, and gives where they end.
  private mutating func appendSubfields(
    _ bytes: Span<UInt8>, from first: Int, to end: Int, _ record: inout MARCRecord
  ) -> Int {
    var place = first
    while place < end, bytes[place] == Self.delimiter {
      let start = place + 1
      place = bytes.firstMARCSeparator(from: start, to: end)
      guard start < place, !isFull(record) else { continue }
      let (code, length) = code(bytes, start..<place)
      let range = self.place(start + length..<place, bytes, in: &record)
      record.subfields.append(MARCSubfield(code: code, range: range))
    }
    return place
  }

  /// A code is one byte; a letter beyond ASCII in its place must not be cut in two.
  @inline(__always)
  private func code(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (MARCCode, length: Int) {
    let byte = bytes[range.lowerBound]
    if byte < 0x80 { return (MARCCode(rawValue: UInt16(byte)), 1) }
    var length = 1
    if text.isPlain {
      while length < range.count, bytes[range.lowerBound + length] & 0xC0 == 0x80 { length += 1 }
    }
    return (MARCCode(rawValue: 0), length)
  }

  private static func indicator(_ byte: UInt8) -> UInt8 {
    (0x20...0x7E).contains(byte) ? byte : 0x20
  }

  /// Where a text stands in the record's bytes; appends it there if it has to be converted.
  @inline(__always)
  private mutating func place(
    _ range: Range<Int>, _ bytes: Span<UInt8>, in record: inout MARCRecord
  ) -> Range<Int> {
    if text.isPlain { return range.lowerBound - directory.base..<range.upperBound - directory.base }
    let start = record.bytes.count
    text.append(bytes.extracting(range), to: &record.bytes)
    return start..<record.bytes.count
  }

  // MARK: - Rejects

  /// Fills a record with what can be shown of it: the leader, the 001 if it stands first and
  /// whole, and the beginning of the rest.
  func reject(
    _ record: inout MARCRecord, _ bytes: Span<UInt8>, _ problem: MARCRecordProblem
  ) {
    let position = record.position
    record.clear()
    record.position = position
    record.problem = problem
    let kept = bytes.extracting(..<min(bytes.count, Self.keptLimit))
    let leader = Self.isLeader(kept) ? min(kept.count, Self.leaderLength) : 0
    record.leader = Self.shown(kept, 0..<leader)
    if leader > 0, let number = Self.firstNumber(kept) {
      appendShown("001", Self.shown(kept, number), to: &record)
    }
    appendShown("", Self.shown(kept, leader..<kept.count), to: &record)
  }

  private func appendShown(_ tag: MARCTag, _ shown: [UInt8], to record: inout MARCRecord) {
    let start = record.bytes.count
    record.bytes += shown
    record.fields.append(
      MARCField(
        tag: tag, indicator1: 0x20, indicator2: 0x20, value: start..<record.bytes.count,
        subfields: 0..<0))
  }

  /// The value of a 001 that the directory names first.
  private static func firstNumber(_ bytes: Span<UInt8>) -> Range<Int>? {
    let terminator = MARC21Directory.fieldTerminator
    guard bytes.count > leaderLength + 3, bytes.decimal(at: leaderLength, length: 3) == 1,
      let start = bytes.firstIndex(of: terminator, from: leaderLength).map({ $0 + 1 }),
      let end = bytes.firstIndex(of: terminator, from: start), start < end
    else { return nil }
    return start..<end
  }

  /// Bytes as text: ^ for a field terminator, $ for a delimiter, . for other control characters.
  private static func shown(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    let visible = range.map { (index: Int) -> UInt8 in
      switch bytes[index] {
      case MARC21Directory.fieldTerminator: UInt8(ascii: "^")
      case delimiter: UInt8(ascii: "$")
      case 0..<0x20, 0x7F: UInt8(ascii: ".")
      default: bytes[index]
      }
    }
    return Array(String(decoding: visible, as: UTF8.self).utf8)
  }
}
