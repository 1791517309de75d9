extension LibraryBuilder {
  private static let english = Platform.all.indices.filter { Platform.all[$0].language == .english }
  private static let foreign = Platform.all.indices.filter { Platform.all[$0].language != .english }

  /// Every other one has an identifier too: with it the spelling must not stand in the way,
  /// without it the spelling is all there is.
  private func identifier(_ turn: Int) -> IdentifierForm {
    turn.isMultiple(of: 2) ? .electronic : .none
  }

  mutating func plantSpellings(_ size: Int) {
    for turn in 0..<scaled(6, size) {
      let local = addTwin(of: work(on: turn % 8), identifier: identifier(turn))
      let bib = portfolios[local].bib
      bibs[bib].main = TitleNoise.slipped(bibs[bib].main)
      note(.typingSlip, local)
    }
    for turn in 0..<scaled(6, size) {
      let work = work(on: [0, 2, 6][turn % 3], kind: .book, need: .subtitle)
      let local = addTwin(of: work, identifier: identifier(turn))
      bibs[portfolios[local].bib].subtitle = nil
      note(.missingSubtitle, local)
    }
    for turn in 0..<scaled(5, size) {
      let platform = Self.english[turn % Self.english.count]
      let local = addTwin(
        of: work(on: platform, need: .conjunction), identifier: identifier(turn))
      let bib = portfolios[local].bib
      bibs[bib].main = TitleNoise.withAmpersand(bibs[bib].main)
      note(.ampersand, local)
    }
    for turn in 0..<scaled(6, size) {
      let platform = Self.foreign[turn % Self.foreign.count]
      let local = addTwin(of: work(on: platform, need: .diacritics), identifier: identifier(turn))
      let bib = portfolios[local].bib
      bibs[bib].main = TitleNoise.decomposed(bibs[bib].main)
      bibs[bib].subtitle = bibs[bib].subtitle.map(TitleNoise.decomposed)
      note(.decomposedDiacritics, local)
    }
    plantArticles(size)
  }

  private mutating func plantArticles(_ size: Int) {
    for turn in 0..<scaled(5, size) {
      let platform = Self.english[turn % Self.english.count]
      let work = work(on: platform, need: .article)
      var bare = work.title
      bare.main = String(bare.main.dropFirst(bare.article.count))
      let local = addTwin(of: work, identifier: identifier(turn), zoneTitle: bare.zoneForm)
      // A catalogue that never counted the article is as common as one that did.
      if turn.isMultiple(of: 2) { bibs[portfolios[local].bib].nonfiling = 0 }
      note(.leadingArticle, local)
    }
  }

  mutating func plantSpecialTwins(_ size: Int) {
    for turn in 0..<scaled(10, size) {
      note(.titleOnly, addTwin(of: work(on: turn % 8), identifier: .none))
    }
    for turn in 0..<scaled(4, size) {
      _ = addTwin(of: work(on: [2, 3, 4, 7][turn % 4]), identifier: .spoilt)
    }
    for turn in 0..<scaled(6, size) {
      let local = addTwin(of: work(on: [0, 6][turn % 2]), identifier: .electronic)
      let first = portfolios[local].counterparts[0]
      let others = collections.indices.filter {
        collections[$0].platform == collections[zone[first].collection].platform
          && $0 != zone[first].collection
      }
      portfolios[local].counterparts.append(activateAgain(first, collection: others[0]))
      note(.twoTwins, local)
    }
    for turn in 0..<scaled(6, size) {
      let local = addTwin(
        of: work(on: turn % 8), identifier: turn.isMultiple(of: 2) ? .electronic : .none)
      putOnSameBib(local)
      note(.sameBib, local)
    }
  }

  /// The counterpart moves to the local bib: the report then shows that bib's title and numbers.
  mutating func putOnSameBib(_ local: Int) {
    let bib = bibs[portfolios[local].bib]
    for counterpart in portfolios[local].counterparts {
      zone[counterpart].mmsID = bib.mmsID
      zone[counterpart].title = bib.reportTitle
      zone[counterpart].isbns = bib.isbns.map(\.text)
      zone[counterpart].issns = bib.issns.map(\.text)
    }
  }

  mutating func plantInactiveTwins(_ size: Int) {
    for turn in 0..<scaled(8, size) {
      let work = work(on: turn % 8)
      let twin = activate(work, isAvailable: false)
      note(.inactiveTwin, addInactive(work, twin))
    }
    let closed = collections.indices.filter { !collections[$0].package.isActive }
    for turn in 0..<scaled(6, size) {
      let collection = closed[turn % closed.count]
      let work = work(
        on: collections[collection].platform, kind: collections[collection].package.kind)
      let twin = activate(work, collection: collection)
      note(.inactiveCollection, addInactive(work, twin))
    }
  }

  private mutating func addInactive(_ work: Work, _ twin: Int) -> Int {
    let url = platformURL(work)
    return addLocal(
      work, identifier: .electronic, url: url, label: .inactiveTwin, counterparts: [twin])
  }
}
