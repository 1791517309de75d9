/// Whether the quotes in the beginning of a tab separated file enclose fields.
///
/// KBART files are written both ways: with bare quotes around a word of a title (RP-9-2014 gives no
/// quoting rule), and by spreadsheets that enclose fields and double the quotes inside.
struct QuoteEvidence {
  /// Enclosed fields that had to be: they hold a delimiter, a line end or a doubled quote.
  private(set) var needed = 0
  /// Enclosed fields that did not have to be.
  private(set) var enclosed = 0
  /// Quotes that enclose nothing: inside of an unquoted field, or followed by text.
  private(set) var bare = 0

  private static let quote = UInt8(ascii: "\"")
  /// Farther than any cell seen in an export; a quote still open there opened nothing.
  private static let fieldLimit = 4_096

  init(in head: [UInt8], delimiter: UInt8) {
    func isEnd(_ index: Int) -> Bool {
      index >= head.count || head[index] == delimiter || head[index] == 0x0A || head[index] == 0x0D
    }
    var index = 0
    var isFieldStart = true
    while index < head.count {
      if isFieldStart, head[index] == Self.quote,
        let end = closing(of: index, in: head, delimiter: delimiter)
      {
        index = end
        isFieldStart = false
        continue
      }
      if head[index] == Self.quote { bare += 1 }
      isFieldStart = isEnd(index)
      index += 1
    }
  }

  var quoting: Dialect.Quoting {
    if bare == 0 { return .rfc4180 }
    if needed > 0 { return bare > needed + enclosed ? .none : .rfc4180 }
    return enclosed > bare ? .rfc4180 : .none
  }

  /// Index after the closing quote of the field opened at `start`; nil when it is not enclosed.
  private mutating func closing(of start: Int, in head: [UInt8], delimiter: UInt8) -> Int? {
    var isNeeded = false
    var index = start + 1
    while index < min(head.count, start + Self.fieldLimit) {
      let byte = head[index]
      if byte == Self.quote {
        let next = index + 1 < head.count ? head[index + 1] : 0x0A
        if next == Self.quote {
          isNeeded = true
          index += 2
          continue
        }
        guard next == delimiter || next == 0x0A || next == 0x0D else { return nil }
        if isNeeded { needed += 1 } else { enclosed += 1 }
        return index + 1
      }
      if byte == delimiter || byte == 0x0A || byte == 0x0D { isNeeded = true }
      index += 1
    }
    return nil
  }
}
