import GRDB
import Store

/// Works out twins, tiers and gates afresh where an import or a setting made them stale.
///
/// The rules are the views of the migrations; this type copies each into its table, in order, in
/// one transaction. The one thing that SQL does not do is the comparison of titles.
package struct MatchRun {
  private let store: Store

  /// A run over this database; nothing happens before `refresh`.
  package init(_ store: Store) {
    self.store = store
  }

  /// Codes of the institutions whose match is stale.
  package func stale() throws -> [String] {
    try store.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT i.code
          FROM stale_match s
          JOIN institution i ON i.id = s.institution_id
          ORDER BY i.code
          """)
    }
  }

  /// Rebuilds what is stale.
  ///
  /// - Parameter onStep: told what is being done, for progress.
  /// - Returns: whether there was anything to do.
  @discardableResult
  package func refresh(onStep: (String) -> Void = { _ in }) throws -> Bool {
    guard try !stale().isEmpty else { return false }
    try store.write { db in
      // What the tables of a match are asked for in turn stays in memory, up to 128 MiB.
      try db.execute(sql: "PRAGMA cache_size = -131072")
      defer { try? db.execute(sql: "PRAGMA cache_size = -65536") }
      let stale = try Int64.fetchAll(
        db, sql: "SELECT institution_id FROM stale_match ORDER BY institution_id")
      try rebuild(db, institutions: stale, onStep)
      // Which tables are large decides the plans of the queries.
      try db.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
    }
    return true
  }

  /// A table and the view that fills it.
  private struct Step {
    let title: String
    let table: String
    let rule: String
    /// The key of the table, where the rule's rows do not come in its order by themselves: a table
    /// grows faster at its end than everywhere.
    let order: String?
    /// Its rule finds some rows by two ways. Another rule that gives a key twice is wrong: of two
    /// results of one gate the first would count.
    let mayRepeat: Bool
    /// Its indexes are not made after it: further steps add to the table, or read it in the order of
    /// its own key.
    let keepsIndexesBack: Bool

    init(
      _ title: String, _ table: String, from rule: String? = nil, order: String? = nil,
      mayRepeat: Bool = true, keepsIndexesBack: Bool = false
    ) {
      self.title = title
      self.table = table
      self.rule = rule ?? "\(table)_rule"
      self.order = order
      self.mayRepeat = mayRepeat
      self.keepsIndexesBack = keepsIndexesBack
    }
  }

  private static let findingCandidates = [
    Step("learning how old bib ids became MMS IDs", "legacy_rule", from: "legacy_rule_now"),
    Step("finding the bibs of the P2E list", "p2e_bib"),
    Step("finding local portfolios", "match_local"),
    Step("reading their identifiers", "match_local_key"),
    Step("listing Community Zone portfolios", "match_zone"),
    Step("setting aside keys that stand everywhere", "crowded_key"),
    Step(
      "looking for Community Zone portfolios", "match_shared", keepsIndexesBack: true),
    Step("counting the parts of titles that stand everywhere", "crowded_title_part"),
    Step(
      "looking for them by title and part", "match_shared", from: "match_shared_by_part",
      keepsIndexesBack: true),
  ]

  private static let readingCandidates = [
    Step("reading the candidates", "match_candidate"),
    Step("counting titles by identifier", "identifier_title_count"),
    Step("weighing what pairs have in common", "match_evidence"),
  ]

  private static let judging = [
    Step("learning platforms", "platform_tie", order: "level, unit, by, title_id, platform"),
    Step("counting their votes", "platform_vote"),
    Step("counting the titles of each host", "platform_size"),
    Step("asking each pair's platform", "match_platform", from: "mapped_platform_rule"),
    Step("giving tiers", "match_tier"),
    Step("looking up what people decided", "match_review"),
    Step("choosing the best", "match_result"),
    Step("noting the twins", "match_twin", order: "local_id", keepsIndexesBack: true),
    Step("counting local portfolios by host", "match_host"),
    Step("looking up orders", "match_order"),
    Step(
      "passing the gates", "gate_result", from: "portfolio_gate_rule", order: "local_id",
      mayRepeat: false),
    Step("telling what may go", "match_outcome"),
    Step(
      "passing the gates of the bibs", "gate_result", from: "bib_gate_rule", order: "local_id",
      mayRepeat: false),
  ]

  /// All at once, since the votes and the tiers are worked out for the whole file in any case.
  private func rebuild(
    _ db: Database, institutions: [Int64], _ onStep: (String) -> Void
  ) throws {
    try Self.clear(db, institutions: institutions)
    var indexes = try SuspendedIndexes(db, of: Self.byLocal + Self.byInstitution)
    try run(Self.findingCandidates, db, institutions, &indexes, onStep)
    onStep("looking for titles with a slip of the keyboard")
    for institution in institutions {
      var slips = SlipFinder(db, institution: institution)
      try slips.run()
    }
    try indexes.restore("match_shared")
    try run(Self.readingCandidates, db, institutions, &indexes, onStep)
    onStep("comparing titles")
    var agreements = try AgreementWriter(db)
    for institution in institutions { try agreements.run(institution: institution) }
    try run(Self.judging, db, institutions, &indexes, onStep)
    try indexes.restoreRest()
    try db.execute(
      sql: """
        INSERT INTO match_run (institution_id, made_at, settings, rests_on)
        SELECT institution_id, ?, settings, rests_on
        FROM match_basis
        WHERE institution_id IN (\(Self.list(institutions)))
        """, arguments: [Timestamp.now()])
  }

  private func run(
    _ steps: [Step], _ db: Database, _ institutions: [Int64],
    _ indexes: inout SuspendedIndexes, _ onStep: (String) -> Void
  ) throws {
    for step in steps {
      onStep(step.title)
      try run(step, db, institutions)
      if !step.keepsIndexesBack { try indexes.restore(step.table) }
    }
  }

  /// A rule may find the same row by two ways; anything else that a table refuses is an error (OR
  /// IGNORE would drop a gate whose detail came out NULL, and with it what it says).
  private func run(_ step: Step, _ db: Database, _ institutions: [Int64]) throws {
    let columns = try db.columns(in: step.table).map(\.name.quotedDatabaseIdentifier)
      .joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(step.table) (\(columns))
        SELECT \(columns) FROM \(step.rule) WHERE institution_id IN (\(Self.list(institutions)))
        \(step.order.map { "ORDER BY \($0)" } ?? "")
        \(step.mayRepeat ? "ON CONFLICT DO NOTHING" : "")
        """)
  }

  /// Numbers of the database's own, as SQL; there may be more of them than a statement has parameters.
  private static func list(_ institutions: [Int64]) -> String {
    institutions.map(String.init).joined(separator: ", ")
  }

  private static let byLocal = [
    "gate_result", "match_outcome", "match_twin", "match_result", "match_review", "match_tier",
    "match_platform",
    "match_evidence", "match_agreement", "match_shared", "match_candidate", "match_local_key",
  ]

  private static let byInstitution = [
    "platform_size", "platform_vote", "platform_tie", "identifier_title_count", "crowded_key",
    "crowded_title_part", "match_host", "match_order", "match_zone", "match_local", "p2e_bib",
    "legacy_rule", "match_run",
  ]

  /// Takes back all that was worked out for these institutions; their match is stale then.
  static func clear(_ db: Database, institutions: [Int64]) throws {
    let all = try Set(Int64.fetchAll(db, sql: "SELECT institution_id FROM match_run"))
      .isSubset(of: institutions)
    let list = list(institutions)
    for table in byLocal {
      // Emptying a table as a whole costs nothing.
      let rows =
        all
        ? ""
        : """
        WHERE local_id IN (SELECT local_id FROM match_local WHERE institution_id IN (\(list)))
        """
      try db.execute(sql: "DELETE FROM \(table) \(rows)")
    }
    for table in byInstitution {
      let rows = all ? "" : "WHERE institution_id IN (\(list))"
      try db.execute(sql: "DELETE FROM \(table) \(rows)")
    }
  }
}
