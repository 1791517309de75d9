import Identifiers

/// Compares identifiers, where both records have them.
///
/// A set's ISBN stands on every volume, a reused one on another title, and an OCLC number on what a
/// library attached to the wrong record: where parts, editions or titles contradict, a shared number
/// is no evidence.
enum IdentifierPair {
  private struct Levels {
    let shared: PairLevel
    let across: PairLevel
    let other: PairLevel
  }

  private static let kinds: [(IdentifierKind, Levels)] = [
    (.isbn, Levels(shared: .isbnShared, across: .isbnAcross, other: .isbnOther)),
    (.issn, Levels(shared: .issnShared, across: .issnAcross, other: .issnOther)),
    (.oclc, Levels(shared: .oclcShared, across: .oclcAcross, other: .oclcOther)),
    (.lccn, Levels(shared: .lccnShared, across: .lccnShared, other: .lccnOther)),
  ]

  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    kinds.compactMap { kind, levels in
      let left = a.identifiers.filter { $0.kind == kind }
      let right = b.identifiers.filter { $0.kind == kind }
      guard !left.isEmpty, !right.isEmpty else { return nil }
      let shared = left.filter { one in right.contains { $0.key == one.key } }
      guard let best = shared.first(where: { isOwn($0, left, right) }) ?? shared.first else {
        // A number of another form in one record says nothing of the one that is compared.
        let areOwn = left.contains(where: \.isOwn) && right.contains(where: \.isOwn)
        return areOwn ? PairFinding(levels.other) : nil
      }
      if let reason = reasonAgainst(a, b, shared, right) {
        return PairFinding(.identifierSetAside, "\(name(kind)) \(best.text), since \(reason)")
      }
      return PairFinding(isOwn(best, left, right) ? levels.shared : levels.across, best.text)
    }
  }

  private static func isOwn(
    _ identifier: PairIdentifier, _ left: [PairIdentifier], _ right: [PairIdentifier]
  ) -> Bool {
    [left, right].allSatisfy { $0.contains { $0.key == identifier.key && $0.isOwn } }
  }

  private static func reasonAgainst(
    _ a: PairFacts, _ b: PairFacts, _ shared: [PairIdentifier], _ right: [PairIdentifier]
  ) -> String? {
    if PartPair.contradict(a, b) { return "the parts differ" }
    if EditionPair.contradict(a, b) { return "the editions differ" }
    let isOfSet = shared.allSatisfy { one in
      one.isOfSet || right.contains { $0.key == one.key && $0.isOfSet }
    }
    if isOfSet { return "it is of a set or a volume" }
    let title = TitlePair.best(a, b)
    return title == .titleOther || title == .titleFewWords ? "the titles differ" : nil
  }

  private static func name(_ kind: IdentifierKind) -> String {
    kind == .oclc ? "OCLC number" : kind.rawValue.uppercased()
  }
}
