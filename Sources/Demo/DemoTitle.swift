/// What a title is published as: it decides identifiers, collections and the fixed field.
enum Kind: Sendable {
  case book
  case journal

  var materialType: String {
    self == .book ? "BOOK" : "JOURNAL"
  }
}

/// The language of a title, named with its MARC code.
enum Language: String, Sendable {
  case english = "eng"
  case french = "fre"
  case german = "ger"
  case spanish = "spa"
}

/// An invented title in both spellings: a publisher's list capitalises, a catalogue does not.
struct DemoTitle {
  var language: Language
  /// Sentence style, article first, as a catalogue has it in 245 $a.
  var main: String
  var subtitle: String?

  private static let smallWords: Set<String> = [
    "and", "of", "in", "the", "for", "a", "an", "to", "from", "on",
  ]

  private static let articles: [Language: [String]] = [
    .english: ["The ", "An ", "A "], .french: ["Les ", "La ", "Le ", "L'"],
    .german: ["Die ", "Der ", "Das "], .spanish: ["Los ", "La ", "El "],
  ]

  /// The leading article with its blank; its length is the second indicator of 245.
  var article: String {
    Self.articles[language, default: []].first { main.hasPrefix($0) } ?? ""
  }

  /// The spelling of the Community Zone: headline style, subtitle after a colon.
  var zoneForm: String {
    guard let subtitle else { return headline(main) }
    return headline(main) + ": " + headline(subtitle)
  }

  func headline(_ text: String) -> String {
    guard language == .english else { return text }
    var words = text.split(separator: " ").map(String.init)
    for index in words.indices where index == 0 || !Self.smallWords.contains(words[index]) {
      words[index] = Self.capitalised(words[index])
    }
    return words.joined(separator: " ")
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
