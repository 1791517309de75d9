import GRDB
import Identifiers
import Store

/// Reads titles through for words, where no key finds one. It reads so many and no more, and says
/// how many.
struct TitleScan {
  /// So many titles are read in less than a second.
  static let limit = 1_500_000
  /// Titles with all the words beyond which it stops.
  static let enough = 500

  private struct Extent {
    let kind: String
    let first: Int64
    let last: Int64
    var rows: Int64 { last - first + 1 }
  }

  let db: Database
  let isAll: Bool
  /// How many titles were read.
  private(set) var read = 0
  /// Whether there are titles that were not read.
  private(set) var isCut = false

  init(_ db: Database, isAll: Bool) {
    (self.db, self.isAll) = (db, isAll)
  }

  /// The records whose titles have all the words, those most like the title first.
  mutating func hits(_ words: [String], like title: String) throws -> [Hit] {
    var hits: [Hit] = []
    for extent in try extents() {
      guard read < Self.limit, hits.count < Self.enough else {
        isCut = true
        break
      }
      let rows = min(extent.rows, Int64(Self.limit - read))
      if rows < extent.rows { isCut = true }
      hits += try self.hits(words, extent.kind, extent.last - rows + 1...extent.last)
      read += Int(rows)
    }
    return sorted(hits, by: title)
  }

  /// The stretches of rows that the snapshots take up, the shortest first, so that the bound cuts
  /// the longest. Rows of one snapshot stand together: an import writes them in one go.
  private func extents() throws -> [Extent] {
    let snapshots = try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, s.kind
        FROM snapshot s
        LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
        WHERE s.kind <> 'holdings' AND (? OR l.snapshot_id IS NOT NULL)
        """, arguments: [isAll])
    return try snapshots.compactMap { row -> Extent? in
      guard let kind = InputKind(rawValue: row["kind"]) else { return nil }
      let bounds = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT min(id) FROM \(kind.table) WHERE snapshot_id = :snapshot) AS first,
                 (SELECT max(id) FROM \(kind.table) WHERE snapshot_id = :snapshot) AS last
          """, arguments: ["snapshot": row["id"] as Int64])
      guard let first: Int64 = bounds?["first"], let last: Int64 = bounds?["last"] else {
        return nil
      }
      return Extent(kind: kind.rawValue, first: first, last: last)
    }.sorted { $0.rows < $1.rows }
  }

  private func hits(
    _ words: [String], _ kind: String, _ rows: ClosedRange<Int64>
  ) throws -> [Hit] {
    let patterns = words.map(Self.patterns)
    let conditions = patterns.map { alternatives in
      " AND (" + alternatives.map { _ in "title LIKE ?" }.joined(separator: " OR ") + ")"
    }.joined()
    let arguments: [any DatabaseValueConvertible] =
      [kind, rows.lowerBound, rows.upperBound] + patterns.flatMap(\.self) + [isAll]
    return try Row.fetchAll(
      db,
      sql: """
        SELECT *, 'words' AS type, title AS value, 'title' AS field
        FROM known_title
        WHERE kind = ? AND record_id BETWEEN ? AND ?\(conditions)
          AND (? OR role <> 'superseded')
        LIMIT \(Self.enough)
        """, arguments: StatementArguments(arguments)
    ).map(Hit.init)
  }

  /// What LIKE looks for. It knows the case of ASCII letters only, and a title's accents may be
  /// composed or not: among ASCII letters any other may be anything; a word of another script is
  /// looked for as it is, in small letters, and with a capital.
  private static func patterns(_ word: String) -> [String] {
    guard word.unicodeScalars.filter(\.isASCII).count < 3 else {
      var pattern = "%"
      for scalar in word.unicodeScalars {
        if scalar.isASCII {
          pattern.unicodeScalars.append(scalar)
        } else if pattern.last != "%" {
          pattern.append("%")
        }
      }
      return [pattern.last == "%" ? pattern : pattern + "%"]
    }
    let small = word.lowercased()
    let writings: Set<String> = [word, small, small.prefix(1).uppercased() + small.dropFirst()]
    return writings.sorted().map { "%\($0)%" }
  }

  private func sorted(_ hits: [Hit], by title: String) -> [Hit] {
    var titles = TitleAnalyzer()
    let sought = titles.analyze(title: title)
    let measured = hits.map { hit in
      let facts = titles.analyze(title: hit.title ?? "")
      return (TitleComparison.compare(sought, facts).similarity, hit)
    }
    return measured.enumerated().sorted {
      ($1.element.0, $0.offset) < ($0.element.0, $1.offset)
    }.map(\.element.1)
  }
}
