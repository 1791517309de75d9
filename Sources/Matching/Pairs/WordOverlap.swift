import Identifiers

/// How many words two texts share, a slip of the keyboard counting as shared.
struct WordOverlap {
  /// Shared words among all different words of both: 1 for the same words, 0 for none in common.
  let ofAll: Double
  /// Shared words among those of the text that has fewer.
  let ofShorter: Double

  init(_ a: [String], _ b: [String]) {
    let left = Set(a)
    let right = Set(b)
    guard !left.isEmpty, !right.isEmpty else {
      ofAll = 0
      ofShorter = 0
      return
    }
    let equal = left.intersection(right)
    let restOfLeft = left.subtracting(equal).sorted()
    let restOfRight = right.subtracting(equal).sorted()
    // Which words pair up may depend on the side that one begins with; the better way counts.
    let shared =
      equal.count
      + max(Self.alike(restOfLeft, restOfRight), Self.alike(restOfRight, restOfLeft))
    ofAll = Double(shared) / Double(left.count + right.count - shared)
    ofShorter = Double(shared) / Double(min(left.count, right.count))
  }

  private static func alike(_ a: [String], _ b: [String]) -> Int {
    var rest = b
    var count = 0
    for word in a {
      guard let index = rest.firstIndex(where: { FoldedWords.areAlike(word, $0) }) else { continue }
      rest.remove(at: index)
      count += 1
    }
    return count
  }
}
