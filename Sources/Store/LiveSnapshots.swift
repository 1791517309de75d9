import GRDB

/// Which snapshots speak at present.
package enum LiveSnapshots {
  /// Applies the rule of the view `live_snapshot_rule` afresh, after an import or a removal.
  ///
  /// A part that was read from published MARC records is of no one collection, even if all of its
  /// rows name the same one: what it lacks is not gone.
  /// - Parameter dropped: the institution of a snapshot that was taken out before, of which the ledger
  ///   says nothing any more.
  package static func refresh(_ db: Database, afterDropIn dropped: Int64? = nil) throws {
    let before = try portfolioFiles(db)
    try db.execute(sql: "DELETE FROM live_snapshot")
    try db.execute(
      sql: """
        INSERT INTO live_snapshot (institution_id, kind, snapshot_id, role, age_rank)
        SELECT institution_id, kind, snapshot_id, role, age_rank
        FROM live_snapshot_rule
        """)
    try db.execute(
      sql: """
        UPDATE live_snapshot
        SET collection_id = (
          SELECT p.collection_id
          FROM part_collection p
          WHERE p.snapshot_id = live_snapshot.snapshot_id
        )
        WHERE kind = 'portfolios' AND role IN ('part', 'facts') AND NOT EXISTS (
          SELECT 1
          FROM source_file f
          WHERE f.snapshot_id = live_snapshot.snapshot_id AND f.format LIKE 'MARC%'
        )
        """)
    let after = try portfolioFiles(db)
    var changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    if let dropped { changed.insert(dropped) }
    for institution in changed.sorted() { try notePortfoliosBesideOthers(db, institution) }
  }

  /// Institutions with the snapshots of portfolios that speak there, and in which role.
  private static func portfolioFiles(_ db: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT institution_id, group_concat(snapshot_id || role || age_rank) AS files
        FROM (SELECT * FROM live_snapshot WHERE kind = 'portfolios' ORDER BY age_rank)
        GROUP BY institution_id
        """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["institution_id"], $0["files"]) })
  }

  /// Applies the rule of the view `portfolio_beside_rule` afresh.
  private static func notePortfoliosBesideOthers(_ db: Database, _ institution: Int64) throws {
    try db.execute(
      sql: "DELETE FROM portfolio_beside WHERE institution_id = ?", arguments: [institution])
    try db.execute(
      sql: """
        INSERT INTO portfolio_beside (portfolio_row_id, institution_id, speaking_row_id)
        SELECT portfolio_row_id, institution_id, speaking_row_id
        FROM portfolio_beside_rule
        WHERE institution_id = ?
        """, arguments: [institution])
  }
}
