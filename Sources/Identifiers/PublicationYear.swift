/// The year in a publication statement.
package enum PublicationYear {
  /// The first plausible year, 1400 to 2099: 2009 in "c2009.", nil in "30/0.".
  package static func year(_ bytes: Span<UInt8>) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let end = bytes.endOfDigits(from: offset, before: bytes.count)
      if end - offset == 4, let value = bytes.number(offset..<end), (1400...2099).contains(value) {
        return Int(value)
      }
      offset = max(end, offset + 1)
    }
    return nil
  }

  /// The first plausible year in a text.
  package static func year(_ text: String) -> Int? { year(Array(text.utf8).span) }
}
