/// Compares edition statements, by their numbers where they have any.
enum EditionPair {
  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    let values = "\(list(a)), \(list(b))"
    if !a.editions.isDisjoint(with: b.editions) {
      return [PairFinding(.editionSame, list(a.editions.intersection(b.editions)))]
    }
    if !a.editions.isEmpty, !b.editions.isEmpty { return [PairFinding(.editionOther, values)] }
    if !a.editionStatements.isEmpty, !b.editionStatements.isEmpty {
      let isSame = !a.editionStatements.isDisjoint(with: b.editionStatements)
      return [PairFinding(isSame ? .editionWordsSame : .editionUnclear)]
    }
    // Who states no edition mostly has the first.
    let stated = a.editions.union(b.editions)
    if let number = stated.min(), number > 1 { return [PairFinding(.editionLaterOnly, values)] }
    let isRevised = [a, b].contains { facts in
      facts.editionStatements.contains { !$0.isDisjoint(with: PairWords.revision) }
    }
    return isRevised ? [PairFinding(.editionRevisedOnly)] : []
  }

  /// Whether both records state an edition by its number, and not the same.
  static func contradict(_ a: PairFacts, _ b: PairFacts) -> Bool {
    compare(a, b).contains { $0.level == .editionOther }
  }

  private static func list(_ facts: PairFacts) -> String { list(facts.editions) }

  private static func list(_ numbers: Set<Int>) -> String {
    numbers.isEmpty ? "none" : numbers.sorted().map(String.init).joined(separator: " ")
  }
}
