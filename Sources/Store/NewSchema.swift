import GRDB
import GRDBSQLite

/// Applies changes to a new database, with the views made last.
///
/// SQLite reads the whole schema anew at each column that is added, and most of the schema are views:
/// measured, four fifths of the time. So a view is held back until a statement comes that might ask
/// for it, at the latest until the end; a view that is dropped before that is never made. What is in
/// the schema in the end is the same.
struct NewSchema {
  private let db: Database
  private var views: [(name: Substring, sql: String)] = []

  init(_ db: Database) { self.db = db }

  /// Runs the statements of one change.
  mutating func apply(_ sql: String) throws {
    for statement in Self.statements(sql) {
      let words = Self.firstWords(statement)
      switch words.prefix(2) {
      case ["CREATE", "VIEW"] where words.count > 2:
        views.append((words[2], statement))
        continue
      case ["DROP", "VIEW"] where words.count == 3:
        let name = words[2].prefix { $0 != ";" }
        if let index = views.firstIndex(where: { $0.name == name }) {
          views.remove(at: index)
          continue
        }
      default: break
      }
      if Self.mayAskForViews(statement, words) { try makeViews() }
      try db.execute(sql: statement)
    }
  }

  /// Makes the views that were held back, in their order.
  mutating func makeViews() throws {
    for view in views { try db.execute(sql: view.sql) }
    views = []
  }

  private static func mayAskForViews(_ statement: String, _ words: [Substring]) -> Bool {
    switch words.prefix(2) {
    case ["CREATE", "TABLE"], ["CREATE", "INDEX"]: false
    case ["ALTER", "TABLE"]: words.dropFirst(3) != ["ADD", "COLUMN"]
    case ["INSERT", "INTO"]: statement.contains("SELECT")
    default: true
    }
  }

  /// The statements of a text, each with the comments above it.
  private static func statements(_ sql: String) -> [String] {
    var statements: [String] = []
    var waiting = ""
    for line in lines(sql) {
      waiting += line
      waiting += "\n"
      guard line.utf8.contains(UInt8(ascii: ";")), sqlite3_complete(waiting) != 0 else { continue }
      statements.append(waiting)
      waiting = ""
    }
    return statements + (firstWords(waiting).isEmpty ? [] : [waiting])
  }

  /// Split as bytes, which is many times as fast as by characters.
  private static func lines(_ text: String) -> [Substring] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Substring.init)
  }

  /// The five words that tell what a statement does, after the comments above it.
  private static func firstWords(_ statement: String) -> [Substring] {
    var words: [Substring] = []
    for line in lines(statement) where !line.hasPrefix("--") {
      words += line.utf8.split(separator: UInt8(ascii: " "), maxSplits: 5).map(Substring.init)
      if words.count >= 5 { break }
    }
    return Array(words.prefix(5))
  }
}
