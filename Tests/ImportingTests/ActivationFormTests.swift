import Importing
import Store
import TestSupport
import Testing

struct ActivationFormTests {
  private static let packages = ["PACKAGE_ID", "PACKAGE_NAME", "SERVICE_TYPE", "ACTIVATE?", "NOTE"]

  private static let form = SmallWorkbook(texts: [
    ("Instructions", [["Fill in the sheets"]]),
    (
      "LICENSED_AGG",
      [
        packages,
        ["611000000000001464", "Alder Aggregated", "getFullTxt", "Y", "law library"],
        ["611000000000001465", "Birch Aggregated", "getFullTxt", "", ""],
        ["611000000000001466", "Cedar Aggregated", "getFullTxt", "N", ""],
      ]
    ),
    (
      "SELECTIVE_PKG",
      [packages, ["611000000000001470", "Elder Books", "getFullTxt", "Y", ""]]
    ),
    ("DATABASE", [packages, ["611000000000001480", "Fir Index", "getFullTxt", "Y", ""]]),
    (
      "TITLE",
      [
        ["PACKAGE_ID", "PACKAGE_NAME", "PORTFOLIO_PID", "TITLE", "ISSN", "ISBN", "AVAILABILITY"],
        [
          "611000000000001470", "Elder Books", "531000000000000001", "Ferns", "",
          "9780306406157", "ACTIVE",
        ],
        ["611000000000001470", "Elder Books", "", "Birds", "0028-0836", "", "ACTIVE"],
        ["611000000000001470", "Elder Books", "", "Moss", "", "", "INACTIVE"],
        ["", "", "", "Reed", "", "9781861972712", "ACTIVE"],
        ["6.11E+17", "Elder Books", "", "Sage", "", "9781861972712", "ACTIVE"],
      ]
    ),
  ])

  private func loaded(_ names: [String] = ["form.xlsm"]) throws -> (Sandbox, ImportReport) {
    let sandbox = try Sandbox()
    for (index, name) in names.enumerated() {
      var form = Self.form
      if index > 0 { form.sheets[0].rows = [[.text("Form \(index)")]] }
      try sandbox.write(name, form.xlsx)
    }
    return (sandbox, try sandbox.load(names) { $0.rejectLimit = .count(2) })
  }

  @Test("every sheet is read; only what is marked to be activated is kept")
  func sheets() throws {
    let (sandbox, report) = try loaded()
    #expect(report.files.map(\.kind) == Array(repeating: .activationForm, count: 4))
    #expect(
      report.files.map { "\($0.name) \($0.counts.kept)" } == [
        "form.xlsm (LICENSED_AGG) 1", "form.xlsm (SELECTIVE_PKG) 1", "form.xlsm (DATABASE) 1",
        "form.xlsm (TITLE) 2",
      ])
    #expect(report.files[0].counts.leftOut == ["not marked to be activated": 2])
    #expect(report.files[3].counts.leftOut == ["AVAILABILITY inactive": 1])
    let reasons = try sandbox.column("SELECT reason FROM rejected_row ORDER BY row")
    #expect(
      reasons.first == "neither PACKAGE_ID nor PACKAGE_NAME says which collection is meant")
    let destroyed = "PACKAGE_ID was destroyed by a spreadsheet: 6.11E+17 (sheet “"
    #expect(reasons.count == 2 && reasons.last?.hasPrefix(destroyed) == true, "\(reasons)")
    #expect(
      try sandbox.column(
        "SELECT target_id || ' ' || name || ' ' || cz_collection_id || ' ' || times_listed "
          + "FROM resolver_collection ORDER BY target_id") == [
          "611000000000001464 Alder Aggregated 611000000000001464 1",
          "611000000000001470 Elder Books 611000000000001470 1",
          "611000000000001480 Fir Index 611000000000001480 1",
        ])
    #expect(
      try sandbox.sql("SELECT extra FROM resolver_collection WHERE name = 'Alder Aggregated'")
        == [["extra": "{\"NOTE\":\"law library\"}"]])
    #expect(
      try sandbox.column(
        """
        SELECT title || ' ' || object_portfolio_id || ' ' || cz_collection_id
        FROM resolver_activation ORDER BY title
        """) == [
          "Birds  611000000000001470", "Ferns 531000000000000001 611000000000001470",
        ])
  }

  @Test("a collection that two forms ask for is asked for twice")
  func twoForms() throws {
    let (sandbox, _) = try loaded(["law.xlsm", "main.xlsm"])
    #expect(try sandbox.count("snapshot") == 1)
    #expect(
      try sandbox.column("SELECT name || ' ' || times_listed FROM resolver_collection ORDER BY 1")
        == ["Alder Aggregated 2", "Elder Books 2", "Fir Index 2"])
    #expect(try sandbox.column("SELECT count(*) FROM resolver_activation") == ["4"])
  }

  @Test("its sheet of titles is not taken for portfolios, nor an Extended Export for it")
  func neighbours() throws {
    let sandbox = try Sandbox()
    let export = try sandbox.loadText(
      "LOCALIZED,ISSN,ISBN,PORTFOLIO_PID,MMS,TITLE,AVAILABILITY\n"
        + "N,,9780306406157,5310000000011234,9910000000011234,Ferns,ACTIVE\n",
      as: "Elder+Books_portfolios.csv")
    #expect(export.kind == .portfolios)
    let titles = try sandbox.loadText(
      "PACKAGE_ID,PORTFOLIO_PID,MMS,TITLE,ISSN,ISBN,AVAILABILITY,URL\n"
        + "611000000000001470,531000000000000001,,Ferns,,9780306406157,ACTIVE,\n",
      as: "titles.csv")
    #expect(titles.kind == .activationForm)
  }

  @Test("an activation finds Alma's collection by the form's number")
  func joins() throws {
    let (sandbox, _) = try loaded()
    try sandbox.loadText(
      """
      Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,Availability
      6110000000011234,611000000000001470,Elder's own books,Available

      """, as: "collections.csv")
    #expect(
      try sandbox.column(
        "SELECT DISTINCT collection_id || ' ' || collection_by FROM resolver_activation")
        == ["6110000000011234 id"])
  }
}
