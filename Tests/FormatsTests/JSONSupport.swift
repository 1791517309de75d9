@testable import Formats

/// All that a parser says of a JSON text, one word a part: braces and brackets, names, values, null.
final class JSONLog: JSONHandler {
  private(set) var words: [String] = []
  private(set) var lines: [Int] = []

  private func add(_ word: String, _ place: Position) {
    words.append(word)
    lines.append(place.line)
  }

  func startObject(at place: Position) throws(FormatError) { add("{", place) }
  func endObject() throws(FormatError) { words.append("}") }
  func startArray(at place: Position) throws(FormatError) { add("[", place) }
  func endArray() throws(FormatError) { words.append("]") }
  func key(_ bytes: Span<UInt8>, at place: Position) throws(FormatError) {
    add(text(bytes) + ":", place)
  }
  func value(_ bytes: Span<UInt8>, at place: Position) throws(FormatError) {
    add(text(bytes), place)
  }
  func null(at place: Position) throws(FormatError) { add("null", place) }

  private func text(_ bytes: Span<UInt8>) -> String {
    var copy: [UInt8] = []
    copy.append(copying: bytes)
    return String(decoding: copy, as: UTF8.self)
  }
}

/// What a parser says of a text that comes in pieces, and what stops it.
func jsonWords(
  _ bytes: [UInt8], pieces: Int = 1 << 20, textLimit: Int = JSONReader.textLimit
) throws(FormatError) -> (words: [String], lines: [Int], failure: FormatError?) {
  let log = JSONLog()
  var reader = try JSONReader(file: "x.json", handler: log, textLimit: textLimit)
  do throws(FormatError) {
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try reader.feed(Array(bytes[start..<min(bytes.count, start + pieces)]))
    }
    try reader.finish()
  } catch {
    return (log.words, log.lines, error)
  }
  return (log.words, log.lines, nil)
}

/// The tables of a JSON text that comes in pieces.
func jsonTables(_ bytes: [UInt8], pieces: Int = 1 << 20) throws(FormatError) -> [JSONTable] {
  try JSONDocument(
    ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil, name: "x.json")
  ).tables
}

/// A table's rows: the number of each, and its fields between bars.
func jsonRows(
  _ bytes: [UInt8], _ table: JSONTable, pieces: Int = 1 << 20
) throws(FormatError) -> [String] {
  var reader = try JSONTableReader(
    ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil, name: "x.json"), table: table)
  var record = Record()
  var rows: [String] = []
  while try reader.read(into: &record) { rows.append(record.shown) }
  return rows
}
