/// A compound file ([MS-CFB]): what Excel 97 to 2003 wrote its streams into, and what a newer workbook
/// with a password is wrapped in.
struct CompoundFile: ~Copyable {
  /// Most bytes of a file: 1 GiB, more than the largest sheet of its time needs.
  static let byteLimit = 1 << 30

  private let file: InputFile
  private let tables: CompoundTables

  /// Opens a file and reads its tables; throws when it is no compound file, or damaged.
  init(path: String, name: String? = nil) throws(ArchiveError) {
    let file = try Self.opened(path, name)
    guard file.stamp.byteCount <= Self.byteLimit else {
      throw .oldWorkbookTooLarge(
        file: file.name, byteCount: file.stamp.byteCount, limit: Self.byteLimit)
    }
    tables = try CompoundTables(file)
    self.file = file
  }

  /// Name of the file, for messages.
  var name: String { file.name }
  /// As the file was when it was opened.
  var stamp: FileStamp { file.stamp }

  /// The bytes of a stream, as runs of the file; throws when they are not all there.
  func extents(of entry: CompoundEntry) throws(ArchiveError) -> [CompoundExtent] {
    try tables.extents(of: entry)
  }

  /// Appends bytes that lie one behind the other; throws when the file has become shorter.
  func read(at offset: Int, count: Int, into bytes: inout [UInt8]) throws(ArchiveError) {
    try file.read(at: offset, count: count, into: &bytes)
  }

  /// Throws when the file was written to since it was opened.
  func checkUnchanged() throws(ArchiveError) {
    guard file.isUnchanged else { throw .format(.changed(file: name)) }
  }

  /// A stream that lies in the root folder, whatever the case of its letters: what is embedded in a
  /// workbook has streams of the same names in folders of its own.
  func stream(named wanted: String) -> CompoundEntry? {
    let entries = tables.entries
    var rest: [UInt32] = [entries.first?.child ?? .max]
    var seen = 0
    while let number = rest.popLast(), seen <= entries.count {
      guard Int(number) < entries.count else { continue }
      seen += 1
      let entry = entries[Int(number)]
      if entry.kind == .stream, entry.name.lowercased() == wanted.lowercased() { return entry }
      rest.append(entry.left)
      rest.append(entry.right)
    }
    return nil
  }

  private static func opened(_ path: String, _ name: String?) throws(ArchiveError) -> InputFile {
    do throws(FormatError) {
      return try InputFile(path: path, name: name)
    } catch {
      throw .format(error)
    }
  }
}

/// A run of bytes of a stream that lie one behind the other in the file.
struct CompoundExtent: Equatable {
  /// Where the run begins in the stream, and in the file.
  var stream: Int
  var file: Int
  var count: Int
}

extension InputFile {
  /// Appends bytes that lie one behind the other; throws when the file has become shorter.
  func read(at offset: Int, count: Int, into bytes: inout [UInt8]) throws(ArchiveError) {
    do throws(FormatError) {
      let piece = try self.bytes(at: offset, count: count)
      guard piece.count == count else {
        throw .shrank(file: name, expected: stamp.byteCount, found: offset + piece.count)
      }
      bytes.append(contentsOf: piece)
    } catch {
      throw .format(error)
    }
  }
}
