/// What one pass over the bytes tells before parsing: hash, size, encoding, whether it is text.
package struct FileInspection: Sendable {
  /// What the file is called in messages.
  package let name: String
  /// SHA-256 of the whole file, 64 hexadecimal digits in lower case.
  package let sha256: String
  /// Size of the file in bytes.
  package let byteCount: Int
  /// UTF-8 only when every byte of the file is valid UTF-8; UTF-16 when the first bytes show it; else
  /// what the whole of the text fits best.
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
    try inspect(path: path, name: path, isOurs: false)
  }

  /// The same for bytes that were unpacked or caught from a pipe, which nobody else can change.
  package static func inspect(
    _ spooled: SpooledFile, name: String
  ) throws(FormatError) -> FileInspection {
    try inspect(path: spooled.path, name: name, isOurs: true)
  }

  private static func inspect(
    path: String, name: String, isOurs: Bool
  ) throws(FormatError) -> FileInspection {
    var file = try InputFile(path: path, name: name)
    let modified = isOurs ? nil : file.stamp.modified
    var pass = try InspectionPass(name: name)
    var chunk: [UInt8] = []
    while try file.read(into: &chunk) > 0 {
      pass.update(chunk)
      // The digest's thread still has these bytes.
      chunk = []
    }
    var evidence: EncodingEvidence?
    if pass.needsEvidence {
      var again = try InputFile(path: path, name: name)
      var found = EncodingEvidence()
      while try again.read(into: &chunk) > 0 {
        found.update(chunk)
        chunk.removeAll(keepingCapacity: true)
      }
      evidence = found
    }
    return try pass.finish(modified: modified, evidence)
  }

  /// The same for bytes already in memory, as from an archive; `name` is for messages.
  package static func inspect(bytes: [UInt8], name: String) throws(FormatError) -> FileInspection {
    var pass = try InspectionPass(name: name)
    pass.update(bytes)
    var evidence: EncodingEvidence?
    if pass.needsEvidence {
      evidence = EncodingEvidence()
      evidence?.update(bytes)
    }
    return try pass.finish(modified: nil, evidence)
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
  let name: String
  let digest: DigestThread
  var validator = UTF8Validator()
  var head: [UInt8] = []
  var byteCount = 0

  init(name: String) throws(FormatError) {
    self.name = name
    digest = try DigestThread(file: name)
  }

  mutating func update(_ chunk: [UInt8]) {
    digest.update(chunk)
    validator.update(chunk.span)
    byteCount += chunk.count
    head.append(contentsOf: chunk.prefix(FileInspection.headLimit - head.count))
  }

  /// Whether the bytes are text, but neither UTF-8 nor UTF-16: then a second pass tells which.
  var needsEvidence: Bool {
    mutating get {
      validator.finish()
      return validator.firstInvalid != nil && TextEncoding.utf16(head: head) == nil
        && Container.detect(head: head, decoded: head, isUTF16: false).isText
    }
  }

  consuming func finish(
    modified: Int64?, _ evidence: consuming EncodingEvidence?
  ) throws(FormatError) -> FileInspection {
    validator.finish()
    let utf16 = TextEncoding.utf16(head: head)
    let encoding =
      utf16 ?? evidence?.finish() ?? (validator.firstInvalid == nil ? .utf8 : .windows1252)
    let decoded = FileInspection.decode(head, encoding, isWhole: head.count == byteCount)
    let nulCount = validator.nulCount
    let firstInvalid = validator.firstInvalid
    let byteCount = byteCount
    let head = head
    let name = name
    return FileInspection(
      name: name,
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
