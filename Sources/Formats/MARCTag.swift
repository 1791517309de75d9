/// The tag of a MARC field, such as 245: up to four ASCII bytes in one number.
package struct MARCTag: RawRepresentable, Sendable, Hashable, Comparable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The bytes of the tag, the last one lowest; 0 for a tag that is missing or longer than four.
  package let rawValue: UInt32

  /// A tag from its packed bytes.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A tag as text, "245" or "AVA"; never equal to a real one when it is empty or too long.
  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// The same, so that a tag can be written as a literal.
  package init(stringLiteral text: String) { self.init(text) }

  init(_ bytes: some Collection<UInt8>) {
    rawValue = bytes.count <= 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : 0
  }

  /// Tags in the order of their text, if they are of one length.
  package static func < (left: MARCTag, right: MARCTag) -> Bool { left.rawValue < right.rawValue }

  /// The tag as text; "???" for one that is missing or too long.
  package var description: String {
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: rawValue >> $0) }
    return rawValue == 0 ? "???" : String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
  }
}

/// The code of a MARC subfield: one byte, or two as SFX writes them (`code="11"`).
package struct MARCCode: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The bytes of the code, the last one lowest; 0 for a code that is missing or longer than two.
  package let rawValue: UInt16

  /// A code from its packed bytes.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A code as text, "a" or "11"; never equal to a real one when it is empty or too long.
  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// The same, so that a code can be written as a literal.
  package init(stringLiteral text: String) { self.init(text) }

  init(_ bytes: some Collection<UInt8>) {
    rawValue = bytes.count <= 2 ? bytes.reduce(0) { $0 << 8 | UInt16($1) } : 0
  }

  /// The code as text; "?" for one that is missing or too long.
  package var description: String {
    let bytes = [8, 0].map { UInt8(truncatingIfNeeded: rawValue >> $0) }
    return rawValue == 0 ? "?" : String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
  }
}
