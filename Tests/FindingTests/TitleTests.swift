import Finding
import TestSupport
import Testing

/// Titles: by key first, then by their words.
@Suite struct TitleTests {
  private func library() throws -> (Sandbox, SmallLibrary.Local, SmallLibrary.Local) {
    var library = SmallLibrary()
    let river = library.addLocal("The quiet harvest of northern rivers : a natural history")
    let etudes = library.addLocal("Études littéraires du Québec")
    for number in 0..<30 { library.addLocal(SmallLibrary.title(1_000 + number * 7)) }
    return (try library.loaded(), river, etudes)
  }

  @Test(
    "case, accents, punctuation and the article do not matter, nor does a subtitle",
    arguments: [
      "The quiet harvest of northern rivers : a natural history",
      "quiet harvest of NORTHERN rivers, a natural history", "The Quiet Harvest of Northern Rivers",
      "Quiet harvest of northern rivers: another subtitle",
    ])
  func byKey(text: String) throws {
    let (sandbox, river, _) = try library()
    let report = try sandbox.find(text)
    #expect(report.things.map(\.id) == [river.mmsID])
    #expect(report.titlesRead == nil)
    let types = Set(report.things.flatMap(\.foundBy).map(\.type))
    #expect(types == (text.contains("another") ? [.mainTitle] : [.title]))
  }

  @Test(
    "where no title is just this, those with all the words are shown, and it is said",
    arguments: [
      ("rivers quiet", true), ("natural HISTORY harvest", true),
      ("etudes litteraires du quebec", true),
      ("Québec études", true), ("harvest of southern rivers", false), ("100%", false),
      ("quiet_harvest", true),
    ])
  func byWords(text: String, isFound: Bool) throws {
    let (sandbox, river, etudes) = try library()
    let report = try sandbox.find(text)
    let expected = text.lowercased().contains("tudes") ? etudes.mmsID : river.mmsID
    #expect(report.things.map(\.id) == (isFound ? [expected] : []), "\(text)")
    let isByKey = text == "etudes litteraires du quebec" || text == "100%"
    #expect((report.titlesRead == nil) == isByKey, "\(text)")
    #expect(report.isReadThrough)
  }

  @Test("those most like what was asked come first, and the limit cuts the rest")
  func ranked() throws {
    var library = SmallLibrary()
    library.addLocal("Atlas of amber bridges and of everything that was ever built with them")
    let near = library.addLocal("Atlas of amber bridges, new")
    for number in 0..<5 { library.addLocal("Number \(number) of the bridges of amber in an atlas") }
    let sandbox = try library.loaded()
    let report = try sandbox.find("amber bridges atlas", limit: 2)
    #expect(report.things.count == 2 && report.notShown == 5 && report.isCounted)
    #expect(report.things.first?.id == near.mmsID)
    #expect(try sandbox.find("amber bridges atlas").things.count == 7)
  }

  @Test("words of another script are found, in small letters and with a capital")
  func otherScripts() throws {
    var library = SmallLibrary()
    let birds = library.addLocal("Птицы северных рек")
    let sea = library.addLocal("海の生物学入門")
    let sandbox = try library.loaded()
    #expect(try sandbox.only("птицы рек").id == birds.mmsID)
    #expect(try sandbox.only("生物学").id == sea.mmsID)
    #expect(try sandbox.find("рыбы").things.isEmpty)
  }

  @Test("a title that stands on many bibs is cut off and counted")
  func crowded() throws {
    var library = SmallLibrary()
    for _ in 0..<25 { library.addLocal("Annual report") }
    let report = try library.loaded().find("Annual report", limit: 10)
    #expect(report.things.count == 10 && report.notShown == 15)
  }

  @Test("of a bib with very many portfolios the one that was asked for is shown, and some more")
  func manyPortfolios() throws {
    var library = SmallLibrary()
    let local = library.addLocal("Bound volumes of the delta")
    var last = ""
    for number in 0..<80 {
      last = "5330000\(number + 10)00004242"
      library.addPortfolio(
        SmallLibrary.Local(portfolioID: last, mmsID: local.mmsID, legacyID: ""),
        title: "Bound volumes of the delta", url: "https://a.example.org/\(number)")
    }
    let thing = try library.loaded().only(last)
    #expect(thing.portfolios.count == 50 && thing.portfoliosNotShown == 31)
    #expect(thing.portfolios.first?.portfolioID == last)
  }
}
