/// What is wrong with a MARC record. Of several things the one that weighs most is told.
package enum MARCRecordProblem: Sendable, Hashable, CaseIterable {
  /// Bytes that belong to no record stand before this one.
  case strayBytes
  /// The end of the file, or the next record, comes where the record terminator should be.
  case missingTerminator
  /// The leader gives another length than the record has.
  case wrongLength
  /// The leader gives another address of the data than the directory shows.
  case wrongBaseAddress
  /// The directory gives wrong lengths or places; the fields were told by their terminators.
  case wrongDirectory
  /// Longer than a leader of MARC 21 can say; the fields were told by their terminators.
  case overlong
  /// There is text that no entry of the directory stands for; it was left out.
  case unlistedFields
  /// Some bytes are no character in the record's encoding; each was replaced by U+FFFD.
  case replacedCharacters
  /// The leader says MARC-8, the text is UTF-8, and was read as that.
  case utf8NotMARC8
  /// The leader says UTF-8, the text looks like MARC-8, and was read as that.
  case marc8NotUTF8
  /// The text is neither the encoding of the leader nor the other one of MARC 21; it was read as
  /// Windows-1252.
  case windows1252

  /// No leader could be found in these bytes.
  case noLeader
  /// The record ends before its directory does, or before the fields that the directory names.
  case truncated
  /// Which text belongs to which tag cannot be told.
  case brokenDirectory
  /// The record is longer than any that is taken.
  case tooLong
  /// The record has more fields or subfields than are taken.
  case tooManyFields

  /// Longest record taken, in bytes.
  package static let byteLimit = 16 << 20
  /// Most fields and subfields taken of one record.
  package static let fieldLimit = 1_000_000

  /// Whether what was read of the record is right; if not, the record must be rejected.
  package var isTrusted: Bool {
    switch self {
    case .noLeader, .truncated, .brokenDirectory, .tooLong, .tooManyFields: false
    default: true
    }
  }

  /// What to tell the user about the record, without a final full stop.
  package var message: String {
    switch self {
    case .strayBytes: "bytes that belong to no record stand before it, and were passed over"
    case .missingTerminator: "the record terminator is missing; all of its fields are there"
    case .wrongLength: "the leader gives a wrong length; the directory is right, and was followed"
    case .wrongBaseAddress:
      "the leader gives a wrong base address; the directory is right, and was followed"
    case .wrongDirectory:
      "the directory gives wrong lengths or places; fields were told by their terminators"
    case .overlong: "longer than 99,999 bytes; fields were told by their terminators"
    case .unlistedFields: "text that no entry of the directory stands for was left out"
    case .replacedCharacters:
      "bytes that are no character in the record's encoding were replaced by \u{FFFD}"
    case .utf8NotMARC8: "the leader says MARC-8, but the text is UTF-8, and was read as that"
    case .marc8NotUTF8:
      "the leader says UTF-8, but the text looks like MARC-8, and was read as that"
    case .windows1252:
      "the text is neither UTF-8 nor MARC-8; read as Windows-1252, so check names with accents"
    case .noLeader: "no leader: this is no MARC record, or its beginning is lost"
    case .truncated: "the record ends before its fields do; export it again"
    case .brokenDirectory: "the directory does not fit the fields; export the record again"
    case .tooLong: "longer than \(Self.byteLimit) bytes"
    case .tooManyFields: "more than \(Self.fieldLimit) fields and subfields"
    }
  }
}
