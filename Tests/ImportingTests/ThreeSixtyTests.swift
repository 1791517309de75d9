import Importing
import Store
import TestSupport
import Testing

struct ThreeSixtyTests {
  @Test("a report of titles: each in its database, with its identifiers and dates")
  func titles() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Type,Title,ISSN,eISSN,ISBN10,ISBN13,StartDate,EndDate,PublicationDate,Resource,Subject,URL,Author
      Journal,Birds Quarterly,0028-0836,1476-4687,,,1999-01-01,,,Alder Journals,Zoology,https://a.example/b,
      Journal,Birds Quarterly,0028-0836,1476-4687,,,1999-01-01,2005-12-31,,Birch Aggregated,Zoology,https://b.example/b,
      Book,Ferns,,,0306406152,9780306406157,,,2010,Alder Books,Botany,https://a.example/f,Moss

      """, as: "titles_2024-01-31.csv")
    #expect(report.kind == .threeSixty)
    #expect(report.counts.kept == 3)
    #expect(
      report.warnings == ["columns kept under their own headings: Subject"])
    #expect(
      try sandbox.column(
        """
        SELECT p.target_id || ' | ' || t.title || ' | ' || t.material || ' | ' || p.coverage
        FROM resolver_title t JOIN resolver_portfolio p ON p.resolver_title_id = t.id
        ORDER BY t.id
        """) == [
          "Alder Journals | Birds Quarterly | serial | Available from 1999-01-01.",
          "Birch Aggregated | Birds Quarterly | serial | "
            + "Available from 1999-01-01 until 2005-12-31.",
          "Alder Books | Ferns | monograph | ",
        ])
    #expect(
      try sandbox.sql(
        "SELECT other_identifier, author, published_online, extra FROM resolver_title "
          + "WHERE title = 'Ferns'") == [
          [
            "other_identifier": "0306406152; 9780306406157", "author": "Moss",
            "published_online": "2010", "extra": "{\"Subject\":\"Botany\"}",
          ]
        ])
    #expect(
      try sandbox.column(
        "SELECT DISTINCT kind || ' ' || value FROM identifier ORDER BY 1")
        == ["isbn 9780306406157", "issn 0028-0836", "issn 1476-4687"])
  }

  @Test("titles that the library does not track or no longer has are left out")
  func status() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Title,SSID,Database Name,Status,eISSN
      Birds,ssj1,Alder,Subscribed,1476-4687
      Ferns,ssj2,Alder,Not Tracked,
      Moss,ssj3,Birch,On Trial,
      Reed,ssj4,Birch,Cancelled,
      Sage,ssj5,Birch,,

      """)
    #expect(report.counts.kept == 3)
    #expect(report.counts.leftOut == ["status Not Tracked": 1, "status Cancelled": 1])
    #expect(
      try sandbox.column(
        "SELECT title || ' ' || status FROM resolver_activation ORDER BY title")
        == ["Birds Subscribed", "Moss On Trial", "Sage "])
  }

  @Test("a report of databases completes what the report of titles says of them")
  func databases() throws {
    for order in [["titles.csv", "databases.csv"], ["databases.csv", "titles.csv"]] {
      let sandbox = try Sandbox()
      try sandbox.write(
        "titles.csv", "Title,SSID,Database Name\nBirds,ssj1,Alder Journals\nFerns,ssj2,Birch\n")
      try sandbox.write(
        "databases.csv",
        """
        Provider Name,Database Name,Database Code,Status,Database URL,Hidden
        Alder Press,Alder Journals,7X2,Subscribed,https://a.example,No
        Cedar,Cedar Index,9Z9,Subscribed,https://c.example,No
        Elder,Elder Books,1A1,Not Tracked,,Yes

        """)
      let report = try sandbox.load(order)
      #expect(report.files.map(\.kind) == [.threeSixty, .threeSixty])
      #expect(
        try sandbox.sql(
          """
          SELECT name, provider, status, url, extra, times_listed FROM current_resolver_collection
          ORDER BY name
          """) == [
            [
              "name": "Alder Journals", "provider": "Alder Press", "status": "Subscribed",
              "url": "https://a.example", "extra": "{\"code\":\"7X2\",\"Hidden\":\"No\"}",
              "times_listed": "1",
            ],
            [
              "name": "Birch", "provider": "", "status": "", "url": "", "extra": "",
              "times_listed": "0",
            ],
            [
              "name": "Cedar Index", "provider": "Cedar", "status": "Subscribed",
              "url": "https://c.example", "extra": "{\"code\":\"9Z9\",\"Hidden\":\"No\"}",
              "times_listed": "1",
            ],
          ])
    }
  }

  @Test("both reports as sheets of one workbook are both read, each with its own counts")
  func workbook() throws {
    let sandbox = try Sandbox()
    let workbook = SmallWorkbook(texts: [
      ("About", [["Made for a test"]]),
      (
        "Tracked Resources",
        [["Title", "SSID", "Database Name"], ["Birds", "ssj1", "Alder"], ["Ferns", "ssj2", ""]]
      ),
      (
        "Database Details",
        [["Database Name", "Database Code", "Provider"], ["Alder", "7X2", "A"]]
      ),
    ])
    try sandbox.write("intota.xlsx", workbook.xlsx)
    let report = try sandbox.load(["intota.xlsx"]) { $0.rejectLimit = .count(1) }
    #expect(
      report.files.map(\.name)
        == ["intota.xlsx (Tracked Resources)", "intota.xlsx (Database Details)"])
    #expect(report.files.map(\.counts.kept) == [1, 1])
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row")
        == ["the name of the database is empty"])
    #expect(try sandbox.column("SELECT provider FROM resolver_collection") == ["A"])
    let again = try sandbox.load(["intota.xlsx"])
    #expect(again.files.allSatisfy { $0.fate != .imported })
    #expect(try sandbox.count("snapshot") == 1)
  }

  @Test(
    "tables with some of its columns are not taken for it",
    arguments: [
      "Title,ISSN,Resource\nBirds,0028-0836,x\n", "Database Name,Notes\nAlder,x\n",
      "Title #,Title,ISBN,Author,Publisher\n1,BIRDS,9780306406157,MOSS,ALDER\n",
    ])
  func others(_ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.csv", text)
    #expect(try sandbox.importError(["list.csv"]).exitCode == 65)
  }
}
