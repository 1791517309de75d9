import GRDB
import Queries
import Store
import Testing
import TestSupport

/// The queries that the program carries, and the user's own.
@Suite struct CatalogTests {
  /// The contract of the command line's manual: first columns, in this order.
  static let stable: [(String, String)] = [
    (
      "duplicates/twins",
      "p2e_portfolio_id, p2e_mms_id, cz_portfolio_id, cz_mms_id, collection, tier, evidence, "
        + "p2e_title, cz_title"
    ),
    (
      "duplicates/safe-to-delete",
      "portfolio_id, mms_id, title, twin_portfolio_id, twin_collection, tier, evidence, "
        + "bib_after, bib_reason, not_checked"
    ),
    ("duplicates/blocked", "portfolio_id, mms_id, title, gate, detail"),
    (
      "duplicates/needs-review",
      "portfolio_id, mms_id, title, candidate_portfolio_id, candidate_title, tier, why"
    ),
    ("duplicates/no-twin", "portfolio_id, mms_id, title, platform, url"),
    ("orphans/bibs", "mms_id, title, state, suppressed, detail"),
    (
      "orders/relink-plan",
      "po_line, status, from_mms_id, from_portfolio_id, to_mms_id, to_portfolio_id, "
        + "to_collection, tier, step, from_collection_id, to_collection_id"
    ),
    (
      "migration/asked-vs-made",
      "ils_bib_id, mms_id, asked_type, made_type, portfolio_id, state, collection_id"
    ),
    (
      "duplicates/databases",
      "local_collection_id, mms_id, title, cz_collection_id, tier, gate, detail"
    ),
    (
      "orders/half-moved", "po_line, status, po_line_mms_id, portfolio_mms_id, portfolio_id"
    ),
    ("duplicates/by-collection", "collection, p2e, twins, safe, blocked, review, no_twin"),
  ]

  @Test("a query's first columns are those of the contract", arguments: stable)
  func columns(name: String, columns: String) throws {
    let query = try Catalog().query(name)
    let expected = columns.replacing(" ", with: "").split(separator: ",").map(String.init)
    #expect(Array(query.columns.map(\.name).prefix(expected.count)) == expected)
  }

  static let names = ((try? Catalog())?.queries ?? []).map(\.name)

  @Test("a query is what its header says, and runs on an empty database", arguments: names)
  func runs(name: String) throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let query = try Catalog().query(name)
    _ = try store.read { try QueryRun.check(query, $0) }
    var result = ResultRows()
    let (rows, isCut) = try QueryRun(store).run(query, into: &result)
    #expect(rows == 0 && !isCut)
    #expect(result.columns == query.columns.map(\.name))
    let kinds = InputKind.allCases.map(\.rawValue)
    #expect(query.needs.allSatisfy(kinds.contains))
  }

  @Test("every query of duplicates and orders takes a collection and a platform")
  func filters() throws {
    #expect(Self.names.count >= 11)
    for query in try Catalog().queries where ["duplicates", "orders"].contains(query.group) {
      let parameters = query.parameters.map(\.name)
      #expect(parameters.contains("collection") && parameters.contains("platform"))
    }
  }

  @Test("a set's column is one of the query's, and its members are known", arguments: names)
  func sets(name: String) throws {
    guard let set = try Catalog().query(name).set else { return }
    #expect(try Catalog().query(name).columns.map(\.name).contains(set.column))
    #expect(["portfolios", "collections", "bibs", "order-lines"].contains(set.members))
  }

  @Test("a user's query shadows the program's of its name, and a new one is added")
  func shadows() throws {
    let sandbox = try Sandbox()
    try sandbox.write("mine/orphans/bibs.sql", HeaderTests.good)
    try sandbox.write("mine/own/things.sql", HeaderTests.good)
    try sandbox.write("mine/README.txt", "not a query")
    let catalog = try Catalog(folders: [sandbox.path("mine")])
    #expect(catalog.shadowed == ["orphans/bibs"])
    #expect(try catalog.query("orphans/bibs").folder == sandbox.path("mine"))
    #expect(try catalog.query("things").name == "own/things")
    #expect(catalog.queries.count == Self.names.count + 1)
    #expect(throws: QueryError.badFolder(sandbox.path("none"))) {
      _ = try Catalog(folders: [sandbox.path("none")])
    }
  }

  @Test(
    "near names are suggested",
    arguments: [
      ("duplicates/twin", "duplicates/twins"), ("orphans/bib", "orphans/bibs"),
      ("relink-plna", "orders/relink-plan"), ("safe", "duplicates/safe-to-delete"),
    ])
  func near(name: String, wanted: String) throws {
    let error = #expect(throws: QueryError.self) { _ = try Catalog().query(name) }
    guard case .unknown(let asked, let near) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(asked == name && near.contains(wanted))
    #expect(error?.exitCode == 64)
  }

  @Test("a name without its group is found where it is the only one")
  func short() throws {
    #expect(try Catalog().query("relink-plan").name == "orders/relink-plan")
    #expect(throws: QueryError.unknown(name: "zzzzzzzzzz", near: [])) {
      _ = try Catalog().query("zzzzzzzzzz")
    }
  }
}
