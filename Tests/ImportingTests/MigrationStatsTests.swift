import Importing
import Store
import TestSupport
import Testing

struct MigrationStatsTests {
  private static let workbook = SmallWorkbook(texts: [
    (
      "bib_inventory",
      [
        ["Migration statistics"], [],
        ["Record type", "Extracted", "Loaded", "Rejected"],
        ["Bibs", "12,345", "12,340", "5"], ["Holdings", "20000", "20000", "0"], [],
        ["Rejected bibs"], ["Voyager ID", "Title", "Reason"],
        ["100035", "Birds", "Invalid leader"], ["100046", "Ferns", "No 245"],
        ["", "Moss", "No id"],
      ]
    ),
    (
      "p_order",
      [
        ["Orders loaded", "208"], ["Rejected orders"], ["PRS-17", "vendor not found"],
        ["Total rejected", "1"],
      ]
    ),
    ("p2e", [["Portfolios", "1570"], ["Databases", "14"], ["Rejected", "2"]]),
    ("Notes", [["Made by the migration team"]]),
  ])

  private func loaded() throws -> (sandbox: Sandbox, report: FileReport) {
    let sandbox = try Sandbox()
    try sandbox.write("01ALD_Cutover_Migration_Stats.xlsm", Self.workbook.xlsx)
    let report = try sandbox.load(["01ALD_Cutover_Migration_Stats.xlsm"]) {
      $0.rejectLimit = .count(1)
    }
    return (sandbox, try #require(report.files.first))
  }

  @Test("all tabs are read, and every row of them is accounted for")
  func rows() throws {
    let (sandbox, report) = try loaded()
    #expect(report.kind == .migrationStats)
    // Blank rows are left out by the sheet's reader or counted; the sum holds either way.
    #expect(report.counts.addsUp)
    #expect(report.counts.kept == 10)
    #expect(report.counts.rejected == 1)
    #expect(report.counts.leftOut == ["heading": 6])
    #expect(try sandbox.count("migration_stat") == 10)
    #expect(
      try sandbox.column("SELECT encoding || ', ' || format FROM source_file")
        == ["UTF-8, workbook, 4 sheets"])
    #expect(
      try sandbox.column("SELECT reason || ' / ' || raw FROM rejected_row")
        == ["a rejected record without its old id / bib_inventory: \tMoss\tNo id"])
  }

  @Test("a label with numbers is a count, under the heads of its columns")
  func counts() throws {
    let (sandbox, _) = try loaded()
    #expect(
      try sandbox.column(
        """
        SELECT tab || ' ' || tab_row || ' ' || label || ' ' || counts
        FROM current_migration_stat WHERE section = 'count' ORDER BY id
        """)
        == [
          "bib_inventory 4 Bibs {\"Extracted\":\"12,345\",\"Loaded\":\"12,340\",\"Rejected\":\"5\"}",
          "bib_inventory 5 Holdings {\"Extracted\":\"20000\",\"Loaded\":\"20000\",\"Rejected\":\"0\"}",
          "p_order 1 Orders loaded {\"column 2\":\"208\"}",
          "p_order 4 Total rejected {\"column 2\":\"1\"}",
          "p2e 1 Portfolios {\"column 2\":\"1570\"}", "p2e 2 Databases {\"column 2\":\"14\"}",
          "p2e 3 Rejected {\"column 2\":\"2\"}",
        ])
  }

  @Test("what stands below is a rejected record, with its old id and the reason")
  func rejects() throws {
    let (sandbox, _) = try loaded()
    #expect(
      try sandbox.column(
        """
        SELECT tab || ' | ' || label || ' | ' || legacy_id || ' | ' || coalesce(legacy_key, 'NULL')
          || ' | ' || reason
        FROM current_migration_stat WHERE section = 'reject' ORDER BY id
        """)
        == [
          "bib_inventory | Rejected bibs | 100035 | 100035 | Invalid leader",
          "bib_inventory | Rejected bibs | 100046 | 100046 | No 245",
          "p_order | Rejected orders | PRS-17 | NULL | vendor not found",
        ])
  }

  @Test("another workbook is not taken for statistics, unless the user says so")
  func otherWorkbook() throws {
    let sandbox = try Sandbox()
    let other = SmallWorkbook(texts: [
      ("vendor", [["Vendor Code", "Vendor Name"], ["ALD", "Alder Books"]]), ("p2e", [["x"]]),
    ])
    try sandbox.write("other.xlsx", other.xlsx)
    #expect(try sandbox.load(["other.xlsx"]).files.first?.kind == .vendors)
    let forced = try sandbox.load(["other.xlsx"]) {
      $0.kind = .migrationStats
      $0.isAgain = true
    }
    #expect(forced.files.first?.kind == .migrationStats)
  }
}
