import Foundation
import GRDB
import Store

/// What a result answers and what it rests on, for those who get the file without the database.
package struct ResultAbout: Sendable {
  /// One thing worth knowing.
  package struct Fact: Sendable, Equatable {
    /// What it is of: Question, Input, Setting.
    package let name: String
    /// In words.
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What was run: a query's name.
  package let title: String
  /// What stands over the table: the question, or the name where there is none.
  package let caption: String
  /// When the result was made.
  package let madeAt: Date
  private let limit: Int?
  private let before: [Fact]
  private var after: [Fact]

  /// - Parameter limit: how many rows at most were asked for.
  package init(
    title: String, caption: String, madeAt: Date = Date(), limit: Int? = nil,
    before: [Fact] = [], after: [Fact] = []
  ) {
    self.title = title
    self.caption = caption
    self.madeAt = madeAt
    self.limit = limit
    self.before = before
    self.after = after
  }

  /// Everything, in the order of reading, when so many rows came out.
  package func facts(rows: Int) -> [Fact] {
    var count = "\(rows)"
    if let limit, rows >= limit { count += " (no more were asked for; there may be more)" }
    return before + [Fact("Rows", count), Fact("Made at", madeAt.ISO8601Format())] + after
  }

  /// Says what else was not checked.
  package mutating func note(_ text: String) { after.append(Fact("Not checked", text)) }
}

extension ResultAbout {
  /// Of a named query.
  package init(
    _ store: Store, _ query: QueryFile, _ given: [String: String] = [:], limit: Int? = nil
  ) throws {
    let parameters = query.parameters.map { parameter in
      let value = given[parameter.name] ?? parameter.defaultValue ?? ""
      let shown = value.isEmpty ? "\(parameter.name) not given" : "\(parameter.name) = \(value)"
      return Fact("Parameter", "\(shown)  (\(parameter.meaning))")
    }
    let before = [
      Fact("Query", query.name), Fact("Question", query.question), Fact("Answers", query.answers),
    ]
    let notes = try InputStates(store).notes(for: query).map { Fact("Not checked", $0) }
    self.init(
      title: query.name, caption: query.question, limit: limit, before: before + parameters,
      after: [Fact("What to do", query.then)] + notes
        + (try Self.basis(store, kinds: query.needs))
        + query.columns.map { Fact("Column", "\($0.name)  \($0.meaning)") }
        + [Fact("SQL", query.statement)])
  }

  /// Of SQL that a person typed.
  package init(_ store: Store, sql: String, limit: Int? = nil) throws {
    self.init(
      title: "almanac sql", caption: "", limit: limit,
      after: try Self.basis(store, kinds: nil) + [Fact("SQL", sql)])
  }

  /// The snapshots that speak at present, the match, and the settings that are not as delivered.
  private static func basis(_ store: Store, kinds: [String]?) throws -> [Fact] {
    try store.read { db in
      let inputs = try Row.fetchAll(
        db,
        sql: """
          SELECT s.kind, s.as_of, s.as_of_source, s.scope, s.scope_name, l.role, i.code,
                 (
                   SELECT group_concat(file_name, ', ')
                   FROM (SELECT file_name FROM source_file WHERE snapshot_id = s.id ORDER BY id)
                 ) AS files
          FROM live_snapshot l
          JOIN snapshot s ON s.id = l.snapshot_id
          JOIN institution i ON i.id = s.institution_id
          ORDER BY i.code, s.kind, l.age_rank
          """
      ).filter { kinds?.contains($0["kind"]) ?? true }
      let matches = try Row.fetchAll(
        db,
        sql: """
          SELECT i.code, m.made_at, m.settings
          FROM match_run m
          JOIN institution i ON i.id = m.institution_id
          ORDER BY i.code
          """)
      let settings = try Row.fetchAll(
        db,
        sql: """
          SELECT name, value, default_value
          FROM setting
          WHERE value <> default_value
          ORDER BY name
          """)
      return inputs.map(input) + matches.map(match) + settings.map(setting)
    }
  }

  private static func input(_ row: Row) -> Fact {
    let name: String = row["scope_name"]
    let part = row["scope"] == "part" ? ", a part\(name.isEmpty ? "" : ": \(name)")" : ""
    let older = row["role"] == "older" ? ", superseded but for facts that newer ones lack" : ""
    let text = "\(row["kind"] as String) as of \(row["as_of"] as String)"
    return Fact(
      "Input",
      "\(text) (\(row["as_of_source"] as String)), institution \(row["code"] as String)"
        + "\(part)\(older): \(row["files"] ?? "")")
  }

  private static func match(_ row: Row) -> Fact {
    Fact(
      "Match",
      "institution \(row["code"] as String), made at \(row["made_at"] as String), with "
        + (row["settings"] as String))
  }

  private static func setting(_ row: Row) -> Fact {
    let value: String = row["value"]
    let standard: String = row["default_value"]
    return Fact(
      "Setting",
      "\(row["name"] as String) = \(value.isEmpty ? "(none)" : value)"
        + "  (as delivered: \(standard.isEmpty ? "none" : standard))")
  }
}

extension QueryFile {
  /// The SQL without the header.
  package var statement: String {
    sql.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.hasPrefix("--") }.joined(separator: "\n")
  }
}
