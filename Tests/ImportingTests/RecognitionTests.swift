import Formats
import Importing
import Store
import TestSupport
import Testing

struct RecognitionTests {
  @Test("every kind is told from its content, whatever the file is called", arguments: Sample.all)
  func everyKind(_ kind: InputKind, _ text: String) throws {
    for name in ["data", "portfolios.csv", "bibs.xml", "po_lines.txt", "sfx_export.xlsx"] {
      let sandbox = try Sandbox()
      let report = try sandbox.loadText(text, as: name)
      #expect(report.kind == kind)
      #expect(report.counts.rejected == 0)
      #expect(try sandbox.column("SELECT kind FROM snapshot") == [kind.rawValue])
      #expect(try sandbox.count(kind.table) == report.counts.kept)
    }
  }

  private static let tables = Sample.all.filter { ![.bibs, .sfx, .p2e].contains($0.kind) }

  @Test("headers may be in another case, with other spaces and punctuation", arguments: tables)
  func headers(_ kind: InputKind, _ text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for header in [
      lines[0].uppercased(), lines[0].replacing(" ", with: "_").lowercased(),
      lines[0].replacing(" ", with: "  "),
      lines[0].split(separator: ",").map { "\"\($0)\"" }.joined(separator: ","),
    ] {
      let sandbox = try Sandbox()
      let changed = ([header] + lines.dropFirst()).joined(separator: "\n")
      let report = try sandbox.loadText(changed)
      #expect(report.kind == kind, "\(header)")
      #expect(report.warnings.filter { $0.contains("nothing is known") } == [], "\(header)")
    }
  }

  @Test("columns may stand in any order", arguments: tables)
  func order(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).reversed()
        .joined(separator: ",")
    }
    let report = try sandbox.loadText(lines.joined(separator: "\n"))
    #expect(report.kind == kind)
    #expect(report.counts.kept == lines.count - 1)
  }

  @Test(
    "semicolons, tabs, pipes and a byte order mark are read for what they are",
    arguments: [(";", "semicolon"), ("\t", "tab"), ("|", "pipe"), (",", "comma")])
  func delimiters(_ delimiter: String, _ name: String) throws {
    for mark in ["", "\u{FEFF}"] {
      for (kind, text) in Self.tables {
        let sandbox = try Sandbox()
        let report = try sandbox.loadText(mark + text.replacing(",", with: delimiter))
        #expect(report.kind == kind)
        #expect(report.counts.rejected == 0)
        #expect(try sandbox.column("SELECT format FROM source_file") == ["\(name)-separated"])
      }
    }
  }

  @Test("lines before the header are passed over and counted", arguments: tables)
  func preamble(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText("Quarterly Report\nFilter: Lifecycle\n\n" + text)
    #expect(report.kind == kind)
    #expect(report.counts.leftOut == ["before the header": 2])
    #expect(report.counts.blank == 1)
    #expect(report.counts.rejected == 0)
    #expect(report.counts.addsUp)
    #expect(
      try sandbox.column("SELECT format FROM source_file")
        == ["comma-separated, header in row 4"])
  }

  @Test("a header that comes again in the body is left out", arguments: tables)
  func repeatedHeader(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(text + text)
    #expect(report.kind == kind)
    #expect(report.counts.leftOut == ["header repeated": 1])
    #expect(report.counts.rejected == 0)
  }

  @Test("a file of no kind is refused, and what was found is said")
  func noKind() throws {
    let sandbox = try Sandbox()
    try sandbox.write("list.csv", "Colour,Size\nred,3\n")
    let error = try sandbox.importError(["list.csv"])
    #expect(error == .notRecognised(file: "list.csv", headers: ["Colour", "Size"]))
    #expect(error.exitCode == 65)
    #expect(error.description.contains("Colour, Size"))
    #expect(try sandbox.count("snapshot") == 0)
  }

  @Test(
    "what is no text is refused by its name",
    arguments: [
      ([0, 1, 2, 3, 0xFF, 0xFE, 0, 0], "no text")
    ] as [([UInt8], String)])
  func containers(_ bytes: [UInt8], _ expected: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("portfolios.csv", bytes)
    let error = try sandbox.importError(["portfolios.csv"])
    guard case .container("portfolios.csv", let container) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(container.contains(expected))
    #expect(error.exitCode == 65)
  }

  @Test(
    "a kind that is forced and does not fit is refused",
    arguments: [
      (InputKind.holdings, Sample.collections), (.bibs, Sample.p2e), (.collections, Sample.bibs),
      (.p2e, Sample.orders), (.orderLines, Sample.p2e), (.collections, Sample.sfx),
    ])
  func forced(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("input.dat", text)
    let error = try sandbox.importError(["input.dat"]) { $0.kind = kind }
    #expect(error.description.hasPrefix("input.dat cannot be read as \(kind.rawValue): it "))
    #expect(error.exitCode == 65)
    #expect(try sandbox.count("source_file") == 0)
  }

  @Test("a kind that is forced says which of its columns are not there")
  func missingColumns() throws {
    let sandbox = try Sandbox()
    try sandbox.write("orders.csv", "Order Line Type,Vendor\nBook,Corvid\n")
    let error = try sandbox.importError(["orders.csv"]) { $0.kind = .orderLines }
    #expect(
      error.description.hasPrefix(
        "orders.csv cannot be read as po-lines: it has no column PO Line Reference"))
    #expect(error.description.contains("Order Line Type, Vendor"))
    #expect(error.description.contains("almanac import --print-map po-lines"))
    try sandbox.write("map.csv", "Name,Note\nAlpha,x\n")
    let map = try sandbox.importError(["map.csv"]) { $0.kind = .platforms }
    #expect(
      map
        == .columnsMissing(
          file: "map.csv", kind: "platforms",
          missing: [
            "Platform",
            "Host or Interface Name or Electronic Collection Id or "
              + "Electronic Collection Public Name",
          ], headers: ["Name", "Note"]))
    try sandbox.write("colours.csv", "Colour,Size\nred,3\n")
    let unknown = try sandbox.importError(["colours.csv"]).description
    #expect(unknown.contains("almanac inputs") && unknown.contains("--print-map KIND"))
    #expect(!unknown.contains("README"))
  }

  @Test("in a folder, a table that a forced kind does not fit is passed over: it says why")
  func misfitInFolder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/orders.csv", Sample.orders)
    try sandbox.write("exports/vendors.csv", "Order Line Type,Vendor\nBook,Corvid\n")
    let report = try sandbox.load(["exports"]) { $0.kind = .orderLines }
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["orders.csv"])
    let other = report.files.first { $0.name == "vendors.csv" }
    guard case .passedOver(let reason)? = other?.fate else {
      Issue.record("vendors.csv: \(String(describing: other?.fate))")
      return
    }
    #expect(reason.contains("it has no column PO Line Reference"))
  }

  @Test("a kind that is forced and fits is taken, where another would fit better")
  func forcedFits() throws {
    let sandbox = try Sandbox()
    let text =
      "MMS Id,Portfolio Id,PO Line Reference,Status,Title\n"
      + "9910000000011234,5310000000011234,POL-1,Closed,T\n"
    let report = try sandbox.loadText(text) { $0.kind = .orderLines }
    #expect(report.kind == .orderLines)
    #expect(try sandbox.count("po_line") == 1)
  }

  @Test(
    "a forced kind that cannot be XML's is refused for an SFX file and a bib file alike",
    arguments: [(InputKind.sfx, Sample.bibs), (.bibs, Sample.sfx)])
  func forcedMARC(_ kind: InputKind, _ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("input.xml", text)
    let error = try sandbox.importError(["input.xml"]) { $0.kind = kind }
    #expect(error.exitCode == 65)
    #expect(try sandbox.count("snapshot") == 0)
  }

  @Test("in a folder, hidden files and files of no kind are passed over; a named one fails")
  func folder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/a/p2e.csv", Sample.p2e)
    try sandbox.write("exports/readme.txt", "Some words of the librarian.\n")
    try sandbox.write("exports/empty.csv", "")
    try sandbox.write("exports/.hidden.csv", Sample.orders)
    let report = try sandbox.load(["exports"])
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["p2e.csv"])
    let passed = report.files.filter { $0.fate != .imported }.map(\.name).sorted()
    #expect(passed == ["empty.csv", "readme.txt"])
    #expect(try sandbox.importError(["exports/readme.txt"]).exitCode == 65)
    #expect(try sandbox.importError(["exports/empty.csv"]) == .emptyFile("empty.csv"))
  }

  @Test(
    "in a folder, pages and XML of other programs are passed over; cut-off records are not",
    arguments: [
      ("page.html", "<!DOCTYPE html><html><body><p>Sign in<br></body></html>", true),
      ("page.htm", "<html><body><p>Sign in<br></body></html>", true),
      ("feed.xml", "<feed><entry/></feed>", true),
      ("bibs.xml", String(Sample.bibs.dropLast(20)), false),
    ])
  func strangeXML(_ name: String, _ text: String, _ isPassedOver: Bool) throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/p2e.csv", Sample.p2e)
    try sandbox.write("exports/\(name)", text)
    if isPassedOver {
      let report = try sandbox.load(["exports"])
      #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["p2e.csv"])
      #expect(report.files.filter { $0.fate != .imported }.map(\.name) == [name])
    } else {
      #expect(throws: FormatError.self) { try sandbox.load(["exports"]) }
      #expect(try sandbox.count("snapshot") == 0)
    }
  }

  @Test("a folder with nothing to read, and a name that is nothing, are refused")
  func nothing() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/readme.txt", "Some words of the librarian.\n")
    let folder = sandbox.path("exports")
    #expect(try sandbox.importError(["exports"]) == .nothingRecognised(folder: folder))
    let missing = try sandbox.importError(["missing.csv"])
    #expect(missing == .noSuchFile(sandbox.path("missing.csv")))
    #expect(missing.exitCode == 66)
  }
}
