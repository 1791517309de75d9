/// The words beside an identifier that tell print from electronic.
enum Qualifier {
  /// The end of the qualifier that follows a number: text and brackets up to a separator.
  static func end(after start: Int, in cell: Span<UInt8>) -> Int {
    // A few words: looking on to the end of a long cell from each of its numbers would cost the
    // square of its length.
    let limit = min(cell.count, start + 256)
    var depth = 0
    var offset = start
    scan: while offset < limit {
      switch cell[offset] {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth = max(0, depth - 1)
      case 0x3B, 0x7C, 0x5C, 0x2C, 0x3A: if depth == 0 { break scan }
      case 0x30...0x39: if depth == 0 { break scan }
      default: break
      }
      offset += 1
    }
    // An opening bracket that is never closed would swallow the next number.
    if depth > 0 { offset = nextNumber(after: start, before: offset, in: cell) }
    if offset == limit, limit < cell.count { return start }
    var end = cell.trimmed(start..<offset).upperBound
    while end > start, cell[end - 1] == 0x28 || cell[end - 1].isBlank { end -= 1 }
    return max(end, start)
  }

  private static func nextNumber(after start: Int, before limit: Int, in cell: Span<UInt8>) -> Int {
    var offset = start
    while offset < limit {
      let end = cell.endOfDigits(from: offset, before: min(offset + 7, cell.count))
      if end - offset >= 7 { return offset }
      offset = max(end, offset + 1)
    }
    return limit
  }

  /// What the words of `range` say of the form of publication.
  static func medium(of cell: Span<UInt8>, in range: Range<Int>) -> Medium {
    guard range.count > 0 else { return .unknown }
    var words = range
    while let first = words.first, !cell[first].isAlphanumeric, cell[first] < 0x80 {
      words = words.dropFirst()
    }
    while let last = words.last, !cell[last].isAlphanumeric, cell[last] < 0x80 {
      words = words.dropLast()
    }
    if words.isEmpty { return .unknown }
    if cell.isText("e", in: words) { return .electronic }
    if cell.isText("p", in: words) { return .print }
    for word in electronic where cell.firstOffset(of: word, in: words) != nil {
      return .electronic
    }
    for word in print where cell.firstOffset(of: word, in: words) != nil { return .print }
    return .unknown
  }

  // Parts of words, so that "électronique" and "elektronisch" are met too.
  private static let electronic: [KnownText] = [
    "lectroni", "lektroni", "lettroni", "ebook", "e-book", "e book", "online", "on-line",
    "digital", "eisbn", "e-isbn", "eissn", "e-issn", "epub", "pdf", "kindle", "internet", "web",
    "en ligne", "mobi",
  ]
  private static let print: [KnownText] = [
    "print", "pbk", "paper", "hardcover", "hardback", "softcover", "hbk", "hdbk", "hdcvr",
    "cloth", "bound", "papier", "imprim", "broch", "gebunden", "geb.", "kart", "hard", "soft",
    "rel.", "pb.", "hb.", "p-isbn", "pisbn", "p-issn", "pissn",
  ]
}
