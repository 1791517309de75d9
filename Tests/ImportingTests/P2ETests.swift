import Importing
import Store
import TestSupport
import Testing

struct P2ETests {
  @Test("a bare list and a report of one command are one snapshot; an id in both is one record")
  func twoFiles() throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.csv", "100035,portfolio\n100046,db\n100050,\n")
    try sandbox.write(
      "report.csv",
      """
      Bib Id,Resource Type,856,PO Number,Title
      100035,portfolio,http://books.example.org/1,o1234,Birds
      100050,portfolio,,"o77; o78",Ferns
      100060,package,,,Moss

      """)
    let report = try sandbox.load(["list.csv", "report.csv"])
    #expect(report.files.map(\.counts.kept) == [3, 3])
    #expect(try sandbox.count("snapshot") == 1)
    let records = try sandbox.column(
      """
      SELECT legacy_id || ' ' || resource_type || ' ' || coalesce(title, 'NULL') || ' '
        || coalesce(field_856, 'NULL')
      FROM current_p2e_record ORDER BY legacy_id
      """)
    #expect(
      records == [
        "100035 portfolio Birds http://books.example.org/1", "100046 database NULL NULL",
        "100050 portfolio Ferns ", "100060 package Moss ",
      ])
    let sources = try sandbox.column(
      """
      SELECT r.legacy_id || ' ' || group_concat(f.file_name || ':' || s.source_row, ' ')
      FROM p2e_record r
      JOIN p2e_source s ON s.p2e_record_id = r.id
      JOIN source_file f ON f.id = s.source_file_id
      GROUP BY r.id HAVING count(*) > 1 ORDER BY r.legacy_id
      """)
    #expect(
      sources == ["100035 list.csv:1 report.csv:2", "100050 list.csv:3 report.csv:3"])
    let orders = try sandbox.column(
      """
      SELECT r.legacy_id || ' ' || o.po_number
      FROM p2e_order o JOIN p2e_record r ON r.id = o.p2e_record_id ORDER BY 1
      """)
    #expect(orders == ["100035 o1234", "100050 o77", "100050 o78"])
  }

  @Test("a consortium's report has id and type in one cell, beside the id and the order number")
  func consortiumReport() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      P2E,BIB ID,TITLE,856 FIELD,PO NUMBER
      "100035,portfolio",100035,Birds,40 $u http://books.example.org/1,PRS-1
      "100046,db",100046,Ferns,,

      """)
    #expect(report.kind == .p2e)
    #expect(report.counts.kept == 2)
    #expect(
      try sandbox.column(
        """
        SELECT legacy_id || ' ' || resource_type || ' ' || po_number FROM p2e_record ORDER BY id
        """) == ["100035 portfolio PRS-1", "100046 database "])
  }

  @Test("two writings of one old id are one record")
  func writings() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(".b1000355,portfolio\nB1000355,portfolio\n b1000355 ,db\n")
    #expect(report.counts.kept == 3)
    #expect(try sandbox.count("p2e_record") == 1)
    #expect(try sandbox.count("p2e_source") == 3)
    #expect(try sandbox.column("SELECT legacy_key FROM p2e_record") == ["b1000355"])
    #expect(try sandbox.column("SELECT resource_type FROM p2e_record") == ["portfolio"])
  }

  @Test(
    "the words for what to make of a bib, whatever their case",
    arguments: [
      ("portfolio", "portfolio"), ("Portfolios", "portfolio"), ("DB", "database"),
      ("Database", "database"), ("package", "package"), ("", ""),
    ])
  func types(_ word: String, _ type: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText("Bib Id,Type\n100035,\(word)\n")
    #expect(try sandbox.column("SELECT resource_type FROM p2e_record") == [type])
    #expect(try sandbox.column("SELECT type_as_given FROM p2e_record") == [word])
  }

  @Test("an id listed twice in one file is one record, and the second row is not lost")
  func twiceInOneFile() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText("100035,portfolio\n100036,portfolio\n100035,db\n")
    #expect(report.counts.kept == 3)
    #expect(try sandbox.count("p2e_record") == 2)
    #expect(
      try sandbox.column(
        "SELECT source_row || ' ' || resource_type FROM p2e_source ORDER BY source_row")
        == ["1 portfolio", "2 portfolio", "3 database"])
  }

  @Test("a newer list replaces the older")
  func newerList() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText("100035,portfolio\n100036,portfolio\n", as: "a.csv") {
      $0.asOf = "2024-01-01"
    }
    try sandbox.loadText("100036,db\n", as: "b.csv") { $0.asOf = "2024-02-01" }
    #expect(
      try sandbox.column("SELECT legacy_id || resource_type FROM current_p2e_record")
        == ["100036database"])
  }
}
