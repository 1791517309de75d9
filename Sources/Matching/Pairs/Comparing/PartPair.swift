import Identifiers

/// Compares the parts that titles name, and the numbers in titles: volume 1 is not volume 2, the
/// census of 1910 not that of 1920.
enum PartPair {
  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    parts(a, b) + numbers(a, b)
  }

  /// Whether both records name parts, and not the same.
  static func contradict(_ a: PairFacts, _ b: PairFacts) -> Bool {
    parts(a, b).contains { $0.level == .partOther }
  }

  /// A part on one side only says nothing: the other may name it in a field that nobody filled.
  private static func parts(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    let left = Set(a.titles.map(\.facts.part).filter { !$0.isEmpty })
    let right = Set(b.titles.map(\.facts.part).filter { !$0.isEmpty })
    guard let one = left.min(by: isBefore), let other = right.min(by: isBefore) else {
      let isSet = left.isEmpty ? isSet(a, besides: b) : isSet(b, besides: a)
      return isSet && left != right ? [PairFinding(.setAndVolume)] : []
    }
    guard left.isDisjoint(with: right) else { return [PairFinding(.partSame, text(one))] }
    return [PairFinding(.partOther, "\(text(one)), \(text(other))")]
  }

  /// Whether a record counts several volumes where the other, a part of something, counts none.
  private static func isSet(_ facts: PairFacts, besides part: PairFacts) -> Bool {
    part.volumes.subtracting([1]).isEmpty && (facts.volumes.max() ?? 0) > 1
  }

  /// A number that one title has besides those of both says little: a subtitle with a year.
  private static func numbers(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    let left = a.titles.map(numbers)
    let right = b.titles.map(numbers)
    let mayAgree = left.contains { one in
      right.contains { one.isSubset(of: $0) || $0.isSubset(of: one) }
    }
    guard !mayAgree, let one = left.first, let other = right.first else { return [] }
    return [PairFinding(.numbersOther, "\(list(one)), \(list(other))")]
  }

  /// Numbers in a title, part designations included.
  private static func numbers(of title: PairFacts.Title) -> Set<Int> {
    FoldedWords.numbers(ofKey: title.facts.fullKey + [0x20] + title.facts.part)
  }

  private static func list(_ numbers: Set<Int>) -> String {
    numbers.sorted().map(String.init).joined(separator: " ")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func isBefore(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.lexicographicallyPrecedes(b)
  }
}
