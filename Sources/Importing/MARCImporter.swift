import Formats
import GRDB
import Identifiers
import Store

/// Reads the records of one kind of MARC file into the database.
protocol MARCImporter {
  static var kind: InputKind { get }
  /// The facts that files of this kind carry.
  static var fields: [String] { get }
  init(_ session: BulkSession) throws
  mutating func add(_ record: MARCRecord, to snapshot: inout SnapshotWriter) throws -> RowOutcome
}

/// Where a MARC record has identifiers of one kind.
struct MARCIdentifierField: Sendable {
  let kind: IdentifierKind
  let tag: MARCTag
  let codes: [MARCCode]

  init(_ kind: IdentifierKind, _ tag: MARCTag, _ codes: [MARCCode]) {
    self.kind = kind
    self.tag = tag
    self.codes = codes
  }
}

extension SnapshotWriter {
  /// Writes a record's identifiers, each with the field that it stood in.
  mutating func addIdentifiers(
    _ fields: [MARCIdentifierField], of record: MARCRecord, id: Int64
  ) throws {
    var position = 0
    for wanted in fields {
      for field in record.fields(wanted.tag) {
        for subfield in record.subfields(of: field) where wanted.codes.contains(subfield.code) {
          try addIdentifiers(
            wanted.kind, in: record.bytes.span.extracting(subfield.range),
            field: "\(wanted.tag) $\(subfield.code)", record: id, position: &position)
        }
      }
    }
  }
}

extension MARCRecord {
  /// A subfield's text without blanks at its ends; empty where the field lacks it.
  func trimmedText(_ code: MARCCode, of field: MARCField) -> String {
    subfield(code, of: field).map { text($0).trimmedASCII() } ?? ""
  }

  /// All subfields of a field with one of these codes, joined by blanks.
  func joined(_ codes: [MARCCode], of field: MARCField) -> String {
    subfields(of: field).filter { codes.contains($0.code) }
      .map { text($0.range).trimmedASCII() }.joined(separator: " ")
  }

  /// The text of one subfield of the first field with this tag.
  func first(_ tag: MARCTag, _ codes: [MARCCode]) -> String {
    fields(tag).lazy.map { joined(codes, of: $0) }.first { !$0.isEmpty } ?? ""
  }

  /// Serial, monograph and so on, from leader position 7 (MARC 21, leader/07).
  var material: String {
    guard leader.count > 7 else { return "" }
    switch leader[7] {
    case UInt8(ascii: "s"), UInt8(ascii: "b"): return "serial"
    case UInt8(ascii: "m"), UInt8(ascii: "a"): return "monograph"
    case UInt8(ascii: "i"): return "integrating"
    case UInt8(ascii: "c"), UInt8(ascii: "d"): return "collection"
    default: return ""
    }
  }
}
