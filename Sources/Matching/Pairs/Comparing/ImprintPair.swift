/// Compares publisher and place.
enum ImprintPair {
  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    publisher(a, b) + place(a, b)
  }

  private static func publisher(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard !a.publisher.isEmpty, !b.publisher.isEmpty else { return [] }
    let share = WordOverlap(a.publisher, b.publisher).ofShorter
    if share >= 1 { return [PairFinding(.publisherSame)] }
    if share > 0 { return [PairFinding(.publisherPartly)] }
    return [PairFinding(.publisherOther, "\(a.publisherText), \(b.publisherText)")]
  }

  private static func place(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    guard !a.place.isEmpty, !b.place.isEmpty else { return [] }
    if WordOverlap(a.place, b.place).ofShorter > 0 { return [PairFinding(.placeSame)] }
    return [PairFinding(.placeOther, "\(a.placeText), \(b.placeText)")]
  }
}
