import Importing
import Store
import TestSupport
import Testing

struct ScopeTests {
  private static let orderHeader = "PO Line Reference,Status,Vendor Name,PO Line Owner,MMS Id\n"

  private static let parts: [(text: String, name: String)] = [
    (
      orderHeader + "POL-1,Sent,Alder,Main,9910000000011234\nPOL-2,In Review,Birch,Law,\n",
      "no closed lines"
    ),
    (
      orderHeader + "POL-1,Sent,Alder,Main,9910000000011234\nPOL-2,Closed,Alder,Law,\n",
      "vendor Alder"
    ),
    (
      orderHeader + "POL-1,Sent,Alder,Main,9910000000011234\nPOL-2,Closed,Birch,Main,\n",
      "owner Main"
    ),
    (orderHeader + "POL-1,Closed,Alder,Main,9910000000011234\n", "owner Main"),
    ("PO Line Reference,Status,MMS Id\nPOL-1,Closed,9910000000011234\n", "one line"),
    (
      orderHeader + "POL-1,Sent,Alder,Main,\nPOL-2,Closed,Birch,Law,\n"
        + "POL-3,Sent,Elm,Law,9910000000011234\n",
      "lines without a bib"
    ),
    ("MMS Id,Library Name\n9910000000011234,Main\n9910000000021234,Main\n", "library Main"),
    ("Portfolio Id,Title,Availability\n", "empty"),
    ("MMS Id,Library Name\n", "empty"),
  ]

  private static let wholes = [
    orderHeader + "POL-1,Sent,Alder,Main,9910000000011234\nPOL-2,Closed,Birch,Law,\n",
    "PO Line Reference,Status,Vendor Name,MMS Id\nPOL-1,Sent,Alder,9910000000011234\n"
      + "POL-2,CANCELLED,Birch,\n",
    "MMS Id,Library Name\n9910000000011234,Main\n9910000000021234,Law\n",
    "MMS Id,Number of Items\n9910000000011234,1\n9910000000021234,2\n",
    Sample.portfolios, Sample.p2e, Sample.bibs, Sample.sfx, Sample.collections,
  ]

  /// Loads a text and gives what was said of the snapshot.
  private func notes(
    _ sandbox: Sandbox, _ text: String, _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> [String] {
    try sandbox.write("input.dat", text)
    return try sandbox.load(["input.dat"], change).notes
  }

  private func scope(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column("SELECT scope || '/' || scope_name FROM snapshot ORDER BY id")
  }

  @Test("what shows that it is not the whole is taken as a part, with a warning", arguments: parts)
  func part(_ text: String, _ name: String) throws {
    let sandbox = try Sandbox()
    let notes = try notes(sandbox, text)
    #expect(notes.count == 1)
    #expect(notes.first?.contains("--scope all --again") == true)
    #expect(try scope(sandbox) == ["part/\(name)"])
    #expect(try sandbox.column("SELECT scope_reason FROM snapshot") != [""])
  }

  @Test("--scope all overrules what the rows show", arguments: parts)
  func overruled(_ text: String, _ name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(text)
    let notes = try notes(sandbox, text) {
      $0.scope = .all
      $0.isAgain = true
    }
    #expect(try scope(sandbox) == ["part/\(name)", "all/"])
    #expect(notes == [])
  }

  @Test("what shows nothing of the kind is whole", arguments: wholes)
  func whole(_ text: String) throws {
    let sandbox = try Sandbox()
    let notes = try notes(sandbox, text)
    #expect(try scope(sandbox) == ["all/"])
    #expect(notes == [])
  }

  private func vendor(_ name: String) -> String {
    Self.orderHeader + "POL-\(name)1,Sent,\(name),Main,\nPOL-\(name)2,Closed,\(name),Law,\n"
  }

  @Test("two vendors' files in two commands are two parts")
  func twoVendors() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(vendor("Alder"), as: "a.csv")
    try sandbox.loadText(vendor("Birch"), as: "b.csv")
    #expect(try scope(sandbox) == ["part/vendor Alder", "part/vendor Birch"])
    #expect(try sandbox.count("current_po_line") == 4)
  }

  @Test("two vendors' files in one command do not end when one vendor's newer file comes")
  func twoVendorsInOneCommand() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", vendor("Alder"))
    try sandbox.write("b.csv", vendor("Birch"))
    try sandbox.load(["a.csv", "b.csv"]) { $0.asOf = "2024-01-01" }
    try sandbox.loadText(vendor("Alder") + "\n", as: "newer.csv") { $0.asOf = "2024-02-01" }
    #expect(
      try sandbox.column("SELECT DISTINCT vendor FROM current_po_line ORDER BY vendor")
        == ["Alder", "Birch"])
  }

  @Test("--collection makes a part of that name, of the portfolios only")
  func collection() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.portfolios, as: "a.csv") { $0.collection = "Nature Books" }
    try sandbox.loadText(Sample.bibs, as: "b.xml") { $0.collection = "Nature Books" }
    #expect(try scope(sandbox) == ["part/Nature Books", "all/"])
  }

  @Test("--scope part makes a part, named after --collection where that is given")
  func partOption() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.portfolios, as: "a.csv") { $0.scope = .part }
    try sandbox.loadText(Sample.portfolios, as: "b.csv") {
      $0.scope = .part
      $0.collection = "Nature Books"
      $0.isAgain = true
    }
    #expect(try scope(sandbox) == ["part/", "part/Nature Books"])
  }

  @Test(
    "exactly 100,000 rows are probably cut off", arguments: [(100_000, "part"), (99_999, "all")])
  func cutOff(_ rows: Int, _ expected: String) throws {
    let sandbox = try Sandbox()
    var text = "MMS Id,Number of Items\n"
    for number in 0..<rows { text += "99\(1_000_000 + number)1234,1\n" }
    let report = try sandbox.loadText(text)
    #expect(report.counts.kept == rows)
    #expect(try sandbox.column("SELECT scope FROM snapshot") == [expected])
    #expect(report.warnings.contains { $0.contains("exactly 100,000 rows") } == (rows == 100_000))
  }

  @Test("each Extended Export is a part of its own, named for its collection, beside the inventory")
  func extendedExports() throws {
    let sandbox = try Sandbox()
    try sandbox.write("inventory.csv", Sample.portfolios)
    let header = "LOCALIZED,ISSN,ISSN,PORTFOLIO_PID,MMS,TITLE,AVAILABILITY,LICENSE,NOTES\n"
    try sandbox.write(
      "Nature+Books+2020+01+31_portfolios.csv",
      header + "Y,1234-5679,,5310000000021234,9910000000021234,Ferns,INACTIVE,LIC-1,\n")
    try sandbox.write(
      "Other_portfolios.csv", header + "Y,,,5310000000091234,9910000000091234,Moss,ACTIVE,,\n")
    try sandbox.load(
      ["inventory.csv", "Nature+Books+2020+01+31_portfolios.csv", "Other_portfolios.csv"])
    #expect(
      try sandbox.column(
        "SELECT scope || ' ' || scope_name || ' ' || as_of_source FROM snapshot ORDER BY id")
        == ["all  file time", "part Nature Books 2020 01 31 file time", "part Other file time"])
    #expect(
      try sandbox.column(
        """
        SELECT portfolio_id || ' ' || availability || ' ' || coalesce(license, 'NULL') || ' '
          || coalesce(collection_id, 'NULL')
        FROM current_portfolio ORDER BY 1
        """) == [
          "5310000000011234 active NULL ", "5310000000021234 inactive LIC-1 6110000000011234",
          "5310000000091234 active  NULL",
        ])
  }
}
