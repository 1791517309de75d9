/// The signs by which a portfolio is told to stand alone or in a collection. No file says it in one
/// way, so every sign is kept, those too that the answer went against.
struct StandaloneSigns: OptionSet, Sendable {
  let rawValue: UInt8

  /// The column Is Standalone says yes.
  static let columnYes = StandaloneSigns(rawValue: 1)
  /// The column Is Standalone says no.
  static let columnNo = StandaloneSigns(rawValue: 2)
  /// A collection is named.
  static let collectionNamed = StandaloneSigns(rawValue: 4)
  /// The collection is the word None, which Analytics writes where there is none.
  static let collectionNone = StandaloneSigns(rawValue: 8)
  /// The file has a column for the collection, and the cell is empty.
  static let collectionEmpty = StandaloneSigns(rawValue: 16)
  /// The service's id begins with 52, as that of standalone portfolios does.
  static let service52 = StandaloneSigns(rawValue: 32)
  /// The service's id begins with 62, as that of a collection's portfolios does.
  static let service62 = StandaloneSigns(rawValue: 64)

  /// Its own column speaks first, then a collection that is named; then what Analytics and the
  /// service's id say, and last that nothing names a collection. Nil where there is no sign.
  var isStandalone: Bool? {
    if contains(.columnYes) { return true }
    if contains(.columnNo) || contains(.collectionNamed) { return false }
    if contains(.collectionNone) || contains(.service52) { return true }
    if contains(.service62) { return false }
    return contains(.collectionEmpty) ? true : nil
  }

  /// The signs as the database has them: `collection-none,service-52`.
  var text: [UInt8] { Self.texts[Int(rawValue)] }

  private static let names = [
    "column-yes", "column-no", "collection-named", "collection-none", "collection-empty",
    "service-52", "service-62",
  ]

  private static let texts: [[UInt8]] = (0..<128).map { value in
    Array(
      names.enumerated().filter { value & (1 << $0.offset) != 0 }.map(\.element)
        .joined(separator: ",").utf8)
  }
}
