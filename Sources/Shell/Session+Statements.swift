import Foundation
import GRDB
import Queries
import Store

extension Session {
  /// Runs every statement of a text, in order.
  ///
  /// - Throws: `StatementError` for the first that fails, `ShellError.interrupted`, `StoreError`.
  func execute(_ sql: String) throws {
    let bytes = Array(sql.utf8)
    var offset = 0
    Interruption.reset()
    guardian.hasBarred = false
    // Before the connection is taken: it reads the ledger.
    let about = once == nil && output == nil ? nil : self.about(sql)
    do {
      while offset < bytes.count {
        let next = try store.queue.unsafeRead { db -> Int? in
          guard let statement = try TypedStatement.next(db, in: bytes, from: offset) else {
            return nil
          }
          let text = String(decoding: bytes[statement.range], as: UTF8.self)
          try run(statement, text: text, about, db)
          return statement.range.upperBound
        }
        guard let next else { break }
        offset = next
      }
    } catch let failure as TypedStatement.Failure {
      throw translated(failure, sql: bytes)
    }
    sayWhatIsStale()
  }

  private func translated(_ failure: TypedStatement.Failure, sql: [UInt8]) -> any Error {
    if failure.isInterruption { return ShellError.interrupted }
    if failure.isForbidden { return ShellError.forbidden(forbidden) }
    let error = failure.databaseError
    if error.resultCode == .SQLITE_READONLY { return ShellError.forbidden(forbidden) }
    if error.resultCode != .SQLITE_CANTOPEN, let error = StoreError(error, path: store.path) {
      return error
    }
    return ErrorText(sql: sql, names: names).error(failure, mayWrite: options.mayWrite)
  }

  /// Why the guard said no.
  var forbidden: String {
    if let asOf, guardian.hasBarred {
      return
        "This speaks of today: what was worked out is not kept by day. As of \(asOf) there are "
        + "the current_ views. .as-of now goes back."
    }
    return options.mayWrite
      ? "The console does not allow this: it could make the database unreadable."
      : "This would change the database or reach another file. To change it, say --write."
  }

  private func run(
    _ statement: TypedStatement, text: String, _ about: ResultAbout?, _ db: Database
  ) throws {
    try bind(statement)
    if !statement.isReadOnly, isInteractive, let question = Destruction.question(of: text),
      !confirm(question)
    {
      throw ShellError.said("Left as it was.")
    }
    let start = ContinuousClock.now
    let columns = statement.columns
    guard !columns.isEmpty else {
      try Interruption.during(db) { while try statement.step() {} }
      return sayChanges(of: statement, text, db, since: start)
    }
    var rows = 0
    // Before the pager is left.
    var end = start
    let isWhole = try print(about: about) { printer in
      try Interruption.during(db) {
        try printer.begin(columns: columns)
        while try statement.step() {
          try printer.row(statement.row)
          rows += 1
          if Interruption.wasAsked { throw ShellError.interrupted }
        }
        try printer.end()
      }
      end = .now
      return rows
    }
    sayRows(rows, isWhole, end - start)
    if !statement.isReadOnly { forgetNames() }
  }

  private func bind(_ statement: TypedStatement) throws {
    for (index, name) in statement.parameters.enumerated() {
      guard let value = parameters[String(name.dropFirst())] else {
        throw ShellError.said("\(name) has no value. Write: .param \(name.dropFirst())=VALUE")
      }
      statement.bind(value, at: index + 1)
    }
  }

  private func sayChanges(
    of statement: TypedStatement, _ text: String, _ db: Database,
    since start: ContinuousClock.Instant
  ) {
    forgetNames()
    let word = SQLToken.all(of: text).first { $0.kind == .word }?.text.uppercased() ?? ""
    let changes = ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(word)
    let result = changes ? counted(db.lastChanges) + " changed" : "Done"
    say(options.paint.faint(result + time(ContinuousClock.now - start)))
  }

  /// Says how many rows a result has, unless the reader left it before its end.
  func sayRows(_ rows: Int, _ isWhole: Bool, _ duration: Duration) {
    let text = isWhole ? counted(rows) + time(duration) : "Left before its end"
    say(options.paint.faint(text))
  }

  /// `1 row`, `2,000 rows`.
  func counted(_ rows: Int) -> String {
    "\(rows.formatted(.number.locale(Locale(identifier: "en_US")))) \(rows == 1 ? "row" : "rows")"
  }

  /// `, 0.012 s`, where asked for.
  func time(_ duration: Duration) -> String {
    guard isTimed else { return "" }
    let parts = duration.components
    let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    let rest = String(milliseconds % 1000)
    return ", \(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) s"
  }

  /// Asks a person; anything but yes is no.
  func confirm(_ question: String) -> Bool {
    FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
    let answer = readLine() ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }
}

/// Statements that take away what no other statement brings back.
enum Destruction {
  /// What to ask before it; nil where it needs no question.
  static func question(of sql: String) -> String? {
    let tokens = SQLToken.all(of: sql).filter { $0.kind != .comment }
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      guard depth == 0, token.kind == .word else { continue }
      let hasCondition = Self.hasCondition(tokens[index...])
      let rows = hasCondition ? "the rows that it names" : "ALL rows"
      switch token.text.uppercased() {
      case "CREATE": return nil
      case "DROP":
        let what = tokens[(index + 1)...].prefix(4).map(\.text).filter { $0 != ";" }
        return "This takes \(what.joined(separator: " ")) away for good. Go on?"
      case "DELETE": return "This deletes \(rows)\(table(after: "FROM", tokens[index...])). Go on?"
      // What ON CONFLICT DO UPDATE changes is the row that was to go in.
      case "UPDATE" where !hasCondition && !(index > 0 && tokens[index - 1].isWord("DO")):
        return "This changes ALL rows\(table(after: "UPDATE", tokens[index...])). Go on?"
      default: continue
      }
    }
    return nil
  }

  /// Whether the statement itself has a WHERE; one in parentheses is another query's.
  private static func hasCondition(_ tokens: ArraySlice<SQLToken>) -> Bool {
    var depth = 0
    for token in tokens {
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      if depth == 0, token.isWord("WHERE") { return true }
    }
    return false
  }

  private static func table(after word: String, _ tokens: ArraySlice<SQLToken>) -> String {
    guard let place = tokens.firstIndex(where: { $0.isWord(word) }), place + 1 < tokens.endIndex,
      tokens[place + 1].isName
    else { return "" }
    return " of \(tokens[place + 1].name)"
  }
}
