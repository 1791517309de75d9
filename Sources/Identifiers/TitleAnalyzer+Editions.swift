extension TitleAnalyzer {
  /// Marks the words of editions, such as "3rd ed.", and keeps the number of the first.
  ///
  /// In the midst of a title the phrase must begin or end at a pause; `anywhere` lifts that.
  mutating func findEditions(in range: Range<Int>, anywhere: Bool) {
    guard tokenizer.roles.contains(.edition) else { return }
    for index in range where meaning(at: index).roles.contains(.edition) {
      guard tokenizer.tokens[index].role == .word,
        let found = editionPhrase(around: index, in: range)
      else { continue }
      var phrase = found.range
      if anywhere {
        if phrase.lowerBound > range.lowerBound, isPartWord(phrase.lowerBound - 1) {
          phrase = phrase.lowerBound - 1...phrase.upperBound
        }
      } else {
        guard phrase.lowerBound > range.lowerBound,
          isPause(before: phrase.lowerBound) || phrase.upperBound + 1 >= range.upperBound
            || isPause(before: phrase.upperBound + 1)
        else { continue }
      }
      mark(phrase, as: .edition)
      if edition == nil { edition = found.number }
    }
  }

  private func isPartWord(_ index: Int) -> Bool {
    !meaning(at: index).roles.isDisjoint(with: [.part, .partInContext])
  }

  /// The words around "edition" that number it, and the number.
  func editionPhrase(
    around index: Int, in range: Range<Int>
  ) -> (range: ClosedRange<Int>, number: Int)? {
    var before = index - 1
    while before >= range.lowerBound, index - before <= 4 {
      if let number = ordinal(at: before) ?? plainNumber(at: before) {
        return (before...index, number)
      }
      guard meaning(at: before).roles.contains(.revision) else { break }
      before -= 1
    }
    let after = index + 1
    if after < range.upperBound, let number = plainNumber(at: after),
      after + 1 >= range.upperBound || isPause(before: after + 1)
    {
      return (index...after, number)
    }
    return nil
  }

  /// The value of an ordinal: "3rd", "2e", "12a", "second".
  func ordinal(at index: Int) -> Int? {
    let meaning = meaning(at: index)
    if meaning.roles.contains(.ordinal) { return Int(meaning.number) }
    let token = tokenizer.tokens[index]
    let word = tokenizer.text.span.extracting(token.start..<token.end)
    let digits = word.endOfDigits(from: 0, before: word.count)
    guard (1...3).contains(digits), digits < word.count, let value = word.number(0..<digits),
      (1...200).contains(value)
    else { return nil }
    let suffix = digits..<word.count
    for ending in Self.ordinalEndings where word.isText(ending, in: suffix) { return Int(value) }
    return nil
  }

  /// The value of digits alone, or of a number word, up to 200.
  func plainNumber(at index: Int) -> Int? {
    let token = tokenizer.tokens[index]
    let word = tokenizer.text.span.extracting(token.start..<token.end)
    if let value = word.number(0..<word.count) {
      return (1...200).contains(value) ? Int(value) : nil
    }
    let meaning = meaning(at: index)
    return meaning.roles.contains(.cardinal) ? Int(meaning.number) : nil
  }

  private static let ordinalEndings: [KnownText] = [
    "st", "nd", "rd", "th", "d", "e", "eme", "ieme", "er", "ere", "re", "a", "o", "te", "ter",
    "tes", "ten", "de", "ste", "nde", "ne",
  ]
}

/// The number in an edition statement.
package enum Edition {
  /// The number that a MARC 250 $a states: 3 from "3rd ed."; nil from "Rev. ed.".
  package static func number(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count <= 1_000 else { return nil }
    var analyzer = TitleAnalyzer()
    analyzer.begin()
    analyzer.tokenizer.add(bytes, before: .blank)
    return analyzer.statedEdition()
  }

  /// The number that an edition statement in text states.
  package static func number(_ text: String) -> Int? { number(Array(text.utf8).span) }
}

extension TitleAnalyzer {
  fileprivate func statedEdition() -> Int? {
    let all = tokenizer.tokens.indices
    for index in all where meaning(at: index).roles.contains(.edition) {
      if let found = editionPhrase(around: index, in: all) { return found.number }
    }
    if all.count == 1 { return ordinal(at: 0) ?? plainNumber(at: 0) }
    for index in all {
      if let number = ordinal(at: index), !meaning(at: index).roles.contains(.edition) {
        return number
      }
    }
    return nil
  }
}
