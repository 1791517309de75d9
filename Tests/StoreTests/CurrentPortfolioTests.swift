import TestSupport
import Testing

/// Inventories of different days, and what is taken as true.
struct CurrentPortfolioTests {
  private static let one = "5310000000011234"
  private static let two = "5310000000021234"
  private static let three = "5310000000031234"
  private static let brown = "6110000000011234"
  private static let green = "6110000000021234"

  private func portfolios(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column("SELECT portfolio_id FROM current_portfolio ORDER BY portfolio_id")
  }

  private func value(_ sandbox: Sandbox, _ field: String) throws -> [String] {
    try sandbox.column(
      """
      SELECT coalesce(CAST(\(field) AS TEXT), 'NULL') FROM current_portfolio
      WHERE portfolio_id = '\(Self.one)'
      """)
  }

  @Test("the newest whole inventory wins, whichever was loaded last", arguments: [true, false])
  func newestWhole(_ isInOrder: Bool) throws {
    let sandbox = try Sandbox()
    let january = ("a.csv", ["\(Self.one),Old,Available", "\(Self.two),Gone,Available"])
    let march = ("b.csv", ["\(Self.one),New,Available", "\(Self.three),Come,Available"])
    let loads = [(january, "2024-01-01"), (march, "2024-03-01")]
    for (file, day) in isInOrder ? loads : loads.reversed() {
      try sandbox.loadInventory(file.0, "Portfolio Id,Title,Availability", file.1, on: day)
    }
    #expect(try portfolios(sandbox) == [Self.one, Self.three])
    #expect(try value(sandbox, "title") == ["New"])
  }

  @Test("of two inventories of one day the one loaded last wins")
  func sameDay() throws {
    let sandbox = try Sandbox()
    for title in ["First", "Second"] {
      try sandbox.loadInventory(
        "\(title).csv", "Portfolio Id,Title,Availability", ["\(Self.one),\(title),Available"],
        on: "2024-01-01")
    }
    #expect(try value(sandbox, "title") == ["Second"])
  }

  private func loadWhole(_ sandbox: Sandbox, on day: String) throws {
    try sandbox.loadInventory(
      "whole.csv", "Portfolio Id,Title,Electronic Collection Id,Availability",
      [
        "\(Self.one),In brown,\(Self.brown),Available",
        "\(Self.two),Also brown,\(Self.brown),Available",
        "\(Self.three),In green,\(Self.green),Available",
      ], on: day)
  }

  @Test("a newer part takes away what it lacks of its own collection, and nothing else")
  func newerPart() throws {
    let sandbox = try Sandbox()
    try loadWhole(sandbox, on: "2024-01-01")
    try sandbox.loadInventory(
      "part.csv", "Portfolio Id,Title,Electronic Collection Id,Availability",
      ["\(Self.one),Renamed,\(Self.brown),Available"], on: "2024-02-01", collection: "Brown")
    #expect(try portfolios(sandbox) == [Self.one, Self.three])
    #expect(try value(sandbox, "title") == ["Renamed"])
  }

  @Test("a part that does not name its collection is known by its portfolios")
  func unnamedCollection() throws {
    let sandbox = try Sandbox()
    try loadWhole(sandbox, on: "2024-01-01")
    try sandbox.loadInventory(
      "part.csv", "PORTFOLIO_PID,MMS,Title,Access URL", ["\(Self.one),9910000000011234,Brown,"],
      on: "2024-02-01", collection: "Brown")
    #expect(try portfolios(sandbox) == [Self.one, Self.three])
    #expect(try value(sandbox, "collection_id") == [Self.brown])
  }

  @Test("an older part adds facts, and neither portfolios nor their end")
  func olderPart() throws {
    let sandbox = try Sandbox()
    try loadWhole(sandbox, on: "2024-03-01")
    try sandbox.loadInventory(
      "part.csv", "Portfolio Id,Title,Electronic Collection Id,License Code,Availability",
      [
        "\(Self.one),Old title,\(Self.brown),LIC-1,Available",
        "5310000000091234,Long gone,\(Self.brown),,Available",
      ], on: "2024-02-01", collection: "Brown")
    #expect(try portfolios(sandbox) == [Self.one, Self.two, Self.three])
    #expect(try value(sandbox, "title") == ["In brown"])
    #expect(try value(sandbox, "license") == ["LIC-1"])
  }

  @Test("two parts of one collection: the newer speaks")
  func twoParts() throws {
    let sandbox = try Sandbox()
    try loadWhole(sandbox, on: "2024-01-01")
    for (name, day, id) in [("a", "2024-02-01", Self.one), ("b", "2024-02-02", Self.two)] {
      try sandbox.loadInventory(
        "\(name).csv", "Portfolio Id,Title,Electronic Collection Id,Availability",
        ["\(id),In \(name),\(Self.brown),Available"], on: day, collection: "Brown")
    }
    #expect(try portfolios(sandbox) == [Self.two, Self.three])
  }

  @Test(
    "a copy is inactive as soon as one current source says so",
    arguments: [("Available", "Not Available"), ("Not Available", "Available")])
  func inactive(_ whole: String, _ part: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadInventory(
      "whole.csv", "Portfolio Id,Title,Availability", ["\(Self.one),T,\(whole)"],
      on: "2024-01-01")
    try sandbox.loadInventory(
      "part.csv", "Portfolio Id,Title,Availability", ["\(Self.one),T,\(part)"],
      on: "2024-02-01", collection: "Brown")
    #expect(try value(sandbox, "availability") == ["inactive"])
    #expect(
      try sandbox.column("SELECT portfolio_id FROM availability_disagreement") == [Self.one])
  }

  @Test("what an inventory that was replaced said of availability does not count")
  func replacedAvailability() throws {
    let sandbox = try Sandbox()
    for (name, day, word) in [
      ("a.csv", "2024-01-01", "Not Available"), ("b.csv", "2024-02-01", "Available"),
    ] {
      try sandbox.loadInventory(
        name, "Portfolio Id,Title,Availability", ["\(Self.one),T,\(word)"], on: day)
    }
    #expect(try value(sandbox, "availability") == ["active"])
  }

  @Test("a column that the newer inventory lacks comes from the older; an empty cell does not")
  func absentAndEmpty() throws {
    let sandbox = try Sandbox()
    try sandbox.loadInventory(
      "old.csv", "Portfolio Id,Title,Interface Name,Material Type,License Code,Availability",
      ["\(Self.one),T,Old interface,BOOK,LIC-1,Available"], on: "2024-01-15")
    try sandbox.loadInventory(
      "new.csv", "Portfolio Id,Title,Interface Name,Availability",
      ["\(Self.one),T,,Available"], on: "2024-02-01")
    #expect(try value(sandbox, "interface_name") == [""])
    #expect(try value(sandbox, "material_type") == ["BOOK"])
    #expect(try value(sandbox, "license") == ["LIC-1"])
    #expect(try value(sandbox, "public_note") == ["NULL"])
  }

  private static let costs = [
    ("License Code", "license"), ("PO Line Reference", "po_line"),
    ("Portfolio Public Note", "public_note"), ("Coverage Statement", "coverage"),
    ("Portfolio Additional PO Lines", "additional_po_lines"), ("PDA", "pda"), ("EBA", "eba"),
    ("Portfolio Internal Description", "internal_note"), ("Proxy Selected", "proxy"),
    ("Authentication Note", "authentication_note"),
  ]

  @Test("what a deletion would lose counts from any current source", arguments: costs)
  func anySourceCounts(_ header: String, _ field: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadInventory(
      "whole.csv", "Portfolio Id,Title,Availability,\(header)", ["\(Self.one),T,Available,X-1"],
      on: "2024-01-01")
    try sandbox.loadInventory(
      "part.csv", "Portfolio Id,Title,Availability,\(header)", ["\(Self.one),T,Available,"],
      on: "2024-02-01", collection: "Brown")
    #expect(try value(sandbox, field) == ["X-1"])
  }

  @Test(
    "what a deletion would lose is gone once the newer whole inventory has it empty",
    arguments: costs)
  func replacedCosts(_ header: String, _ field: String) throws {
    let sandbox = try Sandbox()
    for (name, day, cell) in [("a.csv", "2024-01-01", "X-1"), ("b.csv", "2024-02-01", "")] {
      try sandbox.loadInventory(
        name, "Portfolio Id,Title,Availability,\(header)", ["\(Self.one),T,Available,\(cell)"],
        on: day)
    }
    #expect(try value(sandbox, field) == [""])
  }

  @Test("one portfolio on two rows of a report is one, and both rows' order lines count")
  func twoRows() throws {
    let sandbox = try Sandbox()
    try sandbox.loadInventory(
      "whole.csv", "Portfolio Id,MMS Id,Title,Availability,PO Line Reference",
      [
        "\(Self.one),9910000000011234,T,Available,",
        "\(Self.one),9910000000011234,T,Not Available,POL-2",
        "\(Self.one),9910000000011234,T,Available,POL-3",
      ], on: "2024-01-01")
    #expect(try portfolios(sandbox) == [Self.one])
    #expect(try value(sandbox, "availability") == ["inactive"])
    #expect(try value(sandbox, "po_line") == ["POL-2"])
    #expect(
      try sandbox.column("SELECT po_line FROM portfolio_order ORDER BY po_line")
        == ["POL-2", "POL-3"])
    #expect(try sandbox.number("SELECT count(*) FROM portfolio WHERE repeats_row = 1") == 2)
  }

  @Test("ninety institutions in one file keep apart")
  func institutions() throws {
    let sandbox = try Sandbox()
    for number in 1...90 {
      try sandbox.loadInventory(
        "inventory.csv", "Portfolio Id,Title,Availability", ["\(Self.one),Of \(number),Available"],
        on: "2024-01-01", institution: "LIB\(number)")
    }
    #expect(try sandbox.number("SELECT count(*) FROM institution") == 90)
    let wrong = try sandbox.column(
      """
      SELECT i.code || ' ' || p.title
      FROM current_portfolio p JOIN institution i ON i.id = p.institution_id
      WHERE 'LIB' || substr(p.title, 4) <> i.code
      """)
    #expect(wrong == [])
    #expect(try sandbox.number("SELECT count(*) FROM current_portfolio") == 90)
    #expect(try sandbox.number("SELECT count(DISTINCT title) FROM current_portfolio") == 90)
    try sandbox.loadInventory(
      "newer.csv", "Portfolio Id,Title,Availability", ["\(Self.two),Of 7,Available"],
      on: "2024-02-01", institution: "LIB7")
    #expect(try sandbox.number("SELECT count(*) FROM current_portfolio") == 90)
    #expect(
      try sandbox.column(
        "SELECT title FROM current_portfolio WHERE portfolio_id = '\(Self.two)'") == ["Of 7"])
  }

  /// Rows that stand beside others, as the table has them and as the rule says.
  private func rowsBeside(_ sandbox: Sandbox, _ source: String) throws -> [String] {
    try sandbox.column(
      """
      SELECT q.title || ' of ' || s.as_of || ': ' || coalesce(z.title || ' of ' || t.as_of, 'none')
      FROM \(source) b
      JOIN portfolio q ON q.id = b.portfolio_row_id
      JOIN snapshot s ON s.id = q.snapshot_id
      LEFT JOIN portfolio z ON z.id = b.speaking_row_id
      LEFT JOIN snapshot t ON t.id = z.snapshot_id
      ORDER BY 1
      """)
  }

  @Test("what stands in several files, or twice in one, is noted at every load")
  func rowsBeside() throws {
    let sandbox = try Sandbox()
    func expect(_ rows: [String], _ place: SourceLocation = #_sourceLocation) throws {
      #expect(try rowsBeside(sandbox, "portfolio_beside") == rows, sourceLocation: place)
      #expect(try rowsBeside(sandbox, "portfolio_beside_rule") == rows, sourceLocation: place)
    }
    try loadWhole(sandbox, on: "2024-01-01")
    try expect([])
    try sandbox.loadInventory(
      "brown.csv", "Portfolio Id,Title,Electronic Collection Id",
      ["\(Self.one),One,\(Self.brown)", "\(Self.one),Again,\(Self.brown)"], on: "2024-02-01",
      collection: "Brown")
    try expect([
      "Again of 2024-02-01: One of 2024-02-01", "In brown of 2024-01-01: One of 2024-02-01",
      "One of 2024-02-01: One of 2024-02-01",
    ])
    // A newer whole: the part adds facts only.
    try sandbox.loadInventory(
      "new.csv", "Portfolio Id,Title,Electronic Collection Id,Availability",
      ["\(Self.two),Two,\(Self.brown),Available"], on: "2024-03-01")
    try expect(["Again of 2024-02-01: none", "One of 2024-02-01: none"])
  }
}
