import Foundation
import Testing
import TestSupport

/// Queries beside the match: each against what was planted for it.
@Suite struct FirstWaveTests {
  @Test("an order whose portfolio is on another bib is half moved, by either side's word")
  func halfMoved() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let half = library.addPair("Harbour songs of the eastern coast")
    library.addOrder(
      "POL-1", status: "Sent", mmsID: half.zone.mmsID, portfolioID: half.local.portfolioID)
    let named = library.addPair(
      "Winter songs of the western coast", local: ["PO Line Reference": "POL-2"])
    library.addOrder("POL-2", status: "Closed", mmsID: named.zone.mmsID)
    let whole = library.addPair("Summer songs of the southern coast")
    library.addOrder(
      "POL-3", status: "Sent", mmsID: whole.zone.mmsID, portfolioID: whole.zone.portfolioID)
    let unmoved = library.addPair("Spring songs of the northern coast")
    library.addOrder(
      "POL-4", status: "Sent", mmsID: unmoved.local.mmsID, portfolioID: unmoved.local.portfolioID)
    let sandbox = try library.loaded()
    let rows = try sandbox.run("orders/half-moved")
    #expect(rows.map { $0["po_line"] } == ["POL-1", "POL-2"])
    #expect(rows.map { $0["po_line_mms_id"] } == [half.zone.mmsID, named.zone.mmsID])
    #expect(rows.map { $0["portfolio_mms_id"] } == [half.local.mmsID, named.local.mmsID])
    #expect(rows.map { $0["portfolio_id"] } == [half.local.portfolioID, named.local.portfolioID])
    #expect(rows.map { $0["route"] } == ["po-lines", "inventory"])
    #expect(rows.map { $0["status"] } == ["Sent", "Closed"])
    let none = try sandbox.run("orders/half-moved", ["platform": "Beta Press"])
    #expect(none.isEmpty)
  }

  @Test("a database is shown with the collections of its interface, and what holds it")
  func databases() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    library.addDatabase("Alpha Online", mmsID: "991880000000014242")
    library.addDatabase("Beta Press", mmsID: "991880000000024242")
    library.addDatabase("Gamma Shelf", mmsID: "991880000000034242")
    library.addOrder("POL-77", status: "Sent", mmsID: "991880000000024242")
    let sandbox = try library.loaded()
    let rows = try sandbox.run("duplicates/databases")
    let alpha = rows.filter { $0["mms_id"] == "991880000000014242" }
    // The closed collection of the interface is none that readers have.
    #expect(alpha.map { $0["cz_collection_id"] } == [SmallLibrary.Collection.alpha.rawValue])
    #expect(alpha.map { $0["gate"] } == [""] && alpha.map { $0["tier"] } == ["T3"])
    let beta = rows.filter { $0["mms_id"] == "991880000000024242" }
    #expect(beta.map { $0["cz_collection_id"] } == [SmallLibrary.Collection.beta.rawValue])
    #expect(beta.first?["gate"] == "order" && beta.first?["detail"] == "order POL-77 (Sent)")
    let gamma = rows.filter { $0["mms_id"] == "991880000000034242" }
    #expect(gamma.map { $0["cz_collection_id"] } == [""] && gamma.map { $0["tier"] } == [""])
    let unknown = try library.loaded(without: [.orderLines]).run("duplicates/databases")
    #expect(unknown.count == 3 && unknown.allSatisfy { $0["gate"] == "order" })
  }

  @Test(
    "the databases of a simulated library are those of its truth",
    .enabled(if: SharedFiles.hasLibraryA, "needs the simulated library"))
  func databasesOfLibraryA() throws {
    let sandbox = try Sandbox()
    let root = SharedFiles.libraryA
    try sandbox.load(
      ["alma/portfolios_analytics.csv", "alma/collections.csv", "alma/po_lines.csv"].map {
        root.appendingPathComponent($0).path
      })
    let truth = try CSVRows.read(
      String(contentsOf: root.appendingPathComponent("truth/databases.csv"), encoding: .utf8))
    let rows = Dictionary(
      grouping: try sandbox.run("duplicates/databases"), by: { $0["local_collection_id"] ?? "" })
    #expect(Set(rows.keys) == Set(truth.compactMap { $0["collection_id"] }))
    for row in truth {
      let found = rows[row["collection_id"] ?? ""] ?? []
      let wanted = Set((row["same_interface_collection_ids"] ?? "").split(separator: "|"))
      #expect(found.allSatisfy { $0["mms_id"] == row["mms"] })
      let active = Set(found.compactMap { $0["cz_collection_id"].map { Substring($0) } })
      #expect(!active.isEmpty && active.isSubset(of: wanted), "\(row)")
      if let order = row["pol"], !order.isEmpty {
        #expect(found.allSatisfy { $0["gate"] == "order" && $0["detail"]?.contains(order) == true })
      }
    }
  }

  @Test("a bib with a local and an active Community Zone copy is shown, whatever its platform")
  func sameBib() throws {
    var library = SmallLibrary()
    library.addVotes(5)
    let local = library.addLocal("Maps of quiet inland waters")
    let zone = library.addZone("Maps of quiet inland waters", mmsID: local.mmsID)
    let inactive = library.addLocal("Maps of noisy inland waters")
    library.addZone(
      "Maps of noisy inland waters", mmsID: inactive.mmsID, ["Availability": "Not Available"])
    let sandbox = try library.loaded()
    let rows = try sandbox.run("duplicates/same-bib")
    #expect(rows.map { $0["drop_portfolio_id"] } == [local.portfolioID])
    #expect(rows.map { $0["keep_portfolio_id"] } == [zone.portfolioID])
    #expect(rows.first?["platform_answer"] == "same" && rows.first?["outcome"] == "safe")
  }

  @Test("what a list has of the local copies is a candidate, but for those that have a twin")
  func candidates() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let isbn = SmallLibrary.isbn(library.next())
    let alone = library.addLocal("Orchards of the upper valley", isbn: isbn)
    let twinned = library.addPair("Orchards of the lower valley")
    let taken = library.portfolios.rows.first {
      $0["Portfolio Id"] == twinned.local.portfolioID
    }?["ISBN"]
    let sandbox = try library.loaded()
    #expect(try sandbox.run("linking/cz-candidates").isEmpty)
    let headers = [
      "publication_title", "print_identifier", "online_identifier", "date_first_issue_online",
      "num_first_vol_online", "num_first_issue_online", "date_last_issue_online",
      "num_last_vol_online", "num_last_issue_online", "title_url", "first_author", "title_id",
      "embargo_info", "coverage_depth", "notes", "publisher_name", "publication_type",
    ]
    func line(_ title: String, _ isbn: String) -> String {
      headers.map { header in
        switch header {
        case "publication_title": title
        case "online_identifier": isbn
        case "publication_type": "monograph"
        case "coverage_depth": "fulltext"
        default: ""
        }
      }.joined(separator: "\t") + "\n"
    }
    try sandbox.write(
      "Gamma_Global_Shelf_2024-06-01.txt",
      headers.joined(separator: "\t") + "\n" + line("Orchards of the upper valley", isbn)
        + line("Orchards of the lower valley", try #require(taken))
        + line("Nobody has this one", SmallLibrary.isbn(999_999)))
    try sandbox.load(["Gamma_Global_Shelf_2024-06-01.txt"]) { $0.collection = "Gamma Shelf" }
    let rows = try sandbox.run("linking/cz-candidates")
    #expect(rows.map { $0["portfolio_id"] } == [alone.portfolioID])
    #expect(rows.first?["collection"] == "Gamma Shelf")
    #expect(rows.first?["identifier"] == "isbn \(isbn)")
    #expect(rows.first?["left_out"] == "1" && rows.first?["ambiguous"] == "")
  }

  @Test("numbers with a wrong check digit are found in bibs and portfolios")
  func badIdentifiers() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let bad = library.addLocal("Letters from a windy island", isbn: "9781001001000")
    let sandbox = try library.loaded()
    let rows = try sandbox.run("quality/bad-identifiers")
    #expect(Set(rows.compactMap { $0["id"] }) == [bad.portfolioID, bad.mmsID])
    #expect(rows.map { $0["source"] } == ["bibs", "portfolios"])
    #expect(rows.allSatisfy { $0["kind"] == "isbn" && $0["raw"] == "9781001001000" })
  }

  @Test("a number on several titles is counted, one on one title is not")
  func sharedIdentifiers() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let isbn = SmallLibrary.isbn(library.next())
    for word in ["first", "second", "third"] {
      library.addLocal("The \(word) book of hidden valleys", isbn: isbn)
    }
    library.addZone("The first book of hidden valleys", isbn: isbn)
    let rows = try library.loaded().run("quality/shared-identifiers")
    #expect(rows.map { $0["identifier"] } == [isbn])
    #expect(rows.first?["local_titles"] == "3" && rows.first?["cz_titles"] == "1")
    #expect(rows.first?["pairs"] == "3")
  }

  @Test("a proxy is seen in front of a URL and inside its host; a plain URL has none")
  func proxies() throws {
    var library = SmallLibrary()
    let urls = [
      "https://ezproxy.home.example/login?url=https://books.alpha.example/1",
      "https://ezproxy.home.example/login?qurl=https%3A%2F%2Fbooks.alpha.example%2F2",
      "https://books.alpha.example/login?next=3", "https://www.books.alpha.example/4",
      "http://books.alpha.example/5",
    ]
    let locals = urls.map { library.addLocal("Ferns of \($0.suffix(1)) green hills", url: $0) }
    let rows = try library.loaded().run("quality/proxied-urls")
    #expect(
      Set(rows.compactMap { $0["portfolio_id"] }) == Set(locals.prefix(2).map(\.portfolioID)))
    #expect(rows.allSatisfy { $0["host"] == "books.alpha.example" })
  }

  @Test("coverage that the twin does not say is named, equal coverage is not")
  func coverage() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    let other = library.addPair(
      "Notes on northern mosses", local: ["Coverage Statement": "Available from 1990"],
      zone: ["Coverage Statement": "Available from 1995"])
    _ = library.addPair(
      "Notes on southern mosses", local: ["Coverage Statement": "Available from 1990 "],
      zone: ["Coverage Statement": "available from 1990"])
    _ = library.addPair("Notes on eastern mosses", zone: ["Coverage Statement": "from 1995"])
    let rows = try library.loaded().run("quality/coverage-differs")
    #expect(rows.map { $0["portfolio_id"] } == [other.local.portfolioID])
    #expect(rows.first?["coverage"] == "Available from 1990")
    #expect(rows.first?["twin_coverage"] == "Available from 1995")
  }

  @Test("a local portfolio on a bib with holdings is shown with their number")
  func printBibs() throws {
    var library = SmallLibrary()
    let shelved = library.addLocal("Birds of the salt marsh")
    library.addLocal("Birds of the sweet marsh")
    library.addHolding(shelved.mmsID)
    library.addHolding(shelved.mmsID)
    let rows = try library.loaded().run("migration/on-print-bib")
    #expect(rows.map { $0["portfolio_id"] } == [shelved.portfolioID])
    #expect(rows.first?["holdings"] == "2")
  }
}
