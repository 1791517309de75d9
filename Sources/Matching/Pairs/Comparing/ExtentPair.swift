/// Compares pages and volumes (300 $a) and height (300 $c).
enum ExtentPair {
  /// Cataloguers count plates and unnumbered pages in or out: so many pages, or this share.
  private static let nearPages = 4
  private static let nearShare = 0.02
  private static let similarShare = 0.08

  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    volumes(a, b) + pages(a, b) + heights(a, b)
  }

  /// "v." without a number is a set that was not complete: it says no number of volumes.
  private static func volumes(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    if a.volumes.isEmpty != b.volumes.isEmpty {
      let bound = a.volumes.isEmpty ? b : a
      let other = a.volumes.isEmpty ? a : b
      // One volume has pages, whoever counts what.
      let isSet = bound.pages.isEmpty && bound.volumes != [1] && !other.pages.isEmpty
      return isSet ? [PairFinding(.volumesAndPages)] : []
    }
    guard let left = a.volumes.max(), let right = b.volumes.max() else { return [] }
    if let shared = a.volumes.intersection(b.volumes).max(), shared > 0 {
      return [PairFinding(.volumesSame, "\(shared)")]
    }
    guard !a.volumes.contains(0), !b.volumes.contains(0) else { return [] }
    return [PairFinding(.volumesOther, "\(left), \(right)")]
  }

  private static func pages(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard a.issuance != .serial, b.issuance != .serial, let left = a.pages.max(),
      let right = b.pages.max()
    else { return [] }
    let values = left == right ? "\(left)" : "\(left), \(right)"
    if left == right { return [PairFinding(.pagesSame, values)] }
    if !a.pages.isDisjoint(with: b.pages) { return [PairFinding(.pagesShared, values)] }
    let gap = abs(left - right)
    let share = Double(gap) / Double(max(left, right))
    if gap <= nearPages || share <= nearShare { return [PairFinding(.pagesNear, values)] }
    return [PairFinding(share <= similarShare ? .pagesSimilar : .pagesOther, values)]
  }

  private static func heights(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard let left = a.heights.max(), let right = b.heights.max() else { return [] }
    if let shared = a.heights.intersection(b.heights).max() {
      return [PairFinding(.heightSame, "\(shared)")]
    }
    let isNear = a.heights.contains { height in b.heights.contains { abs(height - $0) == 1 } }
    return [PairFinding(isNear ? .heightNear : .heightOther, "\(left), \(right)")]
  }
}
