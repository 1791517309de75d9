import Importing
import Store
import TestSupport
import Testing

/// Which rows of a KBART list are titles, whatever their quotes and their missing cells.
struct KBARTRowTests {
  @Test("rows whose empty cells at the end were left out are kept, and said")
  func shortRows() throws {
    let sandbox = try Sandbox()
    let header = KBARTFile.phaseTwo.joined(separator: "\t")
    let report = try sandbox.loadText(
      "\(header)\nBirds\t0028-0836\nFerns\t\t9780306406157\t\t\t\t\t\t\thttps://a.example/f\n")
    #expect(report.counts.kept == 2)
    #expect(
      report.warnings
        == ["rows that end before the last column: 2; what they lack was taken as empty"])
    #expect(
      try sandbox.column("SELECT url FROM resolver_portfolio ORDER BY resolver_title_id")
        == ["", "https://a.example/f"])
  }

  @Test(
    "rows whose cells have moved are rejected, and what shows it is said",
    arguments: [
      (["title_url": "fulltext"], "title_url holds fulltext"),
      (["title_url": "Moss and Reed"], "title_url holds Moss and Reed"),
      (["publication_type": "2009"], "publication_type holds 2009"),
      (["embargo_info": "fulltext"], "embargo_info holds fulltext"),
      (["first_author": "https://a.example/f"], "first_author holds https://a.example/f"),
      (["num_last_issue_online": "HTTP://a.example"], "num_last_issue_online holds HTTP"),
    ])
  func moved(_ cells: [String: String], _ reason: String) throws {
    let sandbox = try Sandbox()
    let sound = ["publication_title": "Ferns", "title_url": "a.example/f", "title_id": "f"]
    let moved = ["publication_title": "Birds", "title_id": "b"].merging(cells) { _, new in new }
    let report = try sandbox.loadText(KBARTFile.text([sound, moved])) {
      $0.rejectLimit = .count(1)
    }
    #expect(report.counts.kept == 1)
    #expect(report.counts.rejected == 1)
    let found = try sandbox.column("SELECT reason FROM rejected_row WHERE row = 3")
    #expect(found.first?.contains("the cells have moved: \(reason)") == true, "\(found)")
    #expect(try sandbox.column("SELECT title FROM resolver_title") == ["Ferns"])
  }

  @Test("odd values alone do not make a row's cells moved")
  func odd() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text([
        [
          "publication_title": "Birds", "num_last_issue_online": "F", "coverage_depth": "fulltxt",
          "publication_type": "monogrph", "access_type": "X", "title_id": "b",
          "date_monograph_published_print": "21546445", "title_url": "10.1000/x",
        ]
      ]))
    #expect(report.counts.kept == 1)
  }

  @Test("a row that names nothing is rejected, one that an identifier names is kept")
  func nameless() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text([
        ["publisher_name": "Alder"], ["online_identifier": "9780306406157"], ["title_id": "b"],
        ["print_identifier": "n/a"],
      ])
    ) { $0.rejectLimit = .count(2) }
    #expect(report.counts.kept == 2)
    #expect(
      try sandbox.column("SELECT row || ' ' || reason FROM rejected_row ORDER BY row") == [
        "2 the title is empty, and no identifier can be read",
        "5 the title is empty, and no identifier can be read",
      ])
  }

  @Test("a header in the body is left out, blank rows are counted, a row too long is rejected")
  func rows() throws {
    let sandbox = try Sandbox()
    let file = KBARTFile(rows: [["publication_title": "Birds", "title_id": "b"]])
    let blank = String(repeating: "\t", count: 24) + "\n"
    let long = "Ferns" + String(repeating: "\t", count: 24) + "P\tmore\n"
    let trailing = "Moss" + String(repeating: "\t", count: 11) + "m" + blank
    let report = try sandbox.loadText(file.text + blank + file.text + long + trailing) {
      $0.rejectLimit = .count(1)
    }
    #expect(report.counts.kept == 3)
    #expect(report.counts.blank == 1)
    #expect(report.counts.leftOut == ["header repeated": 1])
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row")
        == ["the row has 26 cells, the header 25"])
  }

  // MARK: - Quotes

  @Test("bare quotes belong to the title")
  func bareQuotes() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text([
        ["publication_title": "\"Birds\" of the coast", "title_id": "a"],
        ["publication_title": "The \"Fern\"", "title_id": "b"],
        ["publication_title": "\"Moss", "title_id": "c"],
        ["publication_title": "Reed\"", "title_id": "d"],
      ]))
    #expect(report.counts.kept == 4)
    #expect(
      try sandbox.column("SELECT title FROM resolver_title ORDER BY object_id")
        == ["\"Birds\" of the coast", "The \"Fern\"", "\"Moss", "Reed\""])
  }

  @Test("enclosing quotes do not, and a title in them may go over lines")
  func enclosed() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text([
        ["publication_title": "\"Birds, Ferns\"", "title_id": "a", "access_type": "P"],
        ["publication_title": "\"The \"\"Fern\"\"\"", "title_id": "b", "access_type": "P"],
        ["publication_title": "\"Moss\nand Reed\"", "title_id": "c", "access_type": "P"],
      ]))
    #expect(report.counts.kept == 3)
    #expect(
      try sandbox.column("SELECT title FROM resolver_title ORDER BY object_id")
        == ["Birds, Ferns", "The \"Fern\"", "Moss\nand Reed"])
  }

  @Test("rows that a stray quote has joined are rejected, not taken for one title")
  func joined() throws {
    let sandbox = try Sandbox()
    let rows = (1...60).map { ["publication_title": "\"Title, \($0)\"", "title_id": "\($0)"] }
    let stray = [
      ["publication_title": "\"Birds", "title_id": "x"], ["publication_title": "Ferns"],
      ["publication_title": "Moss\"", "title_id": "y"],
    ]
    let report = try sandbox.loadText(KBARTFile.text(rows + stray)) { $0.rejectLimit = .count(3) }
    #expect(report.counts.kept == 60)
    #expect(report.counts.rejected == 1)
    let reason = try sandbox.column("SELECT reason FROM rejected_row")
    #expect(reason.first?.contains("several rows in one cell") == true, "\(reason)")
  }
}
