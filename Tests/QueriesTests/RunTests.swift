import Demo
import Foundation
import Queries
import Store
import Testing
import TestSupport

/// Running a query: what it may do, and what it is given.
@Suite struct RunTests {
  private func query(
    _ sql: String, parameters: [String] = [], columns: [String] = ["thing"]
  ) throws -> QueryFile {
    var lines = ["-- question: What?", "-- answers: things", "-- needs: bibs"]
    lines += parameters.map { "-- param: \($0)" } + columns.map { "-- column: \($0)" }
    return try QueryFile(
      name: "own/things", text: (lines + ["-- then: Nothing.", sql]).joined(separator: "\n"))
  }

  private func rows(_ query: QueryFile, _ given: [String: String] = [:]) throws -> [[Cell]] {
    let sandbox = try Sandbox()
    var result = ResultRows()
    try QueryRun(try sandbox.store()).run(query, given, into: &result)
    return result.rows
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let sql: String
    let error: QueryError
    var parameters: [String] = []
    var testDescription: String { sql }
  }

  @Test(
    "a query that is not one reading statement as declared is refused",
    arguments: [
      Bad(sql: "", error: .notOneStatement(query: "own/things")),
      Bad(
        sql: "SELECT 1 AS thing; SELECT 2 AS thing", error: .notOneStatement(query: "own/things")),
      Bad(
        sql: "DELETE FROM setting RETURNING name AS thing", error: .notReadOnly(query: "own/things")
      ),
      Bad(
        sql: "UPDATE setting SET value = 1 RETURNING name AS thing",
        error: .notReadOnly(query: "own/things")),
      Bad(
        sql: "SELECT 1 AS other",
        error: .columns(query: "own/things", declared: ["thing"], returned: ["other"])),
      Bad(
        sql: "SELECT 1 AS thing, 2 AS other",
        error: .columns(query: "own/things", declared: ["thing"], returned: ["thing", "other"])),
      Bad(
        sql: "SELECT :name AS thing",
        error: .parameters(query: "own/things", declared: [], used: ["name"])),
      Bad(
        sql: "SELECT 1 AS thing",
        error: .parameters(query: "own/things", declared: ["name"], used: []),
        parameters: ["name text = ''"]),
    ])
  func refused(bad: Bad) throws {
    #expect(throws: bad.error) {
      _ = try self.rows(try self.query(bad.sql, parameters: bad.parameters))
    }
  }

  @Test("what SQLite says of a statement is passed on")
  func doesNotPrepare() throws {
    let error = #expect(throws: QueryError.self) {
      _ = try self.rows(try self.query("SELECT nothing AS thing"))
    }
    guard case .doesNotPrepare(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("nothing"))
  }

  @Test("a semicolon and a comment behind the statement do no harm")
  func trailing() throws {
    #expect(try rows(try query("SELECT 1 AS thing; -- done\n")) == [[.integer(1)]])
  }

  @Test(
    "values are bound by type",
    arguments: [
      ("integer", "19", Cell.integer(19)), ("integer", "-4", .integer(-4)),
      ("date", "2024-02-29", .text("2024-02-29")), ("date", "", .text("")),
      ("flag", "yes", .integer(1)), ("flag", "N", .integer(0)),
      ("text", "'; DROP TABLE setting; --", .text("'; DROP TABLE setting; --")),
      ("text", "0012", .text("0012")), ("text", "", .text("")),
    ])
  func bound(type: String, value: String, cell: Cell) throws {
    let query = try query("SELECT :name AS thing", parameters: ["name \(type)"])
    #expect(try rows(query, ["name": value]) == [[cell]])
  }

  @Test(
    "a value that is none of its type is refused",
    arguments: [
      ("integer", "many"), ("integer", "1.5"), ("integer", ""), ("date", "2023-02-29"),
      ("date", "29.02.2024"), ("flag", "perhaps"),
    ])
  func badValue(type: String, value: String) throws {
    let query = try query("SELECT :name AS thing", parameters: ["name \(type)"])
    #expect(
      throws: QueryError.badValue(query: "own/things", name: "name", value: value, type: type)
    ) { _ = try self.rows(query, ["name": value]) }
  }

  @Test("a parameter that is unknown or missing is named")
  func names() throws {
    let query = try query("SELECT :name AS thing", parameters: ["name text"])
    #expect(
      throws: QueryError.unknownParameter(query: "own/things", name: "nmae", known: ["name"])
    ) { _ = try self.rows(query, ["nmae": "x"]) }
    #expect(throws: QueryError.missingParameter(query: "own/things", name: "name")) {
      _ = try self.rows(query)
    }
  }

  @Test("a limit cuts, and says so only where something was cut")
  func limit() throws {
    let query = try query("SELECT value AS thing FROM json_each('[1,2,3]')")
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    for (limit, rows, isCut) in [(2, 2, true), (3, 3, false), (0, 0, true)] {
      var result = ResultRows()
      let answer = try QueryRun(store).run(query, limit: limit, into: &result)
      #expect(answer.rows == rows && answer.isCut == isCut && result.rows.count == rows)
    }
  }

  @Test(
    "typed SQL that may not write changes nothing and says so",
    arguments: [
      "DELETE FROM setting", "DROP TABLE setting", "CREATE TABLE mine (a)",
      "ATTACH 'other.db' AS other",
    ])
  func readOnly(sql: String) throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let before = try sandbox.sql("SELECT * FROM setting")
    var result = ResultRows()
    let error = #expect(throws: (any Error).self) {
      _ = try QueryRun(store).run(sql: sql, mayWrite: false, into: &result)
    }
    #expect(try sandbox.sql("SELECT * FROM setting") == before)
    guard case .refused = error as? SQLError else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a statement may need what the one before it makes; where one fails, none was run")
  func several() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    let made = "CREATE TABLE mine (a); INSERT INTO mine VALUES (1), (2);"
    #expect(try sandbox.sql("\(made) SELECT sum(a) AS n FROM mine") == [["n": "3"]])
    #expect(throws: SQLError.self) {
      _ = try sandbox.sql("INSERT INTO mine VALUES (4); SELECT nothing FROM mine")
    }
    #expect(try sandbox.sql("SELECT sum(a) AS n FROM mine") == [["n": "3"]])
  }

  @Test("the first rows of a named query are those of the whole, whatever follows its statement")
  func firstRows() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    for end in ["", ";", " -- its end", ";\n-- its end\n"] {
      let query = try QueryFile(
        name: "own/things",
        text: """
          -- question: Which settings are there?
          -- answers: one row a setting
          -- needs: bibs
          -- column: name   its name
          -- then: nothing
          SELECT name FROM setting ORDER BY name DESC\(end)
          """)
      var whole = ResultRows()
      try QueryRun(store).run(query, into: &whole)
      for limit in [0, 1, 3, 1_000] {
        var first = ResultRows()
        let outcome = try QueryRun(store).run(query, limit: limit, into: &first)
        #expect(first.dictionaries == Array(whole.dictionaries.prefix(limit)))
        #expect(outcome.isCut == (whole.dictionaries.count > limit))
      }
    }
  }

  @Test("a copy of the database is not written by reading SQL")
  func vacuum() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    var result = ResultRows()
    #expect(throws: SQLError.self) {
      _ = try QueryRun(store).run(
        sql: "VACUUM INTO '\(sandbox.path("copy.db"))'", mayWrite: false, into: &result)
    }
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("copy.db")))
  }

  /// The demo library's database, loaded and matched once.
  private static let database = Result {
    let sandbox = try Sandbox()
    for file in DemoLibrary(titles: 300).files {
      let name = file.path.replacing("/", with: "_")
      try sandbox.write("files/20210401_\(name)", file.contents)
    }
    try sandbox.load(["files"])
    _ = try sandbox.run("duplicates/by-collection")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: sandbox.databasePath)))
  }

  private func demo() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("almanac.db", Self.database.get())
    return sandbox
  }

  @Test("collection and platform filter, and the parts add up to the whole")
  func filters() throws {
    let sandbox = try demo()
    for name in ["twins", "safe-to-delete", "blocked", "needs-review"].map({ "duplicates/\($0)" })
      + ["orders/relink-plan", "orders/on-p2e", "duplicates/no-twin"]
    {
      let all = try sandbox.run(name)
      #expect(!all.isEmpty)
      #expect(try sandbox.run(name, ["collection": "No such collection"]).isEmpty, "\(name)")
      #expect(try sandbox.run(name, ["platform": "No such platform"]).isEmpty, "\(name)")
      let platforms = try sandbox.sql(
        "SELECT DISTINCT interface_name AS p FROM current_collection WHERE interface_name <> ''"
      ).compactMap { $0["p"] }
      let parts = try platforms.map { try sandbox.run(name, ["platform": $0]).count }
      #expect(parts.allSatisfy { $0 < all.count }, "\(name)")
      #expect(parts.reduce(0, +) <= all.count, "\(name)")
      #expect(parts.reduce(0, +) > 0, "\(name)")
    }
    let byName = try sandbox.run(
      "duplicates/twins", ["collection": "Cadran Revues 2020 06 01"])
    #expect(!byName.isEmpty)
    #expect(byName.allSatisfy { $0["collection"] == "Cadran Revues 2020 06 01" })
  }

  @Test("by-collection counts what the other queries list")
  func counts() throws {
    let sandbox = try demo()
    let rows = try sandbox.run("duplicates/by-collection")
    func sum(_ column: String) -> Int { rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
    #expect(try sum("safe") == sandbox.run("duplicates/safe-to-delete").count)
    #expect(try sum("twins") == sandbox.run("duplicates/twins").count)
    #expect(try sum("review") == sandbox.run("duplicates/needs-review").count)
    let blocked = try sandbox.run("duplicates/blocked").compactMap { $0["portfolio_id"] }
    #expect(sum("blocked") == Set(blocked).count)
    #expect(sum("p2e") == sum("safe") + sum("blocked") + sum("review") + sum("no_twin"))
  }

  @Test("no named query walks all portfolios once for each row", arguments: CatalogTests.names)
  func plans(name: String) throws {
    let sandbox = try demo()
    let query = try Catalog().query(name)
    var sql = query.sql
    for parameter in query.parameters { sql = sql.replacing(":\(parameter.name)", with: "''") }
    let plan = try sandbox.sql("EXPLAIN QUERY PLAN " + sql)
    var correlated: Set<String> = []
    for step in plan {
      let detail = step["detail"] ?? ""
      let isInside = correlated.contains(step["parent"] ?? "")
      if isInside || detail.hasPrefix("CORRELATED") { correlated.insert(step["id"] ?? "") }
      let big = ["SCAN p", "SCAN q", "SCAN portfolio", "SCAN match_key", "SCAN identifier"]
      #expect(!(isInside && big.contains(detail)), "\(detail)")
    }
    #expect(plan.count > 1)
  }
}
