/// What one pass over the bytes tells before parsing: hash, size, encoding, whether it is text.
package struct FileInspection: Sendable {
  /// SHA-256 of the whole file, 64 hexadecimal digits in lower case.
  package let sha256: String
  /// Size of the file in bytes.
  package let byteCount: Int
  /// UTF-8 only when every byte of the file is valid UTF-8; UTF-16 when the first bytes show it.
  package let encoding: TextEncoding
  /// Whether the file begins with the mark of UTF-8 or UTF-16.
  package let hasByteOrderMark: Bool
  /// Number of zero bytes in the raw file (every second byte of an English text in UTF-16).
  package let nulCount: Int
  /// Offset of the first byte that is not UTF-8; nil when all are.
  package let firstInvalidUTF8Byte: Int?
  /// The first 64 KiB of the file, raw.
  package let head: [UInt8]
  /// The kind of file that the first bytes show.
  package let container: Container
  /// When the file was last written, in nanoseconds since 1970; nil for bytes in memory.
  let modified: Int64?

  static let headLimit = 65_536

  /// Reads the file once, in pieces of 1 MiB; throws when it cannot be read or is no regular file.
  package static func inspect(path: String) throws(FormatError) -> FileInspection {
    var file = try InputFile(path: path)
    let modified = file.stamp.modified
    var pass = try InspectionPass(name: path)
    var chunk: [UInt8] = []
    while try file.read(into: &chunk) > 0 {
      try pass.update(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    return try pass.finish(modified: modified)
  }

  /// The same for bytes already in memory, as from an archive; `name` is for messages.
  package static func inspect(bytes: [UInt8], name: String) throws(FormatError) -> FileInspection {
    var pass = try InspectionPass(name: name)
    try pass.update(bytes)
    return try pass.finish(modified: nil)
  }

  /// The first 64 KiB as UTF-8 bytes without a byte order mark, whatever the encoding of the file.
  package func decodedHead() -> [UInt8] {
    Self.decode(head, encoding, isWhole: head.count == byteCount)
  }

  /// The first 64 KiB as text, so that a caller can look for column names and element names.
  package func headText() -> String {
    String(decoding: decodedHead(), as: UTF8.self)
  }

  fileprivate static func decode(
    _ head: [UInt8], _ encoding: TextEncoding, isWhole: Bool
  ) -> [UInt8] {
    var transcoder = Transcoder(encoding)
    var decoded: [UInt8] = []
    transcoder.append(head, to: &decoded)
    if isWhole { transcoder.finish(into: &decoded) }
    return decoded
  }
}

/// What the pass carries from one piece to the next.
private struct InspectionPass: ~Copyable {
  var digest: FileDigest
  var validator = UTF8Validator()
  var head: [UInt8] = []
  var byteCount = 0

  init(name: String) throws(FormatError) {
    digest = try FileDigest(file: name)
  }

  mutating func update(_ chunk: [UInt8]) throws(FormatError) {
    try digest.update(chunk)
    validator.update(chunk.span)
    byteCount += chunk.count
    head.append(contentsOf: chunk.prefix(FileInspection.headLimit - head.count))
  }

  consuming func finish(modified: Int64?) throws(FormatError) -> FileInspection {
    validator.finish()
    let utf16 = TextEncoding.utf16(head: head)
    let encoding = utf16 ?? (validator.firstInvalid == nil ? .utf8 : .windows1252)
    let decoded = FileInspection.decode(head, encoding, isWhole: head.count == byteCount)
    let nulCount = validator.nulCount
    let firstInvalid = validator.firstInvalid
    let byteCount = byteCount
    let head = head
    return FileInspection(
      sha256: try digest.finish(),
      byteCount: byteCount,
      encoding: encoding,
      hasByteOrderMark: head.starts(with: [0xEF, 0xBB, 0xBF])
        || utf16 != nil && (head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])),
      nulCount: nulCount,
      firstInvalidUTF8Byte: firstInvalid,
      head: head,
      container: Container.detect(head: head, decoded: decoded, isUTF16: utf16 != nil),
      modified: modified
    )
  }
}
