import TestSupport
import Testing

/// `import --map` and `--print-map`.
struct MapTests {
  @Test("a map to begin with goes to standard output, and nothing is made")
  func printed() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac("import", "--print-map", "portfolios")
    #expect(outcome.code == 0 && outcome.err == "")
    #expect(outcome.out.contains("\nkind = portfolios\n"))
    #expect(outcome.out.contains("# portfolio_id = Portfolio Id"))
    #expect(outcome.out.contains("# portfolio_id = AVE$8"))
    #expect(try sandbox.files() == [])
  }

  @Test("a printed map with its headers filled in loads a report that nothing recognises")
  func filled() throws {
    let sandbox = try Sandbox()
    try sandbox.write("report.csv", "Nummer,Werk,Titel\n5310000000011234,9910000000011234,Birds\n")
    let refused = try sandbox.almanac("import", "report.csv", "--quiet")
    #expect(refused.code == 65)
    let printed = try sandbox.almanac("import", "--print-map", "portfolios").out
    try sandbox.write(
      "my.map", printed + "portfolio_id = Nummer\nmms_id = Werk\ntitle = Titel\n")
    let outcome = try sandbox.almanac("import", "report.csv", "--map", "my.map")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err.contains("portfolios report.csv: 1 read = 1 kept"))
    let rows = try sandbox.almanac("sql", "SELECT portfolio_id, title FROM portfolio", "--quiet")
    #expect(rows.out.contains("5310000000011234,Birds"))
  }

  @Test("a wrong map ends with one sentence that names its line, and makes no database")
  func wrong() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    try sandbox.write("my.map", "kind = p2e\nlegacy_id = Id\nshelf = S\n")
    let outcome = try sandbox.almanac("import", "p2e.csv", "--map", "my.map", "--quiet")
    #expect(outcome.code == 65)
    expectOneSentence(outcome, "my.map, line 3", "shelf", "legacy_id")
    let missing = try sandbox.almanac("import", "p2e.csv", "--map", "no.map", "--quiet")
    #expect(missing.code == 66)
    expectOneSentence(missing, "no.map")
    let other = try sandbox.almanac(
      "import", "p2e.csv", "--map", "my.map", "--kind", "holdings", "--quiet")
    #expect(other.code == 64)
    expectOneSentence(other, "line 1", "holdings")
    #expect(try sandbox.files() == ["my.map", "p2e.csv"])
  }

  @Test(
    "what makes no sense is a wrong use of the command",
    arguments: [
      ["import"], ["import", "--print-map", "portfolios", "x.csv"],
      ["import", "--print-map", "books"],
      ["import", "--print-map", "sfx"],
    ])
  func misused(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(arguments, in: sandbox.folder)
    #expect(outcome.code == 64 && outcome.out == "")
    #expect(try sandbox.files() == [])
  }
}
