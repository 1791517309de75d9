import Dispatch

/// A SHA-256 that a thread of its own computes, while the bytes are looked at for other things.
///
/// Either takes about as long, so a large file is inspected in little more than half the time.
final class DigestThread: @unchecked Sendable {
  private let queue = DispatchQueue(label: "almanac.digest")
  /// So many pieces may wait, so that memory stays bounded.
  private let room = DispatchSemaphore(value: 4)
  // Only seen from within the queue.
  private var digest: FileDigest?
  private var failure: FormatError?

  init(file: String) throws(FormatError) {
    digest = try FileDigest(file: file)
  }

  /// Adds the next bytes.
  func update(_ bytes: [UInt8]) {
    // What is small is not worth a thread: this does it here.
    guard bytes.count >= InputFile.chunkSize else { return queue.sync { add(bytes) } }
    room.wait()
    queue.async { [self] in
      add(bytes)
      room.signal()
    }
  }

  private func add(_ bytes: [UInt8]) {
    do throws(FormatError) {
      try digest?.update(bytes)
    } catch {
      failure = error
    }
  }

  /// The digest of all bytes given; nothing may be added after it.
  func finish() throws(FormatError) -> String {
    queue.sync {}
    if let failure { throw failure }
    return try digest.take()?.finish() ?? ""
  }
}
