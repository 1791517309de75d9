import Testing

@testable import Shell

struct CompletionTests {
  private static let names: SchemaNames = {
    var names = SchemaNames()
    names.tables = [
      SchemaNames.Table("portfolio", ["id", "mms_id", "title", "odd column", "order"]),
      SchemaNames.Table("bib", ["id", "mms_id", "title_key", "author"]),
      SchemaNames.Table("current_portfolio", isView: true, ["portfolio_id", "title"]),
    ]
    names.functions = ["isbn13", "issn", "count"]
    names.queries = [
      SchemaNames.Query("duplicates/twins", ["platform", "collection"]),
      SchemaNames.Query("orders/on-p2e", []),
    ]
    names.days = ["2026-01-31", "2025-06-30"]
    names.parameters = ["platform_name"]
    return names
  }()

  private func suggest(_ text: String) -> Completion {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return Completion.suggest(
      before: String(parts[0]), after: parts.count > 1 ? String(parts[1]) : "", names: Self.names,
      files: { start in ["list.sql", "lists/"].filter { $0.hasPrefix(start) } })
  }

  @Test(
    "what can only be one thing is put in whole",
    arguments: [
      ("SELECT * FROM por|", "portfolio "), ("SELECT * FROM cur|", "current_portfolio "),
      ("SEL|", "SELECT "), ("sel|", "select "), ("SELECT * FROM bib JOIN po|", "portfolio "),
      ("SELECT * FROM bib b, po|", "portfolio "), ("SELECT p.ti| FROM portfolio p", "title"),
      ("SELECT x.au| FROM portfolio p JOIN bib AS x", "author"),
      ("SELECT bib.au| FROM bib", "author"), ("SELECT P.TI| FROM portfolio p", "title"),
      ("SELECT isb|", "isbn13("), ("SELECT aut| FROM bib", "author "),
      ("SELECT aut|", "author "), ("SELECT o.\"odd| FROM portfolio o", "\"odd column\""),
      ("SELECT p.odd| FROM portfolio p", ""), ("SELECT p.ord| FROM portfolio p", ""),
      ("WITH mine (number) AS (SELECT 1) SELECT m.nu| FROM mine m", "number"),
      ("WITH mine AS (SELECT 1) SELECT * FROM mi|", "mine "),
      ("SELECT :pla|", ":platform_name "), ("SELECT 1\nFROM por|", "portfolio "),
    ])
  func single(_ text: String, _ expected: String) {
    #expect(suggest(text).insertion ?? "" == expected)
  }

  @Test(
    "of several, all are listed and what they share is put in",
    arguments: [
      ("SELECT b.| FROM bib b", ["id", "mms_id", "title_key", "author"], ""),
      ("SELECT * FROM |", ["portfolio", "bib", "current_portfolio", "SELECT"], ""),
      ("SELECT is| FROM bib", ["isbn13(", "issn(", "is", "isnull"], "is"),
      (".s|", [".schema", ".status", ".snapshots", ".set", ".save"], ".s"),
      (".read l|", ["list.sql", "lists/"], "list"),
    ])
  func several(_ text: String, _ expected: [String], _ shared: String) {
    let completion = suggest(text)
    #expect(completion.candidates.sorted() == expected.sorted())
    #expect(completion.insertion == shared)
  }

  @Test(
    "nothing is proposed where nothing of it may stand",
    arguments: [
      "SELECT 'po|", "SELECT 1 -- po|", "/* sel|", "SELECT nothere.|", "SELECT 12|", ".nothing po|",
    ])
  func none(_ text: String) {
    #expect(suggest(text).candidates == [])
    #expect(suggest(text).insertion == nil)
  }

  @Test(
    "the console's own commands are completed by what they take",
    arguments: [
      (".tab|", ".tables "), (".run dup|", "duplicates/twins "),
      (".run duplicates/twins pl|", "platform="),
      (".run duplicates/twins platform=x co|", "collection="), (".schema bi|", "bib "),
      (".mode nd|", "ndjson "), (".as-of 2026|", "2026-01-31 "), (".help once|", "once "),
      (".timer of|", "off "), (".explain SELECT * FROM por|", "portfolio "),
      (".once list.|", "list.sql "), (".param plat|", "platform_name="),
    ])
  func dots(_ text: String, _ expected: String) {
    #expect(suggest(text).insertion == expected)
  }

  @Test("a list is as wide as the terminal allows, and says what it leaves out")
  func listing() {
    let names = (1...9).map { "name\($0)" }
    let completion = Completion(word: "", candidates: names)
    #expect(
      completion.listing(width: 20) == "name1  name6\nname2  name7\nname3  name8\n"
        + "name4  name9\nname5\n")
    #expect(completion.listing(width: 3).split(separator: "\n").map(String.init) == names)
    #expect(completion.listing(width: 20, limit: 2) == "name1  name2\nand 7 more\n")
  }

  @Test("every command completes by its own name, and no two have one name")
  func commands() {
    let all = DotCommand.all.map(\.name)
    #expect(Set(all).count == all.count)
    for name in all {
      #expect(suggest(".\(name)|").candidates.contains(".\(name)"))
      #expect(DotCommand.named(name)?.name == name)
    }
    #expect(DotCommand.named("tab")?.name == "tables")
    #expect(DotCommand.named("s") == nil)
    #expect(DotCommand.named("exit")?.name == "quit")
  }
}
