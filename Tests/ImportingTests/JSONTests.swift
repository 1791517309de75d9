import Formats
import Importing
import Store
import TestSupport
import Testing

struct JSONTests {
  /// An order line as Alma's API gives it.
  private static func line(
    _ number: String, status: String = "CLOSED", mms: String = "9910000000011234",
    link: String = "", portfolios: String = "", vendor: String = "Alder"
  ) -> String {
    """
    {"number": "\(number)", "status": {"value": "\(status)", "desc": "As Alma says it"},
     "owner": {"value": "M", "desc": "Main of \(number)"},
     "type": {"value": "E_BOOK_OT", "desc": "Electronic Book - One Time"},
     "vendor": {"value": "V1", "desc": "\(vendor)"}, "rush": false,
     "portfolios": {"portfolio": [\(portfolios)], "total_record_count": 0},
     "resource_metadata": {"title": "Birds; \\"Übersicht\\"", "mms_id": {"value": "\(mms)", "link": "\(link)"}},
     "note": [{"note_text": "one"}, {"note_text": "two"}]}
    """
  }

  private static func list(_ lines: [String], of count: Int? = nil) -> String {
    "{\"po_line\": [\(lines.joined(separator: ",\n"))], \"total_record_count\": \(count ?? lines.count)}"
  }

  private static let pair = [
    line("POL-1", status: "SENT"),
    line("POL-2", mms: "9910000000021234", vendor: "Birch"),
  ]

  private func orders(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column(
      """
      SELECT concat.line FROM (
        SELECT id, po_line || '|' || title || '|' || status || '|' || state || '|' || type || '|'
               || vendor || '|' || mms_id AS line
        FROM po_line) AS concat ORDER BY concat.id
      """)
  }

  @Test(
    "the lists of Alma's API, one order line by itself, and one a line",
    arguments: [
      (list(pair), "JSON, list po_line"), ("[\(pair.joined(separator: ","))]", "JSON"),
      (pair.joined(separator: "\n"), "JSON"),
      (
        [list([pair[0]], of: 2), list([pair[1]], of: 2)].joined(separator: "\n"),
        "JSON, list po_line"
      ),
    ])
  func shapes(_ text: String, _ format: String) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(text, as: "orders.txt")
    #expect(report.kind == .orderLines)
    #expect(report.counts.read == 2 && report.counts.kept == 2 && report.counts.addsUp)
    let expected = "Birds; \"Übersicht\"|%|Electronic Book - One Time|"
    #expect(
      try orders(sandbox) == [
        "POL-1|" + expected.replacing("%", with: "SENT|open") + "Alder|9910000000011234",
        "POL-2|" + expected.replacing("%", with: "CLOSED|closed") + "Birch|9910000000021234",
      ])
    #expect(try sandbox.column("SELECT format FROM source_file") == [format])
    #expect(try sandbox.column("SELECT scope FROM snapshot") == ["all"])
    #expect(
      try sandbox.column("SELECT extra ->> '$.\"note.note_text\"' FROM po_line") == [
        "one; two", "one; two",
      ])
    #expect(
      try sandbox.column("SELECT field FROM snapshot_field ORDER BY field") == [
        "mms_id", "owner", "po_line", "status", "title", "type", "vendor",
      ])
  }

  @Test("one order line is one row, though it has lists of its own")
  func single() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(Self.pair[1])
    #expect(report.kind == .orderLines && report.counts.read == 1 && report.counts.kept == 1)
    #expect(try sandbox.column("SELECT po_line FROM po_line") == ["POL-2"])
  }

  @Test("the bib is the one that the link names, where the value is another record's number")
  func link() throws {
    let bibs = "https://api-eu.hosted.exlibrisgroup.com/almaws/v1/bibs/"
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Self.list([
        Self.line("POL-1", mms: "2231322548001234", link: bibs + "9972286490101234"),
        Self.line("POL-2", mms: "9910000000021234", link: bibs + "2231322548001234"),
        Self.line("POL-3", mms: "", link: bibs + "9910000000031234", vendor: "B"),
      ]))
    #expect(
      try sandbox.column("SELECT mms_id FROM po_line") == [
        "9972286490101234", "9910000000021234", "9910000000031234",
      ])
    #expect(
      try sandbox.column("SELECT count(*) FROM match_key WHERE type = 'mms' AND key > 0") == ["3"])
  }

  @Test("an order of several portfolios stands on a row for each")
  func portfolios() throws {
    let sandbox = try Sandbox()
    let link = "https://api.example.org/bibs/9910000000011234/portfolios/"
    let report = try sandbox.loadText(
      Self.list([
        Self.line(
          "POL-1", portfolios: "{\"id\": \"5310000000011234\"}, {\"id\": \"5310000000021234\"}"),
        Self.line("POL-2", vendor: "Birch"),
      ]))
    #expect(report.counts.read == 2 && report.counts.kept == 2)
    let rows = "SELECT po_line || ' ' || coalesce(portfolio_id, 'none') FROM po_line ORDER BY id"
    #expect(
      try sandbox.column(rows) == ["POL-1 5310000000011234", "POL-1 5310000000021234", "POL-2 "])
    let linked = try Sandbox()
    try linked.loadText(
      Self.list([Self.line("POL-1", portfolios: "{\"link\": \"\(link)5310000000011234\"}")]))
    #expect(try linked.column(rows) == ["POL-1 5310000000011234"])
    let wrong = try Sandbox()
    try wrong.loadText(
      Self.list([Self.line("POL-1", portfolios: "{\"id\": \"5310000000011234\"}, {\"id\": \"x\"}")])
    ) { $0.rejectLimit = .count(1) }
    #expect(
      try wrong.column("SELECT reason FROM rejected_row") == ["the portfolio id is no Alma id: x"])
  }

  @Test("a page of a longer list is a part, unless the pages together are the whole")
  func pages() throws {
    let sandbox = try Sandbox()
    try sandbox.write("page1.json", Self.list([Self.pair[0]], of: 2))
    try sandbox.write("page2.json", Self.list([Self.pair[1]], of: 2))
    let notes = try sandbox.load(["page1.json"]).notes
    #expect(notes.first?.contains("the files hold 1 of 2 records") == true)
    #expect(try sandbox.column("SELECT scope || '/' || scope_name FROM snapshot") == ["part/pages"])
    #expect(try sandbox.load(["page1.json", "page2.json"]).notes == [])
    #expect(
      try sandbox.column("SELECT scope || '/' || scope_name FROM snapshot ORDER BY id")
        == ["part/pages", "all/"])
  }

  @Test("every kind of table can come as JSON with its headers for names")
  func headers() throws {
    for (kind, text) in Sample.all where ![.bibs, .sfx, .p2e].contains(kind) {
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let objects = lines.dropFirst().map { cells in
        let members = zip(lines[0], cells).map { "\"\($0)\": \"\($1)\"" }
        return "{\(members.joined(separator: ", "))}"
      }
      let sandbox = try Sandbox()
      let report = try sandbox.loadText("[\(objects.joined(separator: ","))]")
      #expect(report.kind == kind)
      #expect(report.counts.read == objects.count && report.counts.kept == objects.count)
      // The first object has the same values as names: it is a row all the same.
      #expect(report.counts.leftOut == [:])
    }
  }

  @Test("ids that are JSON numbers keep their digits; one with an exponent is destroyed")
  func numbers() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      [{"MMS Id": 991000000000011234, "Library": "Main"}, null,
       {"MMS Id": 9.91e17, "Library": "Law"}]
      """
    ) { $0.rejectLimit = .count(1) }
    #expect(try sandbox.column("SELECT mms_id FROM holding") == ["991000000000011234"])
    #expect(
      try sandbox.sql("SELECT row, reason FROM rejected_row") == [
        ["row": "3", "reason": "the MMS ID was destroyed by a spreadsheet: 9.91e17"]
      ])
    #expect(try sandbox.column("SELECT rows_blank FROM source_file") == ["1"])
  }

  @Test("damaged JSON is refused with its line, and nothing goes in")
  func damaged() throws {
    let whole = Self.list(Self.pair)
    for (text, line) in [(String(whole.dropLast(30)), 14), (whole + "]", 14)] {
      let sandbox = try Sandbox()
      try sandbox.write("exports/p2e.csv", Sample.p2e)
      try sandbox.write("exports/orders.json", text)
      for names in [["exports"], ["exports/orders.json"]] {
        let error = #expect(throws: FormatError.self) { try sandbox.load(names) }
        #expect(error?.message.contains("orders.json, line \(line): ") == true)
      }
      #expect(try sandbox.count("snapshot") == 0)
    }
  }

  @Test("JSON of other programs is refused, and passed over in a folder")
  func others() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/p2e.csv", Sample.p2e)
    try sandbox.write("exports/package.json", "{\"name\": \"x\", \"scripts\": {\"a\": \"b\"}}")
    try sandbox.write("exports/list.json", "[\"a\", \"b\"]")
    try sandbox.write("exports/broken.json", "{\"name\": x}")
    let report = try sandbox.load(["exports"])
    #expect(
      report.files.filter { $0.fate != .imported }.map(\.name).sorted()
        == ["broken.json", "list.json", "package.json"])
    #expect(
      try sandbox.importError(["exports/package.json"])
        == .notRecognised(file: "package.json", headers: ["name", "scripts.a"]))
    #expect(
      try sandbox.importError(["exports/package.json"]) { $0.kind = .orderLines }
        == .notOfKind(file: "package.json", kind: "po-lines"))
  }

  @Test(
    "order lines of a real library", .enabled(if: SharedFiles.hasSamples, "needs the sample files"))
  func samples() throws {
    let sandbox = try Sandbox()
    let folder = SharedFiles.samples.appendingPathComponent("po-lines").path
    let report = try sandbox.load([folder])
    #expect(report.files.map(\.counts.kept) == [1, 1, 1])
    #expect(
      try sandbox.column(
        "SELECT po_line || ' ' || state || ' ' || mms_id || ' ' || vendor FROM po_line ORDER BY id")
        == [
          "POL-UBS-2024-14877233 unknown 9972286490105504 Konrad Theiss Verlag",
          "131268 unknown 9972286490105504 Konrad Theiss Verlag",
          "POL-UBS-2024-148772 closed 9940475580105504 Brepols",
        ])
    #expect(try sandbox.column("SELECT code FROM institution") == ["5504"])
  }
}
