// Sorted keys on disk. Their bytes are seen only inside of the closures here, and copied there.
import Formats

/// Where a sorted run of keys lies in the temporary file.
struct KeyRun {
  var start: Int
  var count: Int
}

/// The temporary file, made when the first run comes.
final class KeySpill {
  private var file: SpillFile?

  func append(_ entries: [KeyEntry]) throws -> KeyRun {
    if file == nil { file = try SpillFile(for: "match keys") }
    let bytes = entries.withUnsafeBytes { Array($0) }
    let start = try file?.append(bytes) ?? 0
    return KeyRun(start: start, count: entries.count)
  }

  func reader(_ run: KeyRun) -> KeyRunReader { KeyRunReader(run, in: self) }

  func read(_ run: KeyRun) throws -> [KeyEntry] {
    let size = MemoryLayout<KeyEntry>.size
    let bytes = try file?.read(at: run.start, count: run.count * size) ?? []
    return bytes.withUnsafeBytes { raw in
      (0..<run.count).map { raw.loadUnaligned(fromByteOffset: $0 * size, as: KeyEntry.self) }
    }
  }
}

/// The keys of one run, one after another.
struct KeyRunReader {
  private var entries: [KeyEntry]
  private var index = 0
  private var rest = KeyRun(start: 0, count: 0)
  private let spill: KeySpill?

  /// At 64 KiB a run, a hundred runs are read with 6 MiB.
  private static let pieceCount = 4_096

  init(_ entries: [KeyEntry]) {
    self.entries = entries
    spill = nil
  }

  init(_ run: KeyRun, in spill: KeySpill) {
    entries = []
    rest = run
    self.spill = spill
  }

  mutating func next() throws -> KeyEntry? {
    if index == entries.count {
      guard let spill, rest.count > 0 else { return nil }
      let piece = KeyRun(start: rest.start, count: min(rest.count, Self.pieceCount))
      entries = try spill.read(piece)
      rest.start += piece.count * MemoryLayout<KeyEntry>.size
      rest.count -= piece.count
      index = 0
    }
    defer { index += 1 }
    return entries[index]
  }
}

/// Several sorted runs as one.
struct KeyMerge {
  private var readers: [KeyRunReader]
  private var heads: [KeyEntry?]

  init(_ readers: [KeyRunReader]) throws {
    self.readers = readers
    heads = []
    for index in self.readers.indices { heads.append(try self.readers[index].next()) }
  }

  /// The smallest key that is left. A run for each few million keys: looked through, not heaped.
  mutating func next() throws -> KeyEntry? {
    if readers.count == 1 {
      let head = heads[0]
      heads[0] = try readers[0].next()
      return head
    }
    var best: Int?
    var smallest: KeyEntry?
    for index in heads.indices {
      guard let head = heads[index] else { continue }
      if let known = smallest, known <= head { continue }
      smallest = head
      best = index
    }
    guard let best else { return nil }
    heads[best] = try readers[best].next()
    return smallest
  }
}
