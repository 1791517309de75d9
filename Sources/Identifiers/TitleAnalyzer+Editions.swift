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
      // "Une nouvelle edition" is not edition one: before the word only digits are a number.
      if let found = ordinalPhrase(endingAt: before, in: range) {
        return (found.start...index, found.number)
      }
      if let number = digits(at: before) { return (before...index, number) }
      guard meaning(at: before).roles.contains(.revision) else { break }
      before -= 1
    }
    let after = index + 1
    let isNamed = index > range.lowerBound && countsSomethingElse(index - 1)
    if after < range.upperBound, !isNamed, let number = plainNumber(at: after),
      after + 1 >= range.upperBound || isPause(before: after + 1)
    {
      return (index...after, number)
    }
    return nil
  }

  /// The value of digits alone, or of a number word, up to 200.
  func plainNumber(at index: Int) -> Int? {
    if let number = digits(at: index) { return number }
    let meaning = meaning(at: index)
    return meaning.roles.contains(.cardinal) ? Int(meaning.number) : nil
  }

  /// The value of digits alone, up to 200: a larger number is a year or a standard.
  func digits(at index: Int) -> Int? {
    let word = tokenizer.text.span.extracting(place(index))
    guard let value = word.number(0..<word.count), (1...200).contains(value) else { return nil }
    return Int(value)
  }
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
    if all.count == 1 { return ordinalPhrase(endingAt: 0, in: all)?.number ?? plainNumber(at: 0) }
    for index in all where !meaning(at: index).roles.contains(.edition) {
      // "Decima" of "decima tercera" is passed over, for the phrase ends behind it.
      if index + 1 < all.upperBound,
        let longer = ordinalPhrase(endingAt: index + 1, in: all), longer.start <= index
      {
        continue
      }
      if let found = ordinalPhrase(endingAt: index, in: all), !isOfSomethingElse(index, in: all) {
        return found.number
      }
    }
    return numberBeforePause(all) ?? romanNumber(all)
  }

  // "2., neu bearbeitete Auflage": the full stop makes an ordinal, whatever stands between.
  private func numberBeforePause(_ all: Range<Int>) -> Int? {
    guard all.count > 2, isPause(before: 1), !isOfSomethingElse(0, in: all),
      all.contains(where: { meaning(at: $0).roles.contains(.edition) })
    else { return nil }
    return digits(at: 0)
  }

  // "III edizione": I, V and X only, since the others begin words and abbreviations.
  private func romanNumber(_ all: Range<Int>) -> Int? {
    guard all.count > 1, meaning(at: 1).roles.contains(.edition) else { return nil }
    let word = tokenizer.text.span.extracting(place(0))
    guard let value = RomanNumeral.value(word), value < 40 else { return nil }
    return value
  }
}
