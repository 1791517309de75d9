/// How far two records speak of the same edition: a sum of points, one for each thing compared.
package struct PairScore: Sendable, Equatable {
  /// The sum; the records are taken for the same where it is above 0.
  package let points: Int
  /// What was found, in the order of the comparisons.
  package let findings: [PairFinding]

  /// Compares two records; which of them comes first makes no difference to the points.
  package init(_ a: PairFacts, _ b: PairFacts) {
    var found =
      TitlePair.compare(a, b) + PartPair.compare(a, b) + NamePair.compare(a, b)
      + YearPair.compare(a, b) + EditionPair.compare(a, b) + ExtentPair.compare(a, b)
      + ImprintPair.compare(a, b) + KindPair.compare(a, b) + IdentifierPair.compare(a, b)
    if found.count == 1, PairWeights.titlesThatNeedMore.contains(found[0].level) {
      found.append(PairFinding(.titleAlone))
    }
    if found.contains(where: { $0.level == .nameOther }),
      let title = found.firstIndex(where: { PairWeights.titlesThatNeedMore.contains($0.level) })
    {
      found[title] = PairFinding(.titleShortOtherName)
    }
    findings = found
    points = found.reduce(PairWeights.start) { $0 + PairWeights.points(of: $1.level) }
  }

  /// Whether the records are taken for the same edition.
  package var isSame: Bool { points > 0 }

  /// The sum in words, what counts most first: "title the same +31; years differ (1959, 1967) -40".
  package var why: String {
    let counted = findings.enumerated()
      .map { (place: $0, points: PairWeights.points(of: $1.level), finding: $1) }
      .filter { $0.points != 0 || $0.finding.level == .identifierSetAside }
      .sorted { (-abs($0.points), $0.place) < (-abs($1.points), $1.place) }
    let parts = counted.map { entry in
      let detail = entry.finding.detail.isEmpty ? "" : " (\(entry.finding.detail))"
      return "\(entry.finding.level.rawValue)\(detail) \(Self.signed(entry.points))"
    }
    return (parts + ["to begin with \(Self.signed(PairWeights.start))"]).joined(separator: "; ")
  }

  private static func signed(_ points: Int) -> String { points > 0 ? "+\(points)" : "\(points)" }
}
