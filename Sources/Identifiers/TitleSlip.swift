/// Tells a slip of the keyboard from another title that differs by as little.
enum TitleSlip {
  /// The number of slips between two keys; nil when they are not the same title.
  ///
  /// One slip in 8 to 19 bytes, two in 20 and more. A digit, a numeral and a single letter are
  /// never slips: they are all that sets many parts apart.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int? {
    let shorter = min(a.count, b.count)
    guard shorter >= 8 else { return nil }
    let limit = shorter >= 20 ? 2 : 1
    guard let distance = EditDistance.bounded(a.span, b.span, limit: limit) else { return nil }
    let wordsA = a.split(separator: 0x20)
    let wordsB = b.split(separator: 0x20)
    guard wordsA.lazy.filter(isFixed).elementsEqual(wordsB.lazy.filter(isFixed)),
      a.lazy.filter(\.isDigit).elementsEqual(b.lazy.filter(\.isDigit))
    else { return nil }
    if wordsA.count == wordsB.count {
      for (left, right) in zip(wordsA, wordsB) where left != right {
        guard isSlip(left, right) else { return nil }
      }
    }
    return distance
  }

  // Numerals and single letters, and the words for numbers.
  private static func isFixed(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count == 1 { return true }
    guard word.count <= 12 else { return false }
    let bytes = Array(word)
    return RomanNumeral.value(bytes.span) != nil
      || !WordList.shared.meaning(bytes.span).roles.isDisjoint(with: [.cardinal, .ordinal])
  }

  // Two slips in one short word make another word: biology, geology.
  private static func isSlip(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    let left = Array(a)
    let right = Array(b)
    let shorter = min(left.count, right.count)
    guard
      let distance = EditDistance.bounded(left.span, right.span, limit: shorter >= 10 ? 2 : 1)
    else { return false }
    if distance == 0 { return true }
    // In words as short as "gas" and "has" another letter is another word.
    if left.count == right.count, left.count <= 3 { return left.sorted() == right.sorted() }
    return !isOpposite(left, right)
  }

  private static func isOpposite(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    for (first, second) in opposites {
      if differ(a, b, by: first, second) || differ(b, a, by: first, second) { return true }
    }
    return false
  }

  private static func differ(
    _ a: [UInt8], _ b: [UInt8], by first: KnownText, _ second: KnownText
  ) -> Bool {
    a.span.hasText(first, at: 0, before: a.count)
      && b.span.hasText(second, at: 0, before: b.count)
      && a.dropFirst(first.count).elementsEqual(
        b.dropFirst(second.count))
  }

  // Beginnings of words that one or two letters turn into the contrary.
  private static let opposites: [(KnownText, KnownText)] = [
    ("in", ""), ("un", ""), ("im", ""), ("ir", ""), ("il", ""), ("a", ""), ("an", ""),
    ("wo", ""), ("fe", ""), ("re", ""), ("de", ""), ("co", ""), ("im", "ex"), ("in", "ex"),
    ("micro", "macro"), ("intra", "inter"), ("intra", "extra"), ("hyper", "hypo"),
    ("north", "south"), ("east", "west"), ("eastern", "western"), ("inner", "outer"),
    ("pre", "pro"), ("endo", "exo"), ("neuro", "uro"),
  ]
}
