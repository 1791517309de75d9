/// Rows of a table of a JSON document, one after another, in constant memory.
///
/// A record's fields are the columns that the first pass found, and end with the last one that holds
/// something; `position.row` counts the objects. Numbers stand as they are written, so that a number
/// of 18 digits keeps them all. Values of one path in one row (an array's, or those of a name that
/// stands twice in an object) are joined by "; ", empty ones left out; `null` is empty.
package struct JSONTableReader: ~Copyable {
  private var source: ByteSource
  private var parser: JSONReader
  private let part: JSONRowPart
  private var chunk: [UInt8] = []
  private var used = 0
  private var next = 0
  private var isAtEnd = false
  /// What stopped the parse; thrown when the rows before it have been read.
  private var failure: FormatError?

  /// Bytes parsed at a time: the rows that end in them are in memory.
  private static let pieceSize = 1 << 16

  /// Opens the file that was inspected and whose tables were found; throws when it cannot be opened.
  package init(
    path: String, inspection: FileInspection, table: JSONTable
  ) throws(FormatError) {
    try self.init(Self.source(path: path, inspection: inspection), table: table)
  }

  /// Reads from a source that gives UTF-8.
  init(_ source: consuming ByteSource, table: JSONTable) throws(FormatError) {
    part = JSONRowPart(file: source.name, table: table)
    parser = try JSONReader(file: source.name, handler: part)
    self.source = source
  }

  /// JSON is UTF-8 (RFC 8259, 8.1); what is UTF-16 all the same is turned into it.
  static func source(
    path: String, inspection: FileInspection
  ) throws(FormatError) -> ByteSource {
    let isUTF16 = inspection.encoding == .utf16le || inspection.encoding == .utf16be
    return try ByteSource(path: path, inspection: inspection, transcoding: isUTF16)
  }

  /// Fills the record with the next row; false at the end. Throws where the JSON is damaged, after
  /// the rows that are complete before that place.
  package mutating func read(into record: inout Record) throws(FormatError) -> Bool {
    while next == part.rows.count {
      if let failure { throw failure }
      guard !isAtEnd else { return false }
      part.reset()
      next = 0
      do { try parsePiece() } catch { failure = error }
    }
    let row = part.rows[next]
    next += 1
    record.clear()
    record.delimiter = UInt8(ascii: "\t")
    record.position = row.position
    record.bytes.append(contentsOf: part.bytes[row.bytes])
    record.fields.append(contentsOf: part.fields[row.fields])
    if parser.hasNUL, record.bytes.contains(0) { record.problem = .nulByte }
    return true
  }

  private mutating func parsePiece() throws(FormatError) {
    if used == chunk.count {
      chunk.removeAll(keepingCapacity: true)
      used = 0
      guard try source.readChunk(into: &chunk) else {
        isAtEnd = true
        return try parser.finish()
      }
    }
    let end = min(chunk.count, used + Self.pieceSize)
    let piece = Array(chunk[used..<end])
    used = end
    try parser.feed(piece)
  }
}
