import GRDB
import Store

/// What shows of being a part only once it is known whose the files are: ids of another institution,
/// and a list that is a fraction of the one that it would replace.
///
/// Absence passes a gate only from a whole. One order line that is taken for all orders opens the
/// gate for every title.
struct WholenessCheck {
  private let db: Database
  private let request: ImportRequest

  /// The kinds whose absence passes a gate, or frees a bib.
  private static let kinds: Set<InputKind> = [
    .portfolios, .collections, .bibs, .holdings, .orderLines,
  ]
  /// A whole of fewer records may well have lost half of them in a month.
  private static let fewRecords = 20
  /// In percent: collections are closed and orders purged, but not more than half of all at once.
  private static let leastPercent = 50

  /// A spreadsheet keeps 15 digits of a number; ids have up to 19.
  static let rounded =
    "Ids that end in 000 were rounded by a spreadsheet: export them again, and open no CSV in it."

  init(_ db: Database, _ request: ImportRequest) {
    self.db = db
    self.request = request
  }

  /// Marks as parts what is none of the institution's, or too little.
  ///
  /// - Parameter tails: by snapshot of the command, the last four digits of its ids.
  /// - Returns: what the user should know, a sentence or two for each.
  func run(_ tails: [Int64: Set<String>], of institution: Int64) throws -> [String] {
    var notes: [String] = []
    for (snapshot, tails) in tails.sorted(by: { $0.key < $1.key }) {
      guard let new = try described(snapshot), let kind = InputKind(rawValue: new["kind"]) else {
        continue
      }
      if let note = try foreign(new, kind, tails, institution) {
        notes.append(note)
      } else if let note = try shrunken(new, kind) {
        notes.append(note)
      }
    }
    return notes
  }

  private func described(_ snapshot: Int64) throws -> Row? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT s.id, s.institution_id, s.kind, s.scope, s.as_of, (
                 SELECT coalesce(sum(f.rows_kept), 0)
                 FROM source_file f
                 WHERE f.snapshot_id = s.id
               ) AS kept, EXISTS (
                 SELECT 1 FROM snapshot_field f WHERE f.snapshot_id = s.id AND f.field = 'link'
               ) AS has_links
        FROM snapshot s
        WHERE s.id = ?
        """, arguments: [snapshot])
  }

  // MARK: - Another institution's ids

  /// The network zone's collections have its own ids; that is what the kind is for.
  private func foreign(
    _ new: Row, _ kind: InputKind, _ tails: Set<String>, _ institution: Int64
  ) throws -> String? {
    guard kind != .nzCollections, !tails.isEmpty,
      let whose = try Row.fetchOne(
        db, sql: "SELECT code, tail FROM institution WHERE id = ?", arguments: [institution]),
      let tail: String = whose["tail"]
    else { return nil }
    if tails.contains(tail) { return ownTailNote(kind, tail, code: whose["code"]) }
    let found = tails.sorted().joined(separator: ", ")
    let rounded = tails.contains { $0.hasSuffix("000") } ? " \(Self.rounded)" : ""
    let reason = "its ids end in \(found), and those of \(whose["code"] as String) in \(tail)"
    guard request.scope != .all, new["scope"] as String == "all" else {
      return "\(kind.rawValue): \(reason).\(rounded)"
    }
    try setPart(new["id"], name: "ids of \(found)", reason: reason)
    return """
      \(kind.rawValue): taken as a part, since \(reason); what is not in it counts as unknown. If it \
      is another institution's, drop it (almanac snapshots drop) and import it as theirs.\(rounded)
      """
  }

  /// The first files of an institution teach its tail, right or wrong.
  private func ownTailNote(_ kind: InputKind, _ tail: String, code: String) -> String? {
    if tail.hasSuffix("000") { return "\(kind.rawValue): its ids end in \(tail). \(Self.rounded)" }
    guard code.count == 4, code.allSatisfy(\.isNumber), code != tail else { return nil }
    return "\(kind.rawValue): its ids end in \(tail), and the institution was named \(code)."
  }

  // MARK: - A fraction of what there was

  private func shrunken(_ new: Row, _ kind: InputKind) throws -> String? {
    guard request.scope == nil, Self.kinds.contains(kind), new["scope"] as String == "all",
      let older = try replaced(by: new)
    else { return nil }
    let kept: Int = new["kept"]
    let before: Int = older["kept"]
    guard before >= Self.fewRecords, kept * 100 < before * Self.leastPercent else { return nil }
    let reason =
      "it has \(kept) \(kept == 1 ? "row" : "rows"), and the one of \(older["as_of"] as String) "
      + "has \(before)"
    try setPart(new["id"], name: "less than half", reason: reason)
    return """
      \(kind.rawValue): taken as a part, since \(reason); what is not in it counts as unknown. If it \
      is the whole, import it with --scope all --again.
      """
  }

  /// The newest whole of the same kind: of bibs, a list replaces no MARC.
  private func replaced(by new: Row) throws -> Row? {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT id
        FROM snapshot
        WHERE institution_id = ? AND kind = ? AND scope = 'all' AND id <> ? AND as_of <= ?
        ORDER BY as_of DESC, id DESC
        """, arguments: [new["institution_id"], new["kind"], new["id"], new["as_of"]])
    return try ids.lazy.compactMap { try described($0) }
      .first { $0["has_links"] as Bool == new["has_links"] as Bool }
  }

  private func setPart(_ snapshot: Int64, name: String, reason: String) throws {
    try db.execute(
      sql: "UPDATE snapshot SET scope = 'part', scope_name = ?, scope_reason = ? WHERE id = ?",
      arguments: [name, reason, snapshot])
  }
}
