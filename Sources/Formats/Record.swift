/// One row: owns its bytes until the next read into it.
package struct Record: Sendable {
  /// The row's text in UTF-8, delimiters and quotes between the fields included.
  package internal(set) var bytes: [UInt8] = []
  /// Where the row stands in its file.
  package internal(set) var position = Position()
  /// What is doubtful about the row; nil when nothing is.
  package internal(set) var problem: RowProblem?

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
    problem = nil
  }
}

/// Half the size of a range of Int: a row may have thousands of fields.
struct FieldBounds: Sendable {
  var start: UInt32
  var end: UInt32

  var range: Range<Int> { Int(start)..<Int(end) }
}
