import GRDB
import Store

/// Drops a snapshot: what it brought, and what was worked out from it.
package struct SnapshotDrop {
  /// What became of it.
  package struct Outcome: Sendable, Equatable {
    /// Whether the match rested on it and was cleared.
    package let clearedMatch: Bool
    /// The snapshots of its kind that speak now, newest first.
    package let speaking: [Int64]
    /// Whether it was the last one of its institution, which is gone with it.
    package let wasLastOfInstitution: Bool
  }

  private let store: Store

  /// Nothing happens before `run`.
  package init(_ store: Store) {
    self.store = store
  }

  /// Drops a snapshot in one transaction: all of it or nothing.
  ///
  /// A later snapshot may be given the same ids, so a match that names this one is cleared with it:
  /// it would seem up to date.
  /// - Throws: `SnapshotError` for an id that is none, or where the user's own work rests on it.
  package func run(_ id: Int64) throws -> Outcome {
    try store.writeCheckingReferencesLast { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT institution_id, kind FROM snapshot WHERE id = ?", arguments: [id])
      guard let row else {
        throw SnapshotError.unknown(id: String(id), known: try Self.known(db))
      }
      let institution: Int64 = row["institution_id"]
      let kind: String = row["kind"]
      let restsOnIt = try Self.match(of: institution, restsOn: id, kind: kind, db)
      let removal = try SnapshotRemoval(db)
      if restsOnIt { try MatchRun.clear(db, institutions: [institution]) }
      try removal.remove(id)
      try LiveSnapshots.refresh(db, afterDropIn: institution)
      let wasLast = try Self.clearInstitution(institution, removal, db)
      let speaking = try Int64.fetchAll(
        db,
        sql: """
          SELECT snapshot_id
          FROM live_snapshot
          WHERE institution_id = ? AND kind = ?
          ORDER BY age_rank
          """, arguments: [institution, kind])
      return Outcome(
        clearedMatch: restsOnIt, speaking: speaking, wasLastOfInstitution: wasLast)
    }
  }

  /// The ids that there are.
  static func known(_ db: Database) throws -> [Int64] {
    try Int64.fetchAll(db, sql: "SELECT id FROM snapshot ORDER BY id")
  }

  /// `rests_on` lists "portfolios 3 whole; p2e 1 whole" (see match_basis).
  private static func match(
    of institution: Int64, restsOn id: Int64, kind: String, _ db: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1
          FROM match_run
          WHERE institution_id = :institution
            AND instr('; ' || rests_on, '; ' || :kind || ' ' || :id || ' ') > 0
        )
        """, arguments: ["institution": institution, "kind": kind, "id": id]) ?? false
  }

  /// An institution of which nothing is loaded is one that the database does not know; what the
  /// user did for it keeps it.
  private static func clearInstitution(
    _ institution: Int64, _ removal: SnapshotRemoval, _ db: Database
  ) throws -> Bool {
    let hasMore = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM snapshot WHERE institution_id = ?)",
      arguments: [institution])
    guard hasMore == false else { return false }
    try MatchRun.clear(db, institutions: [institution])
    if try !removal.isReferredTo(institution: institution) {
      try db.execute(sql: "DELETE FROM institution WHERE id = ?", arguments: [institution])
    }
    return true
  }
}
