import GRDB
import Store

/// Everything that is known of one snapshot.
package struct SnapshotReport: Codable, Sendable {
  /// A column of a file, and what it was read as.
  package struct Column: Codable, Sendable, Equatable {
    /// Its header, as in the file.
    package let header: String
    /// The fact that it carries; nil: nothing is known of it, and it is kept under its own name.
    package let field: String?
  }

  /// Rows that are meant to be left out.
  package struct LeftOut: Codable, Sendable, Equatable {
    /// Why, as "Lifecycle Deleted".
    package let reason: String
    /// How many.
    package let rows: Int
  }

  /// A row that could not be understood.
  package struct Rejected: Codable, Sendable, Equatable {
    /// Its number in the file.
    package let row: Int
    /// Why.
    package let reason: String
    /// Its text.
    package let raw: String
  }

  /// One file of it, as the ledger has it.
  package struct File: Codable, Sendable {
    /// Its id in the table `source_file`.
    package let id: Int64
    /// Name without its folder.
    package let name: String
    /// Its size.
    package let bytes: Int64
    /// Hash of its bytes, by which it is known again.
    package let sha256: String
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
    /// Why they were left out.
    package let leftOut: [LeftOut]
    /// Its columns, in their order; none where it is no table.
    package let columns: [Column]
    /// What the user should know of it.
    package let warnings: [String]
    /// The first rows that could not be understood.
    package let firstRejected: [Rejected]
  }

  /// Another snapshot, and how the two stand to each other.
  package struct Relation: Codable, Sendable, Equatable {
    /// Its id in the table `snapshot`.
    package let id: Int64
    /// The day that its data is from.
    package let asOf: String
    /// In words, without a full stop.
    package let why: String
  }

  /// How far the match rests on a snapshot.
  package enum MatchUse: String, Codable, Sendable {
    /// The match that is there was made with it.
    case used
    /// So it was, and something changed since.
    case usedAndStale = "used, and stale since"
    /// It was not.
    case notUsed = "not used"
    /// There is no match.
    case noMatch = "no match yet"
  }

  /// Its id in the table `snapshot`.
  package let id: Int64
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
  /// When it was loaded, in UTC.
  package let importedAt: String
  /// whole, part, facts only, older, superseded by N.
  package let role: String
  /// What that means, and by which rule, in words.
  package let rule: String
  /// The snapshots that it takes the place of.
  package let supersedes: [Relation]
  /// The snapshots that take its place.
  package let supersededBy: [Relation]
  /// How far the match rests on it.
  package let match: MatchUse
  /// The facts that it carries.
  package let facts: [String]
  /// Its files, in the order of reading.
  package let files: [File]

  /// Rows of a file that are shown where it has more that were rejected.
  private static let shownRejects = 5

  /// Reads one snapshot.
  ///
  /// - Parameter id: as the user typed it.
  /// - Throws: `SnapshotError.unknown` where there is none of that id.
  package init(_ store: Store, id text: String) throws {
    self = try store.read { db in try SnapshotReport(db, id: text) }
  }

  private init(_ db: Database, id text: String) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT o.*, s.scope_reason
        FROM snapshot_overview o
        JOIN snapshot s ON s.id = o.id
        WHERE o.id = ?
        """, arguments: [Int64(text)])
    guard let row else {
      let known = try Int64.fetchAll(db, sql: "SELECT id FROM snapshot ORDER BY id")
      throw SnapshotError.unknown(id: text, known: known)
    }
    let relations = try SnapshotRelations(db, id: row["id"])
    id = row["id"]
    institution = row["institution"]
    kind = row["kind"]
    scope = row["scope"]
    scopeName = row["scope_name"]
    scopeReason = row["scope_reason"]
    asOf = row["as_of"]
    asOfSource = row["as_of_source"]
    importedAt = row["imported_at"]
    role = row["role"]
    rule = relations.rule
    supersedes = relations.supersedes
    supersededBy = relations.supersededBy
    match = try Self.match(id, kind: row["kind"], db)
    facts = try String.fetchAll(
      db, sql: "SELECT field FROM snapshot_field WHERE snapshot_id = ? ORDER BY field",
      arguments: [id])
    files = try Self.files(id, db)
  }

  private static func match(_ id: Int64, kind: String, _ db: Database) throws -> MatchUse {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT instr('; ' || r.rests_on, '; ' || :kind || ' ' || :id || ' ') > 0 AS is_used,
               EXISTS (
                 SELECT 1 FROM stale_match t WHERE t.institution_id = r.institution_id
               ) AS is_stale
        FROM snapshot s
        JOIN match_run r ON r.institution_id = s.institution_id
        WHERE s.id = :id
        """, arguments: ["kind": kind, "id": id])
    guard let row else { return .noMatch }
    guard row["is_used"] == true else { return .notUsed }
    return row["is_stale"] == true ? .usedAndStale : .used
  }

  private static func files(_ snapshot: Int64, _ db: Database) throws -> [File] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM source_file WHERE snapshot_id = ? ORDER BY id",
      arguments: [snapshot]
    ).map { row in
      let id: Int64 = row["id"]
      func rows(_ sql: String) throws -> [Row] {
        try Row.fetchAll(db, sql: sql, arguments: ["file": id])
      }
      return File(
        id: id, name: row["file_name"], bytes: row["bytes"], sha256: row["sha256"],
        encoding: row["encoding"], format: row["format"], rowsRead: row["rows_read"],
        rowsKept: row["rows_kept"], rowsRejected: row["rows_rejected"],
        rowsBlank: row["rows_blank"], rowsLeftOut: row["rows_left_out"],
        leftOut: try rows(
          "SELECT reason, rows FROM left_out_row_count WHERE source_file_id = :file ORDER BY reason"
        ).map { LeftOut(reason: $0["reason"], rows: $0["rows"]) },
        columns: try rows(
          "SELECT header, field FROM source_column WHERE source_file_id = :file ORDER BY position"
        ).map { Column(header: $0["header"], field: $0["field"]) },
        warnings: try rows(
          "SELECT warning FROM source_warning WHERE source_file_id = :file ORDER BY position"
        ).map { $0["warning"] },
        firstRejected: try rows(
          """
          SELECT row, reason, raw
          FROM rejected_row
          WHERE source_file_id = :file
          ORDER BY row
          LIMIT \(shownRejects)
          """
        ).map { Rejected(row: $0["row"], reason: $0["reason"], raw: $0["raw"]) })
    }
  }
}
