/// The library while it is being made: what each planting step adds to.
struct LibraryBuilder {
  var random: SeededGenerator
  var titles = TitleMaker()
  var collections: [ZoneCollection] = []
  var zone: [ZonePortfolio] = []
  var bibs: [LocalBib] = []
  var portfolios: [LocalPortfolio] = []
  var orders: [OrderLine] = []
  var relinks: [Relink] = []
  var databases: [LocalDatabase] = []
  var orphans: [Orphan] = []
  /// Bibs that were asked for and never made.
  var missing: [Int] = []
  /// Bibs whose line stands at the end of the list once more.
  var listedAgain: [Int] = []
  var cases: [(portfolioID: String, case: DemoCase)] = []
  /// Twins without any peculiarity, on which orders, licences and the like are hung.
  var plainTwins: [Int] = []

  private var running = 10
  private var lastBibNumber = 200_017
  private var usedNumbers: Set<String> = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for (index, platform) in Platform.all.enumerated() {
      for package in platform.packages {
        collections.append(
          ZoneCollection(
            id: almaID(prefix: "61"), linkID: "61111" + unusedDigits(10) + "00",
            serviceID: almaID(prefix: "62"), platform: index, package: package))
      }
    }
  }

  /// An Alma number: what it stands for, a running number, and the institution's four digits.
  mutating func almaID(prefix: String) -> String {
    running += 10
    let padded = String(10_000_000 + running).dropFirst()
    return prefix + String(random.number(in: 100...999)) + padded + "007321"
  }

  mutating func nextBibNumber() -> Int {
    lastBibNumber += random.number(in: 3...89)
    return lastBibNumber
  }

  /// Digits that were not handed out before and do not begin with a zero.
  mutating func unusedDigits(_ count: Int) -> String {
    while true {
      let digits = String(random.number(in: 1...9)) + random.digits(count - 1)
      if usedNumbers.insert(digits).inserted { return digits }
    }
  }

  /// The MMS ID of a Community Zone bib; the zeros keep it apart from those of migrated bibs.
  mutating func zoneMMSID() -> String {
    "99" + unusedDigits(9) + "007321"
  }

  mutating func note(_ planted: DemoCase, _ portfolio: Int) {
    cases.append((portfolios[portfolio].id, planted))
  }
}
