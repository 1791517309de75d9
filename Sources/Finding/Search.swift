import GRDB
import Identifiers

/// One search: from the readings of an argument to rows, from rows to things.
struct Search {
  private let db: Database
  private let sought: Sought
  private let known: KnownIdentifiers
  private let records: RecordReader
  private let reader: ThingReader
  private let readsTitles: Bool

  private var readings: [FoundReading] = []
  private var order: [ThingID] = []
  private var foundBy: [ThingID: [FoundBy]] = [:]
  private var foundPortfolios: [ThingID: [String]] = [:]
  private var isCounted = true
  private var titlesRead: Int?
  private var isReadThrough = true

  init(_ db: Database, _ sought: Sought, isAll: Bool, readsTitles: Bool = true) throws {
    self.db = db
    self.sought = sought
    self.readsTitles = readsTitles
    known = KnownIdentifiers(db: db, isAll: isAll)
    records = RecordReader(known)
    reader = try ThingReader(records)
  }

  /// Looks everything up and reads the first things in full.
  mutating func report(limit: Int) throws -> FoundReport {
    for reading in sought.identifiers { try add(reading, try known.hits(reading)) }
    try addTitles()
    var things: [FoundThing] = []
    var next = 0
    while next < order.count, things.count < limit {
      let id = order[next]
      next += 1
      var thing = try reader.thing(id, found: foundPortfolios[id] ?? [])
      thing.foundBy = foundBy[id] ?? []
      if !thing.isEmpty { things.append(thing) }
    }
    return FoundReport(
      sought: sought.text, readings: readings, things: things, notShown: order.count - next,
      isCounted: isCounted, rejectedRows: try records.rejectedRows(sought.text),
      notLoaded: try records.notLoaded(), troubles: try records.troubles(), titlesRead: titlesRead,
      isReadThrough: isReadThrough, otherAlmaID: sought.otherAlmaID, isSupersededOnly: false)
  }

  // MARK: - Titles

  /// By key first: the whole title, then without its subtitle; and only where nothing at all was
  /// found by its words.
  private mutating func addTitles() throws {
    guard let title = sought.title else { return }
    try add(title, try titleHits(title.key) + records.collections(named: sought.text))
    if let main = sought.mainTitle, readings.last?.rows == 0 {
      try add(main, try titleHits(main.key))
    }
    guard order.isEmpty, readsTitles, !sought.words.isEmpty else { return }
    var scan = TitleScan(db, isAll: known.isAll)
    let hits = try scan.hits(sought.words, like: sought.text)
    titlesRead = scan.read
    isReadThrough = !scan.isCut
    if scan.isCut { isCounted = false }
    try add(Reading(.words, sought.words.joined(separator: " ")), hits)
  }

  private func titleHits(_ key: Int64?) throws -> [Hit] {
    try [Reading.Kind.title, .mainTitle].flatMap { try known.hits(Reading($0, "", key: key)) }
  }

  // MARK: - Things

  private mutating func add(_ reading: Reading, _ hits: [Hit]) throws {
    readings.append(FoundReading(type: reading.type, value: reading.value, rows: hits.count))
    if hits.count >= KnownIdentifiers.limit { isCounted = false }
    for hit in hits {
      let reason = FoundBy(
        type: reading.type, value: hit.value ?? reading.value, field: hit.field, place: hit.place)
      for id in try records.things(of: hit) {
        if foundBy[id] == nil { order.append(id) }
        foundBy[id, default: []].append(reason)
        if hit.kind == "portfolios", let portfolio = hit.id {
          foundPortfolios[id, default: []].append(portfolio)
        }
      }
    }
  }
}
