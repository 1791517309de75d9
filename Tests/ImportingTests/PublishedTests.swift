import Importing
import Store
import TestSupport
import Testing

/// Records that Alma published with their inventory.
struct PublishedTests {
  /// A field with several subfields, written `$8531...$eAvailable`.
  private static func field(_ tag: String, _ subfields: String) -> String {
    let parts = subfields.split(separator: "$").map {
      "<subfield code=\"\($0.prefix(1))\">\($0.dropFirst())</subfield>"
    }
    return "<datafield tag=\"\(tag)\" ind1=\" \" ind2=\" \">\(parts.joined())</datafield>"
  }

  private static let local =
    "$8 5310000000011234$eAvailable$nFor members$iAvailable$uhttps://x.alma.example/openurl"
  private static let zone =
    "$85310000000021234$c6110000000011234$mNature Books$tNature Online$eNot Available"
    + "$s Available from 1999."

  private static let bibs = Sample.marc([
    Sample.bib(
      "9910000000011234",
      [
        Sample.field("020", "a", "9780306406157"), Sample.field("020", "a", "0306406152"),
        Sample.field("245", "a", "Birds of the Coast"), field("AVE", local), field("AVE", zone),
        field("AVA", "$09910000000011234$82210000000011234$bMAIN$qMain Library$cStacks$dQL 1$f2"),
      ]),
    Sample.bib("9910000000021234", [Sample.field("245", "a", "Ferns")]),
    Sample.bib(
      "9910000000031234",
      [
        field("AVE", "$c6110000000011234$mNature Books$eAvailable"),
        field("AVA", "$82210000000021234$bLAW$f1"), field("AVD", "$b1210000000011234"),
      ]),
    Sample.bib(
      "9910000000041234", [field("AVE", "$85310000000041234")], leader: "01234dam a2200301 a 4500"),
  ])

  private func load(
    _ kind: InputKind?, binary: Bool = false, _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> (Sandbox, ImportReport) {
    let sandbox = try Sandbox()
    let bytes = binary ? try BinaryMARC.bytes(fromXML: Self.bibs) : Array(Self.bibs.utf8)
    try sandbox.write("ejournals_20240501_1.xml", bytes)
    let report = try sandbox.load(["ejournals_20240501_1.xml"]) {
      $0.kind = kind
      change(&$0)
    }
    return (sandbox, report)
  }

  @Test("are bibs by themselves, and a warning says what else is in them")
  func bibs() throws {
    let (sandbox, report) = try load(nil)
    let file = try #require(report.files.first)
    #expect(file.kind == .bibs && file.counts.kept == 3)
    #expect(
      file.warnings == [
        "4 AVE fields (portfolios) not read; to load them too: --kind portfolios",
        "2 AVA fields (physical holdings) not read; to load them too: --kind holdings",
        "1 AVD field (digital representations) not read",
      ])
    #expect(try sandbox.count("portfolio") == 0 && sandbox.count("holding") == 0)
  }

  @Test("are portfolios with --kind portfolios, one a field", arguments: [false, true])
  func portfolios(_ isBinary: Bool) throws {
    let (sandbox, report) = try load(.portfolios, binary: isBinary)
    let file = try #require(report.files.first)
    #expect(file.kind == .portfolios && file.counts.read == 5 && file.counts.kept == 2)
    #expect(
      file.counts.leftOut == [
        "record without AVE": 1, "collection without portfolio": 1, "deleted record": 1,
      ])
    let rows = try sandbox.sql("SELECT * FROM portfolio ORDER BY id")
    #expect(rows.map { $0["portfolio_id"] } == ["5310000000011234", "5310000000021234"])
    #expect(rows.map { $0["mms_id"] } == ["9910000000011234", "9910000000011234"])
    #expect(rows.map { $0["title"] } == ["Birds of the Coast", "Birds of the Coast"])
    #expect(rows.map { $0["isbn"] } == ["9780306406157; 0306406152", "9780306406157; 0306406152"])
    #expect(rows.map { $0["collection_id"] } == ["", "6110000000011234"])
    #expect(rows.map { $0["collection_name"] } == ["", "Nature Books"])
    #expect(rows.map { $0["interface_name"] } == ["", "Nature Online"])
    #expect(rows.map { $0["availability"] } == ["active", "inactive"])
    #expect(rows.map { $0["coverage"] } == ["", "Available from 1999."])
    #expect(rows.map { $0["public_note"] } == ["For members", ""])
    #expect(rows.map { $0["is_standalone"] } == ["1", "0"])
    #expect(
      rows[0]["extra"] == #"{"other AVE":"$iAvailable$uhttps://x.alma.example/openurl"}"#)
    // What AVE does not carry is unknown, not empty; its link leads to Alma, not to the platform.
    let unknown = try sandbox.column(
      "SELECT count(*) FROM portfolio WHERE po_line IS NULL AND license IS NULL AND url IS NULL "
        + "AND is_cz_linked IS NULL AND created_by IS NULL")
    #expect(unknown == ["2"])
    let format = try sandbox.column("SELECT format FROM source_file")
    #expect(format == [isBinary ? "MARC 21" : "MARCXML"])
    #expect(
      try sandbox.column("SELECT header FROM source_column WHERE field = 'portfolio_id'")
        == ["AVE$8"])
  }

  @Test("are holdings with --kind holdings")
  func holdings() throws {
    let (sandbox, report) = try load(.holdings)
    let file = try #require(report.files.first)
    #expect(
      file.counts.kept == 2
        && file.counts.leftOut == ["record without AVA": 1, "deleted record": 1])
    let rows = try sandbox.sql("SELECT * FROM holding ORDER BY id")
    #expect(rows.map { $0["mms_id"] } == ["9910000000011234", "9910000000031234"])
    #expect(rows.map { $0["holding_id"] } == ["2210000000011234", "2210000000021234"])
    #expect(rows.map { $0["library"] } == ["Main Library", "LAW"])
    #expect(rows.map { $0["location"] } == ["Stacks", ""])
    #expect(rows.map { $0["call_number"] } == ["QL 1", ""])
    #expect(rows.map { $0["items"] } == ["2", "1"])
    #expect(try sandbox.column("SELECT scope FROM snapshot") == ["part"])
  }

  @Test("are a part, named for the set, unless the user says that they are all")
  func scope() throws {
    let (part, report) = try load(.portfolios)
    let row = try #require(try part.sql("SELECT * FROM snapshot").first)
    #expect(row["scope"] == "part" && row["scope_name"] == "ejournals")
    #expect(row["scope_reason"] == "published records are seldom the whole inventory")
    #expect(report.notes.count == 1 && report.notes[0].contains("--scope all"))
    let (whole, _) = try load(.portfolios) { $0.scope = .all }
    #expect(try whole.column("SELECT scope FROM snapshot") == ["all"])
  }

  @Test("of two sets are two parts, but one whole where the user says so")
  func twoSets() throws {
    for scope in [ImportRequest.Scope?.none, .all] {
      let sandbox = try Sandbox()
      for (name, id) in [("ebooks_1.xml", "1"), ("ebooks_2.xml", "2"), ("journals_1.xml", "3")] {
        let ave = Self.field("AVE", "$853100000000\(id)1234$eAvailable")
        try sandbox.write(name, Sample.marc([Sample.bib("99100000000\(id)1234", [ave])]))
      }
      try sandbox.load(["ebooks_1.xml", "ebooks_2.xml", "journals_1.xml"]) {
        $0.kind = .portfolios
        $0.scope = scope
      }
      let names = try sandbox.column("SELECT scope_name FROM snapshot ORDER BY id")
      #expect(names == (scope == nil ? ["ebooks", "journals"] : [""]))
      #expect(try sandbox.count("current_portfolio") == 3)
    }
  }

  @Test("take nothing away: what a published set lacks is not gone")
  func nothingGone() throws {
    let sandbox = try Sandbox()
    // Three portfolios of one collection, in an inventory that is whole.
    let rows = (1...3).map {
      "53100000000\($0)1234,99100000000\($0)1234,Title \($0),6110000000011234,Available,Y,POL-\($0)\n"
    }
    try sandbox.write(
      "inventory.csv",
      "Portfolio Id,MMS Id,Title,Electronic Collection Id,Availability,Portfolio Linked To CZ,"
        + "PO Line Reference\n" + rows.joined())
    try sandbox.load(["inventory.csv"]) { $0.asOf = "2024-01-01" }
    let ave = Self.field(
      "AVE", "$8531000000001 1234$c6110000000011234$eAvailable".filter { $0 != " " })
    try sandbox.write("set.xml", Sample.marc([Sample.bib("9910000000011234", [ave])]))
    try sandbox.load(["set.xml"]) {
      $0.kind = .portfolios
      $0.asOf = "2024-02-01"
    }
    #expect(try sandbox.count("current_portfolio") == 3)
    // Its facts are the newest; what it does not carry comes from the inventory.
    let first = try sandbox.sql(
      "SELECT * FROM current_portfolio WHERE portfolio_id = '5310000000011234'")
    #expect(first.map { $0["po_line"] } == ["POL-1"] && first.map { $0["is_cz_linked"] } == ["1"])
  }

  @Test("may be loaded as bibs and as portfolios, each once")
  func twice() throws {
    let (sandbox, _) = try load(nil)
    let name = "ejournals_20240501_1.xml"
    let again = try sandbox.load([name]) { $0.kind = .portfolios }
    #expect(again.files.map(\.fate) == [.imported])
    for kind in [InputKind.bibs, .portfolios] {
      let third = try sandbox.load([name]) { $0.kind = kind }
      #expect(third.files.allSatisfy { $0.fate != .imported })
    }
    #expect(try sandbox.count("portfolio") == 2 && sandbox.count("bib") == 3)
  }

  @Test("with a field that cannot be read reject just that field")
  func rejects() throws {
    let sandbox = try Sandbox()
    let bad = Self.field("AVE", "$85.31E+17$eAvailable")
    let empty = Self.field("AVE", "$eAvailable")
    try sandbox.write(
      "set.xml",
      Sample.marc([
        Sample.bib("9910000000011234", [Self.field("AVE", Self.local), bad]),
        Sample.bib("9910000000021234", [empty]),
      ]))
    let report = try sandbox.load(["set.xml"]) {
      $0.kind = .portfolios
      $0.rejectLimit = .count(5)
    }
    #expect(report.files.first?.counts.rejected == 2 && report.files.first?.counts.kept == 1)
    let rows = try sandbox.sql("SELECT row, reason FROM rejected_row ORDER BY row")
    #expect(
      rows.map { $0["reason"] } == [
        "record 1, AVE: the portfolio id was destroyed by a spreadsheet: 5.31E+17",
        "record 2, AVE: the portfolio id is empty",
      ])
    #expect(rows.map { $0["row"] } == ["2", "3"])
  }

  @Test("without such fields are refused, and so are kinds that MARC does not carry")
  func refused() throws {
    let sandbox = try Sandbox()
    try sandbox.write("bibs.xml", Sample.bibs)
    let error = try sandbox.importError(["bibs.xml"]) { $0.kind = .portfolios }
    #expect(error == .noInventory(file: "bibs.xml", kind: "portfolios", tag: "AVE", records: 1))
    #expect(error.exitCode == 65 && error.description.contains("--map"))
    let other = try sandbox.importError(["bibs.xml"]) { $0.kind = .orderLines }
    #expect(other == .notOfKind(file: "bibs.xml", kind: "po-lines"))
  }
}
