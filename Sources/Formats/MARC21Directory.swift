/// Where the fields of one binary record stand (ISO 2709; MARC 21 Specifications for Record
/// Structure, https://www.loc.gov/marc/specifications/specrecstruc.html).
struct MARC21Directory {
  struct Entry {
    var tag: MARCTag
    /// First byte of the field in the record.
    var start: Int
    /// The field's terminator in the record, or the record's end.
    var end: Int
  }

  /// What became of reading a directory.
  enum Outcome {
    /// Every entry was right, or with a problem that leaves no doubt about the fields.
    case read(MARCRecordProblem?)
    /// Which text belongs to which tag cannot be told.
    case broken
  }

  static let fieldTerminator: UInt8 = 0x1E
  static let leaderLength = 24
  private static let entryLength = 12
  /// Largest length of a record, and largest place in it, that five digits can say.
  private static let addressLimit = 99_999

  /// The fields in the order of the directory, valid after `.read`.
  private(set) var entries: [Entry] = []
  /// First byte of the data.
  private(set) var base = 0
  private var fieldEnds: [Int] = []

  /// Reads the directory of a record that ends where the bytes do, its terminator not included.
  mutating func read(_ record: Span<UInt8>) -> Outcome {
    entries.removeAll(keepingCapacity: true)
    guard let end = record.firstIndex(of: Self.fieldTerminator, from: Self.leaderLength) else {
      return .broken
    }
    base = end + 1
    if let listed = readByPlace(record) {
      if record.decimal(at: 12, length: 5) != base { return .read(.wrongBaseAddress) }
      return .read(hasText(record, after: listed) ? .unlistedFields : nil)
    }
    return readByTerminators(record)
  }

  // MARK: - As it should be

  /// Follows lengths and places; gives the bytes of data that the entries stand for, or nil where
  /// one entry is wrong.
  private mutating func readByPlace(_ record: Span<UInt8>) -> Int? {
    let size = base - 1 - Self.leaderLength
    guard size % Self.entryLength == 0 else { return nil }
    var listed = 0
    for place in stride(from: Self.leaderLength, to: base - 1, by: Self.entryLength) {
      guard let length = record.decimal(at: place + 3, length: 4),
        let offset = record.decimal(at: place + 7, length: 5), length > 0
      else { return nil }
      let start = base + offset
      let end = start + length - 1
      listed += length
      // Entries that stand for more than there is would let a small file ask for endless work.
      guard end <= record.count, listed <= record.count - base + 1,
        end == record.count || record[end] == Self.fieldTerminator,
        record[start - 1] == Self.fieldTerminator
      else { return nil }
      entries.append(Entry(tag: tag(record, place), start: start, end: end))
    }
    return listed
  }

  /// Whether more than separators and blanks is left of the data when the entries are served.
  private func hasText(_ record: Span<UInt8>, after listed: Int) -> Bool {
    guard listed < record.count - base else { return false }
    let last = entries.reduce(base) { max($0, $1.end) }
    let gaps = listed < last - base
    return gaps || (last..<record.count).contains { record[$0] > 0x20 }
  }

  // MARK: - By the terminators

  /// Takes the stretches between field terminators for the fields, in the order of the directory,
  /// where that order leaves no doubt.
  private mutating func readByTerminators(_ record: Span<UInt8>) -> Outcome {
    // A field that a record's end cuts off would pass for a whole one.
    guard record[record.count - 1] == Self.fieldTerminator else { return .broken }
    findFieldEnds(record)
    let isOverlong = record.count + 1 > Self.addressLimit
    let isRead =
      readInOrder(record) || readWideEntries(record, from: Self.leaderLength)
      // A length of six digits moves all that follows it by one.
      || readWideEntries(record, from: Self.leaderLength + 1)
    return isRead ? .read(isOverlong ? .overlong : .wrongDirectory) : .broken
  }

  private mutating func findFieldEnds(_ record: Span<UInt8>) {
    fieldEnds.removeAll(keepingCapacity: true)
    var place = base
    while let end = record.firstIndex(of: Self.fieldTerminator, from: place) {
      fieldEnds.append(end)
      place = end + 1
    }
  }

  /// As many entries as fields, and in their order: the places that five digits can say rise.
  private mutating func readInOrder(_ record: Span<UInt8>) -> Bool {
    let size = base - 1 - Self.leaderLength
    guard size > 0, size == fieldEnds.count * Self.entryLength else { return false }
    entries.removeAll(keepingCapacity: true)
    var start = base
    var lastOffset = -1
    for (index, end) in fieldEnds.enumerated() {
      let place = Self.leaderLength + index * Self.entryLength
      guard isPair(record, place, start..<end) else { return false }
      if start - base <= Self.addressLimit {
        guard let offset = record.decimal(at: place + 7, length: 5), offset > lastOffset else {
          return false
        }
        lastOffset = offset
      }
      entries.append(Entry(tag: tag(record, place), start: start, end: end))
      start = end + 1
    }
    return true
  }

  /// Entries of a writer that gave lengths and places more digits where four and five were too
  /// few: each entry must then say exactly what its field is.
  private mutating func readWideEntries(_ record: Span<UInt8>, from leaderEnd: Int) -> Bool {
    entries.removeAll(keepingCapacity: true)
    var place = leaderEnd
    var start = base
    for end in fieldEnds {
      guard place + 3 <= base - 1, isPair(record, place, start..<end) else { return false }
      let numbers = Self.digits(end + 1 - start, width: 4) + Self.digits(start - base, width: 5)
      guard place + 3 + numbers.count <= base - 1,
        numbers.indices.allSatisfy({ record[place + 3 + $0] == numbers[$0] })
      else { return false }
      entries.append(Entry(tag: tag(record, place), start: start, end: end))
      place += 3 + numbers.count
      start = end + 1
    }
    return place == base - 1 && !fieldEnds.isEmpty
  }

  private static func digits(_ number: Int, width: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
  }

  @inline(__always)
  private func tag(_ record: Span<UInt8>, _ place: Int) -> MARCTag {
    MARCTag(
      rawValue: UInt32(record[place]) << 16 | UInt32(record[place + 1]) << 8
        | UInt32(record[place + 2]))
  }

  /// Whether three bytes of the directory can be the tag of a field: control fields, 00X, have no
  /// subfields, and all others do.
  private func isPair(_ record: Span<UInt8>, _ place: Int, _ field: Range<Int>) -> Bool {
    for index in place..<place + 3 {
      let byte = record[index]
      guard (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) else {
        return false
      }
    }
    let isControl = record[place] == 0x30 && record[place + 1] == 0x30
    let separator = record.firstMARCSeparator(from: field.lowerBound, to: field.upperBound)
    return isControl == (separator == field.upperBound)
  }
}
