extension LibraryBuilder {
  /// What a record or a portfolio says beyond its title, one kind of thing on each.
  mutating func hangRecordDetails(_ size: Int) {
    for local in takePlainTwins(scaled(4, size)) {
      portfolios[local].licence = random.pick(["PRS-LIC-0017", "PRS-LIC-0023", "CONSORTIUM-2014"])
      note(.licence, local)
    }
    for local in takePlainTwins(scaled(4, size), kind: .journal) {
      portfolios[local].coverage = "Available from \(bibs[portfolios[local].bib].year) until 2014"
      note(.localCoverage, local)
    }
    for local in takePlainTwins(scaled(4, size)) {
      bibs[portfolios[local].bib].printItems = random.number(in: 1...5)
    }
    for local in takePlainTwins(scaled(4, size)) {
      bind(portfolios[local].bib)
      note(.boundWith, local)
    }
    for local in takePlainTwins(scaled(3, size)) {
      bibs[portfolios[local].bib].unionNumber = otherBibNumber(than: portfolios[local].bib)
      note(.unionNumberTrap, local)
    }
    for local in takePlainTwins(scaled(3, size)) {
      bibs[portfolios[local].bib].otherLibraryNumber =
        otherBibNumber(than: portfolios[local].bib)
      note(.otherLibraryNumber, local)
    }
    for local in takePlainTwins(scaled(4, size), kind: .book) {
      bibs[portfolios[local].bib].links.append(
        LocalBib.Link(
          url: "http://www.contents.example/catdir/toc/\(unusedDigits(6)).html",
          secondIndicator: "2", note: "", materials: "Table of contents"))
      note(.tableOfContentsLink, local)
    }
    for local in takePlainTwins(scaled(3, size)) {
      listedAgain.append(portfolios[local].bib)
      note(.listedTwice, local)
    }
  }

  mutating func bind(_ bib: Int) {
    bibs[bib].hostItem = random.pick(["Pamphlets", "Tracts and sermons", "Prairie broadsides"])
    bibs[bib].hostNumber = unusedDigits(6)
  }

  private mutating func otherBibNumber(than bib: Int) -> String {
    let other = (bib + 1 + random.below(bibs.count - 1)) % bibs.count
    return String(bibs[other].number)
  }
}
