/// Takes the rows of one table out of a JSON document.
final class JSONRowPart: JSONHandler {
  static let byteLimit = 16 << 20

  /// A finished row: where it stands in the file, and which of the fields are its own.
  struct Row {
    var position: Position
    var fields: Range<Int>
    var bytes: Range<Int>
  }

  private(set) var rows: [Row] = []
  private(set) var fields: [FieldBounds] = []
  private(set) var bytes: [UInt8] = []

  private let file: String
  private let paths: JSONPaths
  private let table: Int
  /// For each path the number of its column; -1 where it has none.
  private var columnOfNode: [Int]
  private var place = JSONPlace()
  /// The depth of the row's own object, while it is open.
  private var rowDepth: Int?
  private var rowNumber = 0
  private var start = Position()
  private var values: [UInt8] = []
  private var pieces: [Piece] = []
  /// For each column its first and its last piece; -1 where it has none.
  private var first: [Int]
  private var last: [Int]
  private var filled: [Int] = []

  /// One value of a column, and the next one of the same column.
  private struct Piece {
    var range: Range<Int>
    var next = -1
  }

  /// A path that the first pass did not find: the file is not the one that was read then.
  private static let unknown = -1

  init(file: String, table: JSONTable) {
    self.file = file
    paths = table.paths
    self.table = table.node
    columnOfNode = [Int](repeating: -1, count: table.paths.nodes.count)
    for (column, node) in table.paths.columns(below: table.node).enumerated() {
      columnOfNode[node] = column
    }
    first = [Int](repeating: -1, count: table.columns.count)
    last = first
  }

  /// Forgets the finished rows; their memory is used again.
  func reset() {
    rows.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  func startObject(at position: Position) throws(FormatError) {
    if rowDepth == nil, place.list == table {
      rowDepth = place.depth
      start = position
    }
    place.open(isObject: true)
  }

  func endObject() throws(FormatError) {
    place.close()
    guard rowDepth == place.depth else { return }
    rowDepth = nil
    try finishRow()
  }

  func startArray(at position: Position) throws(FormatError) {
    if place.depth > 0 { try checkStray(position) }
    place.open(isObject: false)
  }

  func endArray() throws(FormatError) { place.close() }

  func key(_ bytes: Span<UInt8>, at position: Position) throws(FormatError) {
    let container = place.container
    let node = container < 0 ? nil : paths.child(of: container, bytes)
    place.name(node ?? Self.unknown)
  }

  func value(_ bytes: Span<UInt8>, at position: Position) throws(FormatError) {
    try checkStray(position)
    guard rowDepth != nil, place.node >= 0, columnOfNode[place.node] >= 0, !bytes.isEmpty
    else { return }
    guard values.count + bytes.count <= Self.byteLimit else {
      var position = start
      position.row = rowNumber + 1
      throw .recordTooLong(file: file, position: position, limit: Self.byteLimit)
    }
    let from = values.count
    values.append(copying: bytes)
    let column = columnOfNode[place.node]
    if first[column] < 0 {
      first[column] = pieces.count
      filled.append(column)
    } else {
      pieces[last[column]].next = pieces.count
    }
    last[column] = pieces.count
    pieces.append(Piece(range: from..<values.count))
  }

  func null(at position: Position) throws(FormatError) {
    guard rowDepth == nil, place.list == table else { return }
    start = position
    try finishRow()
  }

  /// Throws where something in the table's list is no object.
  private func checkStray(_ position: Position) throws(FormatError) {
    guard rowDepth == nil, place.list == table else { return }
    throw .jsonNotRows(file: file, line: position.line)
  }

  /// Puts the values into their columns; those of one column are joined, as Analytics joins them.
  private func finishRow() throws(FormatError) {
    rowNumber += 1
    start.row = rowNumber
    let (fieldStart, byteStart) = (fields.count, bytes.count)
    filled.sort()
    for column in filled {
      while fields.count - fieldStart < column { appendField(0..<0) }
      let from = bytes.count - byteStart
      var piece = first[column]
      while piece >= 0 {
        if piece != first[column] { bytes.append(contentsOf: "; ".utf8) }
        bytes.append(contentsOf: values[pieces[piece].range])
        piece = pieces[piece].next
      }
      appendField(from..<bytes.count - byteStart)
      first[column] = -1
    }
    rows.append(
      Row(position: start, fields: fieldStart..<fields.count, bytes: byteStart..<bytes.count))
    values.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    filled.removeAll(keepingCapacity: true)
  }

  private func appendField(_ range: Range<Int>) {
    fields.append(
      FieldBounds(
        start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound)))
  }
}
