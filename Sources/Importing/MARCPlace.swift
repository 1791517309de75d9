import Formats

/// A place in a MARC record as people write it: `951$8`, `245$ab`, or `001` for a control field.
struct MARCPlace: Equatable, Sendable {
  let tag: MARCTag
  /// None for a control field.
  let codes: [MARCCode]
  /// As it is shown: without blanks.
  let text: String

  /// nil for a text that names no place in a record; blanks do not count.
  init?(_ given: String) {
    text = given.filter { !$0.isWhitespace }
    let parts = text.split(separator: "$", maxSplits: 1, omittingEmptySubsequences: false)
    let isName = { (text: Substring) in
      text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard let name = parts.first, name.utf8.count == 3, isName(name) else { return nil }
    tag = MARCTag(String(name))
    if parts.count == 1 {
      guard name.hasPrefix("00") else { return nil }
      codes = []
    } else {
      guard !parts[1].isEmpty, isName(parts[1]) else { return nil }
      codes = parts[1].map { MARCCode(String($0)) }
    }
  }

  /// The values of the place in one field: each subfield's, or that of all codes together.
  func values(in record: MARCRecord, _ field: MARCField) -> [ArraySlice<UInt8>] {
    if codes.isEmpty { return [record.bytes[field.value]] }
    return record.subfields(of: field).filter { codes.contains($0.code) }
      .map { record.bytes[$0.range] }.filter { $0.contains { $0 > 0x20 } }
  }

  /// What stands between the values: parts of one text, or several values.
  var separator: String { codes.count > 1 ? " " : "; " }
}
