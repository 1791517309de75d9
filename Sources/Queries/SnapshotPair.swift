import GRDB
import Store

/// Two snapshots to compare, as a person names them.
package struct SnapshotPair: Sendable, Equatable {
  /// One of both, in words.
  package struct Side: Sendable, Equatable {
    /// Its id in the table `snapshot`.
    package let id: Int64
    /// "portfolios as of 2026-01-31".
    package let title: String
    /// The day that the data is from, and the id, which settles days that are equal.
    let age: String
  }

  /// What is before.
  package let a: Side
  /// What is after.
  package let b: Side

  /// Whether `a` is the newer one, so that what was added reads as removed.
  package var isBackwards: Bool {
    (a.age, a.id) > (b.age, b.id)
  }

  /// - Parameters:
  ///   - names: two ids; one id, compared with the snapshot before it; or a kind, whose newest
  ///     snapshot is compared with the one before.
  ///   - institution: whose snapshots a kind means; nil where there is but one.
  /// - Throws: `SnapshotError` where these are no two snapshots, or cannot be compared.
  package init(_ store: Store, _ names: [String], institution: String? = nil) throws {
    (a, b) = try store.read { db in
      let (a, b) = try Self.ids(names, institution, db)
      let sides = (try Self.side(a, db), try Self.side(b, db))
      let trouble = try String.fetchOne(
        db, sql: "SELECT trouble FROM snapshot_pair WHERE a_id = ? AND b_id = ?", arguments: [a, b])
      if let trouble { throw SnapshotError.notComparable(a: a, b: b, why: trouble) }
      return sides
    }
  }

  private static func ids(
    _ names: [String], _ institution: String?, _ db: Database
  ) throws -> (Int64, Int64) {
    if names.count > 1 { return (try id(names[0], db), try id(names[1], db)) }
    let name = names.first ?? ""
    guard name.allSatisfy(\.isNumber), !name.isEmpty, try !kinds(db).contains(name) else {
      return try newest(of: name, institution, db)
    }
    let later = try id(name, db)
    let before = try Int64.fetchOne(
      db, sql: "SELECT before_id FROM snapshot_successor WHERE snapshot_id = ?",
      arguments: [later])
    guard let before else {
      let kind = try String.fetchOne(
        db, sql: "SELECT kind FROM snapshot WHERE id = ?", arguments: [later])
      throw try only(of: kind ?? "", institution, db) ?? .nothingBefore(id: later)
    }
    return (before, later)
  }

  /// The error to throw where a kind has but one snapshot; nil where it has more.
  private static func only(
    of kind: String, _ institution: String?, _ db: Database
  ) throws -> SnapshotError? {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT s.id
        FROM snapshot s
        JOIN institution i ON i.id = s.institution_id
        WHERE s.kind = :kind AND (:institution IS NULL OR i.code = :institution)
        LIMIT 2
        """, arguments: ["kind": kind, "institution": institution])
    return ids.count == 1 ? .only(kind: kind, id: ids[0]) : nil
  }

  private static func id(_ name: String, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchAll(db, sql: "SELECT id FROM snapshot ORDER BY id")
    guard let id = Int64(name), known.contains(id) else {
      throw SnapshotError.unknown(id: name, known: known)
    }
    return id
  }

  private static func kinds(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT DISTINCT kind FROM snapshot ORDER BY kind")
  }

  /// The newest of a kind that has one before it.
  private static func newest(
    of kind: String, _ institution: String?, _ db: Database
  ) throws -> (Int64, Int64) {
    let known = try kinds(db)
    guard known.contains(kind) else { throw SnapshotError.unknownKind(kind, known: known) }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT i.code, s.id, n.before_id
        FROM snapshot s
        JOIN snapshot_successor n ON n.snapshot_id = s.id
        JOIN institution i ON i.id = s.institution_id
        WHERE s.kind = :kind AND n.before_id IS NOT NULL
          AND (:institution IS NULL OR i.code = :institution)
        ORDER BY s.as_of DESC, s.id DESC
        """, arguments: ["kind": kind, "institution": institution])
    guard let first = rows.first else {
      throw try only(of: kind, institution, db) ?? .nothingToCompare(kind: kind)
    }
    let codes = Set(rows.map { $0["code"] as String })
    guard codes.count == 1 else { throw SnapshotError.severalInstitutions(codes.sorted()) }
    return (first["before_id"], first["id"])
  }

  private static func side(_ id: Int64, _ db: Database) throws -> Side {
    let row = try Row.fetchOne(
      db, sql: "SELECT kind, scope, scope_name, as_of FROM snapshot WHERE id = ?", arguments: [id])
    guard let row else { throw SnapshotError.unknown(id: String(id), known: []) }
    let name: String = row["scope_name"]
    let part = row["scope"] == "part" ? ", a part\(name.isEmpty ? "" : ": \(name)")" : ""
    return Side(
      id: id, title: "\(row["kind"] as String) as of \(row["as_of"] as String)\(part)",
      age: row["as_of"])
  }
}
