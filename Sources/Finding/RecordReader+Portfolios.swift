import GRDB
import Identifiers
import Store

extension RecordReader {
  /// A portfolio with all rows that name it; nil where it is not there.
  func portfolio(_ id: String, _ institution: Int64) throws -> FoundPortfolio? {
    let hits = try portfolioRows(id, institution)
    guard
      let (row, isCurrent) = try speaking(hits, table: "portfolio", view: "current_portfolio")
    else { return nil }
    return FoundPortfolio(
      portfolioID: id, mmsID: row["mms_id"], title: row["title"],
      isCommunityZone: row["is_cz_linked"], isStandalone: row["is_standalone"],
      availability: row["availability"], collectionID: row["collection_id"],
      collection: row["collection_name"], platform: row["interface_name"], url: row["url"],
      host: row["host"], poLine: row["po_line"], additionalPOLines: row["additional_po_lines"],
      license: row["license"], coverage: row["coverage"], createdOn: row["created_on"],
      match: isCurrent ? try match(row["id"], id) : nil,
      twinOf: isCurrent ? try twins(of: row["id"]) : [], isCurrent: isCurrent,
      sources: hits.places)
  }

  /// The numbers of the orders that the rows of a portfolio name.
  func namedOrders(_ id: String, _ institution: Int64) throws -> [String] {
    try portfolioRows(id, institution).records.flatMap { record in
      try String.fetchAll(
        db.cachedStatement(
          sql: "SELECT po_line FROM portfolio_order WHERE portfolio_row_id = ? ORDER BY position"),
        arguments: [record])
    }
  }

  /// Local copies of which a Community Zone portfolio is the best candidate.
  private func twins(of record: Int64) throws -> [FoundTwin] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT m.portfolio_id, r.tier
          FROM match_result r
          CROSS JOIN match_local m ON m.local_id = r.local_id
          WHERE r.cz_id = ? AND r.place = 1
          ORDER BY r.tier, m.portfolio_id
          """), arguments: [record]
    ).map { FoundTwin(portfolioID: $0["portfolio_id"], tier: $0["tier"]) }
  }

  /// What the match says of a portfolio; nil where it is no local copy of the migration.
  private func match(_ record: Int64, _ id: String) throws -> FoundMatch? {
    func first(_ sql: String) throws -> Row? {
      try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [record])
    }
    guard let local = try first("SELECT p2e_by FROM match_local WHERE local_id = ?") else {
      return nil
    }
    let twin = try first(
      "SELECT twin_portfolio_id, twin_collection, tier, evidence, why FROM twin WHERE local_id = ?")
    let outcome = try first("SELECT outcome FROM twin_outcome WHERE local_id = ?")
    let after = try first("SELECT bib_after FROM bib_after WHERE local_id = ?")
    let gates = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT gate, class, value, detail
          FROM gate_result
          WHERE local_id = ?
          ORDER BY class = 'required' DESC, class, gate
          """), arguments: [record])
    return FoundMatch(
      outcome: outcome?["outcome"] ?? "no-twin", p2eBy: local["p2e_by"], tier: twin?["tier"],
      twinPortfolioID: twin?["twin_portfolio_id"], twinCollection: twin?["twin_collection"],
      evidence: twin?["evidence"], why: twin?["why"], bibAfter: after?["bib_after"],
      passed: gates.filter { $0["value"] == "pass" }.count,
      gates: gates.filter { $0["value"] != "pass" }.map {
        FoundMatch.Gate(
          gate: $0["gate"], class: $0["class"], value: $0["value"], detail: $0["detail"])
      },
      explain: "almanac match explain \(id)")
  }
}
