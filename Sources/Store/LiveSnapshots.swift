import GRDB

/// Which snapshots speak at present.
package enum LiveSnapshots {
  /// Applies the rule of the view `live_snapshot_rule` afresh, after an import or a removal.
  ///
  /// A part that was read from published MARC records is of no one collection, even if all of its
  /// rows name the same one: what it lacks is not gone.
  package static func refresh(_ db: Database) throws {
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
  }
}
