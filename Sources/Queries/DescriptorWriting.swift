// System calls. The bytes live in their array during the call only.
import Foundation

/// Why bytes could not be written.
package struct WriteFailure: Error {
  /// The system's number for it.
  let code: Int32

  /// In the system's words.
  package var reason: String { String(cString: strerror(code)) }

  /// Whether nobody reads the pipe any more.
  package var isReaderGone: Bool { code == EPIPE }
}

/// Writes all bytes to an open file, pipe or terminal.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WriteFailure) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw WriteFailure(code: errno) }
    rest = rest.dropFirst(count)
  }
}

/// Lets the disk begin with what was written, so that little is left to wait for at the end.
///
/// A wish, which no error follows from: `fsync` is what makes sure. That the bytes are not needed
/// any more is how Linux is asked to write them.
func beginFlushing(_ range: Range<Int>, of descriptor: Int32) {
  #if os(Linux)
    _ = posix_fadvise(
      descriptor, range.lowerBound, range.count, POSIX_FADV_DONTNEED)
  #endif
}
