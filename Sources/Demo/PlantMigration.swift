extension LibraryBuilder {
  private static let indexes = [
    "Prairie Genealogy Abstracts Online", "Midland Labor Sources Portal",
    "Plains Folk Song Index", "Inland Rivers Statistics Online",
  ]
  private static let databaseNames = [
    "Prairie State Newspaper Index", "Plains County Historical Maps", "Midland Theses Finder",
  ]

  /// Asked for as databases, but the migration made portfolios of them.
  mutating func plantWrongTypes() {
    for (turn, name) in Self.indexes.enumerated() {
      var index = work(on: 2, kind: .book)
      index.title = DemoTitle(language: .english, main: name, subtitle: nil)
      let url = "http://www.index\(turn + 1)-online.example/search"
      let local = addLocal(index, identifier: .none, url: url, label: .none)
      bibs[portfolios[local].bib].askedAs = ["db"]
      note(.wrongType, local)
    }
  }

  /// One database for each platform, and some that no collection stands for.
  mutating func plantDatabases() {
    for (index, platform) in Platform.all.enumerated() {
      addDatabase(
        platform.interface, url: "http://\(platform.hosts[0])/", platform: index,
        hasOrder: index.isMultiple(of: 2))
    }
    for (turn, name) in Self.databaseNames.enumerated() {
      let planted = addDatabase(
        name, url: "http://www.finder\(turn + 1).example/", platform: nil, hasOrder: turn == 0)
      cases.append((planted, .databaseWithoutCollection))
    }
  }

  @discardableResult
  private mutating func addDatabase(
    _ name: String, url: String, platform: Int?, hasOrder: Bool
  ) -> String {
    let link = random.chance(50) ? "https://ezproxy.prairiestate.example/login?url=" + url : url
    var bib = LocalBib(
      number: nextBibNumber(), kind: .journal, language: .english, main: name, nonfiling: 0,
      publisher: name, year: 2008, oclcNumber: "ocn" + unusedDigits(9),
      unionNumber: unusedDigits(7))
    bib.askedAs = ["db"]
    bib.links = [.init(url: link, secondIndicator: "0", note: "Connect to database")]
    bibs.append(bib)
    var database = LocalDatabase(
      id: almaID(prefix: "61"), name: name, bib: bibs.count - 1, url: link, platform: platform)
    if hasOrder {
      database.orderLine = addOrder(
        title: name, status: "Waiting for Manual Renewal", type: "Database Service - Subscription",
        mmsID: bib.mmsID)
    }
    databases.append(database)
    cases.append((database.id, hasOrder ? .databaseWithOrder : .databaseWithoutOrder))
    return database.id
  }

  /// Suppressed bibs were passed over; their print copies are why they are still there.
  mutating func plantNeverMade(_ size: Int) {
    for turn in 0..<scaled(8, size) {
      let work = work(on: turn % 8)
      let bib = addBib(work, identifier: .qualified)
      bibs[bib].askedAs = ["portfolio"]
      bibs[bib].printItems = random.number(in: 1...3)
      missing.append(bib)
      cases.append((bibs[bib].mmsID, .neverMade))
    }
  }

  mutating func plantOrphans(_ size: Int) {
    for _ in 0..<scaled(10, size) {
      addOrphan(.orphanFree, why: "free", statuses: [])
    }
    for turn in 0..<scaled(5, size) {
      addOrphan(
        .orphanOpenOrder, why: "open-pol",
        statuses: turn == 0 ? ["Closed", "Sent"] : [Self.openStatuses[turn % 4]])
    }
    for turn in 0..<scaled(4, size) {
      addOrphan(
        .orphanClosedOrder, why: "closed-pol",
        statuses: turn == 0 ? Self.closedStatuses : [Self.closedStatuses[turn % 2]])
    }
    for _ in 0..<scaled(4, size) {
      addOrphan(.orphanBoundWith, why: "bound-with", statuses: [])
      if let last = orphans.last { bind(last.bib) }
    }
  }

  private mutating func addOrphan(_ planted: DemoCase, why: String, statuses: [String]) {
    let work = work(on: random.below(Platform.all.count))
    // The Community Zone may have the title: the bib is no less an orphan for that.
    if random.chance(50) { _ = activate(work) }
    let bib = addBib(work, identifier: .qualified)
    if random.chance(60) {
      let url = platformURL(work)
      bibs[bib].links = [.init(url: url, secondIndicator: "0", note: "Connect to online resource")]
    }
    for status in statuses {
      _ = addOrder(
        title: bibs[bib].main, status: status, type: Self.orderType(work.kind),
        mmsID: bibs[bib].mmsID)
    }
    orphans.append(Orphan(bib: bib, why: why))
    cases.append((bibs[bib].mmsID, planted))
  }

  /// The report keeps deleted portfolios; their bibs are gone, and no other file knows them.
  mutating func plantDeleted(_ size: Int) {
    for turn in 0..<scaled(8, size) {
      let work = work(on: turn % 8)
      let url = platformURL(work)
      let bib = addBib(work, identifier: .electronic)
      bibs[bib].isExported = false
      portfolios.append(
        LocalPortfolio(
          id: almaID(prefix: "53"), bib: bib, url: url, serviceID: "", isDeleted: true,
          label: .none, counterparts: []))
      note(.deletedPortfolio, portfolios.count - 1)
    }
  }
}
