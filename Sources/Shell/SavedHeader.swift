import GRDB
import Queries
import Store

/// The header of a query that is kept from the console.
struct SavedHeader {
  var question = ""
  var answers = "one row a result"
  var needs: String
  var then = "Read it, and decide."
  var columns: [(name: String, meaning: String)]
  private let parameters: [String]

  /// Proposes what the statement itself says.
  ///
  /// - Throws: `ShellError` for what is not one statement that reads.
  init(_ sql: String, store: Store, names: SchemaNames) throws {
    let bytes = Array(sql.utf8)
    do {
      (columns, parameters) = try store.queue.unsafeRead { db in
        guard let statement = try TypedStatement.next(db, in: bytes, from: 0),
          try TypedStatement.next(db, in: bytes, from: statement.range.upperBound) == nil,
          statement.isReadOnly, !statement.columns.isEmpty
        else { throw ShellError.said("Only one statement that reads can be saved.") }
        let parameters = statement.parameters
        guard parameters.allSatisfy({ $0.hasPrefix(":") }) else {
          throw ShellError.said("Parameters of a named query are written :name.")
        }
        return (
          statement.columns.map { (name: $0, meaning: $0.replacing("_", with: " ")) },
          parameters.map { String($0.dropFirst()) }
        )
      }
    } catch let failure as TypedStatement.Failure {
      throw ShellError.said(failure.message)
    }
    needs = Self.needs(sql)
  }

  /// The kinds of input whose views and tables are named; what was worked out needs the first
  /// five.
  private static func needs(_ sql: String) -> String {
    let words = SQLToken.all(of: sql).filter(\.isName).map { $0.name.lowercased() }
    var kinds: [String] = []
    for kind in InputKind.allCases {
      let isNamed = words.contains { $0 == kind.table || $0 == "current_\(kind.table)" }
      if isNamed, !kinds.contains(kind.rawValue) { kinds.append(kind.rawValue) }
    }
    let matched = ["twin", "match_", "gate_", "bib_after", "orphan_bib"]
    if words.contains(where: { word in matched.contains(where: word.hasPrefix) }) {
      for kind in ["p2e", "portfolios", "collections", "bibs", "po-lines"]
      where !kinds.contains(kind) {
        kinds.append(kind)
      }
    }
    return kinds.isEmpty ? "none" : kinds.joined(separator: ", ")
  }

  /// The file: header, and the statement without its semicolon.
  ///
  /// - Parameter values: of the parameters in the console; they become the defaults.
  func text(sql: String, values: [String: Cell]) -> String {
    var lines = [
      "-- question: \(Self.line(question.isEmpty ? "What does this find?" : question))",
      "-- answers: \(Self.line(answers))", "-- needs: \(Self.line(needs))",
    ]
    for name in parameters {
      let value = values[name].map { "= \(Self.quoted($0.text))  " } ?? ""
      lines.append("-- param: \(name) text \(value)\(name.replacing("_", with: " "))")
    }
    lines += columns.map { "-- column: \($0.name)  \(Self.line($0.meaning))" }
    lines.append("-- then: \(Self.line(then))")
    var body = DotCommand.trimmed(sql)
    while body.hasSuffix(";") { body = DotCommand.trimmed(body.dropLast()) }
    // The statement's own first comment must not be taken for a line of the header.
    while body.hasPrefix("--") {
      body = DotCommand.trimmed(body.drop { $0 != "\n" })
    }
    return lines.joined(separator: "\n") + "\n" + body + "\n"
  }

  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func quoted(_ text: String) -> String {
    "'\(line(text).replacing("'", with: "’"))'"
  }
}
