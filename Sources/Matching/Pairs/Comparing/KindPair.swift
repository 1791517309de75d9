/// Compares what the records are of: language, serial or not, to be read or heard.
///
/// Print and electronic are not told apart: the same edition is catalogued as either.
enum KindPair {
  static func compare(_ a: PairFacts, _ b: PairFacts) -> [PairFinding] {
    var findings: [PairFinding] = []
    if !a.language.isEmpty, !b.language.isEmpty, a.language != b.language {
      findings.append(PairFinding(.languageOther, "\(a.language), \(b.language)"))
    }
    if let left = a.issuance, let right = b.issuance, left != right {
      findings.append(PairFinding(.issuanceOther))
    }
    if let left = a.medium, let right = b.medium, left != right {
      findings.append(PairFinding(.mediumOther, "\(left.rawValue), \(right.rawValue)"))
    }
    return findings
  }
}
