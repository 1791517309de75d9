import Foundation
import GRDB
import Queries
import Store
import TestSupport
import Testing

/// Every kind of input is compared by its own ids and fields.
@Suite struct SnapshotDiffKindTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: InputKind
    let before: String
    let after: String
    let rows: [String]
    var notes: [String] = []
    var testDescription: String { "\(kind.rawValue) \(rows.first ?? "")" }
  }

  private static func marc(_ records: [String]) -> String {
    "<collection>" + records.map { "<record>\($0)</record>" }.joined() + "</collection>\n"
  }

  private static func bib(_ number: Int, _ fields: [String]) -> String {
    "<leader>01234nam a2200301 a 4500</leader>"
      + "<controlfield tag=\"001\">99\(number)0000001234</controlfield>" + fields.joined()
  }

  private static func field(_ tag: String, _ subfields: KeyValuePairs<String, String>) -> String {
    "<datafield tag=\"\(tag)\" ind1=\" \" ind2=\"0\">"
      + subfields.map { "<subfield code=\"\($0)\">\($1)</subfield>" }.joined() + "</datafield>"
  }

  private static func title(_ text: String) -> String { field("245", ["a": text]) }

  private static func resolver(_ object: Int, _ title: String, _ targets: [String]) -> String {
    "<leader>-----nas-a2200000z--4500</leader>" + field("090", ["a": String(object)])
      + Self.title(title) + targets.joined()
  }

  private static func target(_ id: Int, _ coverage: String, name: String = "Nature:Full Text")
    -> String
  {
    field("866", ["a": coverage, "s": "\(id)9", "t": String(id), "x": name, "z": "1000\(id)"])
  }

  private static let collections =
    "Electronic Collection Id,Electronic Collection Public Name,Availability,No. of Portfolios\n"
  private static let orders =
    "PO Line Reference,PO Line Title,Status,Vendor Name,MMS Id,Portfolio Id\n"

  static let cases = [
    Case(
      kind: .portfolios,
      before: """
        Portfolio Id,Title,Availability,Is Standalone,Portfolio Static URL,PO Line Reference
        5310000001234,Birds,Available,Yes,http://a.example.org/1,
        5320000001234,Ferns,Available,No,,POL-1

        """,
      after: """
        Portfolio Id,Title,Availability,Is Standalone,Portfolio Static URL,PO Line Reference
        5310000001234,Birds,Available,No,http://b.example.org/1,
        5330000001234,Moss,Available,No,,

        """,
      rows: [
        "added 5330000001234", "changed 5310000001234 standalone: y > n",
        "changed 5310000001234 url: http://a.example.org/1 > http://b.example.org/1",
        "removed 5320000001234",
      ]),
    Case(
      kind: .collections,
      before: collections + "6110000001234,Nature,Available,10\n6120000001234,Law,Available,5\n",
      after: collections + "6110000001234,Nature,Not Available,\n6130000001234,Art,Available,1\n",
      rows: [
        "added 6130000001234", "changed 6110000001234 availability: active > inactive",
        "changed 6110000001234 portfolio_count: 10 > ", "removed 6120000001234",
      ]),
    Case(
      kind: .bibs,
      before: marc([
        bib(
          1,
          [
            field("020", ["a": "9780306406157"]), field("020", ["a": "9783161484100"]),
            title("Birds"), field("260", ["c": "1999"]),
            field("856", ["u": "http://a.example.org/1"]),
          ]),
        bib(2, [title("Ferns"), field("959", ["a": "(OLDdb)100035"])]),
        bib(3, [title("Moss")]),
      ]),
      after: marc([
        bib(
          1,
          [
            field("020", ["a": "9783161484100"]), field("020", ["a": "9780306406157"]),
            title("Birds"), field("260", ["c": "n.d."]),
            field("856", ["u": "http://b.example.org/1"]),
          ]),
        bib(2, [title("Ferns of Wales"), field("773", ["t": "Plants", "w": "991"])]),
        bib(4, [title("Stones")]),
      ]),
      rows: [
        "added 9940000001234",
        "changed 9910000001234 url: 856 http://a.example.org/1 > 856 "
          + "http://b.example.org/1",
        "changed 9910000001234 year: 1999 > ", "changed 9920000001234 link:  > 773 Plants 991",
        "changed 9920000001234 local_id: 959 $a (OLDdb)100035 > ",
        "changed 9920000001234 title: Ferns > Ferns of Wales", "removed 9930000001234",
      ]),
    // A line of three portfolios: one is relinked and one row is gone, in another order.
    Case(
      kind: .orderLines,
      before: orders + "POL-1,Birds,Sent,Alder,9910000001234,\n"
        + "POL-2,Pack,Sent,Alder,,5310000001234\nPOL-2,Pack,Sent,Alder,,5320000001234\n"
        + "POL-2,Pack,Sent,Alder,,5330000001234\nPOL-3,Law,Closed,Birch,,\n",
      after: orders + "POL-2,Pack,Sent,Alder,,5330000001234\n"
        + "POL-2,Pack,Sent,Alder,,5390000001234\nPOL-1,Birds,Closed,Alder,9990000001234,\n"
        + "POL-4,Art,Sent,Birch,,\n",
      rows: [
        "added POL-4", "changed POL-1 mms_id: 9910000001234 > 9990000001234",
        "changed POL-1 status: Sent > Closed",
        "changed POL-2 portfolio_id: 5310000001234 > 5390000001234", "removed POL-3",
        "repeated POL-2 rows: 5320000001234 > ",
      ], notes: ["repeated-keys : 1 > 1"]),
    // A line of several portfolios of which one changes its status alone.
    Case(
      kind: .orderLines,
      before: orders
        + "POL-2,Pack,Sent,Alder,,5310000001234\nPOL-2,Pack,Sent,Alder,,5320000001234\n",
      after: orders + "POL-2,Pack,Closed,Alder,,5320000001234\n"
        + "POL-2,Pack,In Review,Alder,,5310000001234\n",
      rows: [
        "changed POL-2 status: Sent > Closed", "changed POL-2 status: Sent > In Review",
      ], notes: ["repeated-keys : 1 > 1"]),
    Case(
      kind: .holdings,
      before: "MMS Id,Holding Id,Library Name,Number of Items\n9910000001234,2210000001234,Main,2\n"
        + "9910000001234,2220000001234,Law,1\n9930000001234,2230000001234,Main,1\n",
      after: "MMS Id,Holding Id,Library Name,Number of Items\n9910000001234,2220000001234,Law,1\n"
        + "9910000001234,2210000001234,Annex,2\n9940000001234,2240000001234,Main,1\n",
      rows: [
        "added 9940000001234 2240000001234",
        "changed 9910000001234 2210000001234 library: Main > Annex",
        "removed 9930000001234 2230000001234",
      ]),
    // One of both has no holding ids: the bibs are compared, and their holdings by library.
    Case(
      kind: .holdings,
      before: "MMS Id,Holding Id,Library Name,Number of Items\n9910000001234,2210000001234,Main,2\n"
        + "9910000001234,2220000001234,Law,1\n9930000001234,2230000001234,Main,1\n",
      after: "MMS Id,Library Name,Number of Items\n9910000001234,Law,7\n9910000001234,Main,2\n"
        + "9940000001234,Main,1\n",
      rows: [
        "added 9940000001234", "changed 9910000001234 items: 1 > 7",
        "removed 9930000001234 2230000001234",
      ], notes: ["only-in-a holding_id:  > ", "repeated-keys : 1 > 1"]),
    Case(
      kind: .p2e, before: "100035,portfolio\n100046,portfolio\n100057,db\n",
      after: "100046,db\n100035,portfolio\n100068,portfolio\n",
      rows: [
        "added 100068", "changed 100046 resource_type: portfolio > database", "removed 100057",
      ]),
    Case(
      kind: .sfx,
      before: marc([
        resolver(95_470, "Birds Quarterly", [target(111, "from 1999"), target(222, "from 2001")]),
        resolver(95_480, "Ferns", [target(111, "from 1990")]),
      ]),
      after: marc([
        resolver(95_470, "Birds Quarterly", [target(111, "from 2005"), target(333, "all")]),
        resolver(95_490, "Moss", [target(111, "from 1990")]),
      ]),
      rows: [
        "added 95470 333", "added 95490 111", "changed 95470 111 coverage: from 1999 > from 2005",
        "removed 95470 222", "removed 95480 111",
      ]),
  ]

  @Test("what changed in each kind", arguments: cases + further)
  func changes(_ example: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.load(example.before, on: "2026-01-31", institution: "1234")
    try sandbox.load(example.after, on: "2026-02-28", institution: "1234")
    let kinds = try sandbox.sql("SELECT DISTINCT kind FROM snapshot").map { $0["kind"] }
    #expect(kinds == [example.kind.rawValue])
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(rows == example.rows)
    #expect(notes == example.notes)
  }

  @Test("a snapshot loaded again is no change, of any kind", arguments: cases + further)
  func same(_ example: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.load(example.before, on: "2026-01-31", institution: "1234")
    try sandbox.load(example.before, on: "2026-02-28", institution: "1234")
    #expect(try sandbox.diff(1, 2).rows == [])
  }

  @Test("every kind of input can be compared", arguments: InputKind.allCases)
  func everyKind(_ kind: InputKind) throws {
    #expect((Self.cases + Self.further).contains { $0.kind == kind } != Self.kept.contains(kind))
  }

  @Test("a kind that is kept as it is says that it is not compared")
  func notCompared() throws {
    let sandbox = try Sandbox()
    for (day, name) in [("2026-01-31", "Alder"), ("2026-02-28", "Elm")] {
      try sandbox.load("Vendor Code,Vendor Name\nALD,\(name)\n", on: day, institution: "1234")
    }
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(rows == [])
    #expect(notes == ["not-comparable"])
  }

  /// Kinds whose files are kept as they are: their tables are for SQL.
  private static let kept: Set<InputKind> = [
    .vendors, .licenses, .interfaces, .ermForm, .jobReport, .migrationStats, .platforms,
  ]

  // MARK: - How it is worked out

  /// Text columns of the table that the query compares, with a field's name where it differs.
  private static let derived: Set<String> = [
    "title_part", "host", "host_family", "portfolio_id", "extra", "standalone_by",
  ]

  @Test("the quick comparison of portfolios sees every column that the fields have")
  func quickComparison() throws {
    let sandbox = try Sandbox()
    let header = "Portfolio Id,Title,Availability\n"
    for day in ["2026-01-31", "2026-02-28"] {
      try sandbox.load(header + "5310000001234,Birds,Available\n", on: day)
    }
    let columns = try sandbox.sql("SELECT name, type FROM pragma_table_info('portfolio')")
      .filter { $0["type"] == "TEXT" }.compactMap { $0["name"] }
      .filter { !Self.derived.contains($0) }
    #expect(columns.count >= 24)
    for column in columns + ["is_standalone", "is_cz_linked"] {
      let (old, new) =
        column.hasPrefix("is_")
        ? ("0", "1") : column == "availability" ? ("'active'", "'inactive'") : ("'old'", "'new'")
      _ = try sandbox.sql(
        "UPDATE portfolio SET \(column) = CASE snapshot_id WHEN 1 THEN \(old) ELSE \(new) END")
      let field = column.hasPrefix("is_") ? String(column.dropFirst(3)) : column
      let rows = try sandbox.diff(1, 2).rows
      #expect(rows.count == 1, "\(column)")
      #expect(rows.first?.hasPrefix("changed 5310000001234 \(field): ") == true, "\(rows)")
      _ = try sandbox.sql(
        "UPDATE portfolio SET \(column) = (SELECT \(column) FROM portfolio WHERE snapshot_id = 1)")
      #expect(try sandbox.diff(1, 2).rows == [])
    }
  }

  @Test("records are looked up by their ids: no table is read whole, none for each row")
  func plan() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    var sql = try Catalog().query("snapshots/diff").sql
    for name in ["institution", "state", "field", "kind", "a", "b"] {
      sql = sql.replacing(":\(name)", with: "''")
    }
    let steps = try sandbox.sql("EXPLAIN QUERY PLAN " + sql).compactMap { $0["detail"] }
    #expect(steps.count > 100)
    // The names by which the query calls the tables of records and keys.
    let tables = [
      "portfolio", "collection", "b", "po_line", "holding", "p2e_record", "t", "p", "i", "l", "u",
      "q", "r", "nz_collection", "resolver_collection", "match_key", "identifier", "rejected_row",
      "rejected_id", "source_column", "f",
    ]
    for table in tables {
      #expect(!steps.contains { $0 == "SCAN \(table)" || $0.hasPrefix("SCAN \(table) USING") })
    }
    #expect(steps.contains("SEARCH portfolio USING INTEGER PRIMARY KEY (rowid=?)"))
    #expect(steps.contains("SEARCH k USING PRIMARY KEY (snapshot_id=? AND type=?)"))
  }
}
