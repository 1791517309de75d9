import Identifiers

/// Words that are compared, and those that say nothing.
enum PairWords {
  /// Articles and small words of the languages that catalogues mostly hold.
  private static let small: Set<String> = [
    "a", "an", "and", "at", "by", "de", "del", "den", "der", "des", "di", "die", "das", "du", "e",
    "el", "en", "et", "ex", "for", "from", "i", "il", "im", "in", "into", "la", "las", "le", "les",
    "lo", "los", "of", "on", "or", "para", "pour", "s", "sur", "te", "the", "to", "u", "und", "van",
    "von", "with", "y", "zu", "zum", "zur",
  ]

  /// What most publishers are called, and abbreviations of it.
  private static let trade: Set<String> = [
    "and", "bros", "brothers", "co", "comp", "company", "corp", "corporation", "edition",
    "editions", "editora", "editorial", "et", "for", "gmbh", "inc", "incorporated", "limited",
    "ltd", "of", "office", "press", "print", "printed", "printer", "printers", "printing", "pub",
    "publ", "publication", "publications", "publisher", "publishers", "publishing", "pubs",
    "sons", "the", "und", "verlag", "by", "at", "s", "n", "sn", "etc", "a", "s.n",
  ]

  private static let editionForms: [String: String] = [
    "ed": "edition", "edn": "edition", "rev": "revised", "enl": "enlarged", "aufl": "auflage",
    "corr": "corrected", "amer": "american",
  ]

  /// Words that set an edition apart from the one before it.
  static let revision: Set<String> = [
    "ampliada", "augmentee", "aumentada", "corrected", "corregida", "corrigee", "enlarged",
    "erweiterte", "expanded", "neubearb", "neubearbeitete", "neue", "new", "nouv", "nouvelle",
    "nueva", "revised", "revue", "uberarb", "uberarbeitete", "umgearbeitete", "verb",
    "verbesserte", "verm", "vermehrte",
  ]

  /// The words of a text without the small ones; all of them where there are no others.
  static func significant(_ text: String) -> [String] { telling(FoldedWords.words(text)) }

  /// The same of a key that was folded before.
  static func significant(ofKey key: [UInt8]) -> [String] {
    telling(FoldedWords.words(ofKey: key))
  }

  /// Words without the small ones; all of them where there are no others.
  static func telling(_ words: [String]) -> [String] {
    let kept = words.filter { !small.contains($0) }
    return kept.isEmpty ? words : kept
  }

  /// What stands for a place or publisher that is not known: "S.l.", "[publisher not identified]".
  private static let placeholders: Set<String> = [
    "identified", "l", "loco", "lieu", "n", "nicht", "nomine", "not", "o", "of", "ohne", "ort",
    "place", "publication", "publisher", "s", "sine", "sl", "sn", "unknown",
  ]

  /// The words that tell a publisher from others.
  static func publisher(_ text: String) -> [String] {
    let words = FoldedWords.words(text).filter { !trade.contains($0) }
    return words.allSatisfy(placeholders.contains) ? [] : words
  }

  /// The words of a place of publication.
  static func place(_ text: String) -> [String] {
    let words = significant(text)
    return words.allSatisfy(placeholders.contains) ? [] : words
  }

  /// The words of an edition statement, abbreviations written out.
  static func edition(_ text: String) -> [String] {
    FoldedWords.words(text).map { editionForms[$0] ?? $0 }.filter { !small.contains($0) }
  }

  /// A text for people: without the punctuation of a catalogue card at its ends.
  static func bare(_ text: String) -> String {
    var rest = Substring(trimmed(text))
    while let last = rest.last, last.isWhitespace || ",:;/".contains(last) { rest.removeLast() }
    return String(rest)
  }

  /// A text without blanks at both ends.
  static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

/// Years in a publication statement.
enum PairYears {
  /// All plausible years: 1908 and 1912 in "1908-1912", 1839 in "c1839".
  static func all(in text: String) -> [Int] {
    var years: [Int] = []
    for digits in text.split(whereSeparator: { !$0.isASCII || !$0.isNumber })
    where digits.count == 4 {
      if let year = PublicationYear.year(String(digits)) { years.append(year) }
    }
    return years
  }
}

/// What 300 $a counts.
struct PairExtent {
  /// Most digits of a number of pages.
  private static let longest = 4
  private static let volumeWords: Set<String> = [
    "v", "vol", "vols", "volume", "volumes", "bd", "bde", "band", "bande", "t", "tom", "tome",
    "tomes", "tomos", "том", "тома", "т",
  ]

  /// Beginnings of words for what holds the pages, as in "2 microfiches (150 p.)"; "1 online
  /// resource" and "1 p. l." count no pages either.
  private static let carriers = [
    "audio", "cart", "cass", "cd", "comput", "disc", "disk", "dvd", "electr", "elektr", "file",
    "film", "map", "micro", "online", "reel", "sheet", "sound", "video",
  ]

  private static func isOfCarrier(_ next: String) -> Bool {
    volumeWords.contains(next) || carriers.contains { next.hasPrefix($0) }
  }

  private(set) var pages: Set<Int> = []
  private(set) var volumes: Set<Int> = []

  init(_ text: String) {
    let words = FoldedWords.words(text)
    for (index, word) in words.enumerated() {
      if Self.volumeWords.contains(word) {
        volumes.insert(index > 0 ? Self.number(words[index - 1]) ?? 0 : 0)
      } else if let number = Self.number(word), number > 1,
        !Self.isOfCarrier(index + 1 < words.count ? words[index + 1] : "")
      {
        pages.insert(number)
      }
    }
  }

  private static func number(_ word: String) -> Int? {
    guard word.utf8.count <= longest, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(word)
  }

  /// Smaller numbers before "cm" are fractions: "19 1/2 cm", "23.5 cm".
  private static let smallestHeight = 10

  /// The height in "ill. ; 23 cm", in whole centimetres as cataloguing rules round it: up.
  static func height(_ text: String) -> Int? {
    var height: Int?
    for word in FoldedWords.words(text) {
      let isUnit = word.hasSuffix("cm")
      let number = number(isUnit ? String(word.dropLast(2)) : word)
      if let number, number >= smallestHeight {
        height = height ?? number
      } else if let whole = height, let number {
        return number == 0 ? whole : whole + 1
      }
      if isUnit || (height != nil && number == nil) { return height }
    }
    return nil
  }
}
