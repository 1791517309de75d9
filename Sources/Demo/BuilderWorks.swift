extension LibraryBuilder {
  private static let isbnGroups: [Language: [String]] = [
    .english: ["9780", "9781"], .french: ["9782"], .german: ["9783"], .spanish: ["97884"],
  ]

  mutating func isbn(_ language: Language) -> String {
    let group = random.pick(Self.isbnGroups[language, default: ["9781"]])
    return CheckDigits.isbn13(first: group + unusedDigits(12 - group.count))
  }

  mutating func issn() -> String {
    CheckDigits.issn(first: unusedDigits(7))
  }

  /// A new work of a platform; its kind is one that the platform has.
  mutating func work(
    on platform: Int, kind wanted: Kind? = nil, need: TitleMaker.Need = .anything
  ) -> Work {
    let publisher = Platform.all[platform]
    let kind = wanted ?? random.pick(publisher.kinds)
    return Work(
      title: titles.title(kind, publisher.language, need: need, from: &random), kind: kind,
      platform: platform, printISBN: isbn(publisher.language),
      electronicISBN: isbn(publisher.language), printISSN: issn(), onlineISSN: issn(),
      year: random.number(in: kind == .book ? 1998...2019 : 1948...2012),
      family: random.pick(Words.families), givenName: random.pick(Words.givenNames),
      item: unusedDigits(6))
  }

  /// Activates a work in a collection of its platform and gives its position.
  mutating func activate(
    _ work: Work, collection wanted: Int? = nil, isAvailable: Bool = true, title: String? = nil
  ) -> Int {
    let collection = wanted ?? random.pick(fittingCollections(work))
    let isbns = random.chance(85) ? [work.printISBN, work.electronicISBN] : [work.electronicISBN]
    let issns = random.chance(80) ? [work.printISSN, work.onlineISSN] : [work.onlineISSN]
    zone.append(
      ZonePortfolio(
        id: almaID(prefix: "53"), mmsID: zoneMMSID(), title: title ?? work.title.zoneForm,
        kind: work.kind, isbns: work.kind == .book ? isbns : [],
        issns: work.kind == .journal ? issns : [], collection: collection,
        isAvailable: isAvailable,
        coverageFrom: work.kind == .journal ? min(work.year + random.below(9), 2019) : nil,
        objectID: "9532" + unusedDigits(9), objectPortfolioID: "1000" + unusedDigits(12)))
    return zone.count - 1
  }

  /// Positions of the active collections that have titles of this work's platform and kind.
  func fittingCollections(_ work: Work, isActive: Bool = true) -> [Int] {
    collections.indices.filter {
      collections[$0].platform == work.platform && collections[$0].package.kind == work.kind
        && collections[$0].package.isActive == isActive
    }
  }

  /// The same Community Zone title in a second collection.
  mutating func activateAgain(_ first: Int, collection: Int) -> Int {
    let original = zone[first]
    zone.append(
      ZonePortfolio(
        id: almaID(prefix: "53"), mmsID: original.mmsID, title: original.title,
        kind: original.kind, isbns: original.isbns, issns: original.issns,
        collection: collection, isAvailable: true, coverageFrom: original.coverageFrom,
        objectID: original.objectID, objectPortfolioID: "1000" + unusedDigits(12)))
    return zone.count - 1
  }

  /// The work's address on its own platform.
  mutating func platformURL(_ work: Work) -> String {
    let platform = Platform.all[work.platform]
    let path = work.kind == .book ? platform.bookPath : platform.journalPath
    let scheme = random.chance(60) ? "http://" : "https://"
    return scheme + random.pick(platform.hosts) + path + work.item
  }

  mutating func aggregatorURL() -> String {
    "http://\(Platform.aggregatorHost)/detail?id=\(unusedDigits(7))&db=all"
  }

  /// The address of a journal that lives on a domain of its own.
  mutating func ownDomainURL(_ work: Work) -> String {
    let words = work.title.main.lowercased().split(separator: " ").filter { $0.count > 4 }
    let name = words.prefix(3).map { word in String(word.filter { $0.isASCII && $0.isLetter }) }
    return "http://www.\(name.joined(separator: "-")).example/current"
  }
}
