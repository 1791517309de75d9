/// The parts of an Alma record number: kind, and the four digits of the institution.
///
/// Two digits for the kind, a running number, four digits for the institution (Ex Libris, "Record
/// Numbers"). That page says 15 to 17 digits; migrated bibs have 10, some portfolios 18.
package struct AlmaID: Equatable, Sendable {
  /// What the first two digits say.
  package enum Kind: String, CaseIterable, Sendable {
    case bib, authority, holdings, item, portfolio, collection, service
    case representation, file
    /// A collection of titles (81), not an electronic collection (61).
    case titleCollection = "title collection"
    /// A record number of a published index (11, 21, 51, and 71 for a bib without inventory).
    case published

    init?(first: UInt8, second: UInt8) {
      switch (first, second) {
      case (0x39, 0x39): self = .bib
      case (0x39, 0x38): self = .authority
      case (0x32, 0x32): self = .holdings
      case (0x32, 0x33): self = .item
      case (0x35, 0x33): self = .portfolio
      case (0x36, 0x31): self = .collection
      // 52 is the service of a standalone portfolio.
      case (0x36, 0x32), (0x35, 0x32): self = .service
      case (0x31, 0x32): self = .representation
      case (0x31, 0x33): self = .file
      case (0x38, 0x31): self = .titleCollection
      case (0x31, 0x31), (0x32, 0x31), (0x35, 0x31), (0x37, 0x31): self = .published
      default: return nil
      }
    }
  }

  /// What the number identifies.
  package let kind: Kind
  /// The last four digits, one value for all of an institution's own records.
  package let tail: [UInt8]

  /// The number's parts; nil unless it is 8 to 19 digits with a known prefix.
  package init?(_ bytes: Span<UInt8>) {
    guard let kind = Self.kind(of: bytes) else { return nil }
    self.kind = kind
    let end = bytes.trimmedRange.upperBound
    tail = bytes.copy(end - 4..<end)
  }

  /// What a number identifies; nil unless it is 8 to 19 digits with a known prefix.
  package static func kind(of bytes: Span<UInt8>) -> Kind? {
    let range = bytes.trimmedRange
    guard (8...19).contains(range.count),
      bytes.endOfDigits(from: range.lowerBound, before: range.upperBound) == range.upperBound
    else { return nil }
    return Kind(first: bytes[range.lowerBound], second: bytes[range.lowerBound + 1])
  }

  /// The parts of a number written as text.
  package init?(_ text: String) { self.init(Array(text.utf8).span) }

  /// The last four digits as text.
  package var tailText: String { String(decoding: tail, as: UTF8.self) }
}
