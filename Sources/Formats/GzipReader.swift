// zlib's reading of .gz files. The handle lives as long as the value; the scratch memory is only
// seen inside `readChunk(into:)`, what is handed on is a copy in the caller's array.
internal import CMinizip

/// The text of a file compressed by gzip (RFC 1952), several members one behind the other too.
struct GzipReader: ~Copyable {
  private let name: String
  private let handle: gzFile
  private let scratch: UnsafeMutableRawBufferPointer
  private var byteCount = 0
  private let storedCount: Int

  static let chunkSize = 1 << 18
  private static let freeOfRatio = 16 << 20

  /// Opens a file; `name` is for messages.
  init(path: String, name: String) throws(ArchiveError) {
    let stamp: FileStamp
    do { stamp = try InputFile(path: path, name: name).stamp } catch { throw .format(error) }
    guard let handle = gzopen(path, "rb") else {
      throw .format(.libraryFailed(file: name, library: "gzip (zlib)"))
    }
    gzbuffer(handle, UInt32(Self.chunkSize))
    self.name = name
    self.handle = handle
    storedCount = stamp.byteCount
    scratch = .allocate(byteCount: Self.chunkSize, alignment: 64)
  }

  deinit {
    scratch.deallocate()
    gzclose_r(handle)
  }

  /// Appends the next bytes and tells whether there were any; false at the end. Throws when the
  /// file is damaged, cut off, or grows beyond what any export does.
  mutating func readChunk(into chunk: inout [UInt8]) throws(ArchiveError) -> Bool {
    let count = gzread(handle, scratch.baseAddress, UInt32(scratch.count))
    // A file that was cut off gives what it has, and an error only when it is asked for one.
    var code: Int32 = Z_OK
    let reason = gzerror(handle, &code).map { String(cString: $0) } ?? ""
    guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
      throw .damagedGzip(
        file: name, reason: code == Z_BUF_ERROR ? "it ends in the middle" : Self.plain(reason))
    }
    byteCount += Int(count)
    if byteCount > Self.freeOfRatio, byteCount / ZipArchive.ratioLimit > storedCount {
      throw .inflatesTooMuch(
        file: name, member: name, byteCount: byteCount, limit: ZipArchive.ratioLimit)
    }
    chunk.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<Int(count)]))
    return count > 0
  }

  /// zlib's finding without the path that it puts before it.
  private static func plain(_ reason: String) -> String {
    let parts = reason.split(separator: ": ", omittingEmptySubsequences: true)
    return parts.count > 1 ? parts.dropFirst().joined(separator: ": ") : reason
  }
}
