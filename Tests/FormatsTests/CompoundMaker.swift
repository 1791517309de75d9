@testable import Formats

/// A compound file made in memory: streams in sectors, with the tables that say which follow which.
struct CompoundMaker {
  var streams: [(name: String, bytes: [UInt8])]
  /// Sectors of 4,096 bytes, as version 4 has them, in place of 512.
  var isLong = false
  /// Whether the sectors of the streams lie in the file from the last to the first.
  var isReversed = false
  /// The streams that lie in a folder of their own, by number.
  var embedded: Set<Int> = []

  init(_ streams: [(name: String, bytes: [UInt8])]) { self.streams = streams }

  private static let end: UInt32 = 0xFFFF_FFFE
  private static let free: UInt32 = 0xFFFF_FFFF
  private var size: Int { isLong ? 4_096 : 512 }

  /// Sectors in the order of the file, and for each the next one.
  private struct Sectors {
    var bytes: [[UInt8]] = []
    var next: [UInt32] = []
  }

  var bytes: [UInt8] {
    var sectors = Sectors()
    var entries: [(name: String, kind: UInt8, child: UInt32, start: UInt32, count: Int)] = []
    var small: [UInt8] = []
    var nextSmall: [UInt32] = []
    for (index, stream) in streams.enumerated() {
      let isSmall = stream.bytes.count < 4_096
      let start =
        isSmall
        ? addSmall(stream.bytes, &small, &nextSmall) : add(stream.bytes, to: &sectors)
      if embedded.contains(index) { entries.append(("Folder", 1, UInt32(index) + 2, Self.end, 0)) }
      entries.append((stream.name, 2, Self.free, start, stream.bytes.count))
    }
    let smallStart = add(small, to: &sectors)
    let smallList = add(nextSmall.flatMap(Self.long), to: &sectors)
    entries.insert(("Root Entry", 5, 1, smallStart, small.count), at: 0)
    let directory = add(directory(entries), to: &sectors)
    var header = Self.signature + [UInt8](repeating: 0, count: 16)
    header += Self.word(0x3E) + Self.word(isLong ? 4 : 3) + [0xFE, 0xFF]
    header += Self.word(isLong ? 12 : 9) + Self.word(6) + [UInt8](repeating: 0, count: 10)
    let lists = addLists(to: &sectors)
    header += Self.long(UInt32(lists.count)) + Self.long(directory) + Self.long(0)
    header += Self.long(4_096) + Self.long(smallList)
    header += Self.long(UInt32((nextSmall.count * 4 + size - 1) / size))
    let further = addFurther(Array(lists.dropFirst(109)), to: &sectors)
    header += Self.long(further.start) + Self.long(further.count)
    let unused = [UInt32](repeating: Self.free, count: max(0, 109 - lists.count))
    header += (Array(lists.prefix(109)) + unused).flatMap(Self.long)
    header += [UInt8](repeating: 0, count: size - header.count)
    for sector in sectors.bytes { header += sector }
    return header
  }

  /// The tree is a row of right neighbours; a folder's child is the stream behind it.
  private func directory(
    _ entries: [(name: String, kind: UInt8, child: UInt32, start: UInt32, count: Int)]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for (number, entry) in entries.enumerated() {
      let units: [UInt8] = Array(entry.name.utf16).flatMap { Self.word($0) } + [0, 0]
      bytes += units + [UInt8](repeating: 0, count: 64 - units.count)
      let isInFolder = number > 0 && entries[number - 1].kind == 1
      let next = entry.kind == 1 ? number + 2 : number + 1
      let hasNext = entry.kind != 5 && !isInFolder && next < entries.count
      bytes += Self.word(UInt16(units.count)) + [entry.kind, 1] + Self.long(Self.free)
      bytes += Self.long(hasNext ? UInt32(next) : Self.free)
      bytes += Self.long(entry.kind == 1 ? UInt32(number + 1) : entry.child)
      bytes += [UInt8](repeating: 0, count: 36) + Self.long(entry.start)
      bytes += Self.long(UInt32(entry.count)) + Self.long(0)
    }
    return bytes
  }

  private func add(_ bytes: [UInt8], to sectors: inout Sectors) -> UInt32 {
    guard !bytes.isEmpty else { return Self.end }
    let count = (bytes.count + size - 1) / size
    let first = sectors.bytes.count
    var pieces: [[UInt8]] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(bytes.count, start + size)])
      pieces.append(piece + [UInt8](repeating: 0, count: size - piece.count))
    }
    sectors.bytes += isReversed ? pieces.reversed() : pieces
    for index in 0..<count {
      let isLast = isReversed ? index == 0 : index == count - 1
      let next = isReversed ? first + index - 1 : first + index + 1
      sectors.next.append(isLast ? Self.end : UInt32(next))
    }
    return UInt32(isReversed ? first + count - 1 : first)
  }

  private func addSmall(
    _ bytes: [UInt8], _ small: inout [UInt8], _ next: inout [UInt32]
  ) -> UInt32 {
    guard !bytes.isEmpty else { return Self.end }
    let first = next.count
    let count = (bytes.count + 63) / 64
    small += bytes + [UInt8](repeating: 0, count: count * 64 - bytes.count)
    next += (1..<count).map { UInt32(first + $0) } + [Self.end]
    return UInt32(first)
  }

  /// The list of sectors, which lists the sectors that it stands in too.
  private func addLists(to sectors: inout Sectors) -> [UInt32] {
    let perSector = size / 4
    var count = 0
    var further = 0
    while (count * perSector) < sectors.next.count + count + further {
      count += 1
      further = max(0, (count - 109 + perSector - 2) / (perSector - 1))
    }
    let first = sectors.next.count
    let all =
      sectors.next + [UInt32](repeating: 0xFFFF_FFFD, count: count)
      + [UInt32](repeating: 0xFFFF_FFFC, count: further)
    let padded = all + [UInt32](repeating: Self.free, count: count * perSector - all.count)
    for index in 0..<count {
      sectors.bytes.append(
        padded[index * perSector..<(index + 1) * perSector].flatMap(Self.long))
    }
    return (0..<count).map { UInt32(first + $0) }
  }

  /// The lists beyond those that the header has room for.
  private func addFurther(
    _ lists: [UInt32], to sectors: inout Sectors
  ) -> (start: UInt32, count: UInt32) {
    let room = size / 4 - 1
    let first = sectors.bytes.count
    let count = (lists.count + room - 1) / room
    for index in 0..<count {
      var numbers = Array(lists.dropFirst(index * room).prefix(room))
      numbers += [UInt32](repeating: Self.free, count: room - numbers.count)
      numbers.append(index + 1 < count ? UInt32(first + index + 1) : Self.end)
      sectors.bytes.append(numbers.flatMap(Self.long))
    }
    return count == 0 ? (Self.end, 0) : (UInt32(first), UInt32(count))
  }

  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  static func word(_ value: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  static func long(_ value: UInt32) -> [UInt8] {
    word(UInt16(truncatingIfNeeded: value)) + word(UInt16(truncatingIfNeeded: value >> 16))
  }
}
