import GRDB

/// Gathers all records of one thing.
struct ThingReader {
  /// Portfolios of one bib beyond which the rest is only counted.
  static let portfolioLimit = 50

  private let records: RecordReader
  private let institutions: [Int64: String]

  init(_ records: RecordReader) throws {
    self.records = records
    let rows = try Row.fetchAll(records.db, sql: "SELECT id, code FROM institution")
    institutions = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["code"]) })
  }

  /// Everything known of a thing; empty where no snapshot that counts has it.
  ///
  /// - Parameter found: ids of the portfolios that were found, to be read before its others.
  func thing(_ id: ThingID, found: [String]) throws -> FoundThing {
    var thing = FoundThing(
      kind: id.kind, id: id.id, institution: institutions[id.institution] ?? "")
    let institution = id.institution
    switch id.kind {
    case .title: try readTitle(&thing, institution, found: found)
    case .portfolio:
      thing.portfolios = try [records.portfolio(id.id, institution)].compactMap(\.self)
      try readOrders(&thing, institution, on: [id.id])
    case .orderLine:
      thing.poLines = try records.orders(try records.orderRows(number: id.id, institution))
    case .oldBib:
      thing.p2eRecords = try [records.oldBib(id.id, institution)].compactMap(\.self)
      try readOrders(&thing, institution, of: [id.id])
    case .resolverTitle:
      thing.resolverTitles = try [records.resolverTitle(id.id, institution)].compactMap(\.self)
    case .collection:
      thing.collections = try [records.collection(id.id, institution)].compactMap(\.self)
    case .resolverTarget:
      thing.collections = try [records.target(id.id, institution)].compactMap(\.self)
    }
    thing.title = title(of: thing)
    return thing
  }

  /// All that hangs on one bib, and the old bibs that it was made of.
  private func readTitle(
    _ thing: inout FoundThing, _ institution: Int64, found: [String]
  ) throws {
    let mmsID = thing.id
    thing.bibs = try [records.bib(mmsID, institution)].compactMap(\.self)
    let onBib = try records.rows("portfolios", mmsID: mmsID, institution).compactMap(\.id)
    let portfolioIDs = (found + onBib).uniqued()
    // A newer file may have put a portfolio on another bib.
    thing.portfolios = try portfolioIDs.prefix(Self.portfolioLimit)
      .compactMap { try records.portfolio($0, institution) }
      .filter { $0.mmsID == mmsID || records.known.isAll }
    thing.portfoliosNotShown = max(0, portfolioIDs.count - Self.portfolioLimit)
    let oldBibs = try records.oldBibKeys(of: mmsID, institution)
    thing.p2eRecords = try oldBibs.compactMap { try records.oldBib($0, institution) }
    thing.holdings = try records.holdings(mmsID, institution)
    thing.collections = try records.rows("collections", mmsID: mmsID, institution)
      .compactMap(\.id).uniqued().compactMap { try records.collection($0, institution) }
    let objects = thing.bibs.flatMap(\.identifiers)
      .filter { $0.type == "ckb" && $0.isValid }.map(\.value).uniqued()
    thing.resolverTitles = try objects.compactMap { try records.resolverTitle($0, institution) }
    try readOrders(
      &thing, institution, on: thing.portfolios.map(\.portfolioID), of: oldBibs,
      bib: mmsID)
  }

  /// Orders by bib, by portfolio, and by the numbers that the inventory and the P2E list name.
  private func readOrders(
    _ thing: inout FoundThing, _ institution: Int64, on portfolios: [String] = [],
    of oldBibs: [String] = [], bib mmsID: String? = nil
  ) throws {
    var hits = try mmsID.map { try records.rows("po-lines", mmsID: $0, institution) } ?? []
    for portfolio in portfolios {
      hits += try records.orderRows(portfolio: portfolio, institution)
    }
    let named =
      try portfolios.flatMap { try records.namedOrders($0, institution) }
      + oldBibs.flatMap { try records.oldOrders($0, institution) }
    for number in named.uniqued() {
      hits += try records.orderRows(number: number, institution)
    }
    thing.poLines = try records.orders(hits)
  }

  /// The title in the words of the record that says it best.
  private func title(of thing: FoundThing) -> String {
    let candidates: [String?] =
      thing.bibs.map(\.title) + thing.portfolios.map(\.title)
      + thing.collections.flatMap { [$0.name, $0.resolverTarget] }
      + thing.resolverTitles.map(\.title) + thing.poLines.map(\.title)
      + thing.p2eRecords.map(\.title)
    return candidates.lazy.compactMap(\.self).first { !$0.isEmpty } ?? ""
  }
}

extension [String] {
  /// Each text once, in the order in which it first came.
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
