/// What one pass over a JSON document finds: the tables that can be read from it.
///
/// Alma's APIs give records as `{"po_line": [{…}, …], "total_record_count": n}`, and one record as an
/// object of its own; others write a list of objects, or one object a line.
package struct JSONDocument {
  /// The document's own objects first, then each list of objects that its object names; the lists
  /// only, where the object says `total_record_count` beside them.
  package let tables: [JSONTable]

  /// Reads the file that was inspected; throws when it cannot be read or its JSON is damaged.
  package static func inspect(
    path: String, inspection: FileInspection
  ) throws(FormatError) -> JSONDocument {
    try JSONDocument(JSONTableReader.source(path: path, inspection: inspection))
  }

  /// Reads a source that gives UTF-8.
  init(_ source: consuming ByteSource) throws(FormatError) {
    let finder = JSONColumnFinder(file: source.name)
    var reader = try JSONReader(file: source.name, handler: finder)
    var chunk: [UInt8] = []
    while try source.readChunk(into: &chunk) {
      try reader.feed(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
    try reader.finish()
    tables = finder.tables
  }
}

/// One of the tables of a JSON document: its objects are rows, its paths are columns.
package struct JSONTable {
  /// The name of the list; empty for the objects of the document itself.
  package let name: String
  /// The paths of the values, names joined by points, in the order of their first appearance.
  package let columns: [String]
  /// Number of objects, and of nulls in their place.
  package let rowCount: Int
  /// How many records there are where the file is from, as `total_record_count` says.
  package let statedCount: Int?

  let paths: JSONPaths
  let node: Int

  init(_ node: Int, of paths: JSONPaths, statedCount: Int?) {
    self.node = node
    self.paths = paths
    self.statedCount = statedCount
    name = paths.path(of: node, below: 0)
    columns = paths.columns(below: node).map { paths.path(of: $0, below: node) }
    rowCount = paths.nodes[node].rowCount
  }
}

/// Gathers the paths of a document.
private final class JSONColumnFinder: JSONHandler {
  private let file: String
  private let paths = JSONPaths()
  private var place = JSONPlace()
  private var isCountNext = false
  private var statedCount: Int?

  init(file: String) { self.file = file }

  var tables: [JSONTable] {
    var found: [JSONTable] = []
    var child = paths.nodes[0].firstChild
    while child >= 0 {
      if paths.nodes[child].rowCount > 0 {
        found.append(JSONTable(child, of: paths, statedCount: statedCount))
      }
      child = paths.nodes[child].nextSibling
    }
    if paths.nodes[0].rowCount > 0, statedCount == nil || found.isEmpty {
      found.insert(JSONTable(0, of: paths, statedCount: nil), at: 0)
    }
    return found
  }

  func startObject(at position: Position) throws(FormatError) {
    if let list = place.list { paths.noteRow(list) }
    place.open(isObject: true)
  }

  func endObject() throws(FormatError) { place.close() }

  func startArray(at position: Position) throws(FormatError) {
    place.open(isObject: false)
  }

  func endArray() throws(FormatError) { place.close() }

  func key(_ bytes: Span<UInt8>, at position: Position) throws(FormatError) {
    place.name(
      try paths.addedChild(of: place.container, bytes, file: file, line: position.line))
    isCountNext = place.isMemberOfRoot && Self.count.isEqual(bytes)
  }

  func value(_ bytes: Span<UInt8>, at position: Position) throws(FormatError) {
    paths.noteValue(place.node, isNull: false)
    guard isCountNext, place.isMemberOfRoot else { return }
    isCountNext = false
    if let count = Self.number(bytes) { statedCount = max(count, statedCount ?? 0) }
  }

  func null(at position: Position) throws(FormatError) {
    if let list = place.list { paths.noteRow(list) }
    paths.noteValue(place.node, isNull: true)
  }

  private static let count: [UInt8] = Array("total_record_count".utf8)

  private static func number(_ bytes: Span<UInt8>) -> Int? {
    guard (1...12).contains(bytes.count) else { return nil }
    var number = 0
    for index in bytes.indices {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }
}

extension [UInt8] {
  fileprivate func isEqual(_ bytes: Span<UInt8>) -> Bool {
    guard count == bytes.count else { return false }
    for index in bytes.indices where self[index] != bytes[index] { return false }
    return true
  }
}
