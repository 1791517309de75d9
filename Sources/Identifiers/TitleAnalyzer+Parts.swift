extension TitleAnalyzer {
  /// Marks the designations of parts, such as "vol. 3", and gathers their numbers.
  ///
  /// In a title one must stand at the end or at a pause, behind at least one word; `anywhere`
  /// lifts that for 245 $n, where nothing else stands.
  mutating func findParts(in range: Range<Int>, anywhere: Bool) {
    guard !tokenizer.roles.isDisjoint(with: [.part, .partInContext]) else { return }
    var index = anywhere ? range.lowerBound : range.lowerBound + 1
    while index < range.upperBound {
      let meaning = meaning(at: index)
      if !meaning.roles.isDisjoint(with: [.part, .partInContext]),
        tokenizer.tokens[index].role == .word,
        let end = designation(at: index, meaning, in: range, anywhere: anywhere)
      {
        index = end
      } else {
        index += 1
      }
    }
  }

  /// Takes the designation that begins at a word; the index behind it, nil if there is none.
  private mutating func designation(
    at index: Int, _ meaning: WordMeaning, in range: Range<Int>, anywhere: Bool
  ) -> Int? {
    let length = part.count
    let end = numbers(from: index + 1, isPlural: meaning.roles.contains(.plural), in: range)
    guard end > index + 1 else {
      return ordinalDesignation(at: index, in: range, anywhere: anywhere)
    }
    let opens = isPause(before: index)
    let closes = end >= range.upperBound || isPause(before: end) || startsDesignation(end)
    let isAbbreviated = isPause(before: index + 1)
    let isCertain = meaning.roles.contains(.part) && (opens || closes)
    let isLikely =
      closes && (opens || isAbbreviated) && !(isYear(index + 1) && !isAbbreviated)
      || (closes && isLong(index) && !isYear(index + 1))
    guard
      anywhere || isCertain
        || (meaning.roles.contains(.partInContext) && isLikely && !areInitials(index))
    else {
      part.removeLast(part.count - length)
      return nil
    }
    mark(index...end - 1, as: .part)
    return end
  }

  /// "Second part", "2. Teil": the number stands before the word.
  private mutating func ordinalDesignation(
    at index: Int, in range: Range<Int>, anywhere: Bool
  ) -> Int? {
    guard index > range.lowerBound, tokenizer.tokens[index - 1].role == .word else { return nil }
    let plain = (isPause(before: index) ? plainNumber(at: index - 1) : nil)
      .map { (start: index - 1, number: $0) }
    guard let found = ordinalPhrase(endingAt: index - 1, in: range) ?? plain,
      anywhere
        || (found.start > range.lowerBound && isPause(before: found.start)
          && (index + 1 >= range.upperBound || isPause(before: index + 1)))
    else { return nil }
    addPart(Decimal.text(Int64(found.number), digits: 1))
    mark(found.start...index, as: .part)
    return index + 1
  }

  private func startsDesignation(_ index: Int) -> Bool {
    tokenizer.tokens[index].role != .word
      || !meaning(at: index).roles.isDisjoint(with: [.part, .partInContext])
  }

  // "H.R." and "N. V." are no parts.
  private func areInitials(_ index: Int) -> Bool {
    let number = tokenizer.tokens[index + 1]
    return !isLong(index) && number.end - number.start == 1
      && !tokenizer.text[number.start].isDigit
  }

  private func isLong(_ index: Int) -> Bool {
    tokenizer.tokens[index].end - tokenizer.tokens[index].start > 3
  }

  private func isYear(_ index: Int) -> Bool {
    let token = tokenizer.tokens[index]
    guard token.end - token.start == 4,
      let value = tokenizer.text.span.extracting(token.start..<token.end).number(0..<4)
    else { return false }
    return (1400...2099).contains(value)
  }

  // MARK: Numbers

  /// Adds the numbers that begin at a word to the part; the index behind the last.
  private mutating func numbers(from start: Int, isPlural: Bool, in range: Range<Int>) -> Int {
    var end = start
    while end < range.upperBound {
      var next = end
      if end > start {
        let before = tokenizer.tokens[end].before
        if meaning(at: end).roles.contains(.connector) {
          next += 1
        } else if before != .hyphen, !(isPlural && before == .punctuation) {
          break
        }
      }
      guard next < range.upperBound, tokenizer.tokens[next].role == .word,
        let number = partNumber(at: next, isFirst: end == start, in: range)
      else { break }
      addPart(number)
      end = next + 1
    }
    return end
  }

  mutating func addPart(_ number: [UInt8]) {
    if !part.isEmpty { part.append(0x20) }
    part.append(contentsOf: number)
  }

  /// The canonical number at a word: digits, a Roman numeral, a number word, or one letter.
  private func partNumber(at index: Int, isFirst: Bool, in range: Range<Int>) -> [UInt8]? {
    let token = tokenizer.tokens[index]
    let word = tokenizer.text.span.extracting(token.start..<token.end)
    let digits = word.endOfDigits(from: 0, before: word.count)
    if digits > 0 {
      guard word.count - digits <= 1, digits <= 18, let value = word.number(0..<digits) else {
        return nil
      }
      return Decimal.text(value, digits: 1) + word.copy(digits..<word.count)
    }
    if word.count == 1 {
      // C, D, L and M are letters of a row far oftener than hundreds.
      guard word[0].isLetter, index + 1 >= range.upperBound || isPause(before: index + 1) else {
        return nil
      }
      let isNumeral = word[0] == 0x69 || word[0] == 0x76 || word[0] == 0x78
      if !isNumeral { return [word[0]] }
    }
    if let value = RomanNumeral.value(word) { return Decimal.text(Int64(value), digits: 1) }
    let meaning = meaning(at: index)
    guard isFirst || meaning.number > 1, meaning.roles.contains(.cardinal) else { return nil }
    return Decimal.text(Int64(meaning.number), digits: 1)
  }

  /// Takes what 245 $n or $p holds without a word for it: numbers, else the part's name.
  mutating func takeBareParts(in range: Range<Int>) {
    for index in range where tokenizer.tokens[index].role == .word {
      if let number = partNumber(at: index, isFirst: true, in: range) { addPart(number) }
    }
    guard part.isEmpty else { return }
    let text = tokenizer.text
    for index in range where tokenizer.tokens[index].role == .word {
      addPart(Array(text[tokenizer.tokens[index].start..<tokenizer.tokens[index].end]))
    }
  }
}

/// Whether two titles are different parts of one work.
package enum PartComparison {
  /// Whether both name a part and the parts differ.
  package static func contradict(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    !a.isEmpty && !b.isEmpty && a != b
  }
}
