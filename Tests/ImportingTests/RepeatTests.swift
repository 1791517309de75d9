import Importing
import Store
import TestSupport
import Testing

/// How many rejects are too many, and what is loaded twice.
struct RepeatTests {
  /// A list of `count` rows of which the last `bad` cannot be read.
  private func list(_ count: Int, bad: Int) -> String {
    (1...count).map { $0 > count - bad ? "10\($0),journal" : "10\($0),portfolio" }
      .joined(separator: "\n") + "\n"
  }

  @Test(
    "as many rejects as allowed go through, one more does not",
    arguments: [
      ("0", 0, true), ("0", 1, false), ("2", 2, true), ("2", 3, false), ("5%", 2, true),
      ("5%", 3, false), ("0%", 1, false), ("7.5%", 3, true), ("7.5%", 4, false),
      ("100%", 8, true),
    ])
  func limit(_ text: String, _ bad: Int, _ passes: Bool) throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.csv", list(40, bad: bad))
    let limit = try RejectLimit(text)
    if passes {
      let report = try sandbox.load(["list.csv"]) { $0.rejectLimit = limit }
      #expect(report.files.first?.counts.rejected == bad)
      #expect(try sandbox.count("p2e_record") == 40 - bad)
      #expect(try sandbox.count("rejected_row") == bad)
    } else {
      let error = try sandbox.importError(["list.csv"]) { $0.rejectLimit = limit }
      #expect(
        error
          == .tooManyRejects(
            file: "list.csv", rejected: bad, read: 40, limit: text,
            first: "row \(41 - bad), journal is neither portfolio nor database"))
      #expect(error.exitCode == 65)
      for table in ["snapshot", "source_file", "p2e_record", "rejected_row", "institution"] {
        #expect(try sandbox.count(table) == 0, "\(table)")
      }
    }
  }

  @Test("five percent is what is allowed where nothing is said")
  func defaultLimit() throws {
    let sandbox = try Sandbox()
    try sandbox.write("good.csv", list(40, bad: 2))
    try sandbox.write("bad.csv", list(40, bad: 3))
    #expect(try sandbox.importError(["bad.csv"]).exitCode == 65)
    #expect(try sandbox.load(["good.csv"]).files.first?.counts.kept == 38)
  }

  @Test(
    "a limit that is no number is refused",
    arguments: ["", "x", "-1", "5 %", "101%", "-1%", "%", "1.5", "nan%", "5%%"])
  func badLimit(_ text: String) {
    let error = #expect(throws: ImportError.self) { try RejectLimit(text) }
    #expect(error == .badRejectLimit(text))
    #expect(error?.exitCode == 64)
  }

  @Test("one bad file of several takes the whole command back")
  func allOrNothing() throws {
    let sandbox = try Sandbox()
    try sandbox.write("good.csv", Sample.orders)
    try sandbox.write("list.csv", list(40, bad: 20))
    #expect(try sandbox.importError(["good.csv", "list.csv"]).exitCode == 65)
    #expect(try sandbox.count("po_line") == 0)
    #expect(try sandbox.count("source_file") == 0)
  }

  @Test("the same file again is said and skipped", arguments: Sample.all)
  func again(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(text, as: "first.dat") { $0.asOf = "2024-01-31" }
    let second = try sandbox.loadText(text, as: "renamed.dat")
    #expect(second.fate == .known(day: "2024-01-31"))
    #expect(try sandbox.count("snapshot") == 1)
    #expect(try sandbox.count("source_file") == 1)
  }

  @Test("--again loads the same file as a new snapshot", arguments: Sample.all)
  func forcedAgain(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    let first = try sandbox.loadText(text)
    let second = try sandbox.loadText(text) { $0.isAgain = true }
    #expect(second.fate == .imported)
    #expect(second.counts == first.counts)
    #expect(try sandbox.count("snapshot") == 2)
    #expect(try sandbox.count("institution") == 1)
    let files = try sandbox.column("SELECT DISTINCT sha256 FROM source_file")
    #expect(files.count == 1)
  }

  @Test("the same bytes twice in one command are read once")
  func twiceInOneCommand() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", Sample.orders)
    try sandbox.write("b.csv", Sample.orders)
    let report = try sandbox.load(["a.csv", "b.csv", "a.csv"])
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["a.csv"])
    let passed = report.files.filter { $0.fate != .imported }
    #expect(
      passed.map(\.fate) == [
        .passedOver("b.csv has the same bytes as a.csv."),
        .passedOver("a.csv has the same bytes as a.csv."),
      ])
    #expect(try sandbox.count("po_line") == 2)
  }

  @Test("known and new kinds in one command: only the new ones are loaded")
  func partlyKnown() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.orders, as: "orders.csv")
    try sandbox.write("holdings.csv", Sample.holdings)
    let report = try sandbox.load(["orders.csv", "holdings.csv"])
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["holdings.csv"])
    #expect(try sandbox.count("po_line") == 2)
    #expect(try sandbox.count("holding") == 2)
  }

  @Test("files of one kind in one command are one snapshot with a ledger entry each")
  func oneSnapshot() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", Sample.holdings)
    try sandbox.write("b.csv", "MMS Id,Library Name\n9910000000091234,Main\n")
    try sandbox.load(["a.csv", "b.csv"])
    #expect(try sandbox.count("snapshot") == 1)
    #expect(
      try sandbox.column("SELECT file_name FROM source_file ORDER BY id") == ["a.csv", "b.csv"])
    #expect(try sandbox.count("current_holding") == 3)
  }
}
