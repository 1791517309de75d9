import GRDB

/// How a snapshot stands to the others of its kind: the rule of `live_snapshot_rule` in words.
struct SnapshotRelations {
  typealias Relation = SnapshotReport.Relation

  private(set) var rule = ""
  private(set) var supersedes: [Relation] = []
  private(set) var supersededBy: [Relation] = []

  private let db: Database
  private let id: Int64
  private let scope: String
  private let role: String?

  /// One of the other snapshots of the kind.
  private struct Other {
    let id: Int64
    let asOf: String
    let isWhole: Bool
    let isOfSamePart: Bool
    let isNewer: Bool
    let role: String?

    func relation(_ why: String) -> Relation { Relation(id: id, asOf: asOf, why: why) }
  }

  init(_ db: Database, id: Int64) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT s.scope, l.role
        FROM snapshot s
        LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
        WHERE s.id = ?
        """, arguments: [id])
    self.db = db
    self.id = id
    scope = row?["scope"] ?? ""
    role = row?["role"]
    let others = try Self.others(db, id)
    relate(others)
    rule = try words(others)
  }

  private static func others(_ db: Database, _ id: Int64) throws -> [Other] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT o.id, o.as_of, o.scope = 'all' AS is_whole,
               o.scope = s.scope AND o.scope_name = s.scope_name AS is_same,
               (o.as_of, o.id) > (s.as_of, s.id) AS is_newer, l.role
        FROM snapshot s
        JOIN snapshot o
          ON o.institution_id = s.institution_id AND o.kind = s.kind AND o.id <> s.id
        LEFT JOIN live_snapshot l ON l.snapshot_id = o.id
        WHERE s.id = ?
        ORDER BY o.as_of DESC, o.id DESC
        """, arguments: [id]
    ).map { row in
      Other(
        id: row["id"], asOf: row["as_of"], isWhole: row["is_whole"], isOfSamePart: row["is_same"],
        isNewer: row["is_newer"], role: row["role"])
    }
  }

  private var isWhole: Bool { scope == "all" }

  private mutating func relate(_ others: [Other]) {
    for other in others {
      switch (other.isNewer, other.isOfSamePart, isWhole, other.isWhole) {
      case (true, true, _, _):
        supersededBy.append(other.relation("newer, of the same kind and scope"))
      case (false, true, _, _):
        supersedes.append(other.relation("older, of the same kind and scope"))
      case (true, false, true, _) where other.role == "part":
        supersededBy.append(other.relation("a newer part: in that part only"))
      case (false, false, false, true) where role == "part" && other.role == "whole":
        supersedes.append(other.relation("the whole, which is older: in this part only"))
      case (true, false, false, true) where other.role == "whole":
        supersededBy.append(other.relation("a newer whole: says what is there, in this part too"))
      case (false, false, true, false) where role == "whole" && other.role == "facts":
        supersedes.append(other.relation("an older part: it adds facts only"))
      default: break
      }
    }
  }

  private func words(_ others: [Other]) throws -> String {
    switch role {
    case "whole": return "the newest whole of its kind: what is not in it is not there"
    case "part":
      let whole = others.first { $0.role == "whole" }
      return "the newest of its part, and "
        + (whole.map { "newer than the whole, snapshot \($0.id)" } ?? "no whole is loaded")
        + ": it says what there is of its part, and nothing of the rest"
    case "facts":
      return "the newest of its part, but older than the whole: it adds facts, and says nothing of "
        + "what is there"
    case "older":
      let facts = try ownFacts()
      return "an older whole, kept for facts that no newer whole carries: "
        + facts.joined(separator: ", ")
    default:
      return isWhole
        ? "a newer one is there, and none of its facts counts any more: newer wholes carry them, or "
          + "it is too old (the setting freshness-days)"
        : "a newer one of the same part is there"
    }
  }

  /// The facts that no newer whole of the kind carries.
  private func ownFacts() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT f.field
        FROM snapshot s
        JOIN snapshot_field f ON f.snapshot_id = s.id
        WHERE s.id = ? AND NOT EXISTS (
            SELECT 1
            FROM snapshot n
            JOIN snapshot_field g ON g.snapshot_id = n.id AND g.field = f.field
            WHERE n.institution_id = s.institution_id AND n.kind = s.kind AND n.scope = 'all'
              AND (n.as_of, n.id) > (s.as_of, s.id)
          )
        ORDER BY f.field
        """, arguments: [id])
  }
}
