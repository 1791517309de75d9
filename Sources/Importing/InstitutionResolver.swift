import GRDB
import Store

/// Whose the files of a command are: `--institution`, else the ids' tail, else the one that the
/// database has, else a placeholder that is renamed when an id says more.
struct InstitutionResolver {
  /// The row that the command's snapshots carry until `finish`.
  let provisional: Int64
  private let given: String?
  /// By snapshot of this command: the tails that at least a tenth of one of its files' ids end in.
  private(set) var tails: [Int64: Set<String>] = [:]
  /// By tail: how many ids of the command end in it.
  private var fileTails: [String: Int] = [:]

  static let placeholder = "unknown"
  /// Never seen outside of a transaction.
  private static let provisionalCode = "(being imported)"

  init(_ db: Database, _ given: String?) throws {
    self.given = given
    try db.execute(
      sql: "INSERT INTO institution (code, is_placeholder) VALUES (?, 1)",
      arguments: [Self.provisionalCode])
    provisional = db.lastInsertedRowID
  }

  /// Takes note of the ids of one file of a snapshot.
  mutating func add(_ file: TailCounter, to snapshot: Int64) {
    tails[snapshot, default: []].formUnion(file.tails.keys)
    fileTails.merge(file.tails, uniquingKeysWith: +)
  }

  mutating func noteSnapshot(_ snapshot: Int64) { tails[snapshot] = [] }

  /// The code of the institution that the files read so far are of; nil where nothing tells.
  func expected(_ db: Database) throws -> String? {
    if let given { return given }
    guard fileTails.count == 1, let tail = fileTails.keys.first else { return nil }
    return try code(ofTail: tail, db)
  }

  /// Gives the command's snapshots their institution.
  ///
  /// - Returns: it; nil where nothing was imported.
  /// - Throws: `ImportError` where the files are of several, or of none that can be told.
  func finish(_ db: Database) throws -> (id: Int64, code: String)? {
    defer { try? remove(db) }
    guard !tails.isEmpty else { return nil }
    let institution = try resolve(db)
    try db.execute(
      sql: "UPDATE snapshot SET institution_id = ? WHERE institution_id = ?",
      arguments: [institution.id, provisional])
    return institution
  }

  /// The tail of the institution's own ids: the code that the user gave, where it is one of them.
  private var commonestTail: String? {
    if let given, fileTails[given] != nil { return given }
    return fileTails.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func remove(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM institution WHERE id = ?", arguments: [provisional])
  }

  private func resolve(_ db: Database) throws -> (id: Int64, code: String) {
    if given == nil, fileTails.count > 1 {
      throw ImportError.institutions(try fileTails.keys.sorted().map { try code(ofTail: $0, db) })
    }
    let tail = commonestTail
    if let given { return (try named(given, tail: tail, db), given) }
    if let tail { return try withTail(tail, db) }
    let all = try Row.fetchAll(
      db, sql: "SELECT id, code FROM institution WHERE id <> ? ORDER BY code",
      arguments: [provisional])
    if all.count > 1 { throw ImportError.unknownInstitution(codes: all.map { $0["code"] }) }
    if let only = all.first { return (only["id"], only["code"]) }
    try db.execute(
      sql: "INSERT INTO institution (code, is_placeholder) VALUES (?, 1)",
      arguments: [Self.placeholder])
    return (db.lastInsertedRowID, Self.placeholder)
  }

  private func code(ofTail tail: String, _ db: Database) throws -> String {
    try String.fetchOne(
      db, sql: "SELECT code FROM institution WHERE tail = ?", arguments: [tail]) ?? tail
  }

  /// The institution of a code; learns its tail where it has none yet.
  private func named(_ code: String, tail: String?, _ db: Database) throws -> Int64 {
    let known = try Row.fetchOne(
      db, sql: "SELECT id, tail FROM institution WHERE code = ?", arguments: [code])
    let id: Int64
    if let known {
      id = known["id"]
    } else if let placeholder = try placeholderID(db) {
      id = placeholder
      try db.execute(
        sql: "UPDATE institution SET code = ?, is_placeholder = 0 WHERE id = ?",
        arguments: [code, id])
    } else {
      try db.execute(sql: "INSERT INTO institution (code) VALUES (?)", arguments: [code])
      id = db.lastInsertedRowID
    }
    try db.execute(
      sql: """
        UPDATE institution SET tail = ?
        WHERE id = ? AND tail IS NULL AND NOT EXISTS (SELECT 1 FROM institution WHERE tail = ?)
        """, arguments: [tail, id, tail])
    return id
  }

  private func withTail(_ tail: String, _ db: Database) throws -> (id: Int64, code: String) {
    let known = try Row.fetchOne(
      db, sql: "SELECT id, code FROM institution WHERE tail = ?", arguments: [tail])
    if let known { return (known["id"], known["code"]) }
    // A placeholder, or an institution that was named before any of its ids was seen.
    let waiting = try Row.fetchAll(
      db, sql: "SELECT id, code, is_placeholder FROM institution WHERE tail IS NULL AND id <> ?",
      arguments: [provisional])
    if waiting.count == 1, let only = waiting.first {
      let code: String = only["is_placeholder"] == 1 ? tail : only["code"]
      try db.execute(
        sql: "UPDATE institution SET code = ?, tail = ?, is_placeholder = 0 WHERE id = ?",
        arguments: [code, tail, only["id"] as Int64])
      return (only["id"], code)
    }
    try db.execute(
      sql: "INSERT INTO institution (code, tail) VALUES (?, ?)", arguments: [tail, tail])
    return (db.lastInsertedRowID, tail)
  }

  private func placeholderID(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM institution WHERE is_placeholder = 1 AND id <> ?",
      arguments: [provisional])
  }
}
