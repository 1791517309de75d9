extension LibraryBuilder {
  private static let genericTitles = [
    "Annual report", "Collected papers", "Working papers", "Selected works", "Statistical yearbook",
  ]

  mutating func plantLookalikes(_ size: Int) {
    // Taken in turns from all platforms, so that no interface has half of the host's votes.
    for turn in 0..<scaled(24, size) {
      let local = addElsewhere(work(on: turn % 8), turn % 6 == 5 ? .none : .electronic)
      note(.otherPlatform, local)
    }
    for turn in 0..<scaled(4, size) {
      let local = addElsewhere(work(on: (turn + 3) % 8), .electronic)
      putOnSameBib(local)
      note(.sameBibOtherPlatform, local)
    }
    for turn in 0..<scaled(6, size) {
      let later = work(on: [0, 2, 3, 4, 6, 7][turn % 6], kind: .book)
      let earlier = reissued(later, year: later.year - 6)
      let title = turn.isMultiple(of: 2) ? later.title.zoneForm + " (4th Edition)" : nil
      let counterpart = activate(later, title: title)
      let url = platformURL(earlier)
      let local = addLocal(
        earlier, identifier: .qualified, url: url, label: .otherEdition,
        counterparts: [counterpart])
      bibs[portfolios[local].bib].edition = turn.isMultiple(of: 3) ? "2nd ed., rev." : "3rd ed."
      note(.otherEdition, local)
    }
    for (turn, generic) in Self.genericTitles.enumerated() {
      var named = work(on: [1, 2, 5][turn % 3], kind: .journal)
      named.title = DemoTitle(language: .english, main: generic, subtitle: nil)
      _ = activate(named)
      let url = platformURL(reissued(named, year: named.year))
      note(.genericTitle, addLocal(named, identifier: .none, url: url, label: .none))
    }
  }

  private mutating func addElsewhere(_ work: Work, _ identifier: IdentifierForm) -> Int {
    let counterpart = activate(work)
    let url = aggregatorURL()
    return addLocal(
      work, identifier: identifier, url: url, label: .otherPlatform, counterparts: [counterpart])
  }

  /// The same title as another publication: all its numbers are its own.
  mutating func reissued(_ work: Work, year: Int) -> Work {
    Work(
      title: work.title, kind: work.kind, platform: work.platform,
      printISBN: isbn(work.title.language), electronicISBN: isbn(work.title.language),
      printISSN: issn(), onlineISSN: issn(), year: year, family: work.family,
      givenName: work.givenName, item: unusedDigits(6))
  }

  mutating func plantVolumes(_ size: Int) {
    for turn in 0..<scaled(6, size) {
      let second = work(on: [0, 2, 6, 4][turn % 4], kind: .book)
      let first = reissued(second, year: second.year - 1)
      _ = activate(second, title: second.title.zoneForm + ", Volume 2")
      let url = platformURL(first)
      let local = addLocal(first, identifier: .qualified, url: url, label: .none)
      bibs[portfolios[local].bib].part = "v. 1"
      note(.anotherVolume, local)
    }
    for turn in 0..<scaled(2, size) {
      plantSet(on: [0, 6][turn % 2])
    }
  }

  /// Four local volumes of a set, of which the platform has three, all with the set's ISBN.
  private mutating func plantSet(on platform: Int) {
    let set = work(on: platform, kind: .book)
    for number in 1...4 {
      let volume = reissued(set, year: set.year + number)
      var counterparts: [Int] = []
      if number < 4 {
        let twin = activate(volume, title: set.title.zoneForm + ", Volume \(number)")
        zone[twin].isbns = [set.printISBN, volume.electronicISBN]
        counterparts = [twin]
      }
      let url = platformURL(volume)
      let local = addLocal(
        volume, identifier: .none, url: url, label: number < 4 ? .twin : .none,
        counterparts: counterparts)
      let bib = portfolios[local].bib
      bibs[bib].part = "v. \(number)"
      bibs[bib].isbns = [LocalBib.Identifier(code: "a", text: set.printISBN + " (set)")]
      if number < 3 {
        bibs[bib].isbns.append(
          LocalBib.Identifier(code: "a", text: volume.electronicISBN + " (v. \(number))"))
      }
      note(.setISBN, local)
    }
  }

  /// Journals on a domain of their own: they are the publisher's, but no other title can say so.
  mutating func plantUnknownPlatforms(_ size: Int) {
    for turn in 0..<scaled(7, size) {
      let work = work(on: [5, 1, 2][turn % 3], kind: .journal)
      let twin = activate(work)
      let url = ownDomainURL(work)
      let local = addLocal(
        work, identifier: .electronic, url: url, label: .twin, counterparts: [twin])
      if turn.isMultiple(of: 2) {
        note(.unknownPlatform, local)
      } else {
        putOnSameBib(local)
        note(.sameBibUnknownPlatform, local)
      }
    }
  }

  mutating func plantLocalOnly(_ size: Int) {
    for turn in 0..<scaled(10, size) {
      let work = work(on: turn % 8)
      let url = platformURL(work)
      let local = addLocal(work, identifier: .electronic, url: url, label: .none)
      note(.noTwinOnPlatform, local)
    }
    for _ in 0..<scaled(28, size) {
      let url = "http://\(Platform.localHost)/items/\(unusedDigits(5))"
      let local = addLocal(
        work(on: 0, kind: .book), identifier: .none, url: url, label: .none)
      bibs[portfolios[local].bib].publisher = "Prairie State College Library"
      note(.localDigitalCollection, local)
    }
  }

  /// One copy on the platform, with a twin; the other at the aggregator, without.
  mutating func plantTwoPortfoliosOnBib(_ size: Int) {
    for turn in 0..<scaled(4, size) {
      let first = addTwin(of: work(on: (turn * 2) % 8), identifier: .electronic)
      let url = aggregatorURL()
      let second = addPortfolio(
        bib: portfolios[first].bib, url: url, label: .otherPlatform,
        counterparts: portfolios[first].counterparts)
      note(.twoPortfoliosOnBib, first)
      note(.twoPortfoliosOnBib, second)
    }
  }
}
