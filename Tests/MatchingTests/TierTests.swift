import Store
import Testing
import TestSupport

/// How sure it is that two portfolios are one title on one platform.
@Suite struct TierTests {
  static let title = "The quiet harvest of northern rivers"
  static let elsewhere = "https://reader.elsewhere.example/9"

  enum Host: Sendable { case same, unknown, different }

  /// A library where the host of the local copies is on the zone's platform, or elsewhere.
  private func library(_ host: Host = .same) -> SmallLibrary {
    var library = SmallLibrary()
    switch host {
    case .same: library.addVotes(3)
    case .unknown: break
    case .different: library.addVotes(3, for: .beta)
    }
    return library
  }

  @Test(
    "the same bib is T1, T3 or nothing, as the platform is the same, unknown or another",
    arguments: [(Host.same, "T1"), (.unknown, "T3"), (.different, nil)] as [(Host, String?)])
  func sameBib(host: Host, tier: String?) throws {
    var library = library(host)
    let local = library.addLocal(Self.title)
    library.addZone(Self.title, mmsID: local.mmsID)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == tier)
    #expect(try sandbox.isSafe(local) == (tier == "T1"))
  }

  struct Shared: Sendable, CustomTestStringConvertible {
    let name: String
    var local = ""
    var fields = ""
    var zone: [String: String] = [:]
    /// Fields of the zone copy's bib.
    var zoneFields = ""

    var testDescription: String { name }
  }

  static let shared = [
    Shared(
      name: "ISBN-10 and ISBN-13", local: "0306406152", zone: ["ISBN": "9780306406157"]),
    Shared(
      name: "ISBN with hyphens", local: "978-0-306-40615-7", zone: ["ISBN": "9780306406157"]),
    Shared(
      name: "print ISBN in 776", fields: SmallLibrary.field("776", "z", "9780306406157"),
      zone: ["ISBN": "9780306406157"]),
    Shared(
      name: "cancelled ISBN in 020 $z", fields: SmallLibrary.field("020", "z", "9780306406157"),
      zone: ["ISBN": "9780306406157"]),
    Shared(
      name: "one of several ISBNs", local: "9780306406157",
      zone: ["ISBN": "9783161484100; 9780306406157"]),
    Shared(
      name: "ISSN", fields: SmallLibrary.field("022", "a", "0378-5955"),
      zone: ["ISSN": "03785955"]),
    Shared(
      name: "linking ISSN", fields: SmallLibrary.field("022", "l", "0378-5955"),
      zone: ["ISSN": "0378-5955"]),
    Shared(
      name: "OCLC number", fields: SmallLibrary.field("035", "a", "(OCoLC)ocn123456789"),
      zoneFields: SmallLibrary.field("035", "a", "(OCoLC)123456789")),
    Shared(
      name: "DOI",
      fields: "<datafield tag=\"024\" ind1=\"7\" ind2=\" \"><subfield code=\"a\">"
        + "10.5555/abc.123</subfield><subfield code=\"2\">doi</subfield></datafield>",
      zoneFields: "<datafield tag=\"024\" ind1=\"7\" ind2=\" \"><subfield code=\"a\">"
        + "https://doi.org/10.5555/ABC.123</subfield><subfield code=\"2\">doi</subfield>"
        + "</datafield>"),
    Shared(
      name: "SFX object id", fields: SmallLibrary.field("035", "a", "(CKB)1000000000012345"),
      zoneFields: SmallLibrary.field("035", "a", "(EXLCZ)991000000000012345")),
  ]

  @Test(
    "a shared identifier on the same platform is T2, on an unknown one T3, elsewhere nothing",
    arguments: shared)
  func identifier(shared: Shared) throws {
    for (host, tier) in [(Host.same, "T2"), (.unknown, "T3"), (.different, nil)]
      as [(Host, String?)]
    {
      var library = library(host)
      let local = library.addLocal(Self.title, isbn: shared.local, fields: shared.fields)
      let zone = library.addZone(Self.title, shared.zone)
      if !shared.zoneFields.isEmpty {
        library.addBib(zone.mmsID, title: Self.title, fields: shared.zoneFields)
      }
      #expect(try library.loaded().tier(local) == tier, "\(host)")
    }
  }

  struct Titles: Sendable, CustomTestStringConvertible {
    let local: String
    let zone: String
    var testDescription: String { "\(local) and \(zone)" }
  }

  @Test(
    "with an identifier these titles are one",
    arguments: [
      Titles(local: "The quiet harvest of rivers", zone: "Quiet harvest of rivers"),
      Titles(local: "The quiet harvest", zone: "The quiet harvest : a study of northern rivers"),
      Titles(local: "Harvests & rivers of the north", zone: "Harvests and rivers of the north"),
      Titles(local: "Récoltes du fleuve", zone: "Re\u{301}coltes du fleuve"),
      Titles(local: "Récoltes du fleuve tranquille", zone: "Recoltes du fleuve tranquille"),
      Titles(local: "The quiet hravest of northern rivers", zone: title),
      Titles(local: "THE QUIET HARVEST OF NORTHERN RIVERS /", zone: title),
      Titles(local: "\(title) [electronic resource]", zone: title),
    ])
  func titles(titles: Titles) throws {
    var library = library()
    let local = library.addLocal(titles.local, isbn: "9780306406157")
    library.addZone(titles.zone, isbn: "9780306406157")
    #expect(try library.loaded().tier(local) == "T2")
  }

  @Test("a title alone is T3 on the same platform and T4 on an unknown one")
  func titleOnly() throws {
    for (host, tier) in [(Host.same, "T3"), (.unknown, "T4"), (.different, nil)]
      as [(Host, String?)]
    {
      var library = library(host)
      let local = library.addLocal(Self.title)
      library.addZone(Self.title)
      let sandbox = try library.loaded()
      #expect(try sandbox.tier(local) == tier, "\(host)")
      #expect(try !sandbox.isSafe(local))
      #expect(
        try sandbox.run("duplicates/needs-review").contains {
          $0["portfolio_id"] == local.portfolioID
        } == (tier != nil))
    }
  }

  @Test(
    "a generic or short title is never above T4",
    arguments: [
      "Annual report", "Collected papers", "Hamlet", "Quiet rivers", "The annual report",
      "Proceedings of the annual meeting",
    ])
  func generic(title: String) throws {
    var library = library()
    let local = library.addLocal(title)
    library.addZone(title)
    let tier = try library.loaded().tier(local)
    #expect(tier == nil || tier == "T4")
  }

  @Test("an identifier that stands on several titles is no evidence")
  func setNumber() throws {
    var library = library()
    let first = library.addLocal("\(Self.title), Volume 1", isbn: "9780306406157")
    let second = library.addLocal("\(Self.title), Volume 2", isbn: "9780306406157")
    library.addZone("\(Self.title), Volume 1", isbn: "9780306406157")
    let sandbox = try library.loaded()
    for local in [first, second] {
      let tier = try sandbox.tier(local)
      #expect(tier != "T1" && tier != "T2")
      #expect(try !sandbox.isSafe(local))
    }
    let shared = try sandbox.sql(
      "SELECT * FROM strong_identifier WHERE value = '9780306406157'")
    #expect(shared.isEmpty)
  }

  @Test(
    "a later edition without a shared identifier is T4, a first edition is not held back",
    arguments: [("3rd ed.", "T4"), ("2nd ed., rev.", "T4"), ("1st ed.", "T3"), ("", "T3")])
  func edition(edition: String, tier: String) throws {
    var library = library()
    let local = library.addLocal(Self.title, edition: edition)
    library.addZone(Self.title)
    #expect(try library.loaded().tier(local) == tier)
  }

  @Test(
    "editions that contradict are not T2, whatever they share",
    arguments: [
      ("2nd ed.", "4th ed."), ("Twenty-first edition", "1st ed."), ("Twenty-second ed.", "2nd ed."),
      ("Thirteenth edition", "Twelfth edition"), ("2/e", "3rd ed."),
    ])
  func otherEdition(own: String, other: String) throws {
    var library = library()
    let local = library.addLocal(Self.title, isbn: "9780306406157", edition: own)
    let zone = library.addZone("\(Self.title) (\(other))", isbn: "9780306406157")
    library.addBib(zone.mmsID, title: Self.title, isbn: "9780306406157", edition: other)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == "T4")
    #expect(try !sandbox.isSafe(local))
  }

  @Test("another part is no twin", arguments: ["", "9780306406157"])
  func otherPart(isbn: String) throws {
    var library = library()
    let local = library.addLocal("\(Self.title). Volume 1", isbn: isbn)
    library.addZone("\(Self.title). Volume 2", isbn: isbn)
    let sandbox = try library.loaded()
    let tier = try sandbox.tier(local)
    #expect(tier == nil || tier == "T4")
    #expect(try !sandbox.isSafe(local))
  }

  @Test("a title on two local bibs of one host is ambiguous")
  func ambiguous() throws {
    var library = library()
    let first = library.addLocal(Self.title)
    let second = library.addLocal(Self.title)
    library.addZone(Self.title)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(first) == "T4")
    #expect(try sandbox.tier(second) == "T4")
  }

  @Test("an invalid identifier ties nothing")
  func invalid() throws {
    var library = library()
    let local = library.addLocal(Self.title, isbn: "9780306406158")
    library.addZone(Self.title, isbn: "9780306406158")
    #expect(try library.loaded().tier(local) == "T3")
  }

  @Test(
    "nearly the title, with an identifier on the same platform, is T3 and never safe",
    arguments: [
      ("The quiet harvest of northern rivers (2012)", "T3"),
      ("The quiet harvest of northern rivers - Alpha Press", "T3"),
      ("The quiet harvest", "T3"), ("The quiet harvest of wide northern rivers", "T3"),
      ("The quiet harvest of northern rivers, volume 3", "T2"),
      ("A loud winter in the hills", "T4"),
    ])
  func nearlyTheTitle(title: String, tier: String) throws {
    var library = library()
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(title, isbn: isbn)
    library.addZone(Self.title, isbn: isbn)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == tier)
    #expect(try sandbox.isSafe(local) == (tier == "T2"))
  }

  @Test(
    "nearly the title, without an identifier or without the platform, stays T4 or nothing",
    arguments: [(Host.same, false), (.unknown, true)])
  func nearlyTheTitleAlone(host: Host, sharesIdentifier: Bool) throws {
    var library = library(host)
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal("\(Self.title) (2012)", isbn: sharesIdentifier ? isbn : "")
    library.addZone(Self.title, isbn: isbn)
    let tier = try library.loaded().tier(local)
    #expect(tier == (sharesIdentifier ? "T4" : nil))
  }
}
