import Finding
import Foundation
import Identifiers
import Store
import TestSupport
import Testing

/// What is found by which identifier, and what hangs on it.
@Suite struct FinderTests {
  private static let title = "The quiet harvest of northern rivers"

  /// A pair with everything on the local copy: order, holdings, old id, identifiers.
  private func library() -> (SmallLibrary, SmallLibrary.Local, SmallLibrary.Zone) {
    var library = SmallLibrary()
    library.addVotes(3)
    let isbn = SmallLibrary.isbn(777_777)
    let fields =
      field("035", "a", "(OCoLC)ocn362004617") + field("024", "a", "10.1093/Abc.77")
      + field("035", "a", "7834882-01union_network") + field("100", "a", "Marlowe, Ada")
    let local = library.addLocal(Self.title, isbn: isbn, edition: "2nd ed.", fields: fields)
    let zone = library.addZone(Self.title, isbn: isbn)
    library.addOrder("POL-77", status: "Sent", mmsID: local.mmsID, portfolioID: local.portfolioID)
    library.addHolding(local.mmsID)
    return (library, local, zone)
  }

  @Test("an ISBN finds every record that carries it, each with all that hangs on its bib")
  func isbn() throws {
    let (library, local, zone) = library()
    let report = try library.loaded().find(
      "978-1-00-777777-" + SmallLibrary.isbn(777_777).suffix(1))
    #expect(report.things.map(\.id) == [local.mmsID, zone.mmsID])
    #expect(report.notShown == 0 && report.isCounted)
    let mine = try #require(report.things.first)
    #expect(mine.kind == .title && mine.institution == "4242" && mine.title == Self.title)
    #expect(
      Set(mine.foundBy.map { "\($0.type.rawValue) \($0.place.kind) \($0.field)" })
        == ["isbn portfolios ISBN", "isbn bibs 020 $a"])

    let bib = try #require(mine.bibs.first)
    #expect(bib.mmsID == local.mmsID && bib.material == "monograph" && bib.edition == "2nd ed.")
    #expect(bib.author == "Marlowe, Ada" && bib.isCurrent)
    #expect(bib.identifiers.map(\.type).sorted() == ["doi", "isbn", "oclc"])
    #expect(bib.oldNumbers.sorted() == ["(01union_network)7834882", "(OLDdb)\(local.legacyID)"])
    #expect(bib.sources.map(\.file) == ["bibs_20240601.xml"])

    let old = try #require(mine.p2eRecords.first)
    #expect(old.legacyID == local.legacyID && old.resourceType == "portfolio")
    #expect(old.became.map(\.mmsID) == [local.mmsID])
    #expect(old.became.first?.route == "old bib id in 959 $a (OLDdb)")
    #expect(old.sources.first?.row == 4 && old.sources.first?.asOf == "2024-06-01")

    #expect(mine.poLines.map(\.poLine) == ["POL-77"])
    #expect(mine.poLines.first?.state == "open" && mine.poLines.first?.vendor == "Corvid")
    #expect(mine.holdings.count == 1 && mine.holdings.first?.items == "1")

    let portfolio = try #require(mine.portfolios.first)
    #expect(mine.portfolios.count == 1 && portfolio.portfolioID == local.portfolioID)
    #expect(portfolio.isCommunityZone == false && portfolio.isStandalone == true)
    #expect(portfolio.availability == "active" && portfolio.host == SmallLibrary.host)
    let match = try #require(portfolio.match)
    #expect(match.tier == "T2" && match.outcome == "blocked")
    #expect(match.twinPortfolioID == zone.portfolioID)
    #expect(match.gates.contains { $0.gate == "order" && $0.value == "fail" })
    #expect(match.explain == "almanac match explain \(local.portfolioID)")

    let theirs = try #require(report.things.last?.portfolios.first)
    #expect(theirs.isCommunityZone == true && theirs.collection == "Alpha Books Complete")
    #expect(theirs.platform == "Alpha Online" && theirs.match == nil)
    #expect(theirs.twinOf.map(\.portfolioID) == [local.portfolioID])
    #expect(theirs.twinOf.map(\.tier) == ["T2"])
  }

  @Test("each id of the local copy leads to the same thing")
  func ids() throws {
    let (library, local, _) = library()
    let sandbox = try library.loaded()
    for text in [
      local.mmsID, local.portfolioID, local.legacyID, "(OLDdb)\(local.legacyID)", "POL-77",
      " pol-77 ", "362004617", "(OCoLC)362004617", "https://doi.org/10.1093/ABC.77", "7834882",
    ] {
      let thing = try sandbox.only(text)
      #expect(thing.id == local.mmsID && thing.kind == .title, "\(text)")
      #expect(thing.portfolios.map(\.portfolioID) == [local.portfolioID], "\(text)")
      #expect(thing.p2eRecords.map(\.legacyID) == [local.legacyID], "\(text)")
      #expect(thing.bibs.count == 1 && thing.poLines.count == 1, "\(text)")
    }
  }

  @Test("a number is looked for as all that it may be")
  func ambiguous() throws {
    var library = SmallLibrary()
    let first = library.addLocal("Amber bridges of the north")
    let second = library.addLocal(
      "Candle makers of the delta", fields: field("035", "a", "(OCoLC)\(first.legacyID)"))
    let things = try library.loaded().find(first.legacyID).things
    #expect(Set(things.map(\.id)) == [first.mmsID, second.mmsID])
    let types = Dictionary(
      uniqueKeysWithValues: things.map { ($0.id, Set($0.foundBy.map(\.type))) })
    #expect(types[first.mmsID] == [.legacy])
    #expect(types[second.mmsID] == [.oclc])
  }

  @Test("an old bib id is found with and without its check digit, in list and bib")
  func checkDigit() throws {
    var library = SmallLibrary()
    library.addBib(
      "991005232504242", title: "Ferns of Berkeley",
      fields: field("035", "a", "UCB-b100523250-01ucs_ber"))
    library.legacyIDs = ["b10052325"]
    let sandbox = try library.loaded()
    for text in ["b100523250", "b10052325", ".B10052325a"] {
      let report = try sandbox.find(text)
      #expect(report.things.flatMap(\.bibs).map(\.mmsID) == ["991005232504242"], "\(text)")
      #expect(report.things.flatMap(\.p2eRecords).map(\.legacyID) == ["b10052325"], "\(text)")
    }
    #expect(try sandbox.find("b100523251").things.isEmpty)
  }

  @Test("a line of the P2E list that became nothing is a thing of its own")
  func becameNothing() throws {
    var library = SmallLibrary()
    library.addLocal("Ember and forest")
    library.legacyIDs.append("424299")
    let thing = try library.loaded().only("424299")
    #expect(thing.kind == .oldBib && thing.id == "424299")
    #expect(thing.p2eRecords.map(\.became.count) == [0])
    #expect(thing.bibs.isEmpty && thing.portfolios.isEmpty)
  }

  @Test("orders: by number, half moved, named by the inventory or by the P2E report alone")
  func orders() throws {
    var library = SmallLibrary()
    let left = library.addLocal("Garden walls of the island")
    let right = library.addZone("Garden walls of the island")
    library.addOrder(
      "POL-5", status: "Sent", mmsID: left.mmsID, portfolioID: right.portfolioID)
    library.addLocal("Harbor lights", ["PO Line Reference": "POL-6; POL-7"])
    library.addOrder("POL-7", status: "Closed")
    library.addOrder("POL-8", status: "Sent")
    let listed = library.addLocal("Jasper quarries")
    var table = SmallTable(["Bib Id", "Resource Type", "PO Number"])
    table.rows = library.legacyIDs.map {
      [
        "Bib Id": $0, "Resource Type": "portfolio",
        "PO Number": $0 == listed.legacyID ? "o1234567" : "",
      ]
    }
    library.p2e = table
    let sandbox = try library.loaded()

    let moved = try sandbox.find("POL-5").things
    #expect(Set(moved.map(\.id)) == [left.mmsID, right.mmsID])
    #expect(moved.allSatisfy { $0.poLines.map(\.poLine) == ["POL-5"] })
    let named = try sandbox.only("pol-6")
    #expect(named.portfolios.first?.poLine == "POL-6; POL-7")
    #expect(named.poLines.map(\.poLine) == ["POL-7"])
    #expect(named.foundBy.map(\.field) == ["PO Line Reference"])
    let alone = try sandbox.only("POL-8")
    #expect(alone.kind == .orderLine && alone.poLines.first?.status == "Sent")
    let old = try sandbox.only("O1234567")
    #expect(old.id == listed.mmsID && old.p2eRecords.first?.poNumber == "o1234567")
    #expect(try sandbox.find("POL-9").things.isEmpty)
  }

  @Test("collections are found by id, by their Community Zone id and by name")
  func collections() throws {
    var library = SmallLibrary()
    library.addLocal("Amber bridges of the north")
    library.collections.headers.append("Electronic Collection Link ID")
    library.collections.rows[0]["Electronic Collection Link ID"] = "61111097897584100"
    library.addDatabase("Index of Rivers", mmsID: "991990000000014242")
    let sandbox = try library.loaded()
    let id = SmallLibrary.Collection.alpha.rawValue
    for text in [id, "61111097897584100", "alpha books COMPLETE"] {
      let thing = try sandbox.only(text)
      #expect(thing.kind == .collection && thing.id == id, "\(text)")
      let collection = try #require(thing.collections.first)
      #expect(collection.name == "Alpha Books Complete" && collection.portfolioCount == 10)
      #expect(collection.isCommunityZone == true && collection.platform == "Alpha Online")
    }
    let database = try sandbox.only("991990000000014242")
    #expect(database.collections.map(\.name) == ["Index of Rivers"])
    #expect(database.poLines.map(\.poLine) == ["POL-901"])
  }

  @Test("a resolver's title is found by ISSN, object and target, and joins the bib that has it")
  func resolver() throws {
    var library = SmallLibrary()
    let local = library.addLocal(
      "Birds quarterly", fields: field("035", "a", "(CKB)95470000001"))
    let sandbox = try library.loaded()
    func write(_ object: String, _ title: String) throws {
      try sandbox.write(
        "sfx_20240601.xml",
        resolverExport(
          object, title: title, issn: "2008-8752", target: "1110001",
          name: "Nature: The Archive:getFullTxt"))
      try sandbox.load(["sfx_20240601.xml"])
    }
    try write("95470000001", "Birds Quarterly")
    for text in ["2008-8752", "20088752", "95470000001", "(CKB)95470000001"] {
      let thing = try sandbox.only(text)
      #expect(thing.id == local.mmsID, "\(text)")
      let title = try #require(thing.resolverTitles.first)
      #expect(title.objectID == "95470000001" && title.material == "serial")
      #expect(title.targets.map(\.name) == ["Nature: The Archive"])
      #expect(title.targets.map(\.service) == ["getFullTxt"])
      #expect(title.targets.map(\.czCollectionID) == ["611110001"])
      #expect(title.targets.first?.collectionID == nil)
    }
    for text in ["1110001", "611110001"] {
      let target = try sandbox.only(text)
      #expect(target.kind == .resolverTarget && target.title == "Nature: The Archive", "\(text)")
    }
    let alone = try Sandbox()
    try alone.write(
      "sfx_20240601.xml",
      resolverExport(
        "95470000002", title: "Ferns Annual", issn: "0378-5955", target: "1110002", name: "Sea"))
    try alone.load(["sfx_20240601.xml"]) { $0.institution = "X" }
    let thing = try alone.only("03785955")
    #expect(thing.kind == .resolverTitle && thing.id == "95470000002")
    #expect(thing.title == "Ferns Annual" && thing.institution == "X")
  }

  @Test("the bib of a portfolio that no bibs file has is still the thing that it hangs on")
  func withoutBibs() throws {
    let (library, local, _) = library()
    let report = try library.loaded(without: [.bibs, .holdings]).find(local.portfolioID)
    let thing = try #require(report.things.first)
    #expect(thing.id == local.mmsID && thing.bibs.isEmpty && thing.poLines.count == 1)
    #expect(Set(report.notLoaded).isSuperset(of: ["bibs", "holdings", "sfx"]))
  }
}
