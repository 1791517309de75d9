import Queries
import Store
import TestSupport
import Testing

/// Where a file comes from must be true: the columns that are named are the ones that are read.
struct InputGuideTests {
  @Test("every kind has a guide that says all it should", arguments: InputKind.allCases)
  func guide(_ kind: InputKind) throws {
    let guide = try #require(InputGuide.of(kind.rawValue))
    #expect(guide.summary == kind.summary)
    #expect(!guide.from.isEmpty)
    for text in guide.from + guide.notes + [guide.settles, guide.without] {
      #expect(text.hasSuffix(".") || text.hasSuffix("'."), "\(text)")
      #expect(!text.contains("  ") && !text.contains("\n"), "\(text)")
    }
  }

  @Test("the view that a guide names is there", arguments: InputKind.allCases)
  func view(_ kind: InputKind) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    let view = try #require(InputGuide.of(kind.rawValue)?.view)
    #expect(try sandbox.sql("SELECT * FROM \(view)").isEmpty)
  }

  @Test("there is one guide a kind, those that a deletion needs first")
  func all() {
    #expect(Set(InputGuide.all.map(\.kind)).count == InputGuide.all.count)
    let needed = InputGuide.all.prefix { $0.isNeeded }.map(\.kind)
    #expect(needed == ["p2e", "portfolios", "collections", "bibs", "po-lines"])
    #expect(InputGuide.all.filter(\.isNeeded).count == needed.count)
  }

  @Test(
    "a table with the columns that a guide names is of its kind, and every column is known",
    arguments: InputKind.allCases.filter { InputGuide.of($0.rawValue)?.columns.isEmpty == false })
  func columns(_ kind: InputKind) throws {
    let guide = try #require(InputGuide.of(kind.rawValue))
    let sandbox = try Sandbox()
    try sandbox.write("table.csv", guide.columns.joined(separator: ",") + "\n")
    let report = try #require(try sandbox.load(["table.csv"]).files.first)
    #expect(report.kind == kind)
    #expect(report.warnings == [])
    let unread = try sandbox.sql("SELECT header FROM source_column WHERE field IS NULL")
    #expect(unread.compactMap { $0["header"] } == [])
  }

  @Test("every gate that may be unknown has a remedy, whose kinds have guides")
  func remedies() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    let expected = try sandbox.sql("SELECT gate FROM expected_gate").compactMap { $0["gate"] }
    #expect(expected.count == 12)
    for gate in expected {
      let remedy = try #require(GateRemedy.all[gate], "\(gate)")
      #expect(!remedy.kinds.isEmpty)
      for kind in remedy.kinds { #expect(InputGuide.of(kind) != nil) }
    }
  }

  @Test("status misses what gates and queries wait for, and nothing else")
  func missed() throws {
    let sandbox = try Sandbox()
    try sandbox.write("vendors.csv", "Vendor Code,Vendor Name\nALD,Alder\n")
    try sandbox.load(["vendors.csv"]) { $0.scope = .part }
    try sandbox.write("job.txt", "PID\n5310000000011234\n")
    try sandbox.load(["job.txt"])
    let report = try StatusReport(try sandbox.store(.write), try Catalog())
    #expect(
      Set(report.troubles.map(\.kind)) == [
        "p2e", "portfolios", "collections", "bibs", "po-lines", "holdings", "vendors", "sfx",
        "nz-collections",
      ])
    #expect(report.troubles.first { $0.kind == "vendors" }?.state == "part")
  }
}
