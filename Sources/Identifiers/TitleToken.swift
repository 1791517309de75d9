/// What stands between two words of a title, the stronger the later.
enum TitleBreak: UInt8, Comparable {
  case blank, hyphen, punctuation, slash, parallel, subtitle

  static func < (left: TitleBreak, right: TitleBreak) -> Bool { left.rawValue < right.rawValue }

  /// Whether a part or an edition may begin or end here.
  var isPause: Bool { self >= .punctuation }
  /// Whether the main title ends here.
  var endsMainTitle: Bool { self >= .slash }
}

/// One folded word of a title.
struct TitleToken {
  /// What the analysis found the word to be.
  enum Role: UInt8 {
    case word, article, part, edition
  }

  /// Where the word begins in the folded text.
  var start: Int
  /// Where it ends.
  var end: Int
  /// What stands before it.
  var before: TitleBreak
  /// What the word may say of parts and editions.
  var meaning: WordMeaning
  /// What it is.
  var role: Role = .word
}
