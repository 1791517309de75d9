import Foundation
import TestSupport
import Testing

struct ResyncTests {
  private static let columns = [
    "LOCALIZED", "PORTFOLIO_PID", "MMS", "TITLE", "FROM_YEAR", "TO_YEAR", "FROM_MONTH",
    "TO_MONTH", "FROM_DAY", "TO_DAY", "FROM_VOLUME", "TO_VOLUME", "FROM_ISSUE", "TO_ISSUE",
    "AVAILABILITY", "URL", "AUTHENTICATION_NOTES", "PUBLIC_NOTES", "INTERNAL_DESCRIPTION",
    "COVERAGE_STATEMENT", "EXPECTED_ACTIVATION_DATE", "LICENSE", "LICENSE_NAME",
    "COLLECTION_LICENSE", "COLLECTION_LICENSE_NAME", "PDA", "EBA", "PO_LINE", "NOTES",
  ]

  /// An Extended Export with one plain row, and one row for each of the given cells.
  private func export(_ cells: [(String, String)], without absent: String? = nil) -> String {
    let columns = Self.columns.filter { $0 != absent }
    let plain = [
      "LOCALIZED": "Y", "AVAILABILITY": "ACTIVE", "COVERAGE_STATEMENT": "Global or local",
    ]
    let rows = ([("", "")] + cells).enumerated().map { index, cell in
      columns.map { column in
        switch column {
        case "PORTFOLIO_PID": "53000000000\(100 + index)4242"
        case "MMS": "99000000000\(100 + index)4242"
        case "TITLE": "Title \(index)"
        default: column == cell.0 ? cell.1 : plain[column] ?? ""
        }
      }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  @Test("an export that holds only what the Community Zone says is clean")
  func clean() throws {
    let sandbox = try Sandbox()
    try sandbox.write("Nature+Books_portfolios.csv", export([]))
    try sandbox.load(["Nature+Books_portfolios.csv"])
    let verdict = try #require(try sandbox.run("resync/verdict").first)
    #expect(verdict["collection"] == "Nature Books")
    #expect(verdict["verdict"] == "clean")
    #expect(verdict["rows"] == "1")
    #expect(try sandbox.run("resync/local-data").isEmpty)
  }

  @Test(
    "each of the 26 columns speaks",
    arguments: [
      ("LOCALIZED", "N", "localized"), ("FROM_YEAR", "1999", "dates"), ("TO_YEAR", "2001", "dates"),
      ("FROM_MONTH", "1", "dates"), ("TO_MONTH", "2", "dates"), ("FROM_DAY", "3", "dates"),
      ("TO_DAY", "4", "dates"), ("FROM_VOLUME", "5", "dates"), ("TO_VOLUME", "6", "dates"),
      ("FROM_ISSUE", "7", "dates"), ("TO_ISSUE", "8", "dates"),
      ("EXPECTED_ACTIVATION_DATE", "2027-01-01", "dates"),
      ("COVERAGE_STATEMENT", "Only local", "statement"),
      ("COVERAGE_STATEMENT", "Global and local", "statement"),
      ("AVAILABILITY", "INACTIVE", "inactive"), ("AUTHENTICATION_NOTES", "VPN", "note"),
      ("PUBLIC_NOTES", "Two users", "note"), ("INTERNAL_DESCRIPTION", "ask Ann", "note"),
      ("NOTES", "gift", "note"), ("LICENSE", "L1", "acquisitions"),
      ("LICENSE_NAME", "Licence one", "acquisitions"), ("COLLECTION_LICENSE", "L2", "acquisitions"),
      ("COLLECTION_LICENSE_NAME", "Licence two", "acquisitions"), ("PDA", "jstor", "acquisitions"),
      ("EBA", "wiley", "acquisitions"), ("PO_LINE", "POL-7", "acquisitions"),
      ("URL", "http://local.example.org/1", "url"),
    ])
  func speaks(column: String, value: String, kind: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("Nature_portfolios.csv", export([(column, value)]))
    try sandbox.load(["Nature_portfolios.csv"])
    let rows = try sandbox.run("resync/local-data")
    #expect(rows.map { $0["kind"] } == [kind])
    #expect(rows.first?["column"] == column)
    #expect(rows.first?["value"] == value)
    #expect(rows.first?["portfolio_id"] == "530000000001014242")
    let verdict = try #require(try sandbox.run("resync/verdict").first)
    #expect(verdict["verdict"] == "local-data")
    #expect(verdict["rows_with_local_data"] == "1")
    #expect(verdict["rows_with_acquisitions"] == (kind == "acquisitions" ? "1" : "0"))
  }

  @Test("a column that is absent, or a row that was rejected, makes the verdict unknown")
  func unknown() throws {
    let sandbox = try Sandbox()
    try sandbox.write("Lacking_portfolios.csv", export([], without: "EBA"))
    let damaged = export([("NOTES", "x")])
      .replacing("530000000001014242", with: "5.30E+17")
    try sandbox.write("Damaged_portfolios.csv", damaged)
    try sandbox.load(["Lacking_portfolios.csv", "Damaged_portfolios.csv"]) {
      $0.rejectLimit = .count(1)
    }
    let verdicts = try sandbox.run("resync/verdict")
    #expect(verdicts.map { $0["verdict"] } == ["unknown", "unknown"])
    #expect(verdicts.map { $0["detail"] } == ["1 rows could not be read", "no column EBA"])
  }

  @Test(
    "library-a: verdicts and rows as in truth",
    .enabled(if: SharedFiles.hasLibraryA, "the shared library is not there"))
  func truth() throws {
    let sandbox = try Sandbox()
    try sandbox.load([SharedFiles.libraryA.path])
    let truth = try CSVRows.read(
      String(
        contentsOf: SharedFiles.libraryA.appendingPathComponent("truth/resync.csv"),
        encoding: .utf8))
    let clean = Set(truth.filter { $0["flag"] == "clean" }.compactMap { $0["collection"] })
    let verdicts = try sandbox.run("resync/verdict")
    #expect(
      Set(verdicts.filter { $0["verdict"] == "clean" }.compactMap { $0["collection"] }) == clean)
    #expect(
      Set(verdicts.filter { $0["verdict"] == "local-data" }.compactMap { $0["collection"] })
        == Set(truth.compactMap { $0["collection"] }).subtracting(clean))
    let rows = try sandbox.run("resync/local-data")
    let wanted = Set(truth.compactMap { $0["pid"] }.filter { !$0.isEmpty })
    #expect(Set(rows.compactMap { $0["portfolio_id"] }) == wanted)
  }
}
