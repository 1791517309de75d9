import Foundation
import Testing
import TestSupport

/// Orders that cannot be moved, bibs left empty, links that are no text, copies by platform: each
/// query against what was planted for it.
@Suite struct MoreFirstWaveTests {
  // MARK: - orders/not-relinkable

  struct Order: Sendable, CustomTestStringConvertible {
    let status: String
    var type = "Electronic Book - One Time"
    var reason = ""

    var testDescription: String { "\(status), \(type)" }
  }

  @Test(
    "an order is refused by its status, unless Alma moves that",
    arguments: [
      Order(status: "In Review"), Order(status: "ready"), Order(status: "Deferred"),
      Order(status: "Waiting for Manual Renewal", type: "Electronic Journal - Subscription"),
      Order(status: "Closed"), Order(status: "Closed", type: "Print Book - One-Time"),
      Order(status: "Sent", reason: "an order in status Sent is not moved"),
      Order(status: "Cancelled", reason: "an order in status Cancelled is not moved"),
      Order(
        status: "Closed", type: "Electronic Journal - Subscription",
        reason: "closed, and not a one-time order"),
      Order(
        status: "Closed", type: "",
        reason: "closed, and the file does not say whether it is a one-time order"),
      Order(status: "", reason: "the file does not say its status"),
    ])
  func status(order: Order) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    library.addOrder("POL-1", status: order.status, mmsID: pair.local.mmsID)
    library.orders.rows[library.orders.rows.count - 1]["Order Line Type"] = order.type
    let sandbox = try library.loaded()
    #expect(try sandbox.run("orders/relink-plan").map { $0["step"] } == ["change-bib"])
    let rows = try sandbox.run("orders/not-relinkable")
    #expect(rows.map { $0["reason"] } == (order.reason.isEmpty ? [] : [order.reason]))
    for row in rows {
      #expect(row["po_line"] == "POL-1" && row["to_portfolio_id"] == pair.zone.portfolioID)
      #expect(row["from_mms_id"] == pair.local.mmsID && row["to_mms_id"] == pair.zone.mmsID)
    }
    #expect(try sandbox.run("orders/not-relinkable", ["platform": "Beta Press"]).isEmpty)
    #expect(
      try sandbox.run("orders/not-relinkable", ["collection": "Alpha Books Complete"]) == rows)
    if !order.status.isEmpty {
      try sandbox.set("relinkable-statuses", order.status)
      #expect(try sandbox.run("orders/not-relinkable").isEmpty)
    }
  }

  @Test("a database's order goes to a bib that is known, of a collection that is the only one")
  func databaseSteps() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    library.addDatabase("Alpha Online", mmsID: "991880000000014242")
    library.addOrder("POL-1", status: "Sent", mmsID: "991880000000014242")
    func plan(_ library: SmallLibrary) throws -> [String] {
      try library.loaded().run("orders/relink-plan").map {
        "\($0["step"] ?? "") \($0["tier"] ?? "") \($0["to_mms_id"] ?? "")"
      }
    }
    let alpha = try #require(
      library.collections.rows.firstIndex {
        $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
      })
    library.collections.rows[alpha]["E-Collection Bib - MMS Id"] = ""
    #expect(try plan(library) == ["find-bib T3 "])
    // Still named among those that Alma will not move.
    #expect(
      try library.loaded().run("orders/not-relinkable").map { $0["reason"] }
        == ["an order in status Sent is not moved"])
    library.collections.rows[alpha]["E-Collection Bib - MMS Id"] = "991770000000014242"
    #expect(try plan(library) == ["change-bib T3 991770000000014242"])
    var second = library.collections.rows[alpha]
    second["Electronic Collection Id"] = "61\(library.next())00004242"
    second["E-Collection Bib - MMS Id"] = ""
    second["No. of Portfolios"] = "99999"
    library.collections.rows.append(second)
    #expect(try plan(library) == ["choose-collection T4 "])
  }

  @Test("an order of a Community Zone bib, or of several bibs, is refused; a moved one is done")
  func records() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let linked = library.addPair(
      "Harbour songs of the eastern coast",
      fields: SmallLibrary.field("035", "a", "(EXLCZ)99123456789"))
    library.addOrder("POL-1", status: "Ready", mmsID: linked.local.mmsID)
    let first = library.addPair("Winter songs of the western coast")
    let second = library.addPair("Summer songs of the southern coast")
    library.addOrder("POL-2", status: "Ready", mmsID: first.local.mmsID)
    library.addOrder("POL-2", status: "Ready", mmsID: second.local.mmsID)
    let named = library.addPair(
      "Spring songs of the northern coast", local: ["PO Line Reference": "POL-3"])
    _ = library.addPair("Autumn songs of the inner coast", local: ["PO Line Reference": "POL-3"])
    library.addOrder("POL-3", status: "Ready", mmsID: named.local.mmsID)
    _ = library.addPair("Evening songs of an island", local: ["PO Line Reference": "POL-4"])
    let moved = library.addPair("Morning songs of an island")
    library.addOrder(
      "POL-5", status: "Sent", mmsID: moved.zone.mmsID, portfolioID: moved.local.portfolioID)
    let sandbox = try library.loaded()
    let reasons = Dictionary(
      try sandbox.run("orders/not-relinkable").map { ($0["po_line"] ?? "", $0["reason"] ?? "") },
      uniquingKeysWith: { "\($0) / \($1)" })
    #expect(reasons.keys.sorted() == ["POL-1", "POL-2", "POL-3", "POL-4"])
    #expect(
      reasons["POL-1"] == "its bib \(linked.local.mmsID) is linked to the Community Zone")
    #expect(reasons["POL-2"]?.hasPrefix("it is on several bibs: ") == true)
    #expect(reasons["POL-3"]?.hasPrefix("its portfolios are on several bibs: ") == true)
    #expect(reasons["POL-4"] == "the inventory names it, and it is not among the po-lines")
    let without = try library.loaded(without: [.orderLines]).run("orders/not-relinkable")
    #expect(without.contains { $0["reason"] == "no po-lines file is loaded" })
  }

  @Test(
    "in a simulated library every order of the truth can be moved, or is refused with a reason",
    .enabled(if: SharedFiles.hasLibraryA, "needs the simulated library"))
  func refusedInLibraryA() throws {
    let loaded = try TruthTests.Loaded(.shared)
    let refused = Dictionary(
      grouping: try loaded.sandbox.run("orders/not-relinkable"), by: { $0["po_line"] ?? "" })
    let planned = Set(
      try loaded.sandbox.run("orders/relink-plan").filter { $0["step"] == "change-bib" }
        .compactMap { $0["po_line"] })
    let truth = Set(try loaded.truth("relink").compactMap { $0["pol"] })
    let status = Dictionary(
      try loaded.sandbox.sql("SELECT po_line, status, type FROM current_po_line").map {
        ($0["po_line"] ?? "", "\($0["status"] ?? ""), \($0["type"] ?? "")")
      }, uniquingKeysWith: { first, _ in first })
    let allowed = [
      "In Review,", "Waiting for Manual Renewal,", "Closed, Electronic Book - One Time",
    ]
    for order in truth.intersection(planned) {
      let isAllowed = allowed.contains { status[order]?.hasPrefix($0) == true }
      #expect((refused[order] == nil) == isAllowed, "\(order): \(status[order] ?? "")")
    }
    #expect(refused.count > 50 && truth.intersection(planned).count > refused.count)
  }

  // MARK: - orphans/would-orphan

  @Test("a bib whose last inventory is safe to delete would be left empty")
  func wouldOrphan() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let plain = library.addPair("Harbour songs of the eastern coast")
    let shelved = library.addPair("Winter songs of the western coast")
    library.addHolding(shelved.local.mmsID)
    let bound = library.addPair(
      "Summer songs of the southern coast",
      fields: SmallLibrary.field("773", "t", "Songs of all coasts"))
    let ordered = library.addPair("Spring songs of the northern coast")
    library.addOrder("POL-1", status: "Sent", mmsID: ordered.local.mmsID)
    let sandbox = try library.loaded()
    let rows = try sandbox.run("orphans/would-orphan")
    let bibs = rows.compactMap { $0["mms_id"] }
    #expect(bibs.contains(plain.local.mmsID) && bibs.contains(bound.local.mmsID))
    #expect(!bibs.contains(shelved.local.mmsID) && !bibs.contains(ordered.local.mmsID))
    #expect(Set(bibs).count == bibs.count && rows.allSatisfy { $0["state"] == "orphan" })
    let row = try #require(rows.first { $0["mms_id"] == plain.local.mmsID })
    #expect(row["bib_after"] == "delete" && row["bib_reason"] == "")
    #expect(row["portfolio_ids"] == plain.local.portfolioID && row["portfolios"] == "1")
    let kept = try #require(rows.first { $0["mms_id"] == bound.local.mmsID })
    #expect(kept["bib_after"] == "keep" && kept["bib_reason"]?.contains("bound with") == true)
    #expect(try sandbox.run("orphans/would-orphan", ["platform": "Beta Press"]).isEmpty)
    let alpha = ["collection": SmallLibrary.Collection.alpha.rawValue]
    #expect(try sandbox.run("orphans/would-orphan", alpha) == rows)
    let unknown = try library.loaded(without: [.holdings]).run("orphans/would-orphan")
    #expect(!unknown.isEmpty && unknown.allSatisfy { $0["state"] == "unknown" })
    #expect(unknown.allSatisfy { $0["bib_after"] == "keep" })
  }

  @Test("two copies that go from one bib are one row; one that stays keeps the bib")
  func twoCopies() throws {
    for (host, portfolios) in [(SmallLibrary.host, ["2"]), ("reader.elsewhere.example", [])] {
      var library = SmallLibrary()
      library.addVotes(3)
      let pair = library.addPair()
      let row = try #require(
        library.portfolios.rows.first { $0["Portfolio Id"] == pair.local.portfolioID })
      let second = SmallLibrary.Local(
        portfolioID: "5377777700004242", mmsID: pair.local.mmsID, legacyID: pair.local.legacyID)
      library.addPortfolio(
        second, title: row["Title"] ?? "", isbn: row["ISBN"] ?? "", url: "https://\(host)/second")
      let rows = try library.loaded().run("orphans/would-orphan").filter {
        $0["mms_id"] == pair.local.mmsID
      }
      #expect(rows.compactMap { $0["portfolios"] } == portfolios)
    }
  }

  @Test(
    "no bib that has something on the shelf would be left empty, and every other one is told",
    arguments: TruthTests.Library.known)
  func wouldOrphanTruth(library: TruthTests.Library) throws {
    let loaded = try TruthTests.Loaded(library)
    let rows = try loaded.sandbox.run("orphans/would-orphan")
    let held = Set(
      try loaded.sandbox.sql("SELECT DISTINCT mms_id FROM current_holding")
        .compactMap { $0["mms_id"] })
    #expect(rows.allSatisfy { !held.contains($0["mms_id"] ?? "") })
    let going = try loaded.sandbox.run("duplicates/safe-to-delete")
    let deleted = Set(going.filter { $0["bib_after"] == "delete" }.compactMap { $0["mms_id"] })
    #expect(Set(rows.filter { $0["bib_after"] == "delete" }.compactMap { $0["mms_id"] }) == deleted)
    #expect(deleted.count > 50)
  }

  // MARK: - migration/not-full-text

  private static func link(
    _ url: String, _ indicator: String = "0", _ code: String = "3", _ words: String = ""
  ) -> String {
    """
    <datafield tag="856" ind1="4" ind2="\(indicator)"><subfield code="u">\(url)</subfield>\
    <subfield code="\(code)">\(words)</subfield></datafield>
    """
  }

  private static let books = "https://books.alpha.example/t/1"
  private static let page = "http://www.elsewhere.example/toc/1.html"

  struct Link: Sendable, CustomTestStringConvertible {
    let url: String
    let fields: String
    /// url, bib, or nothing where the copy is not one of these.
    let knownBy: String
    var says = ""

    var testDescription: String { "\(knownBy) \(says) \(fields)" }
  }

  @Test(
    "a copy made of a link to contents or the like is told, by its own link or by its bib",
    arguments: [
      Link(url: page, fields: link(page, "2"), knownBy: "url", says: "second indicator 2"),
      Link(
        url: page, fields: link(page, "1", "3", "Table of contents") + link(books), knownBy: "url",
        says: "Table of contents"),
      Link(url: page, fields: link(page, "0", "3", "Finding aid"), knownBy: "url", says: "Finding"),
      Link(
        url: page, fields: link(page, "0", "z", "Publisher description"), knownBy: "url",
        says: "Publisher description"),
      // With a proxy here and without it there, and a slash more.
      Link(
        url: "https://ezproxy.home.example/login?url=\(page)/", fields: link(page, "2"),
        knownBy: "url"),
      Link(
        url: "http://catdir.loc.gov/catdir/toc/1.html", fields: "", knownBy: "url",
        says: "Library of Congress"),
      Link(
        url: "http://www.loc.gov/catdir/description/2.html", fields: link(books), knownBy: "url",
        says: "Library of Congress"),
      Link(
        url: books, fields: link("http://www.loc.gov/catdir/toc/1.html", "2"), knownBy: "bib",
        says: "second indicator 2"),
      // The copy leads to the text, and its bib has that link.
      Link(url: books, fields: link(books) + link(page, "2"), knownBy: ""),
      Link(url: books, fields: link(page, "2") + link(books, "1"), knownBy: ""),
      Link(url: books, fields: link(books), knownBy: ""),
      Link(url: books, fields: "", knownBy: ""),
      Link(
        url: page, fields: link(page, "1", "3", "Table of contents and full text"), knownBy: ""),
    ])
  func notFullText(link: Link) throws {
    var library = SmallLibrary()
    let planted = library.addLocal("Birds of the salt marsh", url: link.url, fields: link.fields)
    library.addLocal("Birds of the sweet marsh", url: Self.books)
    let sandbox = try library.loaded()
    let rows = try sandbox.run("migration/not-full-text")
    guard !link.knownBy.isEmpty else {
      #expect(rows.isEmpty, "\(rows)")
      return
    }
    #expect(rows.map { $0["portfolio_id"] } == [planted.portfolioID])
    #expect(rows.first?["known_by"] == link.knownBy && rows.first?["url"] == link.url)
    #expect(
      link.says.isEmpty || rows.first?["leads_to"]?.contains(link.says) == true,
      "\(rows.first?["leads_to"] ?? "")")
    let others = ["known_by": link.knownBy == "url" ? "bib" : "url"]
    #expect(try sandbox.run("migration/not-full-text", others).isEmpty)
  }

  @Test(
    "in a simulated library every portfolio of a bib with no other link is told, and has no twin",
    .enabled(if: SharedFiles.hasLibraryA, "needs the simulated library"))
  func notFullTextInLibraryA() throws {
    let loaded = try TruthTests.Loaded(.shared)
    let rows = try loaded.sandbox.run("migration/not-full-text")
    let bibs = try loaded.sandbox.sql(
      """
      SELECT b.mms_id
      FROM current_bib b
      JOIN bib_url u ON u.bib_id = b.id
      WHERE EXISTS (SELECT 1 FROM current_portfolio p WHERE p.mms_id = b.mms_id)
      GROUP BY b.mms_id
      HAVING min(u.indicator2) = '2'
      """)
    #expect(Set(rows.compactMap { $0["mms_id"] }) == Set(bibs.compactMap { $0["mms_id"] }))
    #expect(!rows.isEmpty)
    let pairs = try loaded.pairs()
    #expect(rows.allSatisfy { pairs[$0["portfolio_id"] ?? ""]?["label"] == "none" })
  }

  // MARK: - linking/by-platform

  @Test("local copies are counted by host and platform, with those that have no twin")
  func byPlatform() throws {
    var library = SmallLibrary()
    library.addVotes(5)
    library.addLocal("Orchards of the upper valley", url: "https://books.alpha.example/o/1")
    library.addLocal("Orchards of the lower valley", url: "https://lone.example/1")
    library.addLocal("Orchards of the middle valley", url: "https://lone.example/2")
    library.addLocal("Orchards without any valley", url: "")
    let sandbox = try library.loaded()
    let rows = try sandbox.run("linking/by-platform")
    #expect(rows.map { $0["host"] } == ["lone.example", "", SmallLibrary.host])
    #expect(rows.map { $0["platform"] } == ["", "", "Alpha Online"])
    #expect(rows.map { $0["portfolios"] } == ["2", "1", "6"])
    #expect(rows.map { $0["without_twin"] } == ["2", "1", "1"])
    #expect(rows.first?["sample_url"] == "https://lone.example/1")
    let alpha = try sandbox.run("linking/by-platform", ["platform": "Alpha Online"])
    #expect(alpha == [rows[2]])
    try sandbox.write(
      "map_20240601.csv",
      "Platform,Host,Interface\nLone Star,lone.example,\nLone Star,alpha.example,\n")
    try sandbox.load(["map_20240601.csv"])
    let mapped = try sandbox.run("linking/by-platform", ["platform": "Lone Star"])
    #expect(mapped.map { $0["host"] } == ["lone.example", SmallLibrary.host])
    #expect(mapped.allSatisfy { $0["platform"] == "Lone Star" })
    #expect(Set(mapped.map { $0["platform_without_twin"] }).count == 1)
  }

  @Test(
    "by platform every local copy is counted once, and those without a twin are the truth's",
    arguments: TruthTests.Library.known)
  func byPlatformTruth(library: TruthTests.Library) throws {
    let loaded = try TruthTests.Loaded(library)
    let rows = try loaded.sandbox.run("linking/by-platform")
    func sum(_ column: String) -> Int { rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
    let pairs = try loaded.pairs()
    #expect(sum("portfolios") == pairs.count)
    let twins = try loaded.sandbox.run("duplicates/twins").count
    #expect(sum("without_twin") == pairs.count - twins)
    let alone = pairs.values.filter { $0["label"] != "twin" }.count
    #expect(sum("without_twin") * 100 >= alone * 98)
  }

  @Test("what is barred is listed by what would free most titles")
  func blockedByWhatFrees() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let licensed = library.addPair("Lanterns over the estuary", local: ["License Code": "LIC-1"])
    let ordered = ["The herons of the weir", "The otters of the weir"].map { title in
      let pair = library.addPair(title)
      library.addOrder("POL-\(pair.local.legacyID)", status: "Sent", mmsID: pair.local.mmsID)
      return pair
    }
    let both = library.addPair("Both of them at once", local: ["License Code": "LIC-1"])
    library.addOrder("POL-3", status: "Sent", mmsID: both.local.mmsID)
    let rows = try library.loaded().run("duplicates/blocked")
    #expect(
      rows.map { $0["portfolio_id"] } == ordered.map(\.local.portfolioID)
        + [licensed.local.portfolioID, both.local.portfolioID, both.local.portfolioID])
    #expect(rows.map { $0["gate"] } == ["order", "order", "license", "license", "order"])
    #expect(
      rows.map { $0["all_gates"] } == [
        "order", "order", "license", "license, order", "license, order",
      ])
    #expect(rows.map { $0["unblocks"] } == ["2", "2", "1", "1", "1"])
  }
}
