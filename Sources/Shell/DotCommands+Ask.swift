import Foundation
import GRDB
import Queries
import Store

/// Commands that ask the database something.
extension DotCommand {
  static let asking: [DotCommand] = [
    DotCommand(
      name: "run", usage: "NAME [PARAM=VALUE ...]", help: "runs a named query",
      arguments: [.query, .parameter]
    ) { session, words in
      try words.expect(1...100)
      try session.runQuery(words.all[0], try values(words.all.dropFirst(), words))
    },
    DotCommand(
      name: "find", usage: "TEXT", help: "everything known of a title or an identifier",
      arguments: []
    ) { session, words in
      try words.expect(1...100)
      try session.show([
        try session.allowed { try session.hooks.find(words.all.joined(separator: " ")) }
      ])
    },
    DotCommand(
      name: "explain", usage: "[SQL]", help: "how SQLite goes about a statement, or the last one",
      arguments: [.sql]
    ) { session, words in
      try session.explain(words.text.isEmpty ? session.lastStatement : words.text)
    },
    DotCommand(
      name: "as-of", usage: "[YYYY-MM-DD | now]",
      help: "the current_ views as of a day, or of now", arguments: [.day]
    ) { session, words in
      try words.expect(0...1)
      try session.setDay(words.all.first)
    },
    DotCommand(
      name: "param", usage: "[NAME=VALUE | clear [NAME]]",
      help: "gives :NAME its value, or lists the values", arguments: [.parameter]
    ) { session, words in
      try session.parameter(words)
    },
  ]

  /// `NAME=VALUE` words.
  private static func values(_ words: ArraySlice<String>, _ line: Words) throws -> [String: String]
  {
    var values: [String: String] = [:]
    for word in words {
      guard let sign = word.firstIndex(of: "="), sign > word.startIndex else {
        throw ShellError.usage(line.usage)
      }
      values[String(word[..<sign])] = String(word[word.index(after: sign)...])
    }
    return values
  }
}

extension Session {
  /// Runs a named query, with what `almanac run` says of it.
  func runQuery(_ name: String, _ values: [String: String]) throws {
    let query = try catalog().query(name)
    Interruption.reset()
    let start = ContinuousClock.now
    var end = start
    var count = 0
    let isWhole = try allowed {
      let about = try? ResultAbout(store, query, values)
      return try print(about: about) { printer in
        count = try QueryRun(store).run(query, values, into: &printer).rows
        end = .now
        return count
      }
    }
    sayRows(count, isWhole, end - start)
    try InputStates(store).notes(for: query).forEach(note)
    say("Then: \(query.then)")
  }

  /// The steps of a statement's plan, set in as they belong together.
  func explain(_ sql: String) throws {
    guard !DotCommand.trimmed(sql).isEmpty else {
      throw ShellError.usage(".explain SQL, or a statement before it")
    }
    let text = "EXPLAIN QUERY PLAN " + sql
    let rows: [[Cell]]
    do {
      rows = try store.queue.unsafeRead { db in
        guard let statement = try TypedStatement.next(db, in: Array(text.utf8), from: 0) else {
          return []
        }
        var rows: [[Cell]] = []
        while try statement.step() { rows.append(statement.row.cells) }
        return rows
      }
    } catch let failure as TypedStatement.Failure {
      throw ShellError.said(failure.message)
    }
    var depth: [Cell: Int] = [:]
    try show(
      rows.map { row in
        let level = (depth[row[1]] ?? -1) + 1
        depth[row[0]] = level
        return String(repeating: "  ", count: level) + row[3].text
      })
  }

  /// Values for `:name`: a number where it is written as one, else text.
  func parameter(_ words: DotCommand.Words) throws {
    guard let first = words.all.first else {
      let shown = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
      return try show(shown.isEmpty ? ["No parameter has a value. \(words.usage)"] : shown)
    }
    if first == "clear" {
      try words.expect(1...2)
      if words.all.count == 2 { parameters[words.all[1]] = nil } else { parameters = [:] }
      return
    }
    guard words.all.count == 1, let sign = first.firstIndex(of: "="), sign > first.startIndex else {
      throw ShellError.usage(words.usage)
    }
    let name = first[..<sign].drop { ":@$".contains($0) }
    let value = String(first[first.index(after: sign)...])
    // A number whose digits are all that it is: an id with a leading zero stays text, and in
    // quotes everything does.
    let isQuoted = words.text.contains("='") || words.text.contains("=\"")
    if let number = Int64(value), String(number) == value, !isQuoted {
      parameters[String(name)] = .integer(number)
    } else {
      parameters[String(name)] = .text(value)
    }
  }
}
