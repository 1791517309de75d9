import GRDB
import Store

/// What is loaded, from when, and what it does not cover.
package struct StatusReport: Codable, Sendable {
  /// One file of a snapshot, as the ledger has it.
  package struct File: Codable, Sendable {
    /// Name without its folder.
    package let name: String
    /// How its text was encoded.
    package let encoding: String
    /// How its bytes were read, in words.
    package let format: String
    /// Rows of data in it: kept + rejected + blank + left out.
    package let rowsRead: Int
    /// Rows in the database.
    package let rowsKept: Int
    /// Rows in `rejected_row`.
    package let rowsRejected: Int
    /// Rows without anything.
    package let rowsBlank: Int
    /// Rows that are meant to be left out.
    package let rowsLeftOut: Int
    /// What the user should know of it.
    package let warnings: [String]
  }

  /// One dated state of one kind of data.
  package struct Snapshot: Codable, Sendable {
    /// Its id in the table `snapshot`.
    package let id: Int
    /// Code of the institution.
    package let institution: String
    /// The kind, as on the command line.
    package let kind: String
    /// all or part.
    package let scope: String
    /// Of a part: which.
    package let scopeName: String
    /// Of a part: how that is known.
    package let scopeReason: String
    /// The day that the data is from.
    package let asOf: String
    /// Who says so.
    package let asOfSource: String
    /// whole, part, facts, older: as `live_snapshot` has it; superseded where it has it not.
    package let role: String
    /// The snapshot that stands in its place; nil where it speaks itself.
    package let supersededBy: Int?
    /// Its files, in the order of reading.
    package var files: [File]
  }

  /// An input that is not whole and fresh.
  package struct Trouble: Codable, Sendable {
    /// Code of the institution.
    package let institution: String
    /// The kind, as on the command line.
    package let kind: String
    /// missing, part or stale.
    package let state: String
    /// In words, without a full stop.
    package let text: String
  }

  /// A required gate that is unknown for some titles.
  package struct UnknownGate: Codable, Sendable {
    /// Code of the institution.
    package let institution: String
    /// Its name, as in `gate_result`.
    package let gate: String
    /// For how many local portfolios it is unknown.
    package let portfolios: Int
    /// What it says of one of them.
    package let detail: String
    /// The file that would settle it.
    package let load: String
    /// Its kinds, for `almanac inputs KIND`.
    package let inputs: [String]
  }

  /// A named query, and the inputs that it lacks.
  package struct Question: Codable, Sendable {
    /// `GROUP/NAME`.
    package let query: String
    /// The librarian's question.
    package let question: String
    /// Kinds that it needs and that are not whole and fresh.
    package let lacks: [String]
  }

  /// Path of the database.
  package let database: String
  /// Code of the institution.
  package let institutions: [String]
  /// Newest first within a kind.
  package let snapshots: [Snapshot]
  /// What keeps answers from being whole.
  package let troubles: [Trouble]
  /// Commonest first.
  package let unknownGates: [UnknownGate]
  /// Every named query.
  package let questions: [Question]
  /// Portfolios that one current source calls active and another inactive.
  package let availabilityDisagreements: Int

  /// Reads the ledger, and what the match left unknown.
  package init(_ store: Store, _ catalog: Catalog) throws {
    // A file that no query and no gate waits for is not missed; see `almanac inputs`.
    let wanted = Set(catalog.queries.flatMap(\.needs) + InputGuide.needed.map(\.kind))
    let troubles = try InputStates(store).troubles.filter { trouble in
      trouble.state != "missing" || wanted.contains(trouble.kind)
    }.map { trouble in
      Trouble(
        institution: trouble.institution, kind: trouble.kind, state: trouble.state,
        text: trouble.text)
    }
    self.troubles = troubles
    database = store.path
    (institutions, snapshots, unknownGates, availabilityDisagreements) = try store.read { db in
      (
        try String.fetchAll(db, sql: "SELECT code FROM institution ORDER BY code"),
        try Self.snapshots(db), try Self.unknownGates(db),
        try Int.fetchOne(db, sql: "SELECT count(*) FROM availability_disagreement") ?? 0
      )
    }
    questions = catalog.queries.map { query in
      let lacks = query.needs.filter { need in troubles.contains { $0.kind == need } }
      return Question(query: query.name, question: query.question, lacks: lacks)
    }
  }

  private static func snapshots(_ db: Database) throws -> [Snapshot] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, i.code, s.kind, s.scope, s.scope_name, s.scope_reason, s.as_of,
               s.as_of_source, coalesce(l.role, 'superseded') AS role, o.superseded_by
        FROM snapshot s
        JOIN institution i ON i.id = s.institution_id
        JOIN snapshot_overview o ON o.id = s.id
        LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
        ORDER BY i.code, s.kind, s.as_of DESC, s.id DESC
        """)
    return try rows.map { row in
      Snapshot(
        id: row["id"], institution: row["code"], kind: row["kind"], scope: row["scope"],
        scopeName: row["scope_name"], scopeReason: row["scope_reason"], asOf: row["as_of"],
        asOfSource: row["as_of_source"], role: row["role"],
        supersededBy: row["superseded_by"], files: try files(row["id"], db))
    }
  }

  private static func files(_ snapshot: Int, _ db: Database) throws -> [File] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM source_file WHERE snapshot_id = ? ORDER BY id",
      arguments: [snapshot])
    return try rows.map { row in
      let warnings = try String.fetchAll(
        db,
        sql: "SELECT warning FROM source_warning WHERE source_file_id = ? ORDER BY position",
        arguments: [row["id"] as Int])
      return File(
        name: row["file_name"], encoding: row["encoding"], format: row["format"],
        rowsRead: row["rows_read"], rowsKept: row["rows_kept"],
        rowsRejected: row["rows_rejected"], rowsBlank: row["rows_blank"],
        rowsLeftOut: row["rows_left_out"], warnings: warnings)
    }
  }

  private static func unknownGates(_ db: Database) throws -> [UnknownGate] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT i.code, g.gate, count(*) AS portfolios, min(g.detail) AS detail
        FROM gate_result g
        JOIN match_local m ON m.local_id = g.local_id
        JOIN institution i ON i.id = m.institution_id
        WHERE g.class IN ('required', 'bib') AND g.value = 'unknown'
        GROUP BY i.code, g.gate
        ORDER BY i.code, portfolios DESC, g.gate
        """)
    return rows.map { row in
      UnknownGate(
        institution: row["code"], gate: row["gate"], portfolios: row["portfolios"],
        detail: row["detail"], load: GateRemedy.all[row["gate"]]?.load ?? "",
        inputs: GateRemedy.all[row["gate"]]?.kinds ?? [])
    }
  }
}
