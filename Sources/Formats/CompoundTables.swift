/// The tables of a compound file: which sectors follow each other, and what streams there are.
///
/// Nothing in the file is trusted: every sector number is held against the file's size, and no chain
/// can be longer than the file has sectors.
struct CompoundTables {
  /// Most streams and folders taken.
  static let entryLimit = 1 << 16

  private(set) var entries: [CompoundEntry] = []
  private let name: String
  private let fileSize: Int
  private let sectorSize: Int
  private let sectorCount: Int
  /// For each sector the one that follows it in its stream.
  private var next: [UInt32] = []
  /// The same for the small sectors that short streams are cut into.
  private var nextSmall: [UInt32] = []
  private var smallStream: [CompoundExtent] = []
  private let cutoff: Int

  private static let smallSectorSize = 64
  /// Sector numbers from here on say something else ([MS-CFB] 2.1).
  private static let reserved: UInt32 = 0xFFFF_FFFA
  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Reads the tables; throws when the file is no compound file, or damaged.
  init(_ file: borrowing InputFile) throws(ArchiveError) {
    name = file.name
    fileSize = file.stamp.byteCount
    guard fileSize >= 512 else { throw .notAnOldWorkbook(file: file.name) }
    var header: [UInt8] = []
    try file.read(at: 0, count: 512, into: &header)
    guard header.starts(with: Self.signature) else { throw .notAnOldWorkbook(file: file.name) }
    let (version, shift) = (header.word(at: 26), header.word(at: 30))
    guard (version, shift) == (3, 9) || (version, shift) == (4, 12),
      header.word(at: 28) == 0xFFFE, header.word(at: 32) == 6
    else {
      throw .oldWorkbookDamaged(file: name, place: "header", reason: "it contradicts itself")
    }
    sectorSize = 1 << shift
    sectorCount = (fileSize - 1) / sectorSize
    cutoff = Int(header.long(at: 56))
    try readChains(header, file)
    let directory = try extents(from: header.long(at: 48), in: "directory")
    entries = CompoundEntry.all(
      in: try bytes(of: directory, limit: Self.entryLimit * 128, file), isLong: version == 4)
    guard let root = entries.first, root.kind == .root else {
      throw damaged("directory", "its first entry is not the root")
    }
    let small = try extents(from: header.long(at: 60), in: "list of small sectors")
    nextSmall = try bytes(of: small, limit: fileSize, file).longs
    if !nextSmall.isEmpty { smallStream = try extents(from: root.start, in: "small sectors") }
  }

  /// The bytes of a stream, as runs of the file; throws when they are not all there.
  func extents(of entry: CompoundEntry) throws(ArchiveError) -> [CompoundExtent] {
    let isSmall = entry.byteCount < cutoff
    let chain =
      isSmall
      ? try smallExtents(from: entry.start, count: entry.byteCount)
      : try extents(from: entry.start, in: entry.name, count: entry.byteCount)
    var result: [CompoundExtent] = []
    var rest = entry.byteCount
    for var extent in chain where rest > 0 {
      extent.count = min(extent.count, rest)
      rest -= extent.count
      guard extent.file + extent.count <= fileSize else {
        throw damaged(entry.name, "the file was cut off before its end")
      }
      result.append(extent)
    }
    guard rest == 0 else { throw damaged(entry.name, "\(rest) bytes of it are missing") }
    return result
  }

  // MARK: - Chains

  /// The list of sectors stands in sectors of its own, whose numbers stand in the header and, where
  /// there are more than 109, in a chain of further lists ([MS-CFB] 2.3 and 2.5).
  private mutating func readChains(
    _ header: [UInt8], _ file: borrowing InputFile
  ) throws(ArchiveError) {
    let numbersAtEnd = sectorSize / 4 - 1
    var lists = header[76...].longs
    var further = header.long(at: 68)
    var read = 0
    while true {
      for number in lists where number < Self.reserved && next.count < sectorCount {
        next.append(contentsOf: try sector(number, file).longs)
      }
      guard further < Self.reserved, next.count < sectorCount else { break }
      read += 1
      guard read <= sectorCount else { throw damaged("list of sectors", "it has no end") }
      let list = try sector(further, file).longs
      lists = Array(list[..<numbersAtEnd])
      further = list[numbersAtEnd]
    }
  }

  private func sector(
    _ number: UInt32, _ file: borrowing InputFile
  ) throws(ArchiveError) -> [UInt8] {
    let offset = (Int(number) + 1) * sectorSize
    guard offset + sectorSize <= fileSize else {
      throw damaged("list of sectors", "the file was cut off before its end")
    }
    var bytes: [UInt8] = []
    try file.read(at: offset, count: sectorSize, into: &bytes)
    return bytes
  }

  /// The sectors of a chain: all of them, or as many as `count` bytes need.
  private func extents(
    from start: UInt32, in place: String, count: Int? = nil
  ) throws(ArchiveError) -> [CompoundExtent] {
    var result: [CompoundExtent] = []
    var number = start
    var length = 0
    while number < Self.reserved, count.map({ length * sectorSize < $0 }) ?? true {
      guard length < sectorCount else {
        throw damaged(place, "its sectors follow each other in a ring")
      }
      guard Int(number) < sectorCount else {
        throw damaged(place, "the file was cut off before its end")
      }
      Self.append(
        stream: length * sectorSize, file: (Int(number) + 1) * sectorSize, sectorSize, to: &result)
      length += 1
      guard Int(number) < next.count else {
        throw damaged(place, "one of its sectors is not listed")
      }
      number = next[Int(number)]
    }
    return result
  }

  private func smallExtents(from start: UInt32, count: Int) throws(ArchiveError) -> [CompoundExtent]
  {
    var result: [CompoundExtent] = []
    var number = start
    var length = 0
    let size = Self.smallSectorSize
    while length * size < count {
      guard Int(number) < nextSmall.count else { break }
      // A sector is a multiple of a small one, which therefore never lies in two runs.
      let place = Int(number) * size
      guard let run = smallStream.last(where: { $0.stream <= place }),
        place < run.stream + run.count
      else { break }
      Self.append(
        stream: length * size, file: run.file + place - run.stream, size, to: &result)
      length += 1
      number = nextSmall[Int(number)]
    }
    return result
  }

  private static func append(
    stream: Int, file: Int, _ count: Int, to extents: inout [CompoundExtent]
  ) {
    if let last = extents.indices.last, extents[last].file + extents[last].count == file {
      extents[last].count += count
    } else {
      extents.append(CompoundExtent(stream: stream, file: file, count: count))
    }
  }

  private func bytes(
    of extents: [CompoundExtent], limit: Int, _ file: borrowing InputFile
  ) throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    for extent in extents where bytes.count < limit {
      let count = min(extent.count, limit - bytes.count, fileSize - extent.file)
      try file.read(at: extent.file, count: max(0, count), into: &bytes)
    }
    return bytes
  }

  private func damaged(_ place: String, _ reason: String) -> ArchiveError {
    .oldWorkbookDamaged(file: name, place: place, reason: reason)
  }
}
