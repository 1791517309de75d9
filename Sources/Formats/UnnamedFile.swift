#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open temporary file without a name, mode 0600: nobody else sees it, and nothing is left of it,
/// however the program ends.
struct UnnamedFile: ~Copyable {
  /// Why it could not be made.
  struct Failure: Error {
    /// Where it was to be.
    let folder: String
    /// What the system says.
    let reason: String
  }

  /// Where it lies: in TMPDIR, or in /var/tmp, which unlike /tmp is no memory.
  let folder: String
  /// For reading and writing while this value lives.
  let descriptor: Int32

  /// A name under which the file can be opened once more while this value lives.
  var path: String { "/dev/fd/\(descriptor)" }

  /// Makes the file.
  init() throws(Failure) {
    let wished = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let folder = wished.isEmpty ? "/var/tmp" : wished
    var name = Array("\(folder)/almanac-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw Failure(folder: folder, reason: String(cString: strerror(errno)))
    }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.folder = folder
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
