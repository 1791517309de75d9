import Store
import Testing
import TestSupport

/// Which host belongs to which interface is learned by votes of other titles.
@Suite struct PlatformTests {
  private static let title = "The quiet harvest of northern rivers"

  private func asked(
    url: String? = nil, zone: [String: String] = [:],
    _ votes: (inout SmallLibrary) -> Void
  ) throws -> (sandbox: Sandbox, local: SmallLibrary.Local, zone: SmallLibrary.Zone) {
    var library = SmallLibrary()
    votes(&library)
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(Self.title, isbn: isbn, url: url)
    let copy = library.addZone(Self.title, isbn: isbn, zone)
    return (try library.loaded(), local, copy)
  }

  @Test(
    "the pair's own vote never counts: three others are needed",
    arguments: [(0, "unknown"), (2, "unknown"), (3, "same")])
  func ownVote(votes: Int, answer: String) throws {
    let asked = try asked { $0.addVotes(votes) }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == answer)
  }

  @Test(
    "four fifths must agree; a leader elsewhere, or no majority of five, is different",
    arguments: [
      (4, 1, "same"), (3, 1, "unknown"), (1, 4, "different"), (0, 3, "different"),
      (0, 2, "unknown"), (3, 3, "unknown"), (2, 3, "unknown"),
    ])
  func share(alpha: Int, beta: Int, answer: String) throws {
    let asked = try asked {
      $0.addVotes(alpha)
      $0.addVotes(beta, for: .beta)
    }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == answer)
    if answer == "different" { #expect(try asked.sandbox.tier(asked.local) == nil) }
  }

  @Test("five votes and no interface with half of them is different")
  func noMajority() throws {
    let asked = try asked { library in
      library.addVotes(2)
      library.addVotes(2, for: .beta)
      for name in ["Gamma", "Delta", "Epsilon"] {
        let isbn = SmallLibrary.isbn(library.next())
        let title = "\(name) studies of the wandering plains"
        library.addLocal(title, isbn: isbn)
        library.addZone(title, isbn: isbn, ["Interface Name": name])
      }
    }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == "different")
  }

  @Test("a family of hosts votes where the host has too few, unless its hosts disagree")
  func family() throws {
    let url = "https://link.alpha.example/9"
    let together = try asked(url: url) { $0.addVotes(3, host: "www.alpha.example") }
    #expect(try together.sandbox.platform(together.local, together.zone) == "same")
    let apart = try asked(url: url) {
      $0.addVotes(4, host: "books.alpha.example")
      $0.addVotes(4, host: "journals.alpha.example", for: .beta)
    }
    #expect(try apart.sandbox.platform(apart.local, apart.zone) == "unknown")
    let hostFirst = try asked(url: url) {
      $0.addVotes(3, host: "link.alpha.example")
      $0.addVotes(9, host: "journals.alpha.example", for: .beta)
    }
    #expect(try hostFirst.sandbox.platform(hostFirst.local, hostFirst.zone) == "same")
  }

  @Test("a DOI votes by its prefix, other resolvers never")
  func resolvers() throws {
    let doi = try asked(url: "https://doi.org/10.5555/abc") { library in
      for _ in 0..<3 {
        let number = library.next()
        let isbn = SmallLibrary.isbn(number)
        library.addLocal(
          SmallLibrary.title(number), isbn: isbn, url: "http://dx.doi.org/10.5555/\(number)")
        library.addZone(SmallLibrary.title(number), isbn: isbn)
      }
    }
    #expect(try doi.sandbox.platform(doi.local, doi.zone) == "same")
    let otherPrefix = try asked(url: "https://doi.org/10.9999/abc") {
      $0.addVotes(5, host: "doi.org/10.5555")
    }
    #expect(
      try otherPrefix.sandbox.platform(otherPrefix.local, otherPrefix.zone) == "unknown")
    for host in ["hdl.handle.net/2027", "purl.org/net"] {
      let resolver = try asked(url: "https://\(host)/9") { $0.addVotes(6, host: host) }
      #expect(
        try resolver.sandbox.platform(resolver.local, resolver.zone) == "unknown", "\(host)")
    }
  }

  @Test(
    "a proxied URL counts as what is behind the proxy",
    arguments: [
      "https://ezproxy.campus.example/login?url=https://books.alpha.example/t/1",
      "https://ezproxy.campus.example/login?qurl=https%3A%2F%2Fbooks.alpha.example%2Ft%2F1",
    ])
  func proxied(url: String) throws {
    let asked = try asked(url: url) { $0.addVotes(3) }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == "same")
    #expect(try asked.sandbox.twin(asked.local)?["host"] == "books.alpha.example")
  }

  @Test(
    "five long titles without identifiers give same by title, good for T3 at best",
    arguments: [(4, "unknown", "T3"), (5, "same-by-title", "T3")])
  func byTitle(votes: Int, answer: String, tier: String) throws {
    let asked = try asked { library in
      for _ in 0..<votes {
        let title = SmallLibrary.title(library.next())
        library.addLocal(title)
        library.addZone(title)
      }
    }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == answer)
    #expect(try asked.sandbox.tier(asked.local) == tier)
    #expect(try !asked.sandbox.isSafe(asked.local))
  }

  @Test(
    "the settings decide, and a changed one makes the match stale",
    arguments: [
      ("platform-votes", "4", "unknown"), ("platform-share", "90", "unknown"),
    ])
  func settings(name: String, value: String, answer: String) throws {
    let asked = try asked {
      $0.addVotes(name == "platform-votes" ? 3 : 4)
      if name == "platform-share" { $0.addVotes(1, for: .beta) }
    }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == "same")
    #expect(try asked.sandbox.sql("SELECT * FROM stale_match").isEmpty)
    try asked.sandbox.set(name, value)
    #expect(try asked.sandbox.sql("SELECT * FROM stale_match").count == 1)
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == answer)
    #expect(try asked.sandbox.sql("SELECT * FROM stale_match").isEmpty)
  }

  @Test("a copy with a URL of its own on the same host is on the same platform")
  func ownURL() throws {
    let asked = try asked(
      zone: ["Portfolio Static URL": "https://\(SmallLibrary.host)/z"]) { _ in }
    #expect(try asked.sandbox.platform(asked.local, asked.zone) == "same")
    #expect(try asked.sandbox.tier(asked.local) == "T2")
  }

  @Test("an active twin is preferred, and the runner-up is kept")
  func preference() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let isbn = SmallLibrary.isbn(library.next())
    let local = library.addLocal(Self.title, isbn: isbn)
    let inactive = library.addZone(Self.title, isbn: isbn, ["Availability": "Not Available"])
    let closed = library.addZone(Self.title, isbn: isbn, in: .closed)
    let active = library.addZone(Self.title, isbn: isbn)
    let sandbox = try library.loaded()
    #expect(try sandbox.twin(local)?["twin_portfolio_id"] == active.portfolioID)
    let places = try sandbox.sql(
      """
      SELECT c.portfolio_id
      FROM match_result r
      JOIN match_local m ON m.local_id = r.local_id
      JOIN match_candidate c ON c.local_id = r.local_id AND c.cz_id = r.cz_id
      WHERE m.portfolio_id = '\(local.portfolioID)'
      ORDER BY r.place
      """
    ).compactMap { $0["portfolio_id"] }
    #expect(places.first == active.portfolioID)
    #expect(Set(places) == [active.portfolioID, inactive.portfolioID, closed.portfolioID])
    #expect(try sandbox.isSafe(local))
  }

  @Test("an inactive twin is no twin and blocks by its gate", arguments: [true, false])
  func inactive(byCollection: Bool) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(
      in: byCollection ? .closed : .alpha,
      zone: byCollection ? [:] : ["Availability": "Not Available"])
    let sandbox = try library.loaded()
    let id = pair.local.portfolioID
    #expect(try !sandbox.run("duplicates/twins").contains { $0["p2e_portfolio_id"] == id })
    let blocked = try sandbox.run("duplicates/blocked").filter { $0["portfolio_id"] == id }
    #expect(
      blocked.compactMap { $0["gate"] } == [byCollection ? "collection-active" : "twin-active"])
  }

  @Test("a newer export of its collection keeps a twin that the inventory calls linked")
  func partWithoutLink() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(pair.local) == "T2")
    var part = SmallTable(["Portfolio Id", "MMS Id", "Title", "ISBN", "Availability"])
    part.rows = library.portfolios.rows.filter {
      $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
    }
    try sandbox.write("part_20240610.csv", part.text)
    try sandbox.load(["part_20240610.csv"]) { $0.collection = "Alpha Books Complete" }
    let tier = try sandbox.tier(pair.local)
    #expect(tier == "T2")
  }

  @Test("spellings of one interface vote together; another name is another interface")
  func spelling() throws {
    let name = SmallLibrary.Collection.alpha.interface
    for (other, answer) in [
      (name.uppercased(), "same"), ("  \(name) ", "same"), ("\(name) Plus", "different"),
    ] {
      let asked = try asked(zone: ["Interface Name": other]) { $0.addVotes(3) }
      #expect(try asked.sandbox.platform(asked.local, asked.zone) == answer, "\(other)")
    }
  }
}
