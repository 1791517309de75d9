import Identifiers

/// Compares titles; of a title in two scripts, the form that agrees best counts.
enum TitlePair {
  /// Titles of so few words are carried by many works: "Poems", "Annual report".
  private static let shortTitle = 2
  // Shares of words in common that part the levels.
  private static let nearlyAll = 0.8
  private static let most = 0.6
  private static let mostOfShorter = 0.75
  private static let some = 0.4
  private static let few = 0.2

  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard let best = best(a, b) else { return [] }
    return [PairFinding(best)]
  }

  /// The best level of all pairs of titles; nil where a record has none.
  static func best(_ a: PairFacts, _ b: PairFacts) -> PairLevel? {
    let levels = a.titles.flatMap { left in b.titles.map { level(left, $0) } }
    return levels.max { PairWeights.points(of: $0) < PairWeights.points(of: $1) }
  }

  private static func level(_ a: PairFacts.Title, _ b: PairFacts.Title) -> PairLevel {
    let agreement = TitleComparison.compare(a.facts, b.facts)
    let whole = WordOverlap(a.words, b.words)
    let isShort = min(Set(a.words).count, Set(b.words).count) <= shortTitle
    switch agreement.difference {
    case .none, .article: return isShort ? .titleSameShort : .titleSame
    case .slip:
      // A word written as two; a slip in a word is left to the words, since Iran is none for Iraq.
      if a.words.count != b.words.count { return isShort ? .titleSameShort : .titleSame }
    case .subtitle, .words, .beginning, .different: break
    }
    if whole.ofAll >= 1 { return isShort ? .titleSameShort : .titleSame }
    if whole.ofAll >= nearlyAll { return .titleNearlySame }
    let proper = WordOverlap(a.mainWords, b.mainWords)
    if proper.ofAll >= 1 {
      let count = min(Set(a.mainWords).count, Set(b.mainWords).count)
      return count <= shortTitle ? .titleProperSameShort : .titleProperSame
    }
    if whole.ofShorter >= 1 { return .titleContained }
    let share = max(whole.ofAll, proper.ofAll)
    if share >= most { return .titleMostWords }
    if whole.ofShorter >= mostOfShorter { return .titleMostOfShorter }
    if share >= some { return .titleSomeWords }
    return share >= few ? .titleFewWords : .titleOther
  }
}
