import Importing
import Queries
import Store
import TestSupport
import Testing

/// What the link resolver had beside what Alma has: the same for every kind of list.
@Suite struct ResolverActivationTests {
  private static let collections = """
    Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,Electronic Collection Linked To CZ,Availability
    6110000000011234,611110001,Alder: Journals & More,Y,Available
    6110000000021234,611110002,Birch Books,Y,Available
    6110000000031234,611110003,Cedar Books,Y,Available

    """
  private static let portfolios = """
    Portfolio Id,MMS Id,Title,ISBN,ISSN,Electronic Collection Id,Electronic Collection Public Name,Availability,Portfolio Linked To CZ
    5310000000011234,9910000000011234,Birds Quarterly,,0028-0836,6110000000011234,Alder: Journals & More,Available,Y
    5310000000021234,9910000000021234,Ferns,9780306406157,,6110000000011234,Alder: Journals & More,Not Available,Y
    5310000000031234,9910000000031234,Moss of the north,9781861972712,,6110000000021234,Birch Books,Available,Y
    5310000000041234,9910000000041234,Reed review,,,6110000000011234,Alder: Journals & More,Available,Y
    5310000000051234,9910000000051234,Sage. Volume 1,,1476-4687,6110000000011234,Alder: Journals & More,Available,Y
    5310000000061234,9910000000061234,Sage. Volume 2,,1476-4687,6110000000011234,Alder: Journals & More,Available,Y
    5310000000071234,9910000000071234,Annual report,,,6110000000011234,Alder: Journals & More,Available,Y
    5310000000081234,9910000000081234,Annual report,,,6110000000011234,Alder: Journals & More,Available,Y
    5310000000091234,9910000000091234,Thorn,,,6110000000031234,Cedar Books,Available,Y

    """

  /// A title in a list: number, title, ISSN or ISBN.
  private struct Listed {
    let id: String
    let title: String
    var issn = ""
    var isbn = ""
  }

  private static let listed = [
    Listed(id: "1", title: "Birds quarterly", issn: "0028-0836"),
    Listed(id: "2", title: "Ferns", isbn: "9780306406157"),
    Listed(id: "3", title: "Moss of the North", isbn: "9781861972712"),
    Listed(id: "4", title: "The Reed Review"),
    Listed(id: "5", title: "Sage, volume 2", issn: "1476-4687"),
    Listed(id: "6", title: "Annual report"),
    Listed(id: "7", title: "Willow", isbn: "9781861978769"),
    Listed(id: "8", title: "Thorn"),
  ]

  private static func text(of kind: InputKind) -> String {
    switch kind {
    case .kbart:
      "publication_title\tprint_identifier\tonline_identifier\ttitle_id\ttitle_url\n"
        + listed.map { "\($0.title)\t\($0.isbn)\t\($0.issn)\t\($0.id)\t\n" }.joined()
    case .threeSixty:
      "Title,SSID,Database Name,ISSN,ISBN13,Status\n"
        + listed.map {
          "\"\($0.title)\",\($0.id),Alder Journals (and More),\($0.issn),\($0.isbn),Subscribed\n"
        }.joined()
    case .ebsco:
      "KBID\tTitle\tPackageName\tPrintISSN\tPrintISBN\n"
        + listed.map { "\($0.id)\t\($0.title)\tALDER JOURNALS/AND MORE\t\($0.issn)\t\($0.isbn)\n" }
        .joined()
    default:
      "PACKAGE_ID\tPACKAGE_NAME\tTITLE\tISSN\tISBN\tPORTFOLIO_PID\n"
        + listed.map { "611110001\tSome other name\t\($0.title)\t\($0.issn)\t\($0.isbn)\t\n" }
        .joined()
    }
  }

  private func loaded(
    _ kind: InputKind, portfolios: Bool = true, portfolioScope: ImportRequest.Scope = .all
  ) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("Alder_Journals-And-More_2024-01-31.txt", Self.text(of: kind))
    try sandbox.write("collections.csv", Self.collections)
    try sandbox.write("portfolios.csv", Self.portfolios)
    let report = try sandbox.load(["collections.csv", "Alder_Journals-And-More_2024-01-31.txt"])
    #expect(report.files.contains { $0.kind == kind && $0.counts.kept == Self.listed.count })
    if portfolios {
      try sandbox.load(["portfolios.csv"]) { $0.scope = portfolioScope }
    }
    return sandbox
  }

  static let kinds: [InputKind] = [.kbart, .threeSixty, .ebsco, .activationForm]

  @Test("each kind of list has the same answers", arguments: kinds)
  func answers(_ kind: InputKind) throws {
    let sandbox = try loaded(kind)
    let rows = try sandbox.run("migration/resolver-activations")
    #expect(rows.allSatisfy { $0["kind"] == kind.rawValue })
    #expect(rows.allSatisfy { $0["collection_id"] == "6110000000011234" })
    let found = rows.map { row in
      ["title", "state", "portfolio_id", "mms_id", "evidence"].map { row[$0] ?? "?" }
        .joined(separator: " | ")
    }
    #expect(
      found.sorted() == [
        "Annual report | unknown |  |  | title, of several",
        "Birds quarterly | active | 5310000000011234 | 9910000000011234 | identifier and title",
        "Ferns | inactive | 5310000000021234 | 9910000000021234 | identifier and title",
        "Moss of the North | elsewhere | 5310000000031234 | 9910000000031234 | "
          + "identifier and title",
        "Sage, volume 2 | active | 5310000000061234 | 9910000000061234 | identifier and title",
        "The Reed Review | active | 5310000000041234 | 9910000000041234 | title",
        "Thorn | missing |  |  | ", "Willow | missing |  |  | ",
      ])
    #expect(
      try sandbox.run("migration/resolver-activations", ["state": "missing"]).map { $0["title"] }
        == ["Thorn", "Willow"])
  }

  @Test("rows written in another order come out in the same")
  func order() throws {
    func reversed(_ text: String) -> String {
      let lines = text.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    }
    let sandbox = try Sandbox()
    try sandbox.write("Alder_Journals-And-More_2024-01-31.txt", reversed(Self.text(of: .kbart)))
    try sandbox.write("collections.csv", reversed(Self.collections))
    try sandbox.write("portfolios.csv", reversed(Self.portfolios))
    try sandbox.load([
      "collections.csv", "Alder_Journals-And-More_2024-01-31.txt", "portfolios.csv",
    ])
    let rows = try sandbox.run("migration/resolver-activations")
    #expect(rows.count == 8)
    #expect(rows == (try loaded(.kbart).run("migration/resolver-activations")))
  }

  @Test("the view names collection and bib, and how the collection is known", arguments: kinds)
  func view(_ kind: InputKind) throws {
    let sandbox = try loaded(kind)
    let rows = try sandbox.sql(
      """
      SELECT title, collection_id, coalesce(mms_id, 'none') AS mms_id, collection_by, kind
      FROM resolver_activation ORDER BY title
      """)
    #expect(
      rows.map { "\($0["title"] ?? "") \($0["mms_id"] ?? "")" } == [
        "Annual report none", "Birds quarterly 9910000000011234", "Ferns 9910000000021234",
        "Moss of the North none", "Sage, volume 2 9910000000061234",
        "The Reed Review 9910000000041234", "Thorn none", "Willow none",
      ])
    let by = kind == .activationForm ? "id" : "name"
    #expect(rows.allSatisfy { $0["collection_by"] == by && $0["kind"] == kind.rawValue })
  }

  @Test("what is not there is missing only from a whole list of portfolios")
  func unknown() throws {
    for sandbox in [
      try loaded(.kbart, portfolios: false), try loaded(.kbart, portfolioScope: .part),
    ] {
      let rows = try sandbox.run("migration/resolver-activations")
      let states = Set(rows.filter { $0["title"] == "Willow" }.map { $0["state"] })
      #expect(states == ["unknown"])
      #expect(rows.allSatisfy { $0["state"] != "missing" })
    }
  }

  @Test("a name that two collections of Alma have, or none, links none")
  func ambiguous() throws {
    let sandbox = try loaded(.ebsco)
    try sandbox.write(
      "more.csv",
      Self.collections + "6110000000041234,611110004,Alder Journals & More,Y,Available\n")
    try sandbox.load(["more.csv"])
    #expect(
      try sandbox.sql("SELECT DISTINCT collection_id FROM resolver_activation")
        == [["collection_id": ""]])
    let rows = try sandbox.run("migration/resolver-activations")
    #expect(rows.first { $0["title"] == "Birds quarterly" }?["state"] == "elsewhere")
    #expect(rows.first { $0["title"] == "The Reed Review" }?["state"] == "missing")
  }

  @Test("a collection whose number is another is not linked by its name")
  func otherNumber() throws {
    let sandbox = try Sandbox()
    try sandbox.write("collections.csv", Self.collections)
    try sandbox.write(
      "form.csv", "PACKAGE_ID,PACKAGE_NAME,ACTIVATE?\n611119999,Birch Books,Y\n")
    try sandbox.load(["collections.csv", "form.csv"])
    #expect(try sandbox.sql("SELECT * FROM resolver_collection_link") == [])
  }

  @Test("the title_id of a list is no object of SFX")
  func notAnObject() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "Alder_Books.txt", "publication_title\tprint_identifier\ttitle_id\nBirds\t\t95470000001\n")
    try sandbox.write(
      "bibs.xml",
      """
      <collection><record><leader>01234nam a2200301 a 4500</leader>
      <controlfield tag="001">9910000000011234</controlfield>
      <datafield tag="035" ind1=" " ind2=" "><subfield code="a">(CKB)95470000001</subfield>
      </datafield></record></collection>
      """)
    try sandbox.load(["Alder_Books.txt", "bibs.xml"])
    #expect(
      try sandbox.sql("SELECT object_id, mms_id FROM resolver_activation")
        == [["object_id": "95470000001", "mms_id": ""]])
  }

  @Test("institutions do not see each other's lists and collections")
  func institutions() throws {
    let sandbox = try loaded(.kbart)
    try sandbox.write("Alder_Journals-And-More_2024-02-29.txt", Self.text(of: .kbart))
    try sandbox.write("p2e.csv", "100035,portfolio\n")
    try sandbox.load(["Alder_Journals-And-More_2024-02-29.txt", "p2e.csv"]) {
      $0.institution = "OTHER"
      $0.isAgain = true
    }
    let rows = try sandbox.run("migration/resolver-activations", ["institution": "OTHER"])
    #expect(rows.count == 8)
    #expect(rows.allSatisfy { $0["collection_id"] == "" && $0["state"] == "unknown" })
    #expect(
      try sandbox.run("migration/resolver-activations", ["institution": "1234"])
        .filter { $0["state"] == "active" }.count == 3)
  }

  @Test("status asks for one list of the link resolver, and says which are parts")
  func status() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", "100035,portfolio\n")
    try sandbox.load(["p2e.csv"])
    func troubles() throws -> [String] {
      try InputStates(try sandbox.store()).troubles.filter {
        ["sfx", "kbart", "360", "ebsco", "activation-form"].contains($0.kind)
      }.map { "\($0.kind) \($0.state): \($0.text)" }
    }
    #expect(
      try troubles() == [
        "sfx missing: no list of the link resolver is loaded"
          + " (sfx, kbart, 360, ebsco, activation-form)"
      ])
    try sandbox.write("Alder_Books_2024-01-31.txt", Self.text(of: .kbart))
    try sandbox.load(["Alder_Books_2024-01-31.txt"])
    #expect(try troubles() == ["kbart part: only a part of the kbart is loaded"])
    try sandbox.write("holdings_1999-01-31.tsv", Self.text(of: .ebsco))
    try sandbox.load(["holdings_1999-01-31.tsv"]) { $0.scope = .all }
    try sandbox.write("portfolios_2024-01-31.csv", Self.portfolios)
    try sandbox.load(["portfolios_2024-01-31.csv"])
    // A link resolver that was left long ago is not stale: its list is what it was.
    #expect(try troubles() == ["kbart part: only a part of the kbart is loaded"])
    let report = try StatusReport(try sandbox.store(), try Catalog())
    #expect(
      report.snapshots.filter { $0.kind == "kbart" }.map { "\($0.scopeName) \($0.role)" }
        == ["Alder_Books part"])
    let question = report.questions.first { $0.query == "migration/resolver-activations" }
    #expect(question?.lacks == ["collections"])
  }

  @Test("lists of the link resolver change no gate and no answer of the duplicates")
  func gates() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    _ = library.addPair()
    let sandbox = try library.loaded()
    func answers() throws -> [[[String: String]]] {
      try [
        "duplicates/safe-to-delete", "duplicates/blocked", "duplicates/needs-review",
        "orphans/bibs",
      ].map { try sandbox.run($0) } + [
        try sandbox.sql(
          "SELECT local_id, gate, class, value, detail FROM gate_result ORDER BY local_id, gate")
      ]
    }
    let before = try answers()
    #expect(before[0].count == 5)
    for kind in Self.kinds {
      let name = "\(kind.rawValue)_2020-01-31.txt"
      try sandbox.write(name, Self.text(of: kind))
      try sandbox.load([name])
    }
    #expect(try sandbox.sql("SELECT count(*) AS n FROM resolver_title") == [["n": "32"]])
    #expect(try answers() == before)
  }
}
