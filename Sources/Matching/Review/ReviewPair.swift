/// A local portfolio and a Community Zone portfolio, of which a person says whether they are one
/// title.
package struct ReviewPair: Hashable, Sendable, CustomStringConvertible {
  /// Id of the local portfolio.
  package let portfolioID: String
  /// Id of the Community Zone portfolio.
  package let candidateID: String

  /// Both ids with a colon between them, as the sheet and `duplicates/needs-review` write them.
  package var description: String { "\(portfolioID):\(candidateID)" }

  /// nil where the text is not two ids of digits with a colon between them.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.trimmingSpaces() }
    guard parts.count == 2,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    portfolioID = parts[0]
    candidateID = parts[1]
  }
}

/// What a person may say of a pair.
package enum ReviewDecision: String, CaseIterable, Sendable {
  /// They are one title; gates are asked all the same.
  case accept
  /// They are not; the next best candidate may be.
  case reject
  /// Looked at, not decided.
  case later
}

/// A decision, as it is handed in.
package struct ReviewVerdict: Sendable {
  /// What it is of.
  package let pair: ReviewPair
  /// What was decided.
  package let decision: ReviewDecision
  /// In the person's words; may be empty.
  package let note: String
  /// The sheet's mark of what the records said when it was written; nil where there was no sheet.
  package let seen: String?

  package init(
    _ pair: ReviewPair, _ decision: ReviewDecision, note: String = "", seen: String? = nil
  ) {
    self.pair = pair
    self.decision = decision
    self.note = note
    self.seen = seen
  }
}

extension StringProtocol {
  /// Without spaces, tabs and no-break spaces at both ends.
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{A0}" || $0 == "\u{FEFF}" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
