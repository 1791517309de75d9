import GRDB
import Store

extension RecordReader {
  /// Collections of this name; a library has some hundreds of them, so no key is needed.
  func collections(named name: String) throws -> [Hit] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT *, 'title' AS type, title AS value, 'name' AS field
        FROM known_title
        WHERE kind = 'collections' AND title = ? COLLATE NOCASE
          AND (? OR role <> 'superseded')
        LIMIT \(KnownIdentifiers.limit)
        """, arguments: [name, known.isAll]
    ).map(Hit.init)
  }

  /// Rows of current files that name an Alma id and could not be read.
  func rejectedRows(_ id: String) throws -> [RejectedRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.file_name, r.row, w.reason
        FROM rejected_id r
        CROSS JOIN rejected_row w ON w.source_file_id = r.source_file_id AND w.row = r.row
        CROSS JOIN source_file f ON f.id = r.source_file_id
        LEFT JOIN live_snapshot l ON l.snapshot_id = f.snapshot_id
        WHERE r.alma_id = ? AND r.alma_id <> '' AND (? OR l.snapshot_id IS NOT NULL)
        ORDER BY f.id, r.row
        LIMIT 20
        """, arguments: [id, known.isAll]
    ).map { RejectedRow(file: $0["file_name"], row: $0["row"], reason: $0["reason"]) }
  }

  /// The kinds that are searched, of which no snapshot speaks; a library has one link resolver, so
  /// that `sfx` stands for the lists of all of them.
  func notLoaded() throws -> [String] {
    let loaded = try String.fetchSet(db, sql: "SELECT DISTINCT kind FROM live_snapshot")
    let ofResolver = try String.fetchSet(db, sql: "SELECT kind FROM resolver_kind")
    let searched: [InputKind] = [
      .p2e, .sfx, .portfolios, .collections, .bibs, .holdings, .orderLines,
    ]
    return searched.map(\.rawValue).filter { kind in
      kind == InputKind.sfx.rawValue
        ? loaded.isDisjoint(with: ofResolver) : !loaded.contains(kind)
    }
  }

  /// What is there, and not whole or not fresh.
  func troubles() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT trouble FROM input_trouble WHERE state <> 'missing' ORDER BY kind, trouble
        """)
  }
}
