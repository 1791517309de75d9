import GRDB

/// A function that SQL typed by a person may call, besides those of SQLite.
///
/// No view and no named query uses one, so that any SQLite program can read the file: they are
/// added to the connections of `almanac sql` alone, and SQLite refuses them in a view there, since
/// the schema is not trusted (SQLite, "PRAGMA trusted_schema").
package struct SQLFunction: Sendable {
  /// Its name.
  package let name: String
  /// Names of what it takes, in order.
  package let arguments: [String]
  /// One line: what it gives.
  package let help: String
  /// What it makes of texts; nil is NULL.
  private let body: @Sendable ([[UInt8]], KnownPlatforms) -> (any DatabaseValueConvertible)?

  init(
    _ name: String, _ arguments: [String], _ help: String,
    _ body: @escaping @Sendable ([[UInt8]]) -> (any DatabaseValueConvertible)?
  ) {
    self.init(name, arguments, help, knowing: { cells, _ in body(cells) })
  }

  /// A function whose answer rests on what the database knows of platforms, too.
  init(
    _ name: String, _ arguments: [String], _ help: String,
    knowing body: @escaping @Sendable ([[UInt8]], KnownPlatforms) -> (any DatabaseValueConvertible)?
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.body = body
  }

  /// How it is written: `same_platform(a, b)`.
  package var signature: String { "\(name)(\(arguments.joined(separator: ", ")))" }

  /// Bytes beyond which a text is no cell of any file, and every function gives NULL.
  package static let longest = 1 << 20

  /// Lets the SQL of this connection call all of them.
  package static func addAll(to db: Database) {
    let platforms = KnownPlatforms(db)
    for function in all { function.add(to: db, platforms) }
  }

  private func add(to db: Database, _ platforms: KnownPlatforms) {
    let body = body
    db.add(
      function: DatabaseFunction(name, argumentCount: arguments.count, pure: true) { values in
        var texts: [[UInt8]] = []
        for value in values {
          guard let text = Self.text(value), text.count <= Self.longest else { return nil }
          texts.append(text)
        }
        return body(texts, platforms)
      })
  }

  /// A value as text: whole numbers as their digits, blobs only where they are UTF-8.
  private static func text(_ value: DatabaseValue) -> [UInt8]? {
    switch value.storage {
    case .null: return nil
    case .int64(let number): return Array(String(number).utf8)
    case .double(let number):
      // Beyond 2^53 a floating number has lost digits: an identifier is refused, not guessed.
      guard number.magnitude < 9_007_199_254_740_992, number == number.rounded(.towardZero) else {
        return nil
      }
      return Array(String(Int64(number)).utf8)
    case .string(let text): return Array(text.utf8)
    case .blob(let data):
      let bytes = Array(data)
      return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
    }
  }

  /// What to add to SQLite's message where it is about functions; nil where it is not.
  package static func hint(for message: String) -> String? {
    if message.hasPrefix("no such function") {
      return "The functions that almanac adds, for almanac sql alone: almanac sql --help"
    }
    guard message.hasPrefix("unsafe use of") else { return nil }
    return "No view may call a function that only almanac has: call it in the SELECT itself"
  }
}
