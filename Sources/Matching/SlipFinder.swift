import GRDB
import Identifiers
import Store

/// Finds Community Zone titles that differ from a local one by a slip of the keyboard alone, where
/// no key leads to one.
///
/// A slip stands in one half of a title's words, so that the other half is a key. Whether it is one
/// the words say: a slip makes a word that no other title has.
struct SlipFinder {
  private let db: Database
  private let institution: Int64
  private var titles = TitleAnalyzer()

  private struct Sought {
    let id: Int64
    let key: Int64
    let title: String
    let facts: TitleFacts
    let words: [Word]
  }

  private struct Found {
    let local: Int
    let zone: Int64
    let title: String
    let facts: TitleFacts
  }

  private typealias Word = ArraySlice<UInt8>

  /// Half of a title: its hash, and which half it is.
  private struct Half: Hashable {
    let hash: Int64
    let isFirst: Bool
  }

  init(_ db: Database, institution: Int64) {
    self.db = db
    self.institution = institution
  }

  /// Adds what it finds to the candidates.
  mutating func run() throws {
    guard try isSmallEnough() else { return }
    let minimum = try setting("title-min-words")
    let most = try setting("title-max-copies")
    var localWords = WordCounts()
    var sought: [Sought] = []
    let locals = try Row.fetchCursor(
      db, sql: "SELECT * FROM slip_local WHERE institution_id = ?", arguments: [institution])
    while let row = try locals.next() {
      let title: String = row["title"]
      let facts = titles.analyze(title: title)
      localWords.add(facts)
      guard row["is_sought"], facts.wordCount >= minimum else { continue }
      let words = facts.mainKey.split(separator: 0x20)
      guard words.count >= minimum else { continue }
      sought.append(
        Sought(id: row["local_id"], key: row["key"], title: title, facts: facts, words: words))
    }
    guard !sought.isEmpty else { return }
    var zoneWords = WordCounts()
    let found = try candidates(of: sought, most: most, counting: &zoneWords)
    for candidate in found where isSlip(candidate, of: sought, localWords, zoneWords) {
      try insert(candidate, sought[candidate.local])
    }
  }

  private func setting(_ name: String) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT CAST(value AS INTEGER) FROM setting WHERE name = ?", arguments: [name]) ?? 0
  }

  private func isSmallEnough() throws -> Bool {
    let limit = try setting("slip-max-portfolios")
    let count = try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM (SELECT 1 FROM slip_zone WHERE institution_id = ? LIMIT ?)",
      arguments: [institution, limit + 1])
    return (count ?? 0) <= limit
  }

  /// Titles that share a half with a local one; a half that more portfolios have than `most` says
  /// nothing.
  private mutating func candidates(
    of sought: [Sought], most: Int, counting words: inout WordCounts
  ) throws -> [Found] {
    var halves: [Half: [Int]] = [:]
    for (index, title) in sought.enumerated() {
      for half in Self.halves(title.words) { halves[half, default: []].append(index) }
    }
    var found: [Half: [Found]] = [:]
    let zone = try Row.fetchCursor(
      db, sql: "SELECT * FROM slip_zone WHERE institution_id = ?", arguments: [institution])
    while let row = try zone.next() {
      let title: String = row["title"]
      let facts = titles.analyze(title: title)
      words.add(facts)
      for half in Self.halves(facts.mainKey.split(separator: 0x20)) {
        guard let locals = halves[half], found[half]?.count ?? 0 <= most * locals.count else {
          continue
        }
        found[half, default: []] += locals.map {
          Found(local: $0, zone: row["cz_id"], title: title, facts: facts)
        }
      }
    }
    return found.filter { $0.value.count <= most * (halves[$0.key]?.count ?? 0) }
      .flatMap(\.value)
  }

  private static func halves(_ words: [Word]) -> [Half] {
    guard words.count > 1 else { return [] }
    let middle = words.count / 2
    return [(words[..<middle], true), (words[middle...], false)].map { part, isFirst in
      Half(hash: Packing.text(Array(part.joined(separator: [0x20])).span), isFirst: isFirst)
    }
  }

  /// One word differs, by a slip, and it is a word of its own on the side that has the slip.
  private func isSlip(
    _ found: Found, of sought: [Sought], _ localWords: WordCounts, _ zoneWords: WordCounts
  ) -> Bool {
    let local = sought[found.local]
    let zone = found.facts.mainKey.split(separator: 0x20)
    guard TitleComparison.compare(local.facts, found.facts).difference == .slip,
      local.words.count == zone.count
    else { return false }
    let different = zip(local.words, zone).filter { $0 != $1 }
    guard different.count == 1, let (ours, theirs) = different.first,
      FoldedWords.areAlike(
        String(decoding: ours, as: UTF8.self), String(decoding: theirs, as: UTF8.self))
    else { return false }
    let isOurs = localWords.count(ours) == 1 && zoneWords.count(ours) == 0
    let isTheirs = zoneWords.count(theirs) == 1 && localWords.count(theirs) == 0
    return isOurs || isTheirs
  }

  private func insert(_ found: Found, _ local: Sought) throws {
    try db.execute(
      sql: """
        INSERT INTO match_shared (
          local_id, cz_id, type, key, local_field, cz_field, value, local_raw, cz_raw
        )
        VALUES (?, ?, 'title', ?, 'title with a slip', 'title', ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [local.id, found.zone, local.key, local.title, local.title, found.title])
  }
}

/// In how many different titles each word stands.
private struct WordCounts {
  private var counts: [Int64: Int] = [:]
  private var seen: Set<Int64> = []

  mutating func add(_ facts: TitleFacts) {
    guard seen.insert(Packing.text(facts.mainKey.span)).inserted else { return }
    for word in Set(facts.mainKey.split(separator: 0x20)) {
      counts[Self.key(word), default: 0] += 1
    }
  }

  func count(_ word: ArraySlice<UInt8>) -> Int { counts[Self.key(word)] ?? 0 }

  private static func key(_ word: ArraySlice<UInt8>) -> Int64 { Packing.text(Array(word).span) }
}
