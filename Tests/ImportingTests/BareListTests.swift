import Importing
import Store
import TestSupport
import Testing

/// A column of numbers may be old bib ids or Alma's own: which, the numbers themselves decide.
struct BareListTests {
  struct List: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]
    let kind: InputKind?
    var rows: Int?
    var testDescription: String { name }
  }

  private static let almaIDs = (1...6).map { "99\(100_000_000_000 + $0 * 7919)1234" }

  private static let lists = [
    List(name: "MMS IDs", lines: almaIDs, kind: .jobReport),
    List(name: "MMS IDs under a heading", lines: ["MMS ID"] + almaIDs, kind: .jobReport, rows: 6),
    List(name: "another case", lines: ["MMS Id"] + almaIDs, kind: .jobReport, rows: 6),
    List(name: "PIDs", lines: ["PID", "5310000000011234"], kind: .jobReport, rows: 1),
    List(
      name: "order lines", lines: ["PO Line reference", "POL-1", "o12345678"], kind: .jobReport,
      rows: 2),
    List(
      name: "short MMS IDs of one institution",
      lines: ["9943506421", "99157506421", "9918573506421", "99100006421"], kind: .jobReport),
    List(name: "Voyager", lines: ["100035", "100046", "4", "5539966"], kind: .p2e),
    List(name: "Voyager under a heading", lines: ["BIB_ID", "100035", "4"], kind: .p2e, rows: 2),
    List(
      name: "eight digits that begin like Alma ids",
      lines: ["12343017", "12343018", "12399991", "11000002", "99123457"], kind: .p2e),
    List(name: "Sierra", lines: ["b110824349", ".b1000001x", "B100523250"], kind: .p2e),
    List(name: "Aleph", lines: ["002109345", "002109346", "000000012"], kind: .p2e),
    List(name: "Aleph with its library", lines: ["DUK01002109345", "DUK01000000012"], kind: .p2e),
    List(name: "Symphony", lines: ["a1234567", "a7654321", "u42"], kind: .p2e),
    List(
      name: "old ids under a heading, short Alma shape",
      lines: ["Bib Number", "12343017", "12353017"], kind: .p2e, rows: 2),
    List(name: "too few to tell", lines: ["12343017", "12353017"], kind: nil),
    List(
      name: "old ids with one end", lines: ["99123017", "99133017", "99143017", "4"], kind: nil),
    List(name: "both", lines: almaIDs + ["100035", "100046", "100047"], kind: nil),
  ]

  @Test(
    "a bare list is told by its numbers; where they do not tell, it is asked for", arguments: lists)
  func list(_ list: List) throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.txt", list.lines.joined(separator: "\n") + "\n")
    guard let kind = list.kind else {
      let error = try sandbox.importError(["list.txt"])
      #expect(error == .ambiguousList(file: "list.txt", kinds: [.p2e, .jobReport]))
      #expect(error.exitCode == 65)
      #expect(error.description.contains("--kind p2e or --kind job-report"))
      return
    }
    let report = try #require(try sandbox.load(["list.txt"]).files.first)
    #expect(report.kind == kind)
    #expect(report.counts.kept == list.rows ?? list.lines.count)
    #expect(report.counts.rejected == 0)
  }

  @Test("what is in doubt is read as the user says", arguments: [InputKind.p2e, .jobReport])
  func forced(_ kind: InputKind) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText("12343017\n12353017\n") { $0.kind = kind }
    #expect(report.kind == kind)
    #expect(report.counts.kept == 2)
    #expect(try sandbox.count(kind.table) == 2)
  }

  @Test(
    "a list is not read as the other kind by force",
    arguments: [
      (InputKind.p2e, almaIDs), (.jobReport, ["100035", "b110824349"]),
    ])
  func forcedWrongly(_ kind: InputKind, _ lines: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.txt", lines.joined(separator: "\n"))
    let error = try sandbox.importError(["list.txt"]) { $0.kind = kind }
    #expect(error == .notOfKind(file: "list.txt", kind: kind.rawValue))
  }

  @Test("types beside the ids make it a P2E list; other columns make it no list")
  func columns() throws {
    let sandbox = try Sandbox()
    let typed = try sandbox.loadText("12343017,portfolio\n12353017,db\n")
    #expect(typed.kind == .p2e)
    try sandbox.write("titles.csv", "9910000000011234,Birds\n9910000000021234,Ferns\n")
    #expect(
      try sandbox.importError(["titles.csv"])
        == .notRecognised(file: "titles.csv", headers: ["9910000000011234", "Birds"]))
  }

  @Test("ids under a heading that is not Alma's may be anything's")
  func otherHeading() throws {
    let sandbox = try Sandbox()
    try sandbox.write("mms.csv", "mms\n" + Self.almaIDs.joined(separator: "\n"))
    #expect(
      try sandbox.importError(["mms.csv"]) == .notRecognised(file: "mms.csv", headers: ["mms"]))
  }

  @Test("in a folder a list in doubt is passed over, by name")
  func folder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/orders.csv", Sample.orders)
    try sandbox.write("exports/list.txt", "12343017\n12353017\n")
    let report = try sandbox.load(["exports"])
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["orders.csv"])
    #expect(report.files.contains { $0.name == "list.txt" && $0.fate != .imported })
  }

  @Test("a list of ids says which records, and not what became of them")
  func values() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText("5310000000011234\n9910000000021234\n6110000000031234\n")
    #expect(
      try sandbox.column(
        """
        SELECT record_type || ' ' || record_id || ' ' || coalesce(mms_id, 'NULL') || ' '
          || coalesce(outcome, 'NULL')
        FROM job_report_record ORDER BY id
        """)
        == [
          "portfolio 5310000000011234 NULL NULL",
          "bib 9910000000021234 9910000000021234 NULL",
          "collection 6110000000031234 NULL NULL",
        ])
  }
}
