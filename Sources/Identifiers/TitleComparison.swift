/// What two titles differ in.
package enum TitleDifference: String, CaseIterable, Sendable {
  case none, article, subtitle, slip, words
  /// One is the beginning of the other, which was cut off or has something added.
  case beginning
  case different
}

/// How far two titles agree.
package struct TitleAgreement: Equatable, Sendable {
  /// 1 for equal titles, 0 for titles without a word in common.
  package var similarity: Double
  /// What they differ in.
  package var difference: TitleDifference
  /// Whether they may be one title: nothing differs but an article, a subtitle or a slip.
  package var isCompatible: Bool {
    switch difference {
    case .none, .article, .subtitle, .slip: true
    case .words, .beginning, .different: false
    }
  }

  /// An agreement of this measure.
  package init(similarity: Double, difference: TitleDifference) {
    self.similarity = similarity
    self.difference = difference
  }
}

/// Compares two titles by their keys; part and edition are compared elsewhere.
package enum TitleComparison {
  /// How far two titles agree, and in what they differ.
  package static func compare(_ a: TitleFacts, _ b: TitleFacts) -> TitleAgreement {
    guard !a.fullKey.isEmpty, !b.fullKey.isEmpty else {
      return TitleAgreement(similarity: 0, difference: .different)
    }
    if a.fullKey == b.fullKey { return TitleAgreement(similarity: 1, difference: .none) }
    if differByArticle(a.fullKey, b.fullKey) {
      return TitleAgreement(similarity: 0.99, difference: .article)
    }
    let oneHasNoSubtitle = a.subtitle.isEmpty || b.subtitle.isEmpty
    if a.mainKey == b.mainKey || a.fullKey == b.mainKey || b.fullKey == a.mainKey {
      if oneHasNoSubtitle || isBeginning(a.subtitle, of: b.subtitle) {
        return TitleAgreement(similarity: 0.95, difference: .subtitle)
      }
    }
    if differByBlanks(a.fullKey, b.fullKey) {
      return TitleAgreement(similarity: 0.98, difference: .slip)
    }
    if let slip = slip(a.fullKey, b.fullKey) { return slip }
    if oneHasNoSubtitle {
      if differByArticle(a.mainKey, b.mainKey) {
        return TitleAgreement(similarity: 0.94, difference: .article)
      }
      if var slip = slip(a.mainKey, b.mainKey) {
        slip.similarity *= 0.95
        return slip
      }
    }
    return byWords(a.fullKey, b.fullKey)
  }

  private static func slip(_ a: [UInt8], _ b: [UInt8]) -> TitleAgreement? {
    guard let distance = TitleSlip.distance(a, b) else { return nil }
    let similarity = 1 - Double(distance) / Double(max(a.count, b.count))
    return TitleAgreement(similarity: similarity, difference: .slip)
  }

  // An article that only one side's non-filing count, or neither, took off.
  private static func differByArticle(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (longer, shorter) = a.count > b.count ? (a, b) : (b, a)
    let article = longer.count - shorter.count - 1
    guard (1...5).contains(article), longer[article] == 0x20,
      longer[(article + 1)...].elementsEqual(shorter)
    else { return false }
    let roles = WordList.shared.meaning(longer.span.extracting(0..<article)).roles
    return !roles.isDisjoint(with: [.article, .foreignArticle])
  }

  // An apostrophe or a hyphen that one side has lost: "l occident", "co operation". Numbers must
  // stand by themselves on both sides: 1 12 is not 11 2.
  private static func differByBlanks(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.lazy.filter({ $0 != 0x20 }).elementsEqual(b.lazy.filter { $0 != 0x20 }) else {
      return false
    }
    func numbers(_ key: [UInt8]) -> [ArraySlice<UInt8>] {
      key.split(separator: 0x20).filter { $0.contains(where: \.isDigit) }
    }
    return numbers(a) == numbers(b)
  }

  // Whether one title is the other with words added, or cut off: in the midst of a word only
  // behind so many letters that few titles share them.
  private static func isBeginning(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (longer, shorter) = a.count > b.count ? (a, b) : (b, a)
    guard longer.count > shorter.count, longer.starts(with: shorter) else { return false }
    return longer[shorter.count] == 0x20 || shorter.count >= 40
  }

  // Whether one subtitle is the other cut off behind a word.
  private static func isBeginning(_ a: ArraySlice<UInt8>, of b: ArraySlice<UInt8>) -> Bool {
    let (longer, shorter) = a.count > b.count ? (a, b) : (b, a)
    guard longer.starts(with: shorter) else { return false }
    return longer.count == shorter.count || longer[longer.startIndex + shorter.count] == 0x20
  }

  private static func byWords(_ a: [UInt8], _ b: [UInt8]) -> TitleAgreement {
    let left = words(a)
    let right = words(b)
    var shared = 0
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] { shared += 1 }
      let advanceLeft = left[i] <= right[j]
      if right[j] <= left[i] { j += 1 }
      if advanceLeft { i += 1 }
    }
    let overlap = Double(shared) / Double(max(1, left.count + right.count - shared))
    if overlap >= 0.8, a.filter(\.isDigit).sorted() == b.filter(\.isDigit).sorted() {
      return TitleAgreement(similarity: min(overlap, 0.94), difference: .words)
    }
    return TitleAgreement(
      similarity: min(overlap, 0.79), difference: isBeginning(a, b) ? .beginning : .different)
  }

  // The different words as hashes in order.
  private static func words(_ key: [UInt8]) -> [Int64] {
    var words: [Int64] = []
    let bytes = key.span
    var start = 0
    for offset in 0...bytes.count where offset == bytes.count || bytes[offset] == 0x20 {
      if offset > start { words.append(Packing.text(bytes.extracting(start..<offset))) }
      start = offset + 1
    }
    words.sort()
    var kept = 0
    for word in words where kept == 0 || words[kept - 1] != word {
      words[kept] = word
      kept += 1
    }
    words.removeLast(words.count - kept)
    return words
  }
}
