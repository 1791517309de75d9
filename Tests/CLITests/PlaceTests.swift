import Foundation
import TestSupport
import Testing

/// Where the program and its database may be.
struct PlaceTests {
  @Test("the program alone in another folder carries its migrations and queries")
  func moved() throws {
    let sandbox = try Sandbox()
    let copy = sandbox.path("elsewhere/almanac")
    try FileManager.default.createDirectory(
      atPath: sandbox.path("elsewhere"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: try Program.path(), toPath: copy)
    try sandbox.write("elsewhere/p2e.csv", Small.p2e)
    let folder = sandbox.folder.appendingPathComponent("elsewhere")
    func run(_ arguments: String...) throws -> Outcome {
      try Program.run(arguments, in: folder, executable: copy)
    }
    let queries = try CSVRows.read(try run("queries", "--quiet").out)
    #expect(queries.count >= 11)
    #expect(queries.contains { $0["name"] == "duplicates/safe-to-delete" })
    let imported = try run("import", "p2e.csv", "--quiet")
    #expect(imported.code == 0, "\(imported.err)")
    let asked = try run("run", "migration/asked-vs-made", "--quiet")
    #expect(asked.code == 0, "\(asked.err)")
    #expect(try CSVRows.read(asked.out).count == 2)
  }

  @Test("the database is almanac.db here, else $ALMANAC_DB, else --db, the last first")
  func database() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let environment = ["ALMANAC_DB": sandbox.path("by-environment.db")]
    #expect(try sandbox.almanac("import", "p2e.csv", "--quiet").code == 0)
    #expect(try sandbox.files() == ["almanac.db", "p2e.csv"])
    #expect(try sandbox.almanac("import", "p2e.csv", "--quiet", environment: environment).code == 0)
    #expect(try sandbox.files() == ["almanac.db", "by-environment.db", "p2e.csv"])
    let option = try sandbox.almanac(
      "import", "p2e.csv", "--db", "by-option.db", "--quiet", environment: environment)
    #expect(option.code == 0)
    #expect(
      try sandbox.files() == ["almanac.db", "by-environment.db", "by-option.db", "p2e.csv"])
    try FileManager.default.removeItem(atPath: sandbox.path("almanac.db"))
    let read = try sandbox.almanac(
      "sql", "SELECT count(*) AS n FROM p2e_record", "--quiet", environment: environment)
    #expect(read.out == "n\r\n2\r\n")
  }

  @Test("a name under which nothing would be kept is refused", arguments: ["", ":memory:"])
  func nowhere(_ name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let outcome = try sandbox.almanac("import", "p2e.csv", "--db", name, "--quiet")
    #expect([64, 73].contains(outcome.code), "nothing was kept, and \(outcome.code) said")
    #expect(try sandbox.files() == ["p2e.csv"])
  }

  @Test("an empty $ALMANAC_DB is as good as none")
  func emptyVariable() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let outcome = try sandbox.almanac(
      "import", "p2e.csv", "--quiet", environment: ["ALMANAC_DB": ""])
    #expect(outcome.code == 0)
    #expect(try sandbox.files() == ["almanac.db", "p2e.csv"])
  }

  @Test("an empty file that stood at the database's place is empty after a failed import")
  func emptyFile() throws {
    let sandbox = try Sandbox()
    try sandbox.write("almanac.db", "")
    let outcome = try sandbox.almanac("import", "missing.csv", "--quiet")
    #expect(outcome.code == 66)
    #expect(try sandbox.bytes("almanac.db") == Data())
  }

  @Test("one's own queries are run, listed, and checked")
  func ownQueries() throws {
    let sandbox = try Sandbox.loaded()
    let sql = """
      -- question: How many?
      -- answers: one row
      -- needs: p2e
      -- param: least integer = 0   at least so many
      -- column: n   how many
      -- then: count again
      SELECT count(*) AS n FROM p2e_record WHERE :least <= 2

      """
    try sandbox.write("mine/own/count.sql", sql)
    let outcome = try sandbox.almanac("run", "own/count", "--queries", "mine", "--quiet")
    #expect(outcome.out == "n\r\n2\r\n", "\(outcome.err)")
    let wrong = try sandbox.almanac(
      "run", "own/count", "least=many", "--queries", "mine", "--quiet")
    #expect(wrong.code == 64)
    expectOneSentence(wrong, "least=many", "integer")
    try sandbox.write("mine/own/count.sql", sql.replacing("AS n", with: "AS m"))
    let differs = try sandbox.almanac("run", "own/count", "--queries", "mine", "--quiet")
    #expect(differs.code == 65)
    expectOneSentence(differs, "own/count", "declares")
  }

  @Test(
    "a number out of its range is refused, with the range and the reason",
    arguments: [
      ("platform-share", "0", "51 to 100"), ("platform-share", "50", "51 to 100"),
      ("platform-share", "101", "51 to 100"), ("platform-votes", "1", "2 to 1000"),
      ("platform-coverage", "0", "1 to 100"), ("platform-title-votes", "2", "3 to 1000"),
      ("freshness-days", "-1", "0 to 365"), ("freshness-days", "3650", "0 to 365"),
      ("freshness-days", "+30", "0 to 365"), ("freshness-days", "", "0 to 365"),
      ("title-min-words", "1", "2 to 50"),
    ])
  func ranges(_ name: String, _ value: String, _ range: String) throws {
    let sandbox = try Sandbox.loaded()
    let refused = try sandbox.almanac("settings", "set", name, value, "--quiet")
    #expect(refused.code == 64)
    expectOneSentence(refused, name, range)
    for sql in ["UPDATE setting SET value = '\(value)' WHERE name = '\(name)'"] {
      let written = try sandbox.almanac("sql", sql, "--write", "--quiet")
      #expect(written.code == 65 && written.err.contains("setting_range"), "\(written.err)")
    }
    let shown = try CSVRows.read(try sandbox.almanac("settings", "--quiet").out)
    let row = try #require(shown.first { $0["name"] == name })
    #expect(row["range"] == range && row["value"] == row["default_value"])
  }

  @Test("a setting is changed, shown, and refused where there is none of that name")
  func settings() throws {
    let sandbox = try Sandbox.loaded()
    func value() throws -> String? {
      let shown = try sandbox.almanac("settings", "list", "--quiet")
      return try CSVRows.read(shown.out).first { $0["name"] == "freshness-days" }?["value"]
    }
    #expect(try value() == "30")
    let changed = try sandbox.almanac("settings", "set", "freshness-days", "60", "--quiet")
    #expect(changed.code == 0)
    #expect(changed.out + changed.err == "")
    #expect(try value() == "60")
    for arguments in [["nonsense", "1"], ["freshness-days", "many"]] {
      let refused = try Program.run(["settings", "set"] + arguments, in: sandbox.folder)
      #expect(refused.code == 64, "\(refused.err)")
      #expect(refused.out == "")
    }
    #expect(try value() == "60")
  }

  @Test("a query shows its question, parameters, columns and SQL")
  func show() throws {
    let sandbox = try Sandbox()
    let shown = try sandbox.almanac("queries", "show", "duplicates/safe-to-delete")
    #expect(shown.code == 0)
    for word in ["Which", "platform", "portfolio_id", "not_checked", "SELECT", "Then"] {
      #expect(shown.out.contains(word), "\(word)")
    }
  }
}
