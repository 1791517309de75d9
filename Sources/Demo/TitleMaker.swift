/// Makes titles that no other title of the library can be taken for.
struct TitleMaker {
  /// What a planted case needs of its title.
  enum Need {
    case anything, subtitle, conjunction, article, diacritics
  }

  private var mainTitles: Set<String> = []
  /// Pairs of content words in use. Two titles that share both would differ by one word only, and
  /// then a correct matcher might take them for one title with a slip of the keyboard.
  private var wordPairs: Set<String> = []

  mutating func title(
    _ kind: Kind, _ language: Language, need: Need = .anything, from random: inout SeededGenerator
  ) -> DemoTitle {
    // The lists are finite: after many failures the pairs may repeat, and later years are added
    // to the title. The main title never repeats.
    var attempt = 0
    while true {
      attempt += 1
      var parts = compose(kind, language, from: &random)
      if attempt > 120 {
        let first = random.number(in: 1701...1880)
        parts.title.main += ", \(first)-\(first + random.number(in: 9...60))"
      }
      guard meets(need, parts.title) else { continue }
      let pairs = Self.pairs(of: parts.words)
      if attempt < 60, pairs.contains(where: wordPairs.contains) { continue }
      guard mainTitles.insert(parts.title.main).inserted else { continue }
      wordPairs.formUnion(pairs)
      return parts.title
    }
  }

  private func meets(_ need: Need, _ title: DemoTitle) -> Bool {
    switch need {
    case .anything: true
    case .subtitle: title.subtitle != nil
    case .conjunction: title.main.contains(" and ")
    case .article: !title.article.isEmpty
    case .diacritics: title.main.unicodeScalars.contains { TitleNoise.decompositions[$0] != nil }
    }
  }

  private static func pairs(of words: [String]) -> [String] {
    var pairs: [String] = []
    let sorted = words.sorted()
    for (index, first) in sorted.enumerated() {
      for second in sorted[(index + 1)...] {
        pairs.append(first + "|" + second)
      }
    }
    return pairs
  }

  private typealias Parts = (title: DemoTitle, words: [String])

  private func compose(
    _ kind: Kind, _ language: Language, from random: inout SeededGenerator
  ) -> Parts {
    switch language {
    case .english: kind == .book ? englishBook(&random) : englishJournal(&random)
    case .french: french(kind, &random)
    case .german: german(kind, &random)
    case .spanish: spanish(kind, &random)
    }
  }

  private func distinctPair(_ list: [String], _ random: inout SeededGenerator) -> (String, String) {
    let first = random.below(list.count)
    let second = (first + 1 + random.below(list.count - 1)) % list.count
    return (list[first], list[second])
  }

  private func englishBook(_ random: inout SeededGenerator) -> Parts {
    let (one, two) = distinctPair(Words.topics, &random)
    let quality = random.pick(Words.adjectives)
    let place = random.pick(Words.places)
    let main: String
    let words: [String]
    switch random.below(6) {
    case 0: (main, words) = ("\(one) and \(two) in \(place)", [one, two, place])
    case 1: (main, words) = ("The \(quality) history of \(one) in \(place)", [quality, one, place])
    case 2: (main, words) = ("Rethinking \(quality) \(one) and \(two)", [quality, one, two])
    case 3: (main, words) = ("A companion to \(quality) \(one) and \(two)", [quality, one, two])
    case 4: (main, words) = ("The politics of \(one) and \(two) in \(place)", [one, two, place])
    default: (main, words) = ("\(quality) \(one), \(two) and the state", [quality, one, two])
    }
    let subtitle: String?
    switch random.below(7) {
    case 0: subtitle = "essays on \(quality) \(random.pick(Words.topics))"
    case 1: subtitle = "perspectives from \(random.pick(Words.places))"
    case 2: subtitle = "theory, method and practice"
    case 3: subtitle = "a comparative study"
    default: subtitle = nil
    }
    let title = DemoTitle(
      language: .english, main: DemoTitle.capitalised(main), subtitle: subtitle)
    return (title, words)
  }

  private func englishJournal(_ random: inout SeededGenerator) -> Parts {
    let (one, two) = distinctPair(Words.topics, &random)
    let quality = random.pick(Words.adjectives)
    let main =
      switch random.below(6) {
      case 0: "Journal of \(quality) \(one) and \(two)"
      case 1: "Annals of \(quality) \(one) and \(two)"
      case 2: "International archives of \(quality) \(one) and \(two)"
      case 3: "The review of \(quality) \(one) and \(two)"
      case 4: "Studies in \(quality) \(one) and \(two)"
      default: "The quarterly of \(quality) \(one) and \(two)"
      }
    let subtitle = random.chance(12) ? "an international journal" : nil
    return (DemoTitle(language: .english, main: main, subtitle: subtitle), [quality, one, two])
  }

  private func french(_ kind: Kind, _ random: inout SeededGenerator) -> Parts {
    let (one, two) = distinctPair(ForeignWords.frenchNouns, &random)
    let place = random.pick(ForeignWords.frenchPlaces)
    let first = ForeignWords.frenchGenitive(one)
    let second = ForeignWords.frenchGenitive(two)
    let main =
      switch (kind, random.below(2)) {
      case (.book, 0): "\(DemoTitle.capitalised(one)) et \(two) \(place)"
      case (.book, _): "Histoire \(first) et \(second) \(place)"
      case (.journal, 0): "Cahiers \(first) et \(second) \(place)"
      case (.journal, _): "Revue \(first) et \(second) \(place)"
      }
    let subtitle = kind == .book && random.chance(35) ? random.pick(Self.frenchSubtitles) : nil
    return (DemoTitle(language: .french, main: main, subtitle: subtitle), [one, two, place])
  }

  private func german(_ kind: Kind, _ random: inout SeededGenerator) -> Parts {
    let (one, two) = distinctPair(ForeignWords.germanNouns, &random)
    let place = random.pick(ForeignWords.germanPlaces)
    let main =
      switch (kind, random.below(2)) {
      case (.book, 0): "\(one) und \(two) \(place)"
      case (.book, _): "Zwischen \(one) und \(two) \(place)"
      case (.journal, 0): "Zeitschrift für \(one) und \(two) \(place)"
      case (.journal, _): "Jahrbuch für \(one) und \(two) \(place)"
      }
    let subtitle = kind == .book && random.chance(35) ? random.pick(Self.germanSubtitles) : nil
    return (DemoTitle(language: .german, main: main, subtitle: subtitle), [one, two, place])
  }

  private func spanish(_ kind: Kind, _ random: inout SeededGenerator) -> Parts {
    let (one, two) = distinctPair(ForeignWords.spanishNouns, &random)
    let place = random.pick(ForeignWords.spanishPlaces)
    let first = ForeignWords.spanishGenitive(one)
    let second = ForeignWords.spanishGenitive(two)
    let main =
      switch (kind, random.below(2)) {
      case (.book, 0): "\(DemoTitle.capitalised(one)) y \(two) \(place)"
      case (.book, _): "Historia \(first) y \(second) \(place)"
      case (.journal, 0): "Revista \(first) y \(second) \(place)"
      case (.journal, _): "Anales \(first) y \(second) \(place)"
      }
    let subtitle = kind == .book && random.chance(35) ? random.pick(Self.spanishSubtitles) : nil
    return (DemoTitle(language: .spanish, main: main, subtitle: subtitle), [one, two, place])
  }

  private static let frenchSubtitles = [
    "essai d'interprétation", "études réunies", "une enquête de terrain", "textes et débats",
  ]
  private static let germanSubtitles = [
    "Quellen und Deutungen", "eine Einführung", "gesammelte Aufsätze", "Festschrift und Übersicht",
  ]
  private static let spanishSubtitles = [
    "ensayos y documentos", "una introducción crítica", "estudios reunidos", "aproximación teórica",
  ]
}
