import Importing
import Store
import TestSupport
import Testing

/// What files say by the way: signs of standing alone, traces in notes, warnings of the exporter.
struct TraceTests {
  private struct Row: CustomTestStringConvertible {
    let cells: String
    let expected: String
    var testDescription: String { cells }
  }

  @Test(
    "every sign that a portfolio stands alone or not is kept; the column speaks first",
    arguments: [
      Row(cells: ",None,None,526020013540001234", expected: "1 collection-none,service-52"),
      Row(cells: ",,None,", expected: "1 collection-none"),
      Row(cells: ",,,", expected: "1 collection-empty"),
      Row(cells: ",,,526020013540001234", expected: "1 collection-empty,service-52"),
      Row(cells: ",,,626890000040001234", expected: "0 collection-empty,service-62"),
      Row(
        cells: ",6110000000011234,Y,626890000040001234", expected: "0 collection-named,service-62"),
      Row(cells: "Yes,,,", expected: "1 column-yes,collection-empty"),
      Row(cells: "No,,,", expected: "0 column-no,collection-empty"),
      Row(cells: "Yes,6110000000011234,Y,", expected: "1 column-yes,collection-named"),
      Row(cells: "No,None,None,52601234001234", expected: "0 column-no,collection-none,service-52"),
    ])
  private func signs(_ row: Row) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      Portfolio Id,Title,Is Standalone,Electronic Collection Id,Electronic Collection Linked To CZ,\
      Service Id
      5310000000011234,Birds,\(row.cells)

      """)
    #expect(
      try sandbox.column("SELECT is_standalone || ' ' || standalone_by FROM portfolio")
        == [row.expected])
  }

  @Test("a file that names no collection at all has no sign")
  func noSign() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText("Portfolio Id,Title,Availability\n5310000000011234,Birds,Available\n")
    #expect(
      try sandbox.column(
        "SELECT (is_standalone IS NULL) || (standalone_by IS NULL) FROM portfolio") == ["11"])
  }

  private static let export = """
    LOCALIZED,PORTFOLIO_PID,TITLE,AVAILABILITY,WARNINGS,GLOBAL_WARNINGS,PUBLIC_NOTES,\
    INTERNAL_DESCRIPTION,NOTES
    N,5310000000011234,Birds,ACTIVE,\
    Exports only the first coverage of the multiple coverages defined,,,,\
    "ERM Linking PO Line Ref = PRS-1072; pol_renewal_date:20210101"
    Y,5310000000021234,Ferns,ACTIVE,,Something else,See: http://x.example.org/a_b=c,\
    "erm linking sfx orig id = 111000000000672864
    ERM Linking PO Num = PO-17 ERM Linking original resource id = R-5.",
    Y,5310000000031234,Moss,ACTIVE,,,"ERM Linking PO Line Ref =",vendor_reference_number,
    Y,5310000000041234,İstanbul,ACTIVE,,,İ ERM Linking PO Line Ref = o12345678,,

    """

  @Test("the ERM form's traces and the exporter's warnings become facts, in their own words")
  func facts() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(Self.export, as: "Nature_portfolios.csv")
    #expect(report.kind == .portfolios)
    #expect(report.counts.rejected == 0)
    #expect(
      try sandbox.column(
        """
        SELECT portfolio_id || '|' || fact || '|' || value || '|' || field
        FROM current_portfolio_fact ORDER BY 1
        """)
        == [
          "5310000000011234|coverage-cut|"
            + "Exports only the first coverage of the multiple coverages defined|WARNINGS",
          "5310000000011234|po-line|PRS-1072|NOTES",
          "5310000000011234|renewal-date|20210101|NOTES",
          "5310000000021234|export-warning|Something else|GLOBAL_WARNINGS",
          "5310000000021234|po-number|PO-17|INTERNAL_DESCRIPTION",
          "5310000000021234|resource-id|R-5|INTERNAL_DESCRIPTION",
          "5310000000021234|sfx-id|111000000000672864|INTERNAL_DESCRIPTION",
          "5310000000041234|po-line|o12345678|PUBLIC_NOTES",
        ])
    #expect(
      try sandbox.column("SELECT portfolio_id || ' ' || title || ' ' || field FROM lost_coverage")
        == ["5310000000011234 Birds WARNINGS"])
    #expect(report.warnings.contains { $0.hasPrefix("1 portfolio has more coverage than") })
    // The notes themselves stay as they were.
    #expect(
      try sandbox.column("SELECT json_extract(extra, '$.NOTES') FROM portfolio WHERE id = 1")
        == ["ERM Linking PO Line Ref = PRS-1072; pol_renewal_date:20210101"])
  }

  @Test(
    "what LOCALIZED means is a setting; which letter is the odd one follows it",
    arguments: [
      ("n-not-linked", "N not linked to the Community Zone", "5310000000011234"),
      ("n-not-activated", "N not activated from the Community Zone", "5310000000011234"),
      ("y-not-linked", "N linked to the Community Zone", "5310000000021234"),
    ])
  func localized(_ value: String, _ meaning: String, _ odd: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Self.export, as: "Nature_portfolios.csv")
    #expect(try Settings(sandbox.store(.write)).set("localized", to: value) == "n-not-linked")
    #expect(
      try sandbox.column(
        """
        SELECT localized || ' ' || meaning FROM localized_portfolio
        WHERE portfolio_id = '5310000000011234'
        """) == [meaning])
    let listed = try sandbox.column(
      """
      SELECT portfolio_id FROM extended_export_cell
      WHERE column_name = 'LOCALIZED' ORDER BY portfolio_id
      """)
    #expect(listed.first == odd)
    #expect(listed.count == (value == "y-not-linked" ? 3 : 1))
  }

  @Test("the setting takes no other word")
  func badSetting() throws {
    let sandbox = try Sandbox()
    let settings = Settings(try sandbox.store())
    #expect(throws: SettingError.self) { try settings.set("localized", to: "N") }
  }

  @Test("what LOCALIZED says is laid beside the inventory's word, to tell which meaning holds")
  func localizedEvidence() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      Portfolio Id,Title,Availability,Electronic Collection Id,Portfolio Linked To CZ
      5310000000051234,Rush,Available,6110000000021234,Y
      5310000000011234,Birds,Available,6110000000011234,N
      5310000000021234,Ferns,Available,6110000000011234,Y
      5310000000031234,Moss,Available,6110000000011234,Y
      5310000000041234,Reed,Available,None,N

      """, as: "inventory.csv"
    ) { $0.asOf = "2024-01-01" }
    try sandbox.loadText(Self.export, as: "Nature_portfolios.csv") { $0.asOf = "2024-01-02" }
    #expect(
      try sandbox.column(
        """
        SELECT localized || ' ' || linked_to_cz || ' ' || availability || ' ' || portfolios
        FROM localized_evidence ORDER BY 1
        """) == ["N n active 1", "Y n active 1", "Y y active 2"])
  }
}
