extension LibraryBuilder {
  /// Below this the planted cases alone would fill the library, and no host could be learned.
  static let fewestTitles = 300

  /// Makes everything, in an order that later steps rely on: records first, then what hangs on
  /// them, and the library's own order of rows last.
  mutating func build(titles wanted: Int) {
    let size = max(wanted, Self.fewestTitles)
    plantSpellings(size)
    plantSpecialTwins(size)
    plantInactiveTwins(size)
    plantLookalikes(size)
    plantVolumes(size)
    plantUnknownPlatforms(size)
    plantLocalOnly(size)
    plantTwoPortfoliosOnBib(size)
    plantWrongTypes()
    fillWithPlainTwins(upTo: size)
    hangOrders(size)
    hangRecordDetails(size)
    plantDatabases()
    plantNeverMade(size)
    plantOrphans(size)
    plantDeleted(size)
    fillZone(upTo: size * 15 / 4)
    noteCommonCases()
  }

  /// How often a case occurs: `count` times in the library of the usual 400 titles.
  func scaled(_ count: Int, _ size: Int) -> Int {
    max(count, count * size / 400)
  }

  /// A local copy and its active twin on the work's own platform.
  mutating func addTwin(
    of work: Work, identifier: IdentifierForm, zoneTitle: String? = nil
  ) -> Int {
    let twin = activate(work, title: zoneTitle)
    // A copy that knows the print number only shares none with a list of electronic numbers.
    if identifier == .printOnly, work.kind == .book {
      zone[twin].isbns = [work.printISBN, work.electronicISBN]
    }
    let url = platformURL(work)
    let local = addLocal(
      work, identifier: identifier, url: url, label: .twin, counterparts: [twin])
    noteIdentifier(identifier, work.kind, local)
    return local
  }

  private mutating func noteIdentifier(_ form: IdentifierForm, _ kind: Kind, _ local: Int) {
    switch form {
    case .none: return
    case .spoilt:
      note(.badIdentifier, local)
      return
    default: note(kind == .book ? .sharedISBN : .sharedISSN, local)
    }
    guard kind == .book else { return }
    switch form {
    case .qualified: note(.qualifiedISBN, local)
    case .printOnly: note(.printISBN, local)
    case .cancelled: note(.cancelledISBN, local)
    case .tenCharacters: note(.tenCharacterISBN, local)
    case .hyphenated: note(.hyphenatedISBN, local)
    default: break
    }
  }

  private mutating func fillWithPlainTwins(upTo size: Int) {
    var turn = 0
    while portfolios.count < size {
      // In turns, not by chance: every platform and every form occurs whatever the seed is.
      let form = IdentifierForm.ordinary[turn % IdentifierForm.ordinary.count]
      let local = addTwin(of: work(on: turn % Platform.all.count), identifier: form)
      turn += 1
      if bibs[portfolios[local].bib].kind == .book, random.chance(12) {
        bibs[portfolios[local].bib].edition = random.chance(70) ? "1st ed." : "2nd ed."
      }
      plainTwins.append(local)
    }
  }

  private mutating func fillZone(upTo size: Int) {
    while zone.count < size {
      let work = work(on: random.below(Platform.all.count))
      let inactive = fittingCollections(work, isActive: false)
      let collection = inactive.isEmpty || random.chance(80) ? nil : inactive[0]
      let first = activate(work, collection: collection, isAvailable: random.chance(95))
      let others = fittingCollections(work).filter { $0 != zone[first].collection }
      if random.chance(8), let other = others.first {
        _ = activateAgain(first, collection: other)
      }
    }
  }

  /// Cases that chance made, so that they are known for each portfolio that has them.
  private mutating func noteCommonCases() {
    for local in portfolios.indices where !portfolios[local].isDeleted {
      if bibs[portfolios[local].bib].printItems > 0 { note(.printHoldings, local) }
      if bibs[portfolios[local].bib].networkID != nil { note(.networkLinked, local) }
    }
  }
}
