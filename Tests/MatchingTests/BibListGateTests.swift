import Matching
import Store
import TestSupport
import Testing

/// A list of bibs lacks what MARC says: no gate passes on it, and it takes nothing from MARC.
@Suite struct BibListGateTests {
  private func list(_ locals: [SmallLibrary.Local], columns: String = "MMS Id,Title,Edition")
    -> String
  {
    "\(columns),Suppressed From Discovery\n"
      + locals.map { "\($0.mmsID),The quiet harvest of northern rivers,,Yes\n" }.joined()
  }

  private func library() -> (SmallLibrary, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(4)
    let pair = library.addPair()
    return (library, pair.local)
  }

  @Test("with MARC the pair is safe; with a list alone it is not, and the bib is kept")
  func listAlone() throws {
    let (library, local) = library()
    #expect(try library.loaded().isSafe(local))

    let sandbox = try library.loaded(without: [.bibs])
    try sandbox.write("titles_20240601.csv", list([local]))
    try sandbox.load(["titles_20240601.csv"])
    #expect(try sandbox.safe().isEmpty)
    let record = try #require(try sandbox.gate("bib-record", local))
    #expect(record.value == "unknown")
    #expect(record.detail.hasSuffix("is in a list only: part and edition were not compared"))
    #expect(try sandbox.gate("bib-bound-with", local)?.value == "unknown")
    #expect(try sandbox.gate("bib-network", local)?.value == "unknown")
    #expect(
      try sandbox.sql("SELECT DISTINCT bib_after FROM bib_after").compactMap { $0["bib_after"] }
        == ["keep"])
  }

  @Test(
    "a list beside MARC changes no answer, whichever is newer",
    arguments: [
      "20240501", "20240601", "20240620",
    ])
  func listBesideMARC(_ day: String) throws {
    let (library, local) = library()
    let plain = try library.loaded()
    let before = try plain.gates()
    let sandbox = try library.loaded()
    try sandbox.write("titles_\(day).csv", list([local]))
    try sandbox.load(["titles_\(day).csv"])
    #expect(try sandbox.isSafe(local))
    #expect(try sandbox.gates() == before)
  }

  @Test("a title without identifier is a probable twin only where part and edition were compared")
  func titleAlone() throws {
    func tier(_ bibs: String?) throws -> (tier: String?, why: String?) {
      var library = SmallLibrary()
      library.addVotes(4)
      let title = "A singular account of the western harbours"
      let local = library.addLocal(title)
      library.addZone(title)
      let sandbox = try library.loaded(without: bibs == nil ? [] : [.bibs])
      if let bibs {
        try sandbox.write("titles.csv", "MMS Id,Title\n\(local.mmsID),\(bibs)\n")
        try sandbox.load(["titles.csv"])
      }
      let twin = try sandbox.twin(local)
      return (twin?["tier"], twin?["why"])
    }
    #expect(try tier(nil).tier == "T3")
    let list = try tier("A singular account of the western harbours")
    #expect(list.tier == "T4")
    #expect(list.why?.contains("part and edition not compared, no MARC of the bib") == true)
  }

  @Test(
    "an orphan is free by MARC; by a list it is unknown; the list says whether it is suppressed")
  func orphans() throws {
    func orphans(_ kind: String) throws -> [String] {
      var library = SmallLibrary()
      library.addVotes(3)
      library.addBib("99555550014242", title: "Left over")
      let sandbox = try library.loaded(without: kind == "list" ? [.bibs] : [])
      if kind != "marc" {
        try sandbox.write(
          "titles_20240601.csv",
          "MMS Id,Title,Suppressed From Discovery\n99555550014242,Left over,Yes\n")
        try sandbox.load(["titles_20240601.csv"])
      }
      return try sandbox.run("orphans/bibs").map {
        "\($0["mms_id"] ?? "") \($0["state"] ?? "") \($0["suppressed"] ?? "") \($0["detail"] ?? "")"
      }
    }
    #expect(try orphans("marc") == ["99555550014242 free unknown "])
    #expect(try orphans("both") == ["99555550014242 free y "])
    #expect(
      try orphans("list") == [
        "99555550014242 unknown y the bibs are a list, which does not say what is bound with what"
      ])
  }
}
