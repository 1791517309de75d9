#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes that had to be unpacked or caught before they can be read twice: a temporary file without a
/// name, mode 0600, gone when the value is.
package final class SpooledFile: Sendable {
  /// Opens the same bytes from their beginning, as often as wanted, while this value lives.
  package let path: String
  private let file: SpillFile

  private init(_ file: consuming SpillFile) {
    path = file.path
    self.file = file
  }

  /// The text of a .gz file; `name` is for messages. Throws when it is damaged or there is no room.
  package static func gunzip(path: String, name: String) throws(ArchiveError) -> SpooledFile {
    var reader = try GzipReader(path: path, name: name)
    var spill = try SpillFile(for: name)
    var chunk: [UInt8] = []
    while try reader.readChunk(into: &chunk) {
      _ = try spill.append(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    return SpooledFile(spill)
  }

  /// One member of an archive. Throws when there is none of this name, it is damaged or too large,
  /// or there is no room.
  package static func unpack(
    _ member: String, of archive: inout ZipArchive
  ) throws(ArchiveError) -> SpooledFile {
    var spill = try SpillFile(for: "\(archive.name)/\(member)")
    try archive.open(member)
    var chunk: [UInt8] = []
    while try archive.readChunk(into: &chunk) {
      _ = try spill.append(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    return SpooledFile(spill)
  }

  /// Everything that comes from standard input, or from a named pipe; `name` is for messages. Throws
  /// when reading fails or there is no room.
  package static func drain(_ pipe: Pipe, name: String) throws(ArchiveError) -> SpooledFile {
    let descriptor: Int32
    switch pipe {
    case .standardInput: descriptor = STDIN_FILENO
    case .named(let path): descriptor = open(path, O_RDONLY | O_CLOEXEC)
    }
    guard descriptor >= 0 else {
      throw .format(.cannotOpen(file: name, reason: String(cString: strerror(errno))))
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var spill = try SpillFile(for: name)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return SpooledFile(spill) }
      if count > 0 {
        _ = try spill.append(Array(buffer[..<count]))
        total += count
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw .format(.cannotRead(file: name, byte: total, reason: reason))
      }
    }
  }

  /// Where bytes come from that come only once.
  package enum Pipe: Sendable {
    case standardInput
    /// A pipe with a name, as a shell's `<(...)` makes them.
    case named(String)
  }

  /// Whether a name stands for a pipe, a terminal or the like, whose bytes come only once.
  package static func isPipe(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let type = status.st_mode & S_IFMT
    return type == S_IFIFO || type == S_IFCHR || type == S_IFSOCK
  }

  /// Whether somebody sits at standard input: nothing is piped in.
  package static var isInputATerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Lets the program have as many files open as the system allows: every member of an archive is
  /// one until the import ends.
  package static func allowManyFiles() {
    var limit = rlimit()
    #if canImport(Glibc)
      let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let files = RLIMIT_NOFILE
    #endif
    guard getrlimit(files, &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    setrlimit(files, &limit)
  }
}
