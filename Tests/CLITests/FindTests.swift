import Foundation
import TestSupport
import Testing

/// `almanac find`, and `match explain` of what it finds.
struct FindTests {
  /// A pair and a second local copy of the same title, loaded by the program.
  private func library() throws -> (Sandbox, SmallLibrary.Local, SmallLibrary.Zone) {
    var library = SmallLibrary()
    library.addVotes(3)
    let isbn = SmallLibrary.isbn(777_777)
    let local = library.addLocal("The quiet harvest of northern rivers", isbn: isbn)
    let zone = library.addZone("The quiet harvest of northern rivers", isbn: isbn)
    library.addOrder("POL-77", status: "Sent", mmsID: local.mmsID, portfolioID: local.portfolioID)
    library.addLocal("Ferns", isbn: SmallLibrary.isbn(777_778))
    library.addLocal("Ferns", isbn: SmallLibrary.isbn(777_779))
    let sandbox = try Sandbox()
    for name in try library.write(to: sandbox) {
      let outcome = try sandbox.almanac("import", name, "--scope", "all", "--quiet")
      try #require(outcome.code == 0, "\(outcome.err)")
    }
    return (sandbox, local, zone)
  }

  @Test("a local collection without titles points to the databases, another one to its twins")
  func database() throws {
    var library = SmallLibrary()
    library.addDatabase("Alpha Online", mmsID: "991880000000014242")
    library.addVotes(1)
    let sandbox = try library.loaded()
    let local = try #require(library.collections.rows.last?["Electronic Collection Id"])
    let found = try sandbox.almanac("find", local).out
    #expect(found.contains("almanac run duplicates/databases"), "\(found)")
    #expect(!found.contains("duplicates/twins"))
    let zone = try sandbox.almanac("find", SmallLibrary.Collection.alpha.rawValue).out
    #expect(zone.contains("almanac run duplicates/twins collection='Alpha Books Complete'"))
  }

  @Test("a portfolio's id shows its bib, its line of the P2E list, its orders and the match")
  func text() throws {
    let (sandbox, local, zone) = try library()
    let outcome = try sandbox.almanac("find", local.portfolioID)
    #expect(outcome.code == 0, "\(outcome.err)")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    #expect(lines.first == "The quiet harvest of northern rivers")
    #expect(
      lines.contains(
        "  found by    portfolio id \(local.portfolioID) in po-lines, portfolios")
        || lines.contains(
          "  found by    portfolio id \(local.portfolioID) in portfolios, po-lines")
    )
    #expect(
      lines.contains(
        "  P2E list    \(local.legacyID); portfolio; became bib \(local.mmsID) "
          + "(old bib id in 959 $a (OLDdb))"))
    #expect(lines.contains("              p2e of 2024-06-01, p2e_20240601.csv row 4"))
    #expect(lines.contains("  bib         \(local.mmsID); monograph"))
    #expect(
      lines.contains {
        $0.hasPrefix("  portfolio   \(local.portfolioID); local, standalone; active; https://")
      })
    #expect(
      lines.contains(
        "              match: T2 with \(zone.portfolioID) in Alpha Books Complete: blocked"))
    #expect(
      lines.contains(
        "              the whole reasoning: almanac match explain \(local.portfolioID)"))
    #expect(
      lines.contains(
        "  order       POL-77; Sent (open); Electronic Book - One Time; Corvid; bib \(local.mmsID); "
          + "portfolio \(local.portfolioID)"))
    #expect(!outcome.out.contains("\u{1B}"))
    #expect(outcome.err.contains("1 found."))
    #expect(outcome.err.contains("Not loaded, so nothing is known from there: sfx."))
    #expect(try sandbox.almanac("find", local.portfolioID, "--quiet").err == "")
  }

  @Test("JSON has all keys, null where a source lacks the column")
  func json() throws {
    let (sandbox, local, _) = try library()
    let outcome = try sandbox.almanac("find", local.mmsID, "--format", "json", "--quiet")
    #expect(outcome.code == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    #expect(
      report.keys.sorted() == [
        "is_counted", "is_read_through", "is_superseded_only", "not_loaded", "not_shown",
        "other_alma_id", "readings", "rejected_rows", "sought", "things", "titles_read",
        "troubles",
      ])
    #expect(report["titles_read"] is NSNull)
    let thing = try #require((report["things"] as? [[String: Any]])?.first)
    #expect(thing["kind"] as? String == "title" && thing["id"] as? String == local.mmsID)
    for key in [
      "p2e_records", "bibs", "portfolios", "po_lines", "holdings", "resolver_titles", "collections",
      "found_by",
    ] {
      #expect(thing[key] is [Any], "\(key)")
    }
    let portfolio = try #require((thing["portfolios"] as? [[String: Any]])?.first)
    #expect(portfolio["portfolio_id"] as? String == local.portfolioID)
    #expect(portfolio["is_community_zone"] as? Bool == false)
    let match = try #require(portfolio["match"] as? [String: Any])
    #expect(match["p2e_by"] as? String == "file" && match["outcome"] as? String == "blocked")
    let bib = try #require((thing["bibs"] as? [[String: Any]])?.first)
    #expect(bib["is_suppressed"] is NSNull && bib["mms_id"] as? String == local.mmsID)
    let place = try #require((bib["sources"] as? [[String: Any]])?.first)
    #expect(place["as_of"] as? String == "2024-06-01" && place["row"] as? Int == 4)
  }

  @Test("nothing found ends with 1, says where it looked, and what would have to be loaded")
  func nothing() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("find", "9780857021007")
    #expect(outcome.code == 1)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("Nothing is known of 9780857021007 here. Looked for it as ISBN"))
    #expect(outcome.err.contains("in: p2e, portfolios."))
    #expect(outcome.err.contains("It may stand in bibs, po-lines, sfx, not loaded here"))
    let json = try sandbox.almanac("find", "9780857021007", "--format", "json", "--quiet")
    #expect(json.code == 1 && json.err == "")
    let report = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect((report?["things"] as? [Any])?.isEmpty == true)
    let words = try sandbox.almanac("find", "no", "such", "title")
    #expect(words.code == 1)
    #expect(words.err.contains("title, words of a title"))
    let holdings = try sandbox.almanac("find", "224020000010001234")
    #expect(holdings.code == 1 && holdings.err.contains("kind holdings"))
  }

  @Test("words without quotes are one title")
  func words() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("find", "birds", "coast")
    #expect(outcome.code == 0)
    #expect(outcome.out.hasPrefix("Birds of the Coast\n"))
    #expect(outcome.err.contains("No title is just this"))
    #expect(try sandbox.almanac("find", "birds of the coast").code == 0)
  }

  @Test("what was superseded is shown with --all, and its absence says so")
  func superseded() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write(
      "newer.csv",
      """
      Portfolio Id,MMS Id,Title,Availability,Portfolio Static URL
      5310000000021234,9910003600011234,Ferns,Available,http://a.example.org/2

      """)
    let load = try sandbox.almanac("import", "newer.csv", "--scope", "all", "--quiet")
    #expect(load.code == 0, "\(load.err)")
    let outcome = try sandbox.almanac("find", "5310000000011234")
    #expect(outcome.code == 1 && outcome.err.contains("add --all"))
    let all = try sandbox.almanac("find", "5310000000011234", "--all")
    #expect(all.code == 0)
    #expect(all.out.contains("not there now; portfolios of"))
  }

  @Test("a limit below one, and nothing to find, end with 64")
  func usage() throws {
    let sandbox = try Sandbox.loaded()
    for arguments in [["find"], ["find", " "], ["find", "x", "--limit", "0"]] {
      let outcome = try Program.run(arguments, in: sandbox.folder)
      #expect(outcome.code == 64, "\(arguments): \(outcome.err)")
      #expect(outcome.out == "")
    }
    let missing = try Sandbox().almanac("find", "x", "--quiet")
    #expect(missing.code == 66)
    expectOneSentence(missing, "almanac import")
  }

  @Test("match explain takes whatever leads to one local copy, and lists several")
  func explain() throws {
    let (sandbox, local, zone) = try library()
    let whole = try sandbox.almanac("match", "explain", local.portfolioID, "--quiet")
    #expect(whole.code == 0)
    for text in [
      zone.portfolioID, local.mmsID, zone.mmsID, local.legacyID, SmallLibrary.isbn(777_777),
      "POL-77", "the quiet harvest of northern rivers", "quiet rivers",
    ] {
      let outcome = try sandbox.almanac("match", "explain", text, "--quiet")
      #expect(outcome.code == 0, "\(text): \(outcome.err)")
      #expect(outcome.out == whole.out, "\(text)")
    }
    let several = try sandbox.almanac("match", "explain", "Ferns")
    #expect(several.code == 0)
    let lines = several.out.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasSuffix("  Ferns") })
    #expect(several.err.contains("Several local copies"))
    let none = try sandbox.almanac("match", "explain", "Horsetails")
    #expect(none.code == 64 && none.out == "")
    #expect(none.err.contains("almanac find 'Horsetails'"))
  }
}
