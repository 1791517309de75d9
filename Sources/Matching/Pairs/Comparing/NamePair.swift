import Identifiers

/// Compares authors: main entries with each other, with the added entries, and with the statement
/// of responsibility, since one cataloguer's author is another's editor.
enum NamePair {
  private static let similar = 0.6

  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    var levels: [PairLevel] = []
    for left in a.authors { for right in b.authors { levels.append(level(left, right)) } }
    for name in a.authors { levels += elsewhere(name, in: b) }
    for name in b.authors { levels += elsewhere(name, in: a) }
    let best = levels.max { PairWeights.points(of: $0) < PairWeights.points(of: $1) }
    guard let best else { return [] }
    let values = [a, b].compactMap(\.authors.first).map { $0.words.joined(separator: " ") }
    return [PairFinding(best, best == .nameOther ? values.joined(separator: ", ") : "")]
  }

  private static func level(_ a: PairFacts.Name, _ b: PairFacts.Name) -> PairLevel {
    let overlap = WordOverlap(a.words, b.words)
    if overlap.ofAll >= 1 { return .nameSame }
    if WordOverlap(a.surname, b.surname).ofAll >= 1 {
      return fit(a.forenames, b.forenames) ? .nameFits : .nameSurname
    }
    // Ministries and universities share their small words.
    let telling = WordOverlap(PairWords.telling(a.words), PairWords.telling(b.words))
    return telling.ofAll >= similar || overlap.ofShorter >= 1 ? .nameSimilar : .nameOther
  }

  /// "J. R." fits "John Ronald", and a name without forenames any.
  private static func fit(_ a: [String], _ b: [String]) -> Bool {
    zip(a, b).allSatisfy { $0.hasPrefix($1) || $1.hasPrefix($0) || FoldedWords.areAlike($0, $1) }
  }

  private static func elsewhere(_ name: PairFacts.Name, in other: PairFacts) -> [PairLevel] {
    var levels: [PairLevel] = []
    let isAdded = other.addedNames.contains { added in
      [.nameSame, .nameFits, .nameSimilar].contains(level(name, added))
    }
    if isAdded { levels.append(.nameAdded) }
    if name.surname.allSatisfy(other.responsibility.contains) { levels.append(.nameInStatement) }
    return levels
  }
}
