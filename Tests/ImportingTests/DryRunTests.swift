import Foundation
import Importing
import Store
import TestSupport
import Testing

struct DryRunTests {
  @Test("a dry run tells columns, rows, rejects and repeats, and writes nothing")
  func told() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "portfolios_2026-01-31.csv",
      """
      Portfolio Id,MMS Id,Title,Availability,Colour
      5310000000011234,9910000000011234,Birds of the Coast,Available,red
      5310000000011234,9910000000011234,Birds of the Coast,Available,
      5.31E+15,9910000000021234,Ferns,Available,

      """)
    let report = try sandbox.load(["portfolios_2026-01-31.csv"]) {
      $0.isDryRun = true
      $0.rejectLimit = .count(5)
    }
    let dryRun = try #require(report.dryRun)
    let file = try #require(dryRun.files.first)
    #expect(file.kind == "portfolios")
    #expect(file.format == "comma-separated")
    #expect(file.encoding == "UTF-8")
    #expect(
      file.columns.map { "\($0.header)=\($0.field)" } == [
        "Portfolio Id=portfolio_id", "MMS Id=mms_id", "Title=title", "Availability=availability",
      ])
    #expect(file.unknown == ["Colour"])
    #expect(file.absent.contains("license"))
    #expect(!file.absent.contains("title"))
    #expect(file.rows.count == 2)
    #expect(file.rows.first?.first { $0.field == "title" }?.value == "Birds of the Coast")
    #expect(file.rows.first?.first { $0.field == "availability" }?.value == "active")
    #expect(file.rejects.map(\.row) == [4])
    #expect(file.repeats == 1)
    #expect(dryRun.snapshots.map(\.asOf) == ["2026-01-31"])
    #expect(dryRun.snapshots.map(\.role) == ["whole"])
    for table in ["snapshot", "source_file", "portfolio", "match_key", "institution"] {
      #expect(try sandbox.column("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
    }
  }

  @Test("what is loaded stays as it is, and the new snapshot's place beside it is told")
  func beside() throws {
    let sandbox = try Sandbox()
    try sandbox.write("orders_2026-02-28.csv", Sample.orders)
    try sandbox.load(["orders_2026-02-28.csv"])
    try sandbox.write("orders_2026-01-31.csv", Sample.orders + "POL-3,Moss,Closed,Alder,,\n")
    let report = try sandbox.load(["orders_2026-01-31.csv"]) { $0.isDryRun = true }
    #expect(report.dryRun?.snapshots.map(\.role) == ["superseded"])
    #expect(try sandbox.column("SELECT count(*) FROM po_line") == ["2"])
    #expect(try sandbox.column("SELECT as_of FROM snapshot") == ["2026-02-28"])
  }
}
