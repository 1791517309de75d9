import Importing
import Store
import TestSupport
import Testing

struct EBSCOTests {
  /// The columns of a download, and rows in which only some are filled.
  private static let headers = [
    "KBID", "Title", "AlternateTitle", "PackageName", "URL", "ProxiedURL", "Publisher", "Edition",
    "Author", "Editor", "Illustrator", "PrintISSN", "OnlineISSN", "PrintISBN", "OnlineISBN", "DOI",
    "PeerReviewed", "ManagedCoverageBegin", "ManagedCoverageEnd", "CustomCoverageBegin",
    "CustomCoverageEnd", "CoverageStatement", "Embargo", "CustomEmbargo", "ResourceType",
    "PackageContentType", "HideOnPublicationFinder", "Delete", "PackageID", "VendorName",
  ]

  private static func cells(_ row: [String: String]) -> [String] { headers.map { row[$0] ?? "" } }

  private static func text(_ rows: [[String]]) -> String {
    ([headers] + rows).map { $0.joined(separator: "\t") + "\r\n" }.joined()
  }

  private static let birds = [
    "KBID": "63601", "Title": "Birds Quarterly", "AlternateTitle": "Birds",
    "PackageName": "Alder Journals", "PackageID": "77", "VendorName": "Alder",
    "URL": "https://search.alder.example/login?AN=1", "Publisher": "Alder Press",
    "Author": "Moss, A.", "PrintISSN": "0028-0836", "OnlineISSN": "1476-4687",
    "PeerReviewed": "Y", "ManagedCoverageBegin": "1999-01-01", "ManagedCoverageEnd": "Present",
    "Embargo": "12 Months", "ResourceType": "Journal", "PackageContentType": "E-Journal",
    "HideOnPublicationFinder": "N", "Delete": "N",
  ]

  @Test("a download's columns have their places; blanks and a mark before the headers do not count")
  func columns() throws {
    let sandbox = try Sandbox()
    let text =
      "\u{FEFF}"
      + Self.text([Self.cells(Self.birds)])
      .replacing("PackageName", with: " PackageName ")
    let report = try sandbox.loadText(text, as: "holdings_2024-01-31.tsv")
    #expect(report.kind == .ebsco)
    #expect(report.counts.kept == 1)
    #expect(
      try sandbox.sql(
        """
        SELECT t.object_id, t.title, t.material, t.author, t.publisher, t.print_identifier,
               t.online_identifier, json_extract(t.extra, '$.AlternateTitle') AS other,
               p.target_id, p.url, p.host, p.date_from, p.date_to, p.coverage, p.embargo
        FROM resolver_title t JOIN resolver_portfolio p ON p.resolver_title_id = t.id
        """) == [
          [
            "object_id": "63601", "title": "Birds Quarterly", "material": "serial",
            "author": "Moss, A.", "publisher": "Alder Press", "print_identifier": "0028-0836",
            "online_identifier": "1476-4687", "other": "Birds", "target_id": "77",
            "url": "https://search.alder.example/login?AN=1", "host": "search.alder.example",
            "date_from": "1999-01-01", "date_to": "",
            "coverage": "Available from 1999-01-01. Embargo: 12 Months.", "embargo": "12 Months",
          ]
        ])
    #expect(
      try sandbox.column(
        "SELECT target_id || ' ' || name || ' ' || provider || ' ' || package_type "
          + "FROM resolver_collection") == ["77 Alder Journals Alder E-Journal"])
  }

  @Test("the library's own dates go before the package's, and several ranges stand apart")
  func coverage() throws {
    let sandbox = try Sandbox()
    let ranges = [
      "ManagedCoverageBegin": "1990-01-01|2001-01-01",
      "ManagedCoverageEnd": "1995-12-31|Present", "Embargo": "",
    ]
    let custom = [
      "CustomCoverageBegin": "01.01.2009", "CustomCoverageEnd": "31.12.2009",
      "CustomEmbargo": "6 Months",
    ]
    try sandbox.loadText(
      Self.text([
        Self.cells(Self.birds.merging(ranges) { _, new in new }),
        Self.cells(Self.birds.merging(custom) { _, new in new }),
        Self.cells(Self.birds.merging(["CoverageStatement": "1999 to now"]) { _, new in new }),
      ]))
    #expect(
      try sandbox.sql(
        "SELECT date_from, date_to, coverage FROM resolver_portfolio ORDER BY resolver_title_id")
        == [
          [
            "date_from": "1990-01-01|2001-01-01", "date_to": "1995-12-31|",
            "coverage": "Available from 1990-01-01 until 1995-12-31. Available from 2001-01-01.",
          ],
          [
            "date_from": "2009-01-01", "date_to": "2009-12-31",
            "coverage": "Available from 2009-01-01 until 2009-12-31. Embargo: 6 Months.",
          ],
          ["date_from": "1999-01-01", "date_to": "", "coverage": "1999 to now"],
        ])
  }

  @Test("several identifiers in a cell, and an ISBN among the ISSNs, are found")
  func identifiers() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Self.text([
        Self.cells(
          Self.birds.merging([
            "PrintISSN": "978-0-306-40615-7", "OnlineISSN": "",
            "OnlineISBN": "978-1-86197-271-2|0-306-40615-2", "DOI": "10.1000/182",
          ]) { _, new in new })
      ]))
    #expect(
      try sandbox.column("SELECT kind || ' ' || value || ' ' || medium FROM identifier ORDER BY 1")
        == [
          "doi 10.1000/182 unknown", "isbn 9780306406157 electronic", "isbn 9780306406157 print",
          "isbn 9781861972712 electronic",
        ])
  }

  @Test(
    "rows that a comma in a name has moved are rejected though they have as many cells",
    arguments: [
      ("Author", 1, "ManagedCoverageBegin holds Y"), ("Author", 2, "OnlineISBN holds moved"),
      ("Title", 1, "URL holds Alder Journals"), ("AlternateTitle", 1, "URL holds Alder Journals"),
    ])
  func moved(_ column: String, _ count: Int, _ reason: String) throws {
    let sandbox = try Sandbox()
    var cells = Self.cells(
      count == 2 ? Self.birds.merging(["OnlineISSN": "moved"]) { _, new in new } : Self.birds)
    let place = try #require(Self.headers.firstIndex(of: column))
    for _ in 0..<count { cells.insert("", at: place + 1) }
    cells.removeLast(count)
    let text = Self.text([Self.cells(Self.birds), cells])
    let report = try sandbox.loadText(text) { $0.rejectLimit = .count(1) }
    #expect(report.counts.kept == 1)
    let found = try sandbox.column("SELECT reason FROM rejected_row WHERE row = 3")
    #expect(found.first?.contains(reason) == true, "\(found)")
    try sandbox.write("again.tsv", text)
    let error = try sandbox.importError(["again.tsv"]) { $0.isAgain = true }
    #expect(error.exitCode == 65)
  }

  @Test(
    "words that stand for a number, or behind it, do not make a row's cells moved",
    arguments: ["n/a", "None", "0028-0836 (online)", "ISSN 0028-0836", "-"])
  func oddNumbers(_ cell: String) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      Self.text([Self.cells(Self.birds.merging(["PrintISSN": cell]) { _, new in new })]))
    #expect(report.counts.kept == 1)
    #expect(report.counts.rejected == 0)
  }

  @Test("a row that is marked to be deleted is left out")
  func delete() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      Self.text([
        Self.cells(Self.birds), Self.cells(Self.birds.merging(["Delete": "Y"]) { _, new in new }),
      ]))
    #expect(report.counts.kept == 1)
    #expect(report.counts.leftOut == ["marked Delete": 1])
  }

  @Test("a list without a header is told by type and identifier, and lost zeros are put back")
  func headerless() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Accounting, Auditing & Birds;Full Text Journal;9513574
      Birds Quarterly;Full Text Journal;00280836
      Ferns;Full Text Journal;21466
      Moss;Full Text Journal;21467
      Reed;Full Text Journal;1476-4687

      """, as: "Alder_Journals.csv")
    #expect(report.kind == .ebsco)
    #expect(report.counts.kept == 5)
    #expect(
      try sandbox.sql(
        """
        SELECT t.title, t.material, t.other_identifier, i.value
        FROM resolver_title t JOIN identifier i ON i.record_id = t.id ORDER BY t.id
        """)
        == [
          [
            "title": "Accounting, Auditing & Birds", "material": "serial",
            "other_identifier": "9513574", "value": "0951-3574",
          ],
          [
            "title": "Birds Quarterly", "material": "serial", "other_identifier": "00280836",
            "value": "0028-0836",
          ],
          [
            "title": "Ferns", "material": "serial", "other_identifier": "21466",
            "value": "0002-1466",
          ],
          [
            "title": "Reed", "material": "serial", "other_identifier": "1476-4687",
            "value": "1476-4687",
          ],
        ])
    #expect(
      report.warnings == [
        "leading zeros put back, since the check digit then holds: 2 identifiers"
          + " (9513574 is 0951-3574)"
      ])
    #expect(try sandbox.column("SELECT name FROM resolver_collection") == ["Journals"])
  }

  @Test(
    "lists without a header that only look like it are of no kind",
    arguments: [
      "Birds;Full Text Journal;12345678\nFerns;Full Text Journal;12345670\n",
      "Birds;0028-0836\nFerns;1476-4687\n", "Birds;Something;0028-0836\n",
      "0028-0836\n1476-4687\n", "1;Full Text Journal;0028-0836\n",
    ])
  func notHeaderless(_ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.csv", text)
    #expect(try sandbox.importError(["list.csv"]).exitCode == 65)
  }

  @Test("a download of one package is a part, and replaces only that package")
  func part() throws {
    let sandbox = try Sandbox()
    func row(_ title: String, _ package: String) -> [String] {
      Self.cells([
        "KBID": "1", "Title": title, "PackageName": package, "URL": "https://a.example/x",
      ])
    }
    try sandbox.loadText(
      Self.text([row("Birds", "A"), row("Ferns", "B")]), as: "all_2024-01-31.tsv")
    try sandbox.loadText(
      Self.text([row("Moss", "A"), row("Reed", "A")]), as: "part_2024-02-29.tsv")
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name FROM snapshot ORDER BY id")
        == ["all ", "part package A"])
    #expect(
      try sandbox.column("SELECT target || ' ' || title FROM resolver_activation ORDER BY 1")
        == ["A Moss", "A Reed", "B Ferns"])
  }
}
