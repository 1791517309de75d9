import GRDB

/// Whether the bibs of both copies name one author, publisher and extent, by the comparisons that
/// `almanac match pairs` makes; neutral where one of them says nothing.
struct BibAgreement {
  enum Answer: String { case agree, contradict, neutral }

  let authors: Answer
  let publishers: Answer
  let extents: Answer

  /// - Parameter pair: a row of the view agreement_input.
  init(_ pair: Row) {
    let local = PairFacts(
      author: pair["local_author"], publisher: pair["local_publisher"],
      extent: pair["local_extent"])
    let cz = PairFacts(
      author: pair["cz_author"], publisher: pair["cz_publisher"], extent: pair["cz_extent"])
    authors = Self.answer(NamePair.compare(local, cz), contradiction: [.nameOther])
    publishers = Self.answer(ImprintPair.compare(local, cz), contradiction: [.publisherOther])
    extents = Self.answer(
      ExtentPair.compare(local, cz), contradiction: [.pagesOther, .volumesOther, .volumesAndPages])
  }

  private static func answer(_ findings: [PairFinding], contradiction: Set<PairLevel>) -> Answer {
    if findings.isEmpty { return .neutral }
    return findings.contains { contradiction.contains($0.level) } ? .contradict : .agree
  }
}

extension PairFacts {
  /// What a loaded bib says of author, publisher and extent.
  fileprivate init(author: String?, publisher: String?, extent: String?) {
    self.init()
    if let author, !author.isEmpty { authors = [Name(author)].filter { !$0.surname.isEmpty } }
    if let publisher {
      self.publisher = PairWords.publisher(publisher)
      publisherText = PairWords.bare(publisher)
    }
    guard let extent else { return }
    let numbers = PairExtent(extent)
    pages = numbers.pages
    volumes = numbers.volumes
  }
}
