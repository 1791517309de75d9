import TestSupport
import Testing

/// The user's own map of platforms: suggested, taken in, written out.
struct PlatformsTests {
  @Test(
    "a suggestion is checked, imported, and settles the pairs of its host; export gives it back")
  func loop() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(
      "Slow rivers of the plain", isbn: isbn, url: "https://reader.moved.example/7")
    library.addZone("Slow rivers of the plain", isbn: isbn)
    let sandbox = try library.loaded()
    func safe() throws -> Bool {
      try CSVRows.read(
        try sandbox.almanac("run", "duplicates/safe-to-delete", "--format", "csv").out
      ).contains { $0["portfolio_id"] == local.portfolioID }
    }
    func rows(_ arguments: String...) throws -> [[String: String]] {
      try CSVRows.read(try Program.run(arguments, in: sandbox.folder).out)
    }
    #expect(try !safe())
    let learned = try rows("platforms", "list", "--format", "csv")
    #expect(learned.map { $0["host"] } == [SmallLibrary.host])
    #expect(learned.first?["platform"] == "Alpha Online")
    #expect(learned.first?["known_by"] == "identifiers")

    let suggested = try sandbox.almanac("platforms", "suggest", "--output", "map.xlsx")
    #expect(suggested.code == 0, "\(suggested.err)")
    let sheet = try #require(try WorkbookRows.read(sandbox.path("map.xlsx")).first).rows
    #expect(sheet.count == 2)
    #expect(Array(sheet[1].prefix(3)) == ["Alpha Online", "reader.moved.example", "Alpha Online"])
    let imported = try sandbox.almanac("platforms", "import", "map.xlsx")
    #expect(imported.code == 0, "\(imported.err)")
    #expect(try safe())
    #expect(
      try rows("platforms", "list", "--format", "csv").map { $0["known_by"] ?? "" }
        .sorted() == ["identifiers", "your map"])
    let quality = try rows("run", "quality/platforms", "host=reader.moved.example")
    #expect(quality.allSatisfy { $0["in_map"] == "Alpha Online" })

    // What is suggested next holds the map that is there, so that nothing of it is lost.
    let next = try rows("platforms", "suggest", "--format", "csv")
    #expect(next.map { $0["Host"] } == ["reader.moved.example"])
    #expect(try sandbox.almanac("platforms", "export", "out.csv").code == 0)
    let exported = try CSVRows.read(String(decoding: try sandbox.bytes("out.csv"), as: UTF8.self))
    #expect(exported.map { $0["Host"] } == ["reader.moved.example"])
    #expect(exported.first?["Platform"] == "Alpha Online")
    #expect(try sandbox.almanac("platforms", "export", "out.csv").code == 73)

    // A map of another platform for the host: different, and no twin.
    try sandbox.write(
      "other.csv",
      "Platform,Host,Interface Name\r\nMoved,reader.moved.example,\r\nAlpha,,Alpha Online\r\n")
    #expect(try sandbox.almanac("platforms", "import", "other.csv").code == 0)
    #expect(try !safe())
    #expect(try sandbox.almanac("platforms", "import", "missing.csv").code == 66)
  }

  @Test("a host of two platforms is refused where it comes again, and said")
  func twoPlatforms() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let sandbox = try library.loaded()
    let map = """
      Platform,Host,Interface Name
      Alpha,https://www.reader.example/a,
      ALPHA,reader.example,Alpha Online
      Beta,reader.example,Beta Press

      """
    let said = "reader.example is on Alpha by row 2: a host is on one platform"
    try sandbox.write("small.csv", map)
    let refused = try sandbox.almanac("platforms", "import", "small.csv")
    #expect(refused.code == 65 && refused.err.contains(said), "\(refused.err)")
    // In a longer map it is one row of many.
    let more = (1...99).map { "Beta,beta\($0).example,Beta Press\n" }.joined()
    try sandbox.write("map.csv", map + more)
    let imported = try sandbox.almanac("platforms", "import", "map.csv")
    #expect(imported.code == 0 && imported.err.contains("1 rejected"), "\(imported.err)")
    let kept = try sandbox.sql(
      "SELECT platform FROM current_platform_map WHERE host = 'reader.example'")
    #expect(kept.map { $0["platform"] } == ["Alpha", "ALPHA"])
    #expect(
      try sandbox.sql("SELECT reason FROM rejected_row").first?["reason"]?.contains(said) == true)
  }

  @Test("a host of which no title with an identifier tells is suggested without counting them")
  func untold() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    for word in ["glass", "paper"] {
      let title = "The \(word) garden of forgotten maps"
      library.addLocal(title, url: "https://reader.moved.example/\(word)")
      library.addZone(title)
    }
    let sandbox = try library.loaded()
    let rows = try CSVRows.read(
      try sandbox.almanac("platforms", "suggest", "--format", "csv").out)
    #expect(rows.map { $0["Host"] } == ["reader.moved.example"])
    #expect(
      rows.first?["Note"]
        == "no title with a shared identifier tells; all of its waiting pairs are there; "
        + "it would settle 2 pairs")
  }
}
