#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes put aside in a temporary file, to be read back by their place in it.
package struct SpillFile: ~Copyable {
  private let name: String
  private let file: UnnamedFile
  private var end = 0

  /// Makes the file; `name` is for messages.
  package init(for name: String) throws(ArchiveError) {
    do {
      file = try UnnamedFile()
    } catch {
      throw .cannotSpill(file: name, folder: error.folder, reason: error.reason)
    }
    self.name = name
  }

  /// A name under which the file can be opened once more while this value lives.
  var path: String { file.path }

  /// Writes the bytes behind those already there and tells where they begin.
  package mutating func append(_ bytes: [UInt8]) throws(ArchiveError) -> Int {
    let start = end
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(1 << 20))
      let count = pwrite(file.descriptor, piece, piece.count, off_t(end))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      end += count
      rest = rest.dropFirst(count)
    }
    return start
  }

  /// The bytes in this place.
  package func read(at start: Int, count: Int) throws(ArchiveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = -1
    repeat {
      filled = pread(file.descriptor, &bytes, count, off_t(start))
    } while filled < 0 && errno == EINTR
    // A regular file gives all at once, but for a device that fails.
    guard filled == count else { throw failure() }
    return bytes
  }

  private func failure() -> ArchiveError {
    .cannotSpill(
      file: name, folder: file.folder, reason: String(cString: strerror(errno)))
  }
}
