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
      let stale = try Row.fetchAll(
        db,
        sql: """
          SELECT s.institution_id, i.code
          FROM stale_match s
          JOIN institution i ON i.id = s.institution_id
          ORDER BY i.code
          """)
      for row in stale {
        try rebuild(db, institution: row["institution_id"], code: row["code"], onStep)
      }
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

    init(_ title: String, _ table: String, from rule: String? = nil) {
      self.title = title
      self.table = table
      self.rule = rule ?? "\(table)_rule"
    }
  }

  private static let findingCandidates = [
    Step("learning how old bib ids became MMS IDs", "legacy_rule", from: "legacy_rule_now"),
    Step("finding the bibs of the P2E list", "p2e_bib"),
    Step("finding local portfolios", "match_local"),
    Step("reading their identifiers", "match_local_key"),
    Step("setting aside keys that stand everywhere", "crowded_key"),
    Step("looking for Community Zone portfolios", "match_shared"),
    Step("counting the parts of titles that stand everywhere", "crowded_title_part"),
    Step("looking for them by title and part", "match_shared", from: "match_shared_by_part"),
  ]

  private static let readingCandidates = [
    Step("reading the candidates", "match_candidate"),
    Step("counting titles by identifier", "identifier_title_count"),
  ]

  private static let judging = [
    Step("learning platforms", "platform_tie"),
    Step("counting their votes", "platform_vote"),
    Step("counting the titles of each host", "platform_size"),
    Step("asking each pair's platform", "match_platform", from: "mapped_platform_rule"),
    Step("giving tiers", "match_tier"),
    Step("looking up what people decided", "match_review"),
    Step("choosing the best", "match_result"),
    Step("passing the gates", "gate_result", from: "portfolio_gate_rule"),
    Step("passing the gates of the bibs", "gate_result", from: "bib_gate_rule"),
  ]

  private func rebuild(
    _ db: Database, institution: Int64, code: String, _ onStep: (String) -> Void
  ) throws {
    try Self.clear(db, institution: institution)
    try run(Self.findingCandidates, db, institution: institution, onStep)
    onStep("looking for titles with a slip of the keyboard")
    var slips = SlipFinder(db, institution: institution)
    try slips.run()
    try run(Self.readingCandidates, db, institution: institution, onStep)
    onStep("comparing titles")
    var agreements = try AgreementWriter(db)
    try agreements.run(institution: institution)
    try run(Self.judging, db, institution: institution, onStep)
    try db.execute(
      sql: """
        INSERT INTO match_run (institution_id, made_at, settings, rests_on)
        SELECT institution_id, ?, settings, rests_on FROM match_basis WHERE institution_id = ?
        """, arguments: [Timestamp.now(), institution])
  }

  private func run(
    _ steps: [Step], _ db: Database, institution: Int64, _ onStep: (String) -> Void
  ) throws {
    for step in steps {
      onStep(step.title)
      try run(step, db, institution: institution)
    }
  }

  /// A rule may find the same row by two ways; anything else that a table refuses is an error (OR
  /// IGNORE would drop a gate whose detail came out NULL, and with it what it says).
  private func run(_ step: Step, _ db: Database, institution: Int64) throws {
    let columns = try db.columns(in: step.table).map(\.name.quotedDatabaseIdentifier)
      .joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(step.table) (\(columns))
        SELECT \(columns) FROM \(step.rule) WHERE institution_id = ?
        ON CONFLICT DO NOTHING
        """, arguments: [institution])
  }

  /// Takes back all that was worked out for an institution; its match is stale then.
  static func clear(_ db: Database, institution: Int64) throws {
    let byLocal = [
      "gate_result", "match_result", "match_review", "match_tier", "match_platform",
      "match_agreement", "match_shared", "match_candidate", "match_local_key",
    ]
    for table in byLocal {
      try db.execute(
        sql: """
          DELETE FROM \(table)
          WHERE local_id IN (SELECT local_id FROM match_local WHERE institution_id = ?)
          """, arguments: [institution])
    }
    let byInstitution = [
      "platform_size", "platform_vote", "platform_tie", "identifier_title_count", "crowded_key",
      "crowded_title_part", "match_local",
      "p2e_bib", "legacy_rule", "match_run",
    ]
    for table in byInstitution {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE institution_id = ?", arguments: [institution])
    }
  }
}
