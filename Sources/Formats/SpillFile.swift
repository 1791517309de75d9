#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A temporary file without a name, mode 0600: nobody else sees it, and it is gone when the program
/// is, however that ends.
package struct SpillFile: ~Copyable {
  private let file: String
  private let folder: String
  private let descriptor: Int32
  private var end = 0

  /// Where temporary files are made: in TMPDIR, or in /var/tmp, which unlike /tmp is no memory.
  static var folder: String {
    let wished = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    return wished.isEmpty ? "/var/tmp" : wished
  }

  /// Makes the file; `file` is for messages.
  package init(for file: String) throws(ArchiveError) {
    let folder = Self.folder
    var name = Array("\(folder)/almanac-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw .cannotSpill(file: file, folder: folder, reason: String(cString: strerror(errno)))
    }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.file = file
    self.folder = folder
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// A name under which the file can be opened once more while this value lives.
  var path: String { "/dev/fd/\(descriptor)" }

  /// Writes the bytes behind those already there and tells where they begin.
  package mutating func append(_ bytes: [UInt8]) throws(ArchiveError) -> Int {
    let start = end
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(1 << 20))
      let count = pwrite(descriptor, piece, piece.count, off_t(end))
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
    var filled = pread(descriptor, &bytes, count, off_t(start))
    while filled < 0, errno == EINTR { filled = pread(descriptor, &bytes, count, off_t(start)) }
    // A regular file gives all at once, but for a device that fails.
    guard filled == count else { throw failure() }
    return bytes
  }

  private func failure() -> ArchiveError {
    .cannotSpill(file: file, folder: folder, reason: String(cString: strerror(errno)))
  }
}
