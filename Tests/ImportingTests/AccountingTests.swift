import Importing
import Store
import TestSupport
import Testing

/// Every row of a file ends in exactly one place.
struct AccountingTests {
  struct Planted: Sendable, CustomTestStringConvertible {
    let kind: InputKind
    let text: String
    let kept: Int
    let blank: Int
    let leftOut: [String: Int]
    /// Row in the file, a word of the reason, and the ids in it.
    let rejected: [(row: Int, reason: String, ids: [String])]

    var testDescription: String { kind.rawValue }
  }

  private static let portfolios = Planted(
    kind: .portfolios,
    text: """
      Electronic Inventory
      Portfolio Id,MMS Id,Title,Availability,Lifecycle
      5310000000011234,9910000000011234,Birds,Available,In Repository
      5310000000021234,9910000000021234,Ferns,Available,Deleted

      5310000000031234,9910000000031234,Moss
      5310000000041234,9910000000041234,Lichen,Available,In Repository,left over
      5.31E+17,9910000000051234,Reed,Available,In Repository
      5310000000061234,9.91E+17,Rush,Available,In Repository
      Portfolio Id,MMS Id,Title,Availability,Lifecycle
      ,9910000000071234,Sedge,Available,In Repository
      abc,,Thrift,Available,In Repository
      5310000000081234,,Whin,Available,In Repository,,

      """,
    kept: 2, blank: 1,
    leftOut: ["before the header": 1, "Lifecycle Deleted": 1, "header repeated": 1],
    rejected: [
      (6, "the row has 3 cells", ["5310000000031234", "9910000000031234"]),
      (7, "the row has 6 cells", ["5310000000041234", "9910000000041234"]),
      (8, "the portfolio id was destroyed", [""]), (9, "the MMS ID was destroyed", [""]),
      (11, "the portfolio id is empty", ["9910000000071234"]),
      (12, "the portfolio id is no Alma id", [""]),
    ])

  private static let orders = Planted(
    kind: .orderLines,
    text: """
      PO Line Reference,PO Line Title,Status,Vendor Name,MMS Id,Portfolio Id
      POL-1,Birds,Sent,Alder,9910000000011234,
      POL-2,Ferns,Closed,Birch,,5310000000021234

      POL-3,Moss,Closed,Birch,9.91E+17,
      ,Lichen,Closed,Birch,9910000000041234,
      1.0E+10,Reed,Closed,Birch,9910000000051234,
      POL-4,Rush,Closed
      PO Line Reference,PO Line Title,Status,Vendor Name,MMS Id,Portfolio Id

      """,
    kept: 2, blank: 1, leftOut: ["header repeated": 1],
    rejected: [
      (5, "the MMS ID was destroyed", [""]), (6, "has no number", ["9910000000041234"]),
      (7, "number was destroyed", [""]), (8, "the row has 3 cells", [""]),
    ])

  private static let collections = Planted(
    kind: .collections,
    text: """
      Electronic Collection Id,Electronic Collection Public Name,Interface Name,Lifecycle
      6110000000011234,Nature,Nature Online,In Repository
      6110000000021234,Gone,Nature Online,Deleted
      6.11E+17,Destroyed,Nature Online,In Repository
      6110000000041234,Short

      """,
    kept: 1, blank: 0, leftOut: ["Lifecycle Deleted": 1],
    rejected: [
      (4, "the collection id was destroyed", [""]), (5, "the row has 2 cells", [""]),
    ])

  private static let holdings = Planted(
    kind: .holdings,
    text: """
      MMS Id,Library Name,Number of Items
      9910000000011234,Main,1

      9910000000021234.0,Main,1
      9910000000031234,Law
      9910000000041234,Law,1,x

      """,
    kept: 1, blank: 1, leftOut: [:],
    rejected: [
      (4, "the MMS ID was destroyed", [""]), (5, "the row has 2 cells", ["9910000000031234"]),
      (6, "the row has 4 cells", ["9910000000041234"]),
    ])

  private static let p2e = Planted(
    kind: .p2e,
    text: """
      Bib Id,Resource Type,PO Number
      100035,portfolio,
      100046,DB,o1

      1.0E+05,portfolio,
      100047,journal,
      ,portfolio,
      100048

      """,
    kept: 2, blank: 1, leftOut: [:],
    rejected: [
      (5, "the old bib id was destroyed", [""]), (6, "neither portfolio nor database", [""]),
      (7, "the old bib id is empty", [""]), (8, "the row has 1 cells", [""]),
    ])

  private static let bibs = Planted(
    kind: .bibs,
    text: Sample.marc([
      Sample.bib("9910000000011234", [Sample.field("245", "a", "Birds")]),
      Sample.bib("9910000000021234", [], leader: "01234dam a2200301 a 4500"),
      Sample.bib("ocm100", [Sample.field("245", "a", "Ferns")]),
      "<record><leader>01234nam a2200301 a 4500</leader></record>",
    ]),
    kept: 1, blank: 0, leftOut: ["deleted record": 1],
    rejected: [(3, "001 is no MMS ID", [""]), (4, "no MMS ID in 001", [""])])

  private static let sfx = Planted(
    kind: .sfx,
    text: Sample.marc([
      Sample.resolver("95470000001", title: "Birds", targets: [("1110001", "Nature:Full Text")]),
      Sample.resolver("", title: "Ferns", targets: [("1110001", "Nature:Full Text")]),
      Sample.resolver("95470000003", title: "Moss", targets: []),
    ]),
    kept: 1, blank: 0, leftOut: [:],
    rejected: [(2, "no SFX object id in 090", [""]), (3, "no target in 866", [""])])

  static let planted = [portfolios, orders, collections, holdings, p2e, bibs, sfx]

  @Test("read = kept + rejected + blank + left out, each as planted", arguments: planted)
  func counts(_ planted: Planted) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(planted.text) { $0.rejectLimit = .count(100) }
    #expect(report.kind == planted.kind)
    #expect(report.counts.kept == planted.kept)
    #expect(report.counts.blank == planted.blank)
    #expect(report.counts.leftOut == planted.leftOut)
    #expect(report.counts.rejected == planted.rejected.count)
    let sum = planted.kept + planted.blank + planted.leftOut.values.reduce(0, +)
    #expect(report.counts.read == sum + planted.rejected.count)
    #expect(try sandbox.count(planted.kind.table) == planted.kept)
    let ledger = try #require(
      try sandbox.sql("SELECT * FROM source_file").first)
    #expect(ledger["rows_read"] == String(report.counts.read))
    #expect(ledger["rows_kept"] == String(planted.kept))
    #expect(ledger["rows_rejected"] == String(planted.rejected.count))
    #expect(ledger["rows_blank"] == String(planted.blank))
    #expect(ledger["rows_left_out"] == String(planted.leftOut.values.reduce(0, +)))
    let reasons = try sandbox.sql("SELECT reason, rows FROM left_out_row_count")
    #expect(
      Dictionary(uniqueKeysWithValues: reasons.map { ($0["reason"] ?? "", $0["rows"] ?? "") })
        == planted.leftOut.mapValues { String($0) })
  }

  @Test("a rejected row is kept with its row, reason, text and ids", arguments: planted)
  func rejects(_ planted: Planted) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(planted.text) { $0.rejectLimit = .count(100) }
    let rows = try sandbox.sql("SELECT row, reason, raw FROM rejected_row ORDER BY row")
    #expect(rows.map { $0["row"] } == planted.rejected.map { String($0.row) })
    let lines = planted.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, expected) in zip(rows, planted.rejected) {
      #expect(row["reason"]?.contains(expected.reason) == true, "\(row["reason"] ?? "")")
      if ![.bibs, .sfx].contains(planted.kind) {
        #expect(row["raw"] == String(lines[expected.row - 1]))
      } else {
        #expect(row["raw"]?.isEmpty == false)
      }
      let ids = try sandbox.column(
        "SELECT alma_id FROM rejected_id WHERE row = \(expected.row) ORDER BY alma_id")
      #expect(ids == expected.ids, "row \(expected.row)")
    }
  }
}
