import Foundation
import Importing
import Store
import TestSupport
import Testing

/// Maps: which header or MARC place has which fact.
struct MapFileTests {
  private func map(_ text: String, kind: InputKind? = nil) throws -> MapFile {
    let sandbox = try Sandbox()
    return try MapFile(path: try sandbox.write("my.map", text), kind: kind)
  }

  @Test("names its kind, or takes the command's; comments and blank lines do not count")
  func kinds() throws {
    let text = "\u{FEFF}# a comment\r\n\r\n  Kind = portfolios\r\n portfolio_id =  PID of it \r\n"
    #expect(try map(text).kind == .portfolios)
    #expect(try map(text, kind: .portfolios).kind == .portfolios)
    #expect(try map("portfolio_id = PID\n", kind: .portfolios).kind == .portfolios)
    #expect(try map(text).name == "my.map")
  }

  static let errors: [(text: String, error: MapFileError)] = [
    (
      "kind = portfolios\nportfolio_id PID\n",
      .noEqualsSign(file: "my.map", line: 2, text: "portfolio_id PID")
    ),
    ("kind = portfolios\n= PID\n", .noEqualsSign(file: "my.map", line: 2, text: "= PID")),
    ("kind = portfolios\n\nurl =\n", .noValue(file: "my.map", line: 3, field: "url")),
    ("kind = books\n", .unknownKind(file: "my.map", line: 1, kind: "books")),
    (
      "kind = p2e\nkind = holdings\n",
      .otherKind(file: "my.map", line: 2, kind: "holdings", other: "p2e")
    ),
    ("portfolio_id = PID\n", .noKind("my.map")),
    ("kind = sfx\ntitle = T\n", .kindWithoutMap("sfx")),
    ("kind = portfolios\n# url = URL\n", .noEntries("my.map")),
    (
      "kind = holdings\nmms_id = MMS\nshelf = S\n",
      .unknownField(
        file: "my.map", line: 3, field: "shelf", kind: "holdings",
        known: [
          "mms_id", "holding_id", "library", "location", "call_number", "items", "lifecycle",
          "item_id", "barcode",
        ])
    ),
  ]

  @Test("says what is wrong with a line, and where", arguments: errors)
  func wrong(_ text: String, _ expected: MapFileError) throws {
    let error = try #require(#expect(throws: MapFileError.self) { try map(text) })
    #expect(error == expected)
    #expect(error.description.hasSuffix(".") || error.description.hasSuffix("HEADER"))
    #expect([64, 65].contains(error.exitCode))
  }

  @Test("says what is wrong with a file, and with a kind that the command gives")
  func wrongFiles() throws {
    #expect(throws: MapFileError.unreadable("/nowhere/x.map")) {
      try MapFile(path: "/nowhere/x.map", kind: nil)
    }
    #expect(
      throws: MapFileError.otherKind(file: "my.map", line: 1, kind: "holdings", other: "p2e")
    ) { try map("kind = holdings\nmms_id = M\n", kind: .p2e) }
    let sandbox = try Sandbox()
    let path = try sandbox.write("my.map", [0x6B, 0xFF, 0x3D])
    #expect(throws: MapFileError.notText("my.map")) { try MapFile(path: path, kind: nil) }
  }

  // MARK: - Tables

  private func load(
    _ table: String, _ map: String, as name: String = "report.csv"
  ) throws -> (Sandbox, FileReport) {
    let sandbox = try Sandbox()
    let path = try sandbox.write("my.map", map)
    let report = try sandbox.loadText(table, as: name) {
      $0.map = try? MapFile(path: path, kind: nil)
      #expect($0.map != nil)
    }
    return (sandbox, report)
  }

  @Test("lets a table be loaded that no kind recognises")
  func table() throws {
    let text = "Nummer;Werk;Titel #;Paket;Rest\n5310000000011234;9910000000011234;Birds;Nature;x\n"
    let sandbox = try Sandbox()
    try sandbox.write("report.csv", text)
    #expect(try sandbox.importError(["report.csv"]).exitCode == 65)
    let (loaded, report) = try load(
      text,
      """
      kind = portfolios
      portfolio_id = NUMMER
      mms_id = Werk
      title = Titel #
      title = Title
      collection_name = Package
      collection_name = paket
      """)
    #expect(report.kind == .portfolios && report.counts.kept == 1)
    let row = try #require(try loaded.sql("SELECT * FROM portfolio").first)
    #expect(row["portfolio_id"] == "5310000000011234" && row["mms_id"] == "9910000000011234")
    #expect(row["title"] == "Birds" && row["collection_name"] == "Nature")
    #expect(row["extra"] == #"{"Rest":"x"}"#)
    #expect(
      report.warnings == [
        "columns kept under their own headings: Rest",
        "headers of my.map that the file does not have: Title, Package",
        "no column says whether the portfolios are active: none of them counts as active",
      ])
  }

  @Test("goes before what is known: a known header may have another meaning in this file")
  func overrides() throws {
    let text = """
      Portfolio Id,MMS Id,Title,Real Title,Availability,PO Line Title
      5310000000011234,9910000000011234,code 7,Birds,Available,x

      """
    let (sandbox, report) = try load(text, "kind = portfolios\ntitle = Real Title\n")
    #expect(report.counts.kept == 1)
    let row = try #require(try sandbox.sql("SELECT * FROM portfolio").first)
    #expect(row["title"] == "Birds" && row["availability"] == "active")
    #expect(row["extra"] == #"{"Title":"code 7","PO Line Title":"x"}"#)
    let (other, _) = try load(text, "kind = portfolios\ncollection_name = Title\n")
    let moved = try #require(try other.sql("SELECT * FROM portfolio").first)
    #expect(moved["collection_name"] == "code 7")
    #expect(try other.count("portfolio") == 1)
    #expect(try other.column("SELECT count(*) FROM portfolio WHERE title IS NULL") == ["1"])
  }

  @Test("that names nothing of the file is refused, and says what was found")
  func unfitting() throws {
    let sandbox = try Sandbox()
    try sandbox.write("report.csv", "A,B\n1,2\n")
    let path = try sandbox.write("my.map", "kind = portfolios\nportfolio_id = PID\n")
    let map = try MapFile(path: path, kind: nil)
    let error = try sandbox.importError(["report.csv"]) { $0.map = map }
    #expect(
      error
        == .mapDoesNotFit(
          file: "report.csv", map: "my.map", kind: "portfolios", required: ["portfolio_id"],
          headers: ["A", "B"]))
    #expect(error.exitCode == 65 && error.description.contains("A, B"))
  }

  // MARK: - MARC

  /// A site's own tags, as one library publishes them.
  static let site = """
    kind = portfolios
    portfolio_id = 951$8
    service_id = 951 $1
    collection_id = 951$m
    cz_collection_id = 951$l
    collection_name = 951$n
    interface_name = 951$g
    availability = 951$a
    material_type = 951$e
    coverage = 951$k
    public_note = 951$i
    po_line = 951$q
    additional_po_lines = 951$r
    created_by = 951$s
    created_on = 951$t
    """

  @Test("gives portfolios their site's own tags")
  func siteTags() throws {
    let fields = [
      """
      <datafield tag="951" ind1=" " ind2=" "><subfield code="8">5310000000011234</subfield>\
      <subfield code="s">P2E_JOB</subfield><subfield code="q">1823334-olddb</subfield>\
      <subfield code="a">Available</subfield><subfield code="1">5210000000011234</subfield>\
      <subfield code="t">2020-12-08 09:36:59 US/Eastern</subfield>\
      <subfield code="x">https://x.alma.example/view</subfield></datafield>
      """,
      """
      <datafield tag="951" ind1=" " ind2=" "><subfield code="8">5310000000021234</subfield>\
      <subfield code="s">SFX</subfield><subfield code="m">6110000000011234</subfield>\
      <subfield code="l">614340000000000211</subfield><subfield code="n">Nature</subfield>\
      <subfield code="r">POL-1</subfield><subfield code="r">POL-2</subfield></datafield>
      """,
      Sample.field("245", "a", "Birds"),
    ]
    let text = Sample.marc([Sample.bib("9910000000011234", fields)])
    let (sandbox, report) = try load(text, Self.site, as: "published.xml")
    #expect(report.kind == .portfolios && report.counts.kept == 2)
    let rows = try sandbox.sql("SELECT * FROM portfolio ORDER BY id")
    #expect(rows.map { $0["portfolio_id"] } == ["5310000000011234", "5310000000021234"])
    #expect(rows.map { $0["created_by"] } == ["P2E_JOB", "SFX"])
    #expect(rows.map { $0["created_on"] } == ["2020-12-08", ""])
    #expect(rows.map { $0["po_line"] } == ["1823334-olddb", ""])
    #expect(rows.map { $0["additional_po_lines"] } == ["", "POL-1; POL-2"])
    #expect(rows.map { $0["is_standalone"] } == ["1", "0"])
    #expect(rows.map { $0["is_cz_linked"] } == ["", "1"])
    #expect(rows.map { $0["mms_id"] } == ["9910000000011234", "9910000000011234"])
    #expect(rows.map { $0["title"] } == ["Birds", "Birds"])
    let orders = try sandbox.column("SELECT po_line FROM portfolio_order ORDER BY 1")
    #expect(orders == ["1823334-olddb", "POL-1", "POL-2"])
  }

  @Test("reads fields of their own, each for the portfolio whose id it has")
  func fieldsOfRows() throws {
    let fields =
      ["1", "2", "3"].map { Sample.field("951", "8", "53100000000\($0)1234") }
      + [("953", "1", "1999"), ("953", "2", "2004"), ("953", "1", "2010")].map { tag, id, year in
        """
        <datafield tag="\(tag)" ind1=" " ind2=" "><subfield code="a">53100000000\(id)1234\
        </subfield><subfield code="b">\(year)</subfield></datafield>
        """
      }
    let (sandbox, _) = try load(
      Sample.marc([Sample.bib("9910000000011234", fields)]),
      "kind = portfolios\nportfolio_id = 951$8\ncoverage = 953$b\n", as: "published.xml")
    #expect(
      try sandbox.column("SELECT coverage FROM portfolio ORDER BY id") == ["1999", "2004", ""])
  }

  @Test(
    "reads the portfolios of real published records",
    .enabled(if: SharedFiles.hasSamples, "the folder ../shared/samples is not there"))
  func samples() throws {
    let folder = SharedFiles.samples.appendingPathComponent("marcxml")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mrx") }.sorted()
    let sandbox = try Sandbox()
    let path = try sandbox.write("my.map", Self.site)
    let map = try MapFile(path: path, kind: nil)
    let report = try sandbox.load(names.map { folder.appendingPathComponent($0).path }) {
      $0.map = map
      $0.institution = "PUL"
    }
    #expect(names.count == 8 && report.files.map(\.counts.kept).reduce(0, +) == 10)
    #expect(report.files.allSatisfy { $0.counts.rejected == 0 })
    let counts = try sandbox.sql(
      """
      SELECT created_by, count(*) AS n, sum(is_standalone) AS standalone,
             sum(availability = 'inactive') AS inactive, sum(coalesce(is_cz_linked, 0)) AS linked,
             sum(po_line <> '') AS orders
      FROM portfolio GROUP BY 1 ORDER BY 1
      """)
    #expect(
      counts == [
        [
          "created_by": "P2E_JOB", "n": "8", "standalone": "8", "inactive": "1", "linked": "0",
          "orders": "2",
        ],
        [
          "created_by": "SFX", "n": "2", "standalone": "0", "inactive": "0", "linked": "2",
          "orders": "0",
        ],
      ])
  }

  // MARK: - Templates

  @Test("every template is a map when its lines are taken in", arguments: InputKind.allCases)
  func template(_ kind: InputKind) throws {
    guard kind != .migrationStats, kind != .sfx else {
      #expect(throws: MapFileError.kindWithoutMap(kind.rawValue)) { try MapTemplate(kind) }
      return
    }
    let text = try MapTemplate(kind).text
    #expect(throws: MapFileError.noEntries("my.map")) { try map(text) }
    let lines = text.split(separator: "\n").filter {
      $0.contains(" = ") && !$0.contains("known too")
    }
    let uncommented = lines.map { line in
      (line.hasPrefix("# ") ? line.dropFirst(2) : line).replacing("   (must be there)", with: "")
    }
    #expect(try map(uncommented.joined(separator: "\n")).kind == kind)
    #expect(text.contains("kind = \(kind.rawValue)"))
    #expect(text.contains("AVE$8") == (kind == .portfolios))
    #expect(text.contains("AVA$8") == (kind == .holdings))
  }

  @Test("a template names every header that is known")
  func knownHeaders() throws {
    let text = try MapTemplate(.holdings).text
    #expect(text.contains("# mms_id = MMS Id   (must be there)\n#     known too: MMS_ID | MMS |"))
    #expect(text.contains("# library = AVA$q\n# library = AVA$b\n"))
  }
}
