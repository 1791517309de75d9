/// Compares years of publication: that of 008, and all that the imprint shows.
///
/// A serial's year is when it began; cataloguers who have not seen the first issue give another.
enum YearPair {
  private static let near = 4

  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard let left = a.mainYears.min(), let right = b.mainYears.min() else { return [] }
    let shared = a.mainYears.intersection(b.mainYears).min()
    let values = shared.map { "\($0)" } ?? "\(left), \(right)"
    let gap = gap(a, b)
    if a.issuance == .serial || b.issuance == .serial {
      return [PairFinding(gap == 0 ? .startSame : .startOther, values)]
    }
    if shared != nil { return [PairFinding(.yearSame, values)] }
    switch gap {
    case 0: return [PairFinding(.yearShared, values)]
    case 1: return [PairFinding(.yearNext, values)]
    case ...near: return [PairFinding(.yearNear, values)]
    default: return [PairFinding(.yearFar, values)]
    }
  }

  /// Years between the nearest years of both; 0 where one lies in the other's range.
  private static func gap(_ a: PairFacts, _ b: PairFacts) -> Int {
    if isWithin(a, b) || isWithin(b, a) { return 0 }
    return a.years.flatMap { year in b.years.map { abs(year - $0) } }.min() ?? 0
  }

  private static func isWithin(_ a: PairFacts, _ b: PairFacts) -> Bool {
    guard let range = b.yearRange else { return false }
    return a.years.contains(where: range.contains)
  }
}
