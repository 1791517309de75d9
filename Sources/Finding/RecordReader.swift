import GRDB
import Identifiers
import Store

/// Reads records from the tables: what they belong to, and what they say.
final class RecordReader {
  let known: KnownIdentifiers
  var db: Database { known.db }
  private var portfolioThings: [ThingID: ThingID] = [:]

  init(_ known: KnownIdentifiers) {
    self.known = known
  }

  /// The record that speaks for one thing: of its rows, newest first, the one that is current; or,
  /// where superseded ones count, the newest.
  func speaking(_ hits: [Hit], table: String, view: String) throws -> (row: Row, isCurrent: Bool)? {
    for record in hits.records {
      let statement = try db.cachedStatement(sql: "SELECT * FROM \(view) WHERE id = ?")
      if let row = try Row.fetchOne(statement, arguments: [record]) { return (row, true) }
    }
    guard known.isAll, let newest = hits.first else { return nil }
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [newest.record])
    return row.map { ($0, false) }
  }

  // MARK: - What a record belongs to

  /// The things that a row is of: mostly the title of its bib.
  func things(of hit: Hit) throws -> [ThingID] {
    switch hit.kind {
    case "portfolios": return try thingsOfPortfolio(hit)
    case "po-lines": return try thingsOfOrder(hit)
    case "collections" where hit.type != "mms":
      return [ThingID(institution: hit.institution, kind: .collection, id: hit.id ?? "")]
    case "sfx": return try thingsOfResolver(hit)
    case "p2e": return try thingsOfOldBib(hit)
    default: return title(hit.mmsID, hit.institution)
    }
  }

  private func title(_ mmsID: String?, _ institution: Int64) -> [ThingID] {
    guard let mmsID, !mmsID.isEmpty else { return [] }
    return [ThingID(institution: institution, kind: .title, id: mmsID)]
  }

  private func thingsOfPortfolio(_ hit: Hit) throws -> [ThingID] {
    let now = try thing(ofPortfolio: hit.id ?? "", hit.institution)
    guard known.isAll else { return [now] }
    // It may have been on another bib then.
    return [now] + title(hit.mmsID, hit.institution).filter { $0 != now }
  }

  /// The title of the bib on which a portfolio is, or the portfolio itself where no file says.
  private func thing(ofPortfolio id: String, _ institution: Int64) throws -> ThingID {
    let itself = ThingID(institution: institution, kind: .portfolio, id: id)
    if let thing = portfolioThings[itself] { return thing }
    let rows = try portfolioRows(id, institution)
    let mmsID = rows.lazy.compactMap(\.mmsID).first
    let thing = title(mmsID, institution).first ?? itself
    portfolioThings[itself] = thing
    return thing
  }

  /// The rows of the portfolio files that name a portfolio, newest first.
  func portfolioRows(_ id: String, _ institution: Int64) throws -> [Hit] {
    try known.hits(
      type: "portfolio", key: Packing.almaID(id), kind: "portfolios", institution: institution
    ).filter { $0.id == id }
  }

  /// An order may be half moved: its bib one title, its portfolio another.
  private func thingsOfOrder(_ hit: Hit) throws -> [ThingID] {
    let portfolio = try String.fetchOne(
      db, sql: "SELECT portfolio_id FROM po_line WHERE id = ?", arguments: [hit.record])
    var things = title(hit.mmsID, hit.institution)
    if let portfolio, !portfolio.isEmpty {
      let thing = try thing(ofPortfolio: portfolio, hit.institution)
      if !things.contains(thing) { things.append(thing) }
    }
    guard things.isEmpty else { return things }
    return [ThingID(institution: hit.institution, kind: .orderLine, id: hit.id ?? "")]
  }

  private func thingsOfResolver(_ hit: Hit) throws -> [ThingID] {
    let institution = hit.institution
    if hit.type == "target" {
      let collections = try collectionRows(zoneID: hit.id ?? "", institution)
      let id = collections.first?.id
      return [
        ThingID(
          institution: institution, kind: id == nil ? .resolverTarget : .collection,
          id: id ?? hit.value ?? "")
      ]
    }
    let object = hit.id ?? ""
    let bibs = try Int64(object).map {
      try known.hits(type: "ckb", key: $0, kind: "bibs", institution: institution)
    }
    let titles = (bibs ?? []).flatMap { title($0.mmsID, institution) }
    guard titles.isEmpty else { return Array(Set(titles)).sorted { $0.id < $1.id } }
    return [ThingID(institution: institution, kind: .resolverTitle, id: object)]
  }

  private func thingsOfOldBib(_ hit: Hit) throws -> [ThingID] {
    let key = try String.fetchOne(
      db, sql: "SELECT legacy_key FROM p2e_record WHERE id = ?", arguments: [hit.record])
    guard let key else { return [] }
    let titles = try became(key, hit.institution).flatMap { title($0.mmsID, hit.institution) }
    guard titles.isEmpty else { return titles }
    return [ThingID(institution: hit.institution, kind: .oldBib, id: key)]
  }

  /// The bibs that an old bib id became, by the match.
  func became(_ key: String, _ institution: Int64) throws -> [FoundOldBib.Bib] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT DISTINCT t.mms_id, t.route
        FROM live_snapshot l
        CROSS JOIN p2e_record r ON r.snapshot_id = l.snapshot_id AND r.legacy_key = ?
        CROSS JOIN p2e_bib t
          ON t.institution_id = l.institution_id AND t.p2e_record_id = r.id
        WHERE l.institution_id = ? AND l.kind = 'p2e'
        ORDER BY t.mms_id, t.route
        """)
    return try Row.fetchAll(statement, arguments: [key, institution]).map {
      FoundOldBib.Bib(mmsID: $0["mms_id"], route: $0["route"])
    }
  }

  /// The rows of the collection files that name a collection of the Community Zone, newest first.
  func collectionRows(zoneID: String, _ institution: Int64) throws -> [Hit] {
    guard !zoneID.isEmpty else { return [] }
    return try known.hits(
      type: "cz-collection", key: Packing.almaID(zoneID), kind: "collections",
      institution: institution
    ).filter { $0.value == zoneID }
  }
}
