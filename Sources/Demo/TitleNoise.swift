/// The differences between two spellings of one title that are no differences.
enum TitleNoise {
  /// Letters as catalogues of the nineties exported them: the base letter and a combining mark.
  static let decompositions: [Unicode.Scalar: String] = [
    "é": "e\u{301}", "è": "e\u{300}", "ê": "e\u{302}", "á": "a\u{301}", "à": "a\u{300}",
    "â": "a\u{302}", "ä": "a\u{308}", "í": "i\u{301}", "ï": "i\u{308}", "î": "i\u{302}",
    "ó": "o\u{301}", "ö": "o\u{308}", "ú": "u\u{301}", "ü": "u\u{308}", "ñ": "n\u{303}",
    "ç": "c\u{327}", "É": "E\u{301}", "Â": "A\u{302}", "Ö": "O\u{308}", "Ü": "U\u{308}",
  ]

  static func decomposed(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result += decompositions[scalar] ?? String(scalar)
    }
    return result
  }

  /// Two neighbouring letters change places in the longest word.
  static func slipped(_ text: String) -> String {
    var words = text.split(separator: " ").map(Array.init)
    var longest = 0
    for index in words.indices where words[index].count > words[longest].count {
      longest = index
    }
    let letters = words[longest]
    // From the middle on, the first pair that differs: swapping equal letters changes nothing.
    for position in (letters.count / 2)..<(letters.count - 1)
    where letters[position] != letters[position + 1] {
      words[longest].swapAt(position, position + 1)
      break
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  static func withAmpersand(_ text: String) -> String {
    text.split(separator: " ").map { $0 == "and" ? "&" : String($0) }.joined(separator: " ")
  }
}
