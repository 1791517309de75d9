import GRDB
import Queries
import Store

/// The sheet of pairs that want eyes: side by side, a platform's together, best first, with a column
/// to decide in.
package struct ReviewSheet {
  /// Which pairs.
  package struct Choice: Sendable {
    /// The name or id of the candidates' collection; '' for all.
    package var collection = ""
    /// The interface of the candidate or the host of the local copy; '' for all.
    package var platform = ""
    /// T3, T4.
    package var tiers: [String] = []

    package init(collection: String = "", platform: String = "", tiers: [String] = []) {
      self.collection = collection
      self.platform = platform
      self.tiers = tiers
    }
  }

  private let store: Store
  /// What the person fills in comes first, what the program needs to take it back last.
  private static let columns = [
    "decision", "note", "tier", "title", "candidate_title", "author", "candidate_author", "edition",
    "candidate_edition", "year", "candidate_year", "identifiers", "candidate_identifiers", "why",
    "evidence", "host", "platform", "candidate_collection", "candidate_state", "url", "reviewed",
    "pair", "seen",
  ]

  /// The pairs of this database, whose match must be up to date.
  package init(_ store: Store) {
    self.store = store
  }

  /// One row a pair.
  ///
  /// - Returns: how many rows were written.
  package func print(
    _ choice: Choice, limit: Int? = nil, into printer: inout some RowPrinter
  ) throws -> (rows: Int, isCut: Bool) {
    try printer.begin(columns: Self.columns)
    var rows = 0
    var isCut = false
    try store.read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT '' AS decision, '' AS note, r.*
          FROM review_pair r
          WHERE (:collection = ''
              OR :collection IN (r.candidate_collection, r.candidate_collection_id))
            AND (:platform = '' OR :platform IN (r.platform, r.host))
            AND (:tiers = '' OR instr(:tiers, r.tier) > 0)
          ORDER BY r.institution, r.is_put_off, r.probable DESC, r.host, r.platform,
                   r.candidate_state, r.tier, r.similarity DESC, r.title, r.pair
          """,
        arguments: [
          "collection": choice.collection, "platform": choice.platform,
          "tiers": choice.tiers.joined(separator: " "),
        ])
      while let row = try cursor.next() {
        if rows == limit {
          isCut = true
          break
        }
        rows += 1
        try printer.row(
          Self.columns.map { name in
            .text(name == "seen" ? ReviewMark.of(row["said"]) : row[name])
          })
      }
    }
    try printer.end()
    return (rows, isCut)
  }
}
