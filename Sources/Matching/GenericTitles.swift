import GRDB
import Identifiers

/// Titles that say nothing of which work they are: those of a list, and those made of words that
/// many titles are made of.
struct GenericTitles {
  private let titles: Set<[UInt8]>
  private let words: Set<[UInt8]>

  /// Words that no title is told from another by.
  private static let small: Set<[UInt8]> = Set(
    "a al and das de del der des di die du e el et fur in la las le les los of on the und y zu zur"
      .split(separator: " ").map { Array($0.utf8) })

  init(_ db: Database) throws {
    titles = Set(
      try String.fetchAll(db, sql: "SELECT title FROM generic_title").map { Array($0.utf8) })
    words = Set(
      try String.fetchAll(db, sql: "SELECT word FROM generic_word").map { Array($0.utf8) })
  }

  /// Whether a title is one of these, with its subtitle or without.
  func contains(_ title: TitleFacts) -> Bool {
    if titles.contains(title.mainKey) || titles.contains(title.fullKey) { return true }
    return title.fullKey.split(separator: 0x20).allSatisfy { word in
      words.contains(Array(word)) || Self.small.contains(Array(word))
    }
  }
}
