import Foundation
import GRDB
import Queries
import Store

/// Commands that show what there is.
extension DotCommand {
  static let looking: [DotCommand] = [
    DotCommand(
      name: "help", usage: "[COMMAND]", help: "these commands, or one of them",
      arguments: [.command]
    ) { session, words in
      try words.expect(0...1)
      try session.show(try helpLines(words.all.first))
    },
    DotCommand(
      name: "tables", usage: "[TEXT]", help: "tables, all or those with TEXT in the name",
      arguments: [.table]
    ) { session, words in
      try words.expect(0...1)
      try session.show(session.listed(views: false, words.all.first))
    },
    DotCommand(
      name: "views", usage: "[TEXT]", help: "views: current_... is what is true now",
      arguments: [.table]
    ) { session, words in
      try words.expect(0...1)
      try session.show(session.listed(views: true, words.all.first))
    },
    DotCommand(
      name: "schema", usage: "NAME", help: "columns and SQL of a table or view",
      arguments: [.table]
    ) { session, words in
      try words.expect(1...1)
      try session.show(try session.schema(of: words.all[0]))
    },
    DotCommand(
      name: "queries", usage: "[GROUP | NAME]", help: "the named queries, or one in full",
      arguments: [.query]
    ) { session, words in
      try words.expect(0...1)
      try session.show(try session.queryLines(words.all.first))
    },
    DotCommand(
      name: "status", usage: "", help: "what is loaded, from when, what it does not cover",
      arguments: []
    ) { session, words in
      try words.expect(0...0)
      try session.show([try session.allowed { try session.hooks.status() }])
    },
    DotCommand(
      name: "snapshots", usage: "", help: "the snapshots, and how each speaks at present",
      arguments: []
    ) { session, words in
      try words.expect(0...0)
      try session.execute(snapshotList)
    },
  ]

  /// `role` is empty for what a newer snapshot supersedes.
  private static let snapshotList = """
    SELECT s.id, i.code AS institution, s.kind, s.as_of, s.scope, s.scope_name,
           coalesce(l.role, 'superseded') AS role, s.imported_at,
           (SELECT group_concat(f.file_name, ', ') FROM source_file f WHERE f.snapshot_id = s.id)
             AS files,
           (SELECT sum(f.rows_kept) FROM source_file f WHERE f.snapshot_id = s.id) AS rows
    FROM snapshot s
    JOIN institution i ON i.id = s.institution_id
    LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
    ORDER BY i.code, s.kind, s.as_of DESC, s.id DESC
    """

  private static func helpLines(_ name: String?) throws -> [String] {
    if let name {
      let bare = name.hasPrefix(".") ? String(name.dropFirst()) : name
      guard let command = named(bare) else {
        throw ShellError.unknownCommand(name: bare, near: [])
      }
      return ["\(command.line)  \(command.help)"]
    }
    let width = 32
    return all.map { command in
      // A long one has its help on the next line, so that a screen of 80 holds all.
      let isLong = command.line.count > width - 2
      let blanks = isLong ? width : width - command.line.count
      return command.line + (isLong ? "\n" : "") + String(repeating: " ", count: blanks)
        + command.help
    } + [
      "", "Anything else is SQL and ends with a semicolon. Tab completes, Ctrl-C stops a statement",
      "or drops what is typed, Ctrl-R searches what was typed before, Ctrl-D leaves.",
    ]
  }
}

extension Session {
  /// Runs what reads tables on the console's behalf, and says why where the day forbids it.
  func allowed<Value>(_ body: () throws -> Value) throws -> Value {
    guardian.hasBarred = false
    do {
      return try body()
    } catch {
      guard guardian.hasBarred else { throw error }
      throw ShellError.forbidden(forbidden)
    }
  }

  /// Names side by side on a screen, one a line elsewhere.
  func listed(views: Bool, _ part: String?) -> [String] {
    let fitting = names.tables.filter { table in
      table.isView == views
        && (part.map { table.name.lowercased().contains($0.lowercased()) } ?? true)
    }.map(\.name)
    guard let width = Terminal.width, output == nil else { return fitting }
    let list = Completion(word: "", candidates: fitting).listing(width: width, limit: .max)
    return list.split(separator: "\n").map(String.init)
  }

  /// The columns, and the statement that made it.
  func schema(of name: String) throws -> [String] {
    guard let table = names.table(name) else {
      let near = names.tables.map(\.name).filter { distance($0, name.lowercased()) <= 3 }
      throw ShellError.said(
        "There is no table or view \(name). "
          + (near.isEmpty
            ? "See: .tables, .views" : "Did you mean \(near.prefix(3).joined(separator: ", "))?"))
    }
    let sql = try store.queue.unsafeRead { db in
      try guardian.lifted {
        try String.fetchAll(
          db,
          sql: """
            SELECT sql FROM (
              SELECT sql, name, tbl_name, type FROM sqlite_temp_master
              UNION ALL
              SELECT sql, name, tbl_name, type FROM sqlite_master
            )
            WHERE tbl_name = ? AND sql IS NOT NULL
            ORDER BY type = 'index'
            """, arguments: [table.name])
      }
    }
    let columns = "\(table.name): \(table.columns.joined(separator: ", "))"
    return [columns, ""] + sql.map { $0 + ";" }
  }

  /// The list, a group of it, or one query in full.
  func queryLines(_ name: String?) throws -> [String] {
    let catalog = try catalog()
    if let name, !catalog.queries.contains(where: { $0.group == name }) {
      let query = try catalog.query(name)
      let parameters = query.parameters.map { parameter in
        "  \(parameter.name)=\(parameter.defaultValue ?? "(needed)")  \(parameter.meaning)"
      }
      return [query.name, "", query.question, query.answers, "", "Parameters"] + parameters
        + ["", "Columns"] + query.columns.map { "  \($0.name)  \($0.meaning)" }
        + ["", "Then: \(query.then)", "", query.statement]
    }
    let queries = catalog.queries.filter { name == nil || $0.group == name }
    let width = queries.map(\.name.count).max() ?? 0
    return queries.map { query in
      query.name + String(repeating: " ", count: width + 2 - query.name.count) + query.question
    }
  }
}
