import Importing
import Store
import TestSupport
import Testing

/// The same kind of data as other programs and screens of Alma export it.
struct BreadthTests {
  // MARK: - Portfolios

  @Test("a list of portfolios has the screen's names for its columns")
  func portfolioList() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Title,ISBN (13),ISSN,Electronic Collection,Interface,Availability,Linked To CZ,Portfolio PID,\
      MMS ID,PO Line,Coverage,URL,Is Standalone
      Birds,9780306406157,,Nature Books,Nature Online,Available,Yes,5310000000011234,\
      9910000000011234,POL-1,,,No
      Ferns,,0378-5955,-,-,Not Available,No,5310000000021234,9910000000021234,,Only local,\
      https://fern.example.org/2,Yes

      """)
    #expect(report.kind == .portfolios)
    #expect(report.counts.rejected == 0)
    #expect(
      try sandbox.column(
        """
        SELECT portfolio_id || '|' || mms_id || '|' || isbn || '|' || issn || '|'
          || collection_name || '|' || interface_name || '|' || availability || '|'
          || is_standalone || '|' || is_cz_linked || '|' || po_line || '|' || coverage || '|'
          || host || '|' || standalone_by
        FROM portfolio ORDER BY portfolio_id
        """)
        == [
          "5310000000011234|9910000000011234|9780306406157||Nature Books|Nature Online|active|"
            + "0|1|POL-1|||column-no,collection-named",
          "5310000000021234|9910000000021234||0378-5955|||inactive|1|0||Only local|"
            + "fern.example.org|column-yes,collection-empty",
        ])
    #expect(try sandbox.count("identifier") == 2)
  }

  @Test("an overlap analysis lists what overlaps: it is a part, whatever it holds")
  func overlapAnalysis() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.load([
      try sandbox.write(
        "overlap.csv",
        """
        Collection,Interface,Portfolio ID,Coverage,Embargo,Resource Scope,Linked To CZ,Is Active,ISBN
        Nature Books,Nature Online,5310000000011234,,,Institution,Yes,Yes,9780306406157
        Fern Archive,Fern Online,5310000000021234,,,Institution,Yes,No,9780306406157

        """)
    ])
    #expect(report.files.first?.kind == .portfolios)
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name FROM snapshot")
        == ["part overlap analysis"])
    #expect(
      try sandbox.column("SELECT availability || is_cz_linked FROM portfolio ORDER BY id")
        == ["active1", "inactive1"])
  }

  @Test(
    "a list of standalone portfolios, or of one collection, is no inventory",
    arguments: [
      ("None", "None", "part standalone"), ("Nature", "Nature", "part collection Nature"),
      ("Nature", "Fern", "all "), ("Nature", "None", "all "),
    ])
  func partOfPortfolios(_ first: String, _ second: String, _ scope: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      Portfolio Id,MMS Id,Title,Electronic Collection Public Name,Availability
      5310000000011234,9910000000011234,Birds,\(first),Available
      5310000000021234,9910000000021234,Ferns,\(second),Available

      """)
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name FROM snapshot") == [scope])
  }

  @Test("search results decide nothing about a collection; a file of one collection does")
  func partsOfSeveral() throws {
    let sandbox = try Sandbox()
    func rows(_ numbers: [(Int, String)]) -> String {
      "Portfolio Id,MMS Id,Title,Electronic Collection Id,Availability\n"
        + numbers.map { number, collection in
          "53\(number)1234,99\(number)1234,T\(number),\(collection),Available\n"
        }.joined()
    }
    let (alpha, beta) = ("6110000000011234", "6110000000021234")
    let all = (10_000_000...10_000_005).map { ($0, $0 < 10_000_004 ? alpha : beta) }
    try sandbox.loadText(rows(all), as: "all.csv") { $0.asOf = "2024-01-01" }
    try sandbox.loadText(rows([all[0], all[1], all[5]]), as: "search.csv") {
      $0.asOf = "2024-01-02"
      $0.scope = .part
    }
    #expect(try sandbox.count("current_portfolio") == 6)
    try sandbox.loadText(rows([all[0], all[1]]), as: "alpha.csv") {
      $0.asOf = "2024-01-03"
      $0.collection = "Alpha"
    }
    #expect(try sandbox.count("current_portfolio") == 4)
  }

  // MARK: - Collections

  @Test("a list of title collections is a part: they are not the electronic ones")
  func titleCollections() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Collection ID,MMS ID,Name,Creation Date
      81324790870001234,991011593272801234,Digital Crossroads,03/04/2025 15:23:27 CST
      81310653120001234,991011499111001234,Stories,07/16/2024 09:51:20 CDT

      """)
    #expect(report.kind == .collections)
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name FROM snapshot")
        == ["part title collections"])
    #expect(
      try sandbox.column("SELECT state FROM input_state WHERE kind = 'collections'") == ["part"])
  }

  // MARK: - Bibs

  private static let titleList = """
    Title,Type / Creator / Imprint,Edition,ISBN,ISBN (13),ISSN,Record Number,Orders,MMS ID,\
    Suppressed From Discovery
    Birds of the coast,Book By Alder (Nature Press 2009),2nd ed.,0306406152,9780306406157,,12,1,\
    9910000000011234,No
    Ferns,Journal By Birch,,,,0378-5955,13,0,9910000000021234,Yes

    """

  @Test("a list of titles fills what it has; what it lacks is NULL")
  func bibList() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(Self.titleList)
    #expect(report.kind == .bibs)
    #expect(
      try sandbox.column(
        """
        SELECT mms_id || '|' || title || '|' || edition || '|' || coalesce(edition_number, '')
          || '|' || is_suppressed || '|' || json_extract(extra, '$."Record Number"')
        FROM current_bib ORDER BY mms_id
        """)
        == [
          "9910000000011234|Birds of the coast|2nd ed.|2|0|12", "9910000000021234|Ferns|||1|13",
        ])
    #expect(
      try sandbox.column(
        """
        SELECT count(*) FROM bib
        WHERE title_part IS NULL AND author IS NULL AND extent IS NULL AND network_mms_id IS NULL
          AND cz_mms_id IS NULL AND material IS NULL AND nonfiling IS NULL AND publisher IS NULL
        """) == ["2"])
    #expect(
      try sandbox.column("SELECT kind || ' ' || value || ' ' || field FROM identifier ORDER BY 1")
        == [
          "isbn 9780306406157 ISBN", "isbn 9780306406157 ISBN (13)", "issn 0378-5955 ISSN",
        ])
    #expect(
      try sandbox.column("SELECT field FROM snapshot_field WHERE field = 'link'") == [])
  }

  @Test("a report of titles has OCLC numbers without prefix, and the old system's id")
  func bibReport() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      MMS Id,Title,Author,Publication Date,OCLC Control Number (035a),Originating System ID,\
      Bibliographic Level,Bibliographic Lifecycle
      9910000000011234,Birds,Alder,c2009.,"(OCoLC)ocm00640854; 190789234",100035-01abc_inst,\
      Monograph/Item,In Repository
      9910000000021234,Ferns,Birch,1999-,,,Serial,Deleted
      9910000000031234,Moss,,,,,Serial,In Repository

      """)
    #expect(
      try sandbox.column(
        "SELECT mms_id || ' ' || material || ' ' || coalesce(year, '') FROM bib ORDER BY id")
        == ["9910000000011234 monograph 2009", "9910000000031234 serial "])
    #expect(
      try sandbox.column("SELECT value FROM identifier WHERE kind = 'oclc' ORDER BY position")
        == ["640854", "190789234"])
    #expect(
      try sandbox.column("SELECT system || ' ' || legacy_key FROM bib_local_id")
        == ["01abc_inst 100035"])
  }

  @Test(
    "MARC and a list of one command are two snapshots, and MARC speaks",
    arguments: [
      ["a.csv", "b.xml"], ["a.xml", "b.csv"],
    ])
  func marcAndList(_ names: [String]) throws {
    let sandbox = try Sandbox()
    for name in names {
      try sandbox.write(name, name.hasSuffix("xml") ? Sample.bibs : Self.titleList)
    }
    try sandbox.load(names)
    #expect(try sandbox.count("snapshot") == 2)
    #expect(
      try sandbox.column(
        """
        SELECT f.file_name || ' ' || l.role
        FROM live_snapshot l JOIN source_file f ON f.snapshot_id = l.snapshot_id
        ORDER BY l.age_rank
        """)
        == [names.first { $0.hasSuffix("xml") } ?? "", names.first { $0.hasSuffix("csv") } ?? ""]
        .enumerated().map { "\($0.element) \($0.offset == 0 ? "whole" : "facts")" })
    // The bib that only the list has is none that MARC knows of.
    #expect(try sandbox.column("SELECT mms_id FROM current_bib") == ["9910000000011234"])
    #expect(
      try sandbox.column(
        "SELECT mms_id || ' ' || is_suppressed FROM bib_suppression ORDER BY mms_id")
        == ["9910000000011234 0", "9910000000021234 1"])
  }

  @Test(
    "MARC of a few bibs speaks beside a list of all, as long as it is fresh",
    arguments: [
      ("2024-01-20", "part", "1"), ("2023-06-01", "facts", "0"), ("2024-02-20", "part", "1"),
    ])
  func marcPart(_ day: String, _ role: String, _ isMARC: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Self.titleList, as: "list.csv") { $0.asOf = "2024-02-01" }
    try sandbox.loadText(Sample.bibs, as: "set.xml") {
      $0.asOf = day
      $0.scope = .part
    }
    #expect(
      try sandbox.column(
        """
        SELECT l.role FROM live_snapshot l
        JOIN source_file f ON f.snapshot_id = l.snapshot_id WHERE f.file_name = 'set.xml'
        """) == [role])
    #expect(
      try sandbox.column(
        """
        SELECT (title_part IS NOT NULL) || ' ' || count(*) OVER ()
        FROM current_bib WHERE mms_id = '9910000000011234'
        """) == ["\(isMARC) 1"])
    #expect(try sandbox.count("current_bib") == 2)
  }

  // MARK: - Holdings and orders

  @Test("a list of physical items, all fields, is holdings: a row an item")
  func itemList() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      title,,Type / Creator / Imprint,Barcode,Library,Library Unit,Creation Date,Process type,\
      Permanent Location,Call Number,Status,Item Policy,Material Type,Description,Orders,Requests,\
      Item ID,Holdings ID,MMS ID
      Birds,,"Book By Alder, Mark (Nature 2017)",1001,Main,,2020-01-01,,Stacks,QL1,Item in place,,\
      Book,,0,0,2310000000011234,2210000000011234,9910000000011234
      Ferns,,Book,1002,Law,,2020-01-01,,Reading,QK1,Item in place,,Book,,1,0,2310000000021234,\
      2210000000021234,9910000000021234

      """)
    #expect(report.kind == .holdings)
    #expect(
      try sandbox.column(
        """
        SELECT mms_id || '|' || holding_id || '|' || library || '|' || location || '|'
          || call_number || '|' || json_extract(extra, '$.Barcode')
        FROM current_holding ORDER BY id
        """)
        == [
          "9910000000011234|2210000000011234|Main|Stacks|QL1|1001",
          "9910000000021234|2210000000021234|Law|Reading|QK1|1002",
        ])
  }

  @Test("a German list of items and of orders is read by the one table of headers")
  func german() throws {
    let sandbox = try Sandbox()
    let items = try sandbox.loadText(
      "MMS ID;Strichcode;Titel\n9910000000011234;1001;Vögel\n9910000000021234;1002;Farne\n")
    #expect(items.kind == .holdings)
    let orders = try sandbox.loadText(
      "Bestellnummer;Bestell-Status;MMS ID\nPOL-1;geschlossen;9910000000011234\n"
        + "POL-2;versandt;9910000000021234\n", as: "orders.csv")
    #expect(orders.kind == .orderLines)
    #expect(
      try sandbox.column("SELECT po_line || ' ' || state FROM po_line ORDER BY id")
        == ["POL-1 closed", "POL-2 open"])
  }

  @Test(
    "a list of portfolios has its title and availability in the user's language",
    arguments: [
      ("Titel", "Verfügbarkeit", "Verfügbar", "Nicht verfügbar"),
      ("Titre", "Disponibilité", "Disponible", "Non disponible"),
      ("Título", "Disponibilidad", "Disponible", "No disponible"),
      ("Titolo", "Disponibilità", "Disponibile", "Non disponibile"),
    ])
  func portfoliosInOtherLanguages(
    title: String, availability: String, active: String, inactive: String
  ) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      Portfolio-ID;MMS-ID;\(title);\(availability)
      5310000000011234;9910000000011234;Birds;\(active)
      5310000000021234;9910000000021234;Ferns;\(inactive)
      5310000000031234;9910000000031234;Moss;vielleicht

      """)
    #expect(report.kind == .portfolios)
    #expect(
      try sandbox.column("SELECT title || ' ' || availability FROM portfolio ORDER BY id")
        == ["Birds active", "Ferns inactive", "Moss "])
    #expect(
      report.warnings == [
        "availability in words that almanac does not know: 1 row, the first vielleicht; "
          + "they do not count as active"
      ])
  }

  @Test("a cell with a slash is a link only where it begins as one")
  func slash() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "orders.csv",
      """
      PO Line Reference,Status,MMS Id,Portfolio Id
      POL-1,Sent,9910000000011234,n/a see bib
      POL-2,Sent,9910000000021234,/almaws/v1/electronic/portfolios/5310000000011234

      """)
    try sandbox.load(["orders.csv"]) { $0.rejectLimit = .share(50) }
    #expect(try sandbox.column("SELECT portfolio_id FROM po_line") == ["5310000000011234"])
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row")
        == ["the portfolio id is no Alma id: n/a see bib"])
  }

  @Test("portfolios without an availability are said to count as inactive")
  func noAvailability() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      "Portfolio Id,MMS Id,Title,URL\n5310000000011234,9910000000011234,Birds,http://a.example/1\n")
    #expect(try sandbox.column("SELECT coalesce(availability, 'NULL') FROM portfolio") == ["NULL"])
    #expect(
      report.warnings == [
        "no column says whether the portfolios are active: none of them counts as active"
      ])
  }

  @Test("the file of the Cloud App has tabs, a free line, and neither status nor bib")
  func orderLineApp() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      "Orders of March\n"
        + "ISBN\tTitle\tQuantity\tPO Number\tAuthor\tPO Line Number\tOwner\tVendor\tPrice\tFund\t"
        + "Created Date\n"
        + "9780306406157\tBirds\t1\tPO-17\tAlder\tPOL-1\tMain\tALD\t12.00\tBooks\t2024-03-01\n"
        + "\tFerns\t1\tPO-17\tBirch\tPOL-2\tLaw\tBIR\t9.00\tBooks\t2024-03-01\n",
      as: "po_line_export.txt")
    #expect(report.kind == .orderLines)
    #expect(report.counts.leftOut == ["before the header": 1])
    #expect(
      try sandbox.column(
        """
        SELECT po_line || '|' || po_number || '|' || title || '|' || vendor || '|' || state || '|'
          || coalesce(mms_id, 'NULL') || '|' || coalesce(status, 'NULL')
          || '|' || coalesce(json_extract(extra, '$.ISBN'), '')
        FROM po_line ORDER BY id
        """)
        == [
          "POL-1|PO-17|Birds|ALD|unknown|NULL|NULL|9780306406157",
          "POL-2|PO-17|Ferns|BIR|unknown|NULL|NULL|",
        ])
    // Not one closed line: the absence of an order counts from no such file.
    #expect(try sandbox.column("SELECT scope FROM snapshot") == ["part"])
  }

  @Test("a real Analytics report of order lines names portfolios and collections, too")
  func orderLineReport() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      """
      0,PO Line Reference,PO Line Title,Status (Active),Order Line Type,Vendor Name,Net Price,\
      Currency,Electronic Collection Public Name,Electronic Collection Id,License Name,\
      Electronic Collection Linked To CZ,Portfolio License Name,Portfolio Additional PO Lines,\
      Portfolio Linked To CZ,Transaction Expenditure Amount
      0,POL-1,Birds,Closed,Electronic Book - One Time,Alder,12,USD,None,None,,None,,,N,12
      0,POL-2,Ferns,Sent,Electronic Collection - Subscription,Birch,9,USD,Fern Archive,\
      6110000000021234,,Y,,,None,9

      """)
    #expect(report.kind == .orderLines)
    #expect(report.counts.rejected == 0)
    #expect(
      try sandbox.column(
        """
        SELECT po_line || ' ' || state || ' ' || collection_id || ' '
          || coalesce(json_extract(extra, '$."0"'), 'no column 0')
        FROM po_line ORDER BY id
        """) == ["POL-1 closed  no column 0", "POL-2 open 6110000000021234 no column 0"])
  }
}
