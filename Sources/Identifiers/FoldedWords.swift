/// The words of a text in the form in which titles are compared: folded as NACO does, in any script.
package enum FoldedWords {
  /// The words in their order. Writing without blanks (Han, kana) is divided into overlapping pairs
  /// of characters, so that two texts can agree in part.
  package static func words(_ text: Span<UInt8>) -> [String] {
    var tokenizer = TitleTokenizer()
    tokenizer.add(text, before: .blank)
    var words: [String] = []
    for token in tokenizer.tokens {
      append(Array(tokenizer.text[token.start..<token.end]), to: &words)
    }
    return words
  }

  /// The words of a text.
  package static func words(_ text: String) -> [String] { words(Array(text.utf8).span) }

  /// The words of a key that was folded before, such as `TitleFacts.fullKey`.
  package static func words(ofKey key: [UInt8]) -> [String] {
    var words: [String] = []
    for word in key.split(separator: 0x20) { append(Array(word), to: &words) }
    return words
  }

  /// The numbers in a key that was folded before, digits and words alike: 3 of "3rd" and "third". The
  /// word for one is left out, since in many languages it is an article too.
  package static func numbers(ofKey key: [UInt8]) -> Set<Int> {
    var numbers: Set<Int> = []
    for word in key.split(separator: 0x20) {
      for digits in word.split(whereSeparator: { !$0.isDigit }) where digits.count <= 9 {
        numbers.insert(digits.reduce(0) { $0 * 10 + $1.digitValue })
      }
      let meaning = WordList.shared.meaning(Array(word).span)
      let isNumber =
        meaning.roles.contains(.ordinal) || meaning.roles.contains(.cardinal) && meaning.number > 1
      if isNumber { numbers.insert(Int(meaning.number)) }
    }
    return numbers
  }

  private static func append(_ word: [UInt8], to words: inout [String]) {
    let text = String(decoding: word, as: UTF8.self)
    // U+3000 to U+9FFF: kana and Han.
    guard let first = word.first, 0xE3...0xE9 ~= first, text.unicodeScalars.count > 2 else {
      words.append(text)
      return
    }
    let characters = Array(text.unicodeScalars)
    for (left, right) in zip(characters, characters.dropFirst()) {
      var pair = String.UnicodeScalarView()
      pair.append(left)
      pair.append(right)
      words.append(String(pair))
    }
  }

  /// Whether two different words may be one with a slip or in another spelling: one letter in words
  /// of five to nine letters, two in longer ones. Words with a digit never are.
  package static func areAlike(_ a: String, _ b: String) -> Bool {
    let left = Array(a.utf8)
    let right = Array(b.utf8)
    let shorter = min(left.count, right.count)
    guard shorter >= 5, !left.contains(where: \.isDigit), !right.contains(where: \.isDigit) else {
      return false
    }
    return EditDistance.bounded(left.span, right.span, limit: shorter >= 10 ? 2 : 1) != nil
  }
}
