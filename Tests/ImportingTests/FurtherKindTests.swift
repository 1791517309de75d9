import Importing
import Store
import TestSupport
import Testing

/// The kinds beyond the inventory: what they keep, under which names, and whose ids they are.
struct FurtherKindTests {
  @Test("what the network zone provides keeps its ids, and does not say whose the file is")
  func nzCollections() throws {
    let sandbox = try Sandbox()
    try sandbox.write("own.csv", Sample.collections)
    try sandbox.write("network.csv", FurtherSamples.nzCollections)
    let report = try sandbox.load(["own.csv", "network.csv"])
    #expect(report.institution == "1234")
    #expect(
      try sandbox.column(
        """
        SELECT collection_id || ' ' || coalesce(cz_collection_id, 'NULL') || ' ' || availability
          || ' ' || portfolio_count || ' ' || available_for || ' ' || coalesce(is_cz_linked, 'NULL')
        FROM current_nz_collection ORDER BY id
        """)
        == [
          "6110000000019999 61111000001 active 120 Alder College NULL",
          "6110000000029999  inactive 8  NULL",
        ])
    #expect(
      try sandbox.column("SELECT collection_id FROM current_collection") == ["6110000000011234"])
  }

  @Test("a collections report of the network zone without its groups is taken by --kind")
  func nzByKind() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(Sample.collections) { $0.kind = .nzCollections }
    #expect(report.kind == .nzCollections)
    #expect(try sandbox.column("SELECT available_for IS NULL FROM nz_collection") == ["1"])
    #expect(try sandbox.count("collection") == 0)
  }

  @Test("vendors, licences and interfaces are kept by code or name, the rest under its heading")
  func keys() throws {
    let sandbox = try Sandbox()
    for (name, text) in [
      ("v.csv", FurtherSamples.vendors), ("l.csv", FurtherSamples.licenses),
      ("i.csv", FurtherSamples.interfaces),
    ] { try sandbox.write(name, text) }
    try sandbox.load(["v.csv", "l.csv", "i.csv"])
    #expect(
      try sandbox.column(
        "SELECT vendor_code || '|' || name || '|' || status || '|' || extra FROM current_vendor ORDER BY id"
      )
        == [
          "ALD|Alder Books|Active|{\"Currency\":\"USD\"}",
          "BIR|Birch Serials|Inactive|{\"Currency\":\"EUR\"}",
        ])
    #expect(
      try sandbox.column(
        """
        SELECT license_code || '|' || name || '|' || status || '|' || licensor || '|' || start_date
        FROM current_license ORDER BY id
        """)
        == [
          "NAT-2020|Nature Online Licence|Active|Nature Press|2020-01-01",
          "FERN|Fern Archive Licence|Draft|Fern Press|",
        ])
    #expect(
      try sandbox.column("SELECT end_date IS NULL FROM current_license") == ["1", "1"])
    #expect(
      try sandbox.column(
        "SELECT interface_name || '|' || vendor_code || '|' || coalesce(extra, '') FROM interface ORDER BY id"
      )
        == [
          "Nature Online|ALD|{\"Admin URI\":\"https://admin.nature.example.org\"}",
          "Fern Online|BIR|",
        ])
  }

  @Test("a code that is empty or destroyed is rejected by name")
  func badCodes() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      FurtherSamples.vendors + ",No code,Active,USD\n1.2E+12,Lost,Active,USD\n"
    ) { $0.rejectLimit = .count(2) }
    #expect(report.counts.kept == 2)
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row ORDER BY row") == [
        "the vendor code is empty", "the vendor code was destroyed by a spreadsheet: 1.2E+12",
      ])
  }

  @Test("the ERM form's ids have columns, its notes and dates stay under their own headings")
  func ermForm() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(FurtherSamples.ermForm)
    #expect(
      try sandbox.column(
        """
        SELECT match_id || '|' || resource_type || '|' || sfx_id || '|' || ils_bib_id || '|'
          || legacy_key || '|' || license_id || '|' || interface_id || '|' || coalesce(extra, '')
        FROM current_erm_form_row ORDER BY id
        """)
        == [
          "sfx_id|PACKAGE|61111000001|||NAT-2020|Nature Online|"
            + "{\"pol_subscr_start_date\":\"20200101\",\"pol_note_code_1\":\"FUND\","
            + "\"pol_note_value_1\":\"books\"}",
          "ils_bib_id|PORTFOLIO||.b12345672|b12345672|||",
        ])
  }

  @Test("a job report says what became of which record, and why")
  func jobReport() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(FurtherSamples.jobReport, as: "delete_portfolios.csv")
    #expect(
      try sandbox.column(
        """
        SELECT record_type || ' ' || record_id || ' ' || mms_id || ' ' || outcome || ' '
          || outcome_as_given || ' ' || reason
        FROM current_job_report_record ORDER BY id
        """)
        == [
          "portfolio 5310000000011234 9910000000011234 failed Failed "
            + "Portfolio is linked to a PO line",
          "bib 9910000000021234 9910000000021234 done Deleted ",
        ])
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name || ' ' || scope_reason FROM snapshot")
        == ["part delete_portfolios.csv a job report is of one job"])
  }

  @Test("every job report counts, and the same report again replaces only itself")
  func severalReports() throws {
    let sandbox = try Sandbox()
    try sandbox.write("monday.csv", FurtherSamples.jobReport)
    try sandbox.write("tuesday.txt", "PID\n5310000000091234\n")
    try sandbox.load(["monday.csv", "tuesday.txt"]) { $0.asOf = "2024-01-02" }
    #expect(try sandbox.count("snapshot") == 2)
    try sandbox.write("monday.csv", FurtherSamples.jobReport.replacing("Failed", with: "Skipped"))
    try sandbox.load(["monday.csv"]) { $0.asOf = "2024-01-03" }
    #expect(
      try sandbox.column(
        """
        SELECT record_id || ' ' || coalesce(outcome, 'NULL')
        FROM current_job_report_record ORDER BY record_id
        """)
        == [
          "5310000000011234 skipped", "5310000000091234 NULL", "9910000000021234 done",
        ])
  }

  @Test("a map of platforms takes hosts as hosts, and rejects what names nothing")
  func platforms() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      FurtherSamples.platforms + "Lost,,,,,\nOdd,not a host,,,,\nDOI,doi:10.1007,,,,\n"
    ) { $0.rejectLimit = .count(2) }
    #expect(report.counts.kept == 4)
    #expect(
      try sandbox.column(
        """
        SELECT platform || '|' || host || '|' || interface_name || '|' || collection_id || '|'
          || collection_name || '|' || note
        FROM current_platform_map ORDER BY id
        """)
        == [
          "Nature|nature.example.org||||moved in 2021", "Nature||Nature Online|||",
          "Fern|fern.example.org||6110000000021234|Fern Archive|", "DOI|doi:10.1007||||",
        ])
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row ORDER BY row") == [
        "the row names no host, interface or collection", "not a host is no host",
      ])
  }

  @Test("a P2E report that has MMS IDs as well is no list of bibs: it is asked for")
  func reportWithBoth() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "report.csv", "BIB ID,MMS ID,TITLE,856 FIELD\n100035,9910000000011234,Birds,http://a.org\n")
    guard case .notRecognised = try sandbox.importError(["report.csv"]) else {
      Issue.record("it was taken for something")
      return
    }
  }

  @Test(
    "no further kind takes a file of another, and no other takes one of theirs",
    arguments: Sample.all)
  func noTheft(_ kind: InputKind, _ text: String) throws {
    for other in Sample.all where other.kind != kind {
      let sandbox = try Sandbox()
      try sandbox.write("a.dat", text)
      try sandbox.write("b.dat", other.text)
      let report = try sandbox.load(["a.dat", "b.dat"]) {
        $0.institution = "X"
        $0.rejectLimit = .count(0)
      }
      #expect(report.files.map(\.name).count == 2)
      #expect(Set(report.files.compactMap(\.kind)) == [kind, other.kind])
    }
  }
}
