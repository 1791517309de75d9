import Importing
import Store
import TestSupport
import Testing

/// A KBART file of some columns, tab separated.
struct KBARTFile {
  static let phaseOne = [
    "publication_title", "print_identifier", "online_identifier", "date_first_issue_online",
    "num_first_vol_online", "num_first_issue_online", "date_last_issue_online",
    "num_last_vol_online", "num_last_issue_online", "title_url", "first_author", "title_id",
    "embargo_info", "coverage_depth", "coverage_notes", "publisher_name",
  ]
  static let phaseTwo =
    phaseOne.map { $0 == "coverage_notes" ? "notes" : $0 } + [
      "publication_type", "date_monograph_published_print", "date_monograph_published_online",
      "monograph_volume", "monograph_edition", "first_editor", "parent_publication_title_id",
      "preceding_publication_title_id", "access_type",
    ]

  var headers = phaseTwo
  var rows: [[String: String]] = []

  var text: String {
    ([headers] + rows.map { row in headers.map { row[$0] ?? "" } })
      .map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  static func text(_ rows: [[String: String]], headers: [String] = phaseTwo) -> String {
    KBARTFile(headers: headers, rows: rows).text
  }
}

struct KBARTTests {
  @Test("every column of phase II has its place, and columns of others are kept under their names")
  func columns() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text(
        [
          [
            "publication_title": "Ferns: A Handbook", "print_identifier": "978-0-306-40615-7",
            "online_identifier": "9781861972712", "title_url": "https://books.alder.example/f",
            "first_author": "Moss", "title_id": "ALD-7", "coverage_depth": "fulltext",
            "notes": "Open since 2020", "publisher_name": "Alder", "publication_type": "monograph",
            "date_monograph_published_print": "2010", "date_monograph_published_online": "2012-03",
            "monograph_volume": "2", "monograph_edition": "3rd", "first_editor": "Reed",
            "parent_publication_title_id": "ALD-1", "preceding_publication_title_id": "ALD-6",
            "access_type": "P", "zdb_id": "123-4",
          ]
        ], headers: KBARTFile.phaseTwo + ["zdb_id"]), as: "Alder_Global_Books_2024-01-31.txt")
    #expect(report.kind == .kbart)
    #expect(report.counts.kept == 1)
    #expect(report.warnings == ["columns kept under their own headings: zdb_id"])
    let title = try #require(try sandbox.sql("SELECT * FROM resolver_title").first)
    let expected = [
      "title": "Ferns: A Handbook", "object_id": "ALD-7", "material": "monograph",
      "publication_type": "monograph", "print_identifier": "978-0-306-40615-7",
      "online_identifier": "9781861972712", "author": "Moss", "editor": "Reed",
      "publisher": "Alder", "edition": "3rd", "volume": "2", "published_print": "2010",
      "published_online": "2012-03", "parent_id": "ALD-1", "preceding_id": "ALD-6",
      "extra": "{\"zdb_id\":\"123-4\"}",
    ]
    for (column, value) in expected { #expect(title[column] == value, "\(column)") }
    let portfolio = try #require(try sandbox.sql("SELECT * FROM resolver_portfolio").first)
    #expect(portfolio["url"] == "https://books.alder.example/f")
    #expect(portfolio["host"] == "books.alder.example")
    #expect(portfolio["coverage_depth"] == "fulltext")
    #expect(portfolio["coverage_note"] == "Open since 2020")
    #expect(portfolio["access_type"] == "P")
    #expect(portfolio["coverage"] == "")
    #expect(
      try sandbox.column(
        "SELECT kind || ' ' || value || ' ' || medium FROM identifier ORDER BY position")
        == ["isbn 9780306406157 print", "isbn 9781861972712 electronic"])
  }

  @Test("the sixteen columns of phase I are enough, and what they lack is NULL")
  func phaseOne() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      KBARTFile.text(
        [["publication_title": "Birds", "title_id": "b", "coverage_notes": "Gaps"]],
        headers: KBARTFile.phaseOne), as: "Alder_Journals_2011-04-27.txt")
    #expect(
      try sandbox.sql(
        """
        SELECT t.edition IS NULL AND t.publication_type IS NULL AS lacks, t.author, p.coverage_note,
               p.access_type IS NULL AS no_access
        FROM resolver_title t JOIN resolver_portfolio p ON p.resolver_title_id = t.id
        """) == [["lacks": "1", "author": "", "coverage_note": "Gaps", "no_access": "1"]])
  }

  @Test(
    "misspelt and other names of columns are known",
    arguments: [
      ("monograph_edition", "mongraph_edition", "edition"),
      ("preceding_publication_title_id", "preceeding_publication_title_id", "preceding_id"),
      ("preceding_publication_title_id", "Preceding_publication_title_id", "preceding_id"),
      ("parent_publication_title_id", "parent_publication_id", "parent_id"),
    ])
  func misspelt(_ right: String, _ wrong: String, _ column: String) throws {
    let sandbox = try Sandbox()
    let headers = KBARTFile.phaseTwo.map { $0 == right ? wrong : $0 }
    try sandbox.loadText(
      KBARTFile.text([["publication_title": "Birds", wrong: "x7"]], headers: headers))
    #expect(try sandbox.column("SELECT \(column) FROM resolver_title") == ["x7"])
  }

  // MARK: - Identifiers

  @Test(
    "what an identifier is, is told from the cell",
    arguments: [
      ("0028-0836", ["issn 0028-0836 1"]), ("00280836", ["issn 0028-0836 1"]),
      ("ISSN: 0028-0836", ["issn 0028-0836 1"]), ("2049-632x", ["issn 2049-632X 1"]),
      ("978-0-306-40615-7", ["isbn 9780306406157 1"]), ("0306406152", ["isbn 9780306406157 1"]),
      ("9780306406157|9781861972712", ["isbn 9780306406157 1", "isbn 9781861972712 1"]),
      ("9780306406157 \\ 9781861972712", ["isbn 9780306406157 1", "isbn 9781861972712 1"]),
      ("0028-0836; 9780306406157", ["isbn 9780306406157 1", "issn 0028-0836 1"]),
      ("10.1079/9780851991283.0000", ["doi 10.1079/9780851991283.0000 1"]),
      ("978-2-503-58236-", ["isbn 978250358236 0"]), ("9513574", ["issn 0951-3574 1"]),
      ("none", []), ("", []), ("9.78031E+12", []),
    ])
  func identifiers(_ cell: String, _ expected: [String]) throws {
    for column in ["print_identifier", "online_identifier"] {
      let sandbox = try Sandbox()
      try sandbox.loadText(
        KBARTFile.text([["publication_title": "Birds", column: cell, "title_id": "b"]]))
      #expect(
        try sandbox.column(
          "SELECT kind || ' ' || value || ' ' || is_valid FROM identifier ORDER BY kind, position")
          == expected)
      #expect(try sandbox.column("SELECT \(column) FROM resolver_title") == [cell])
      let medium = column == "print_identifier" ? "print" : "electronic"
      #expect(
        try sandbox.column("SELECT count(*) FROM identifier WHERE medium <> '\(medium)'") == ["0"])
    }
  }

  @Test("zeros that were put back and numbers that a spreadsheet destroyed are said")
  func said() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text([
        ["publication_title": "A", "print_identifier": "9513574"],
        ["publication_title": "B", "print_identifier": "9.78E+12", "online_identifier": "21466"],
        ["publication_title": "C", "online_identifier": "9,78E+12"],
        ["publication_title": "D", "print_identifier": "0028-0836"],
      ]))
    #expect(report.counts.kept == 4)
    #expect(
      report.warnings == [
        "leading zeros put back, since the check digit then holds: 2 identifiers"
          + " (9513574 is 0951-3574)",
        "identifiers destroyed by a spreadsheet and not used: 2 (9.78E+12 in row 3); their titles"
          + " are kept",
      ])
  }

  // MARK: - Coverage

  @Test(
    "dates are read as far as they can be told, and said in words",
    arguments: [
      (["1997", "", "", "", "", ""], "1997", "", "Available from 1997."),
      (
        ["1997-03", "12", "4", "2011-12-31", "26", "1"], "1997-03", "2011-12-31",
        "Available from 1997-03 volume: 12 issue: 4 until 2011-12-31 volume: 26 issue: 1."
      ),
      (
        ["01/01/1997", "", "", "31.12.1999", "", ""], "1997-01-01", "1999-12-31",
        "Available from 1997-01-01 until 1999-12-31."
      ),
      (
        ["2008-05-19 00:00:00", "", "", "9999", "", ""], "2008-05-19", "",
        "Available from 2008-05-19."
      ),
      (["199703", "", "", "Present", "", ""], "1997-03", "", "Available from 1997-03."),
      (
        ["04/05/1997", "", "", "9999-99-99", "", ""], "04/05/1997", "",
        "Available from 04/05/1997."
      ),
      (["", "", "", "2001", "", ""], "", "2001", "Available until 2001."),
      (["", "", "", "", "", ""], "", "", ""),
    ] as [([String], String, String, String)])
  func coverage(_ cells: [String], _ from: String, _ to: String, _ words: String) throws {
    let sandbox = try Sandbox()
    var row = ["publication_title": "Birds", "title_id": "b"]
    for (header, cell) in zip(KBARTFile.phaseOne[3...8], cells) { row[header] = cell }
    try sandbox.loadText(KBARTFile.text([row]))
    let portfolio = try #require(try sandbox.sql("SELECT * FROM resolver_portfolio").first)
    #expect(portfolio["date_from"] == from)
    #expect(portfolio["date_to"] == to)
    #expect(portfolio["coverage"] == words)
    #expect(portfolio["volume_from"] == cells[1])
    #expect(portfolio["issue_to"] == cells[5])
  }

  @Test(
    "an embargo of KBART is said in words, another as it stands",
    arguments: [
      ("P1Y", "Most recent 1 year not available."), ("R10Y", "Most recent 10 years available."),
      ("R10Y;P30D", "Most recent 10 years available. Most recent 30 days not available."),
      ("12 Months", "Embargo: 12 Months."),
    ])
  func embargo(_ cell: String, _ words: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      KBARTFile.text([["publication_title": "Birds", "title_id": "b", "embargo_info": cell]]))
    #expect(
      try sandbox.sql("SELECT embargo, coverage FROM resolver_portfolio")
        == [["embargo": cell, "coverage": words]])
  }
}
