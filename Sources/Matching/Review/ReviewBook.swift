import GRDB
import Store

/// What people decided of pairs: takes it in, and takes it back.
///
/// Decisions are the user's own work: no import and no dropped snapshot touches them. Whether one is
/// applied is asked anew with each match (view `match_review_rule`).
package struct ReviewBook {
  /// What became of a decision that was handed in.
  package enum Outcome: Sendable, Equatable {
    /// It counts now.
    case recorded
    /// It counted already.
    case unchanged
    /// It was not taken, and why.
    case refused(String)
  }

  /// What an undo did.
  package struct Undone: Sendable, Equatable {
    /// The pair, and the decision that is gone.
    package let pair: String
    package let decision: String
    /// The decision that counts instead, if there was one before.
    package let before: String?
  }

  /// What the two records of a pair say at present.
  private struct Said {
    let institution: Int64
    let portfolioKey: Int64
    let titles: (local: String, candidate: String, collection: String)
    let local: String
    let candidate: String
    let tier: String?
    let route: String
  }

  private let store: Store

  /// The decisions of this database, whose match must be up to date.
  package init(_ store: Store) {
    self.store = store
  }

  /// Takes decisions in, in one transaction.
  ///
  /// - Parameters:
  ///   - verdicts: decisions, a pair once.
  ///   - name: who decided; may be empty.
  ///   - day: on which day, `YYYY-MM-DD`.
  /// - Returns: what became of each, in their order.
  package func decide(_ verdicts: [ReviewVerdict], by name: String, on day: String) throws
    -> [Outcome]
  {
    try store.write { db in
      let locals = try Self.locals(verdicts, db)
      return try verdicts.map { verdict in
        let ids = locals[verdict.pair.portfolioID] ?? []
        return try Self.decide(verdict, ids, name, day, db)
      }
    }
  }

  /// Takes a decision back; the one of the same pair before it counts again.
  ///
  /// - Throws: `ReviewError.unknownDecision`.
  package func undo(_ id: String) throws -> Undone {
    try store.write { db in
      guard let number = Int64(id),
        let row = try Row.fetchOne(
          db, sql: "SELECT * FROM review_decision WHERE id = ?", arguments: [number])
      else { throw ReviewError.unknownDecision(id: id) }
      try db.execute(sql: "DELETE FROM review_decision WHERE id = ?", arguments: [number])
      let local: String = row["portfolio_id"]
      let candidate: String = row["candidate_portfolio_id"]
      let before = try String.fetchOne(
        db,
        sql: """
          SELECT decision
          FROM review_standing
          WHERE institution_id = ? AND portfolio_id = ? AND candidate_portfolio_id = ?
          """, arguments: [row["institution_id"], local, candidate])
      return Undone(pair: "\(local):\(candidate)", decision: row["decision"], before: before)
    }
  }

  // MARK: - One decision

  private static func decide(
    _ verdict: ReviewVerdict, _ locals: [Int64], _ name: String, _ day: String, _ db: Database
  ) throws -> Outcome {
    let pair = verdict.pair
    guard !locals.isEmpty else {
      return .refused(
        "\(pair.portfolioID) is no local P2E portfolio here. See: almanac find \(pair.portfolioID)")
    }
    let found = try locals.compactMap { try said($0, pair, db) }
    guard let said = found.first else {
      return .refused(
        """
        \(pair.candidateID) is no candidate of \(pair.portfolioID). Which are: \
        almanac match explain \(pair.portfolioID)
        """)
    }
    guard found.count == 1 else {
      return .refused("\(pair) is a pair of several institutions here.")
    }
    if let seen = verdict.seen, seen != ReviewMark.of(said.local + said.candidate) {
      return .refused("a record has changed since the sheet was written. Take a new sheet.")
    }
    if verdict.decision == .accept, said.tier == nil {
      return .refused(
        """
        the two are not on the same platform, as far as is known (\(said.route)), and so no \
        decision makes them twins. Correct it with: almanac platforms
        """)
    }
    return try record(verdict, said, name, day, db)
  }

  private static func record(
    _ verdict: ReviewVerdict, _ said: Said, _ name: String, _ day: String, _ db: Database
  ) throws -> Outcome {
    let pair = verdict.pair
    let standing = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT decision, note, local_said, candidate_said
          FROM review_standing
          WHERE institution_id = ? AND portfolio_id = ? AND candidate_portfolio_id = ?
          """), arguments: [said.institution, pair.portfolioID, pair.candidateID])
    if let standing, standing["decision"] == verdict.decision.rawValue,
      standing["local_said"] == said.local, standing["candidate_said"] == said.candidate,
      verdict.note.isEmpty || standing["note"] == verdict.note
    {
      return .unchanged
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO review_decision (
          institution_id, portfolio_id, portfolio_key, candidate_portfolio_id, decision,
          decided_by, decided_on, note, title, candidate_title, candidate_collection, local_said,
          candidate_said
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      said.institution, pair.portfolioID, said.portfolioKey, pair.candidateID,
      verdict.decision.rawValue, name, day, verdict.note, said.titles.local,
      said.titles.candidate, said.titles.collection, said.local, said.candidate,
    ])
    return .recorded
  }

  /// The rows of the match for all local portfolios that are named, in one pass.
  private static func locals(_ verdicts: [ReviewVerdict], _ db: Database) throws
    -> [String: [Int64]]
  {
    let ids = Set(verdicts.map { "\"\($0.pair.portfolioID)\"" }).sorted()
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT local_id, portfolio_id
        FROM match_local
        WHERE portfolio_id IN (SELECT value FROM json_each(?))
        """, arguments: ["[\(ids.joined(separator: ","))]"])
    return Dictionary(grouping: rows) { $0["portfolio_id"] as String }
      .mapValues { $0.map { $0["local_id"] } }
  }

  private static func said(_ local: Int64, _ pair: ReviewPair, _ db: Database) throws -> Said? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT s.*, t.tier, p.route
          FROM review_said s
          LEFT JOIN match_tier t ON t.local_id = s.local_id AND t.cz_id = s.cz_id
          LEFT JOIN match_platform p ON p.local_id = s.local_id AND p.cz_id = s.cz_id
          WHERE s.local_id = ? AND s.candidate_portfolio_id = ?
          """), arguments: [local, pair.candidateID])
    return row.map {
      Said(
        institution: $0["institution_id"], portfolioKey: $0["portfolio_key"],
        titles: ($0["title"], $0["candidate_title"], $0["candidate_collection"]),
        local: $0["local_said"], candidate: $0["candidate_said"], tier: $0["tier"],
        route: $0["route"] ?? "")
    }
  }
}
