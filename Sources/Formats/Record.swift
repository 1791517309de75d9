/// One row: owns its bytes until the next read into it.
package struct Record: Sendable {
  /// The row's text in UTF-8, delimiters and quotes between the fields included.
  package internal(set) var bytes: [UInt8] = []
  /// Where the row stands in its file.
  package internal(set) var position = Position()
  /// What is doubtful about the row; nil when nothing is.
  package internal(set) var problem: RowProblem?

  /// The fields (from 0) that were number cells of a workbook with more than 15 digits before the
  /// point: a spreadsheet keeps 15, so what stands there is not what was once entered. The same
  /// digits in a text cell are whole, and are not listed.
  package internal(set) var longNumbers: [Int] = []

  var fields: [FieldBounds] = []
  var delimiter = UInt8(ascii: ",")

  /// Most characters that `raw` gives.
  package static let rawLimit = 2_000

  /// An empty row, to be filled by a reader.
  package init() {}

  /// Number of fields; 0 for an empty line.
  package var count: Int { fields.count }

  /// Where a field (from 0) stands in `bytes`; an empty range for a field beyond the last.
  package func range(_ index: Int) -> Range<Int> {
    guard index < fields.count else { return 0..<0 }
    return fields[index].range
  }

  /// Whether a field (from 0) has no bytes; true for a field beyond the last.
  package func isEmpty(_ index: Int) -> Bool {
    range(index).isEmpty
  }

  /// A field (from 0) as text, for headers and messages.
  package func text(_ index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// Whether the row has no field, or only empty and white ones.
  package var isBlank: Bool {
    fields.allSatisfy { field in
      bytes[field.range].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
  }

  /// The fields joined by the delimiter, for the list of rejects: at most 2,000 characters.
  package var raw: String {
    var joined: [UInt8] = []
    for index in fields.indices where joined.count <= 4 * Self.rawLimit {
      if index > 0 { joined.append(delimiter) }
      joined.append(contentsOf: bytes[range(index)].prefix(4 * Self.rawLimit))
    }
    return String(String(decoding: joined, as: UTF8.self).prefix(Self.rawLimit))
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    longNumbers.removeAll(keepingCapacity: true)
    problem = nil
  }

  /// Makes a range of the bytes the field with this number, unless it is empty. Fields come in their
  /// order, but a writer that mixes them up loses nothing.
  mutating func set(_ column: Int, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = UInt32(truncatingIfNeeded: range.lowerBound)
    while fields.count < column { fields.append(FieldBounds(start: start, end: start)) }
    let bounds = FieldBounds(start: start, end: UInt32(truncatingIfNeeded: range.upperBound))
    if column < fields.count { fields[column] = bounds } else { fields.append(bounds) }
  }
}

/// Half the size of a range of Int: a row may have thousands of fields.
struct FieldBounds: Sendable {
  var start: UInt32
  var end: UInt32

  var range: Range<Int> { Int(start)..<Int(end) }
}
