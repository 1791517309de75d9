extension TitleAnalyzer {
  /// An ordinal of one word or several that ends at a word: where it begins, and its value.
  ///
  /// nil where a hundred stands before it, which is not read: "hundred and first" is not 1.
  func ordinalPhrase(endingAt index: Int, in range: Range<Int>) -> (start: Int, number: Int)? {
    guard var number = ordinal(at: index) else { return dividedOrdinal(endingAt: index, in: range) }
    guard !tokenizer.text[tokenizer.tokens[index].start].isDigit else {
      return (index, number)
    }
    var start = index
    if let unit = unit(before: index, of: number, in: range) {
      return (index - 2, number + unit)
    }
    while let before = numberWord(before: start, in: range) {
      if before.value == 100 { return nil }
      guard let sum = joined(before.value, number) else { break }
      start = before.index
      number = sum
    }
    if number >= 20, start > range.lowerBound, isText("quatre", at: start - 1),
      isTogether(start), isText("vingt", at: start) || isText("vingtieme", at: start)
    {
      start -= 1
      number += 60
    }
    if let before = numberWord(before: start, in: range), before.value == 100 { return nil }
    // "Unieme" is an ordinal only behind others.
    return start == index && isText("unieme", at: index) ? nil : (start, number)
  }

  /// The value of an ordinal: "3rd", "2e", "12a", "second", "einundzwanzigste".
  func ordinal(at index: Int) -> Int? {
    let meaning = meaning(at: index)
    if meaning.roles.contains(.ordinal) { return Int(meaning.number) }
    let word = tokenizer.text.span.extracting(place(index))
    let digits = word.endOfDigits(from: 0, before: word.count)
    guard digits > 0 else {
      return word.count >= 6 ? OrdinalWords.shared.ordinal(word) : nil
    }
    guard digits <= 3, digits < word.count, let value = word.number(0..<digits),
      (1...200).contains(value)
    else { return nil }
    let suffix = digits..<word.count
    for ending in Self.ordinalEndings where word.isText(ending, in: suffix) { return Int(value) }
    return nil
  }

  /// Whether an ordinal counts printings, years or the like: "10th anniversary", "2nd printing".
  func isOfSomethingElse(_ index: Int, in range: Range<Int>) -> Bool {
    for next in index + 1..<max(index + 1, min(index + 3, range.upperBound)) {
      if next > index + 1, isPause(before: next) { return false }
      if countsSomethingElse(next) { return true }
    }
    return false
  }

  /// Whether a word names what is numbered beside editions.
  func countsSomethingElse(_ index: Int) -> Bool {
    let word = tokenizer.text.span.extracting(place(index))
    return Self.otherThings.contains { word.hasText($0, at: 0, before: word.count) }
      || word.isText("imp", in: 0..<word.count)
      || meaning(at: index).roles.contains(.part)
  }

  func isText(_ text: KnownText, at index: Int) -> Bool {
    let word = tokenizer.text.span.extracting(place(index))
    return word.isText(text, in: 0..<word.count)
  }

  // MARK: Words of a number

  // "5.ª ed.", "2-nd ed.", "2/e", "4 th ed.": the ending stands by itself.
  private func dividedOrdinal(
    endingAt index: Int, in range: Range<Int>
  ) -> (start: Int, number: Int)? {
    guard index > range.lowerBound, let number = digits(at: index - 1),
      index + 1 >= range.upperBound || tokenizer.tokens[index + 1].before != .hyphen
    else { return nil }
    let word = tokenizer.text.span.extracting(place(index))
    let endings =
      tokenizer.tokens[index].before == .blank ? Self.englishEndings : Self.ordinalEndings
    for ending in endings where word.isText(ending, in: 0..<word.count) {
      return (index - 1, number)
    }
    return nil
  }

  // "Ein und zwanzigste", as older books write it: the unit stands before the ten. The tokenizer
  // has put "and" for "und" and "et".
  private func unit(before index: Int, of number: Int, in range: Range<Int>) -> Int? {
    guard number >= 20, number % 10 == 0, index - 2 >= range.lowerBound, isTogether(index),
      isTogether(index - 1), isText("and", at: index - 1)
    else { return nil }
    if isText("ein", at: index - 2) { return 1 }
    let meaning = meaning(at: index - 2)
    guard meaning.roles.contains(.cardinal), meaning.number < 10 else { return nil }
    return Int(meaning.number)
  }

  // The ten or hundred before a word, over "and" between.
  private func numberWord(before start: Int, in range: Range<Int>) -> (index: Int, value: Int)? {
    guard start > range.lowerBound, isTogether(start) else { return nil }
    if let value = tens(at: start - 1) { return (start - 1, value) }
    guard start - 1 > range.lowerBound, isTogether(start - 1),
      isText("and", at: start - 1), let value = tens(at: start - 2)
    else { return nil }
    return (start - 2, value)
  }

  private func tens(at index: Int) -> Int? {
    OrdinalWords.shared.tens(tokenizer.text.span.extracting(place(index)))
  }

  // "Twenty" and first; French counts sixty and eleven, and eighty is seen as four and twenty.
  private func joined(_ ten: Int, _ number: Int) -> Int? {
    switch number {
    case 1...9: ten + number
    case 10...19 where ten == 60 || ten == 20: ten + number
    default: nil
    }
  }

  private func isTogether(_ index: Int) -> Bool { !isPause(before: index) }

  /// Where a word stands in the folded text.
  func place(_ index: Int) -> Range<Int> {
    tokenizer.tokens[index].start..<tokenizer.tokens[index].end
  }

  private static let englishEndings: [KnownText] = ["st", "nd", "rd", "th"]

  private static let ordinalEndings: [KnownText] = [
    "st", "nd", "rd", "th", "d", "e", "eme", "ieme", "er", "ere", "re", "a", "o", "te", "ter",
    "tes", "ten", "de", "ste", "nde", "ne", "era", "ero", "ra", "ro", "da", "do", "ta", "to",
    "ma", "mo", "va", "vo", "na", "no",
  ]

  // Beginnings of words: an anniversary, a century, a printing or a congress is no edition.
  private static let otherThings: [KnownText] = [
    "anniv", "aniversari", "jubil", "birthday", "verjaardag", "year", "jahr", "centur", "siecle",
    "siglo", "secolo", "eeuw", "print", "repr", "reimpr", "ristampa", "nachdr", "abdruck",
    "tirage", "impres", "congres", "tausend", "thousand",
  ]
}
