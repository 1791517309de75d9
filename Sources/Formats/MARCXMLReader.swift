/// Records of a MARCXML file, one after another; memory for one chunk's records only.
package struct MARCXMLReader: ~Copyable {
  private var source: ByteSource
  private var parser: XMLReader<MARCXMLBuilder>
  /// There only where a document may hold bytes that are not UTF-8.
  private var repair: UTF8Repair?
  private var chunk: [UInt8] = []
  private var next = 0
  private var isAtEnd = false
  /// What stopped the parse; thrown when the records before it have been read.
  private var failure: FormatError?

  /// Opens the file that was inspected; throws when it cannot be opened. Bytes that are not UTF-8
  /// although the document is are replaced by U+FFFD, and the records with them say so.
  package init(path: String, inspection: FileInspection) throws(FormatError) {
    // libxml2 knows the encodings an XML declaration can name better than we do: bytes as they are.
    try self.init(
      source: ByteSource(path: path, inspection: inspection, transcoding: false),
      isRepaired: inspection.firstInvalidUTF8Byte != nil)
  }

  /// Reads from a source that does not transcode; throws when libxml2 cannot start.
  package init(source: consuming ByteSource) throws(FormatError) {
    try self.init(source: source, isRepaired: true)
  }

  private init(source: consuming ByteSource, isRepaired: Bool) throws(FormatError) {
    repair = isRepaired ? UTF8Repair() : nil
    parser = try XMLReader(
      file: source.name, handler: MARCXMLBuilder(file: source.name, isRepaired: isRepaired))
    self.source = source
  }

  /// Whether the document is UTF-8 but for some bytes; nil where all bytes are, or where too few
  /// have been read.
  package var isDamagedUTF8: Bool? { repair?.isUTF8 }

  /// Fills the record with the next one; false at the end. Throws when reading fails and where the
  /// XML is damaged or not allowed, after the records that are complete before that place.
  package mutating func read(into record: inout MARCRecord) throws(FormatError) -> Bool {
    while next == parser.handler.count {
      if let failure { throw failure }
      guard !isAtEnd else { return false }
      parser.handler.reset()
      next = 0
      do { try parseChunk() } catch { failure = error }
    }
    parser.handler.swapRecord(next, with: &record)
    next += 1
    return true
  }

  private mutating func parseChunk() throws(FormatError) {
    chunk.removeAll(keepingCapacity: true)
    let isThere = try source.readChunk(into: &chunk)
    if repair != nil { chunk = repaired(chunk, isLast: !isThere) }
    if !chunk.isEmpty { try parser.feed(chunk) }
    guard !isThere else { return }
    isAtEnd = true
    try parser.finish()
  }

  private mutating func repaired(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
    var output: [UInt8] = []
    repair?.append(chunk, to: &output)
    if isLast { repair?.finish(into: &output) }
    return output
  }
}
