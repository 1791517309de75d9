/// One field of a MARC record: a control field with a value, or a data field with subfields.
package struct MARCField: Sendable, Equatable {
  /// The tag, such as 245.
  package var tag: MARCTag
  /// First indicator; a blank where the file has an empty string or none.
  package var indicator1: UInt8
  /// Second indicator; a blank where the file has an empty string or none.
  package var indicator2: UInt8
  /// Where the value of a control field stands in the record's bytes; empty for a data field.
  package var value: Range<Int>
  /// Which of the record's subfields are this field's; empty for a control field.
  package var subfields: Range<Int>
}

/// One subfield of a MARC record.
package struct MARCSubfield: Sendable, Equatable {
  /// The code, such as a.
  package var code: MARCCode
  /// Where the text stands in the record's bytes.
  package var range: Range<Int>
}

/// One MARC record, flat: all text in one byte array.
package struct MARCRecord: Sendable {
  /// The leader as it stands in the file, 24 bytes in a sound record; empty when there is none.
  package internal(set) var leader: [UInt8] = []
  /// The text of all fields in UTF-8, one behind the other, with or without separators.
  package internal(set) var bytes: [UInt8] = []
  /// The fields in the order of the file.
  package internal(set) var fields: [MARCField] = []
  /// The subfields of all fields in the order of the file.
  package internal(set) var subfields: [MARCSubfield] = []
  /// Where the record stands: `row` counts records, line and byte are near its start.
  package internal(set) var position = Position()
  /// What is wrong with the record; nil when nothing is.
  package internal(set) var problem: MARCRecordProblem?

  /// Most characters that `raw` gives.
  package static let rawLimit = 2_000

  /// An empty record, to be filled by a reader.
  package init() {}

  /// Whether leader position 5 says that the record was deleted.
  package var isDeleted: Bool { leader.count > 5 && leader[5] == UInt8(ascii: "d") }

  /// Where the value of the first control field with this tag stands in `bytes`; nil without one.
  package func controlField(_ tag: MARCTag) -> Range<Int>? {
    for field in fields where field.tag == tag && field.subfields.isEmpty { return field.value }
    return nil
  }

  /// The fields with this tag, in the order of the file.
  package func fields(_ tag: MARCTag) -> some Sequence<MARCField> {
    fields.lazy.filter { $0.tag == tag }
  }

  /// The subfields of one field, in the order of the file.
  package func subfields(of field: MARCField) -> ArraySlice<MARCSubfield> {
    subfields[field.subfields]
  }

  /// Where the first subfield with this code stands in `bytes`; nil when the field has none.
  package func subfield(_ code: MARCCode, of field: MARCField) -> Range<Int>? {
    for subfield in subfields[field.subfields] where subfield.code == code {
      return subfield.range
    }
    return nil
  }

  /// A stretch of the record's bytes as text, for messages.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The record as lines, `=245 10$aTitle`, for the list of rejects: at most 2,000 characters.
  package var raw: String {
    var lines = leader.isEmpty ? "" : "=LDR " + String(decoding: leader.prefix(24), as: UTF8.self)
    for field in fields {
      if lines.utf8.count > 4 * Self.rawLimit { break }
      if !lines.isEmpty { lines += "\n" }
      lines += "=\(field.tag) "
      if field.subfields.isEmpty {
        lines += clipped(field.value)
        continue
      }
      lines += String(decoding: [field.indicator1, field.indicator2], as: UTF8.self)
      for subfield in subfields[field.subfields] where lines.utf8.count <= 4 * Self.rawLimit {
        lines += "$\(subfield.code)\(clipped(subfield.range))"
      }
    }
    return String(lines.prefix(Self.rawLimit))
  }

  private func clipped(_ range: Range<Int>) -> String {
    text(range.prefix(4 * Self.rawLimit))
  }

  mutating func clear() {
    leader.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    subfields.removeAll(keepingCapacity: true)
    position = Position()
    problem = nil
  }
}
