import Foundation
import TestSupport
import Testing

/// The sheet of pairs: written, filled in, taken back.
struct ReviewTests {
  private struct Planted {
    let sandbox: Sandbox
    let locals: [SmallLibrary.Local]
  }

  private func planted() throws -> Planted {
    var library = SmallLibrary()
    library.addVotes(4)
    library.addVotes(4, host: "ref.beta.example", for: .beta)
    var locals: [SmallLibrary.Local] = []
    for word in ["glass", "paper", "stone", "water"] {
      let title = "The \(word) garden of forgotten maps"
      locals.append(library.addLocal(title))
      library.addZone(title)
    }
    locals.append(
      library.addLocal("Unlikely harbours of the north", url: "https://ref.beta.example/1"))
    library.addZone("Unlikely harbours of the north", in: .beta)
    return Planted(sandbox: try library.loaded(), locals: locals)
  }

  /// Decides the rows of a sheet in turn, as a person would in the first columns.
  private func filled(_ rows: [[String]], _ decisions: [String]) -> [[String]] {
    rows.enumerated().map { index, row in
      index == 0 ? row : [index <= decisions.count ? decisions[index - 1] : ""] + row.dropFirst()
    }
  }

  private func csv(_ rows: [[String]], _ delimiter: String) -> String {
    rows.map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: delimiter)
    }.joined(separator: "\r\n") + "\r\n"
  }

  @Test("a sheet goes out and comes back, as a workbook and as CSV", arguments: ["xlsx", "csv"])
  func roundTrip(suffix: String) throws {
    let planted = try planted()
    let sandbox = planted.sandbox
    let sheet = "review.\(suffix)"
    let written = try sandbox.almanac("review", "sheet", "--output", sheet)
    #expect(written.code == 0, "\(written.err)")
    #expect(written.err.contains("5 pairs."))
    let rows: [[String]]
    if suffix == "xlsx" {
      rows = try #require(try WorkbookRows.read(sandbox.path(sheet)).first).rows
    } else {
      let text = String(decoding: try sandbox.bytes(sheet), as: UTF8.self)
      rows = text.split(whereSeparator: \.isNewline).map { $0.components(separatedBy: ",") }
    }
    let header = try #require(rows.first)
    #expect(Array(header.prefix(5)) == ["decision", "note", "tier", "title", "candidate_title"])
    try #require(rows.count == 6)
    // One platform's rows stand together, the one with most pairs first.
    let place = try #require(header.firstIndex(of: "platform"))
    #expect(
      rows.dropFirst().map { $0[place] } == [String](repeating: "Alpha Online", count: 4)
        + ["Beta Press"])
    let back = filled(rows, ["accept", " Reject", "LATER", "", "perhaps"])
    if suffix == "xlsx" {
      try sandbox.write("back.xlsx", SmallWorkbook(texts: [("Notes", [["x"]]), ("S", back)]).xlsx)
    } else {
      try sandbox.write("back.csv", csv(back, ";"))
    }
    let loaded = try sandbox.almanac("review", "load", "back.\(suffix)", "--by", "Anna")
    #expect(loaded.code == 65)
    #expect(loaded.err.contains("back.\(suffix), row 6: \"perhaps\" is no decision."))
    #expect(loaded.err.contains("3 taken, 1 row without a decision, 1 not taken"))
    let list = try CSVRows.read(try sandbox.almanac("review", "list", "--format", "csv").out)
    #expect(list.map { $0["decision"] ?? "" }.sorted() == ["accept", "later", "reject"])
    #expect(list.allSatisfy { $0["state"] == "applied" && $0["decided_by"] == "Anna" })
    let again = try sandbox.almanac("review", "load", "back.\(suffix)", "--by", "Berta")
    #expect(again.err.contains("0 taken, 3 known already"))

    let safe = try CSVRows.read(
      try sandbox.almanac("run", "duplicates/safe-to-delete", "--format", "csv").out)
    let accepted = safe.filter { $0["reviewed"]?.contains("accepted by Anna") == true }
    #expect(accepted.count == 1)
    let pair = try #require(header.firstIndex(of: "pair"))
    #expect(
      accepted.first.map { $0["portfolio_id"]! + ":" + $0["twin_portfolio_id"]! } == rows[1][pair])
    // What is decided does not come again; what was put off comes last.
    let next = try sandbox.almanac("review", "sheet", "--output", "next.csv")
    #expect(next.err.contains("3 pairs."))
    let left = try CSVRows.read(String(decoding: try sandbox.bytes("next.csv"), as: UTF8.self))
    #expect(left.last?["pair"] == rows[3][pair])
    #expect(left.last?["reviewed"]?.contains("put off by Anna") == true)
  }

  @Test("a sheet holds only what is asked for")
  func choice() throws {
    let sandbox = try planted().sandbox
    func pairs(_ options: String...) throws -> Int {
      let outcome = try Program.run(
        ["review", "sheet", "--output", "s.csv", "--force"] + options, in: sandbox.folder)
      #expect(outcome.code == 0, "\(outcome.err)")
      return try CSVRows.read(String(decoding: try sandbox.bytes("s.csv"), as: UTF8.self)).count
    }
    #expect(try pairs("--platform", "Beta Press") == 1)
    #expect(try pairs("--platform", SmallLibrary.host) == 4)
    #expect(try pairs("--collection", SmallLibrary.Collection.alpha.rawValue) == 4)
    #expect(try pairs("--collection", "Beta Reference Works", "--tier", "T3,T4") == 1)
    #expect(try pairs("--tier", "T4") == 0)
    let nothing = try sandbox.almanac(
      "review", "sheet", "--collection", "Nope", "--output", "none.csv")
    #expect(nothing.code == 0)
    #expect(
      nothing.err.contains(
        "No pair that waits for a decision matches --collection 'Nope'; the sheet is empty."))
    let one = try sandbox.almanac(
      "review", "sheet", "--platform", "Beta Press", "--output", "one.csv")
    #expect(one.err.contains("1 pair. Decide"))
    #expect(try sandbox.almanac("review", "sheet").code == 64)
    #expect(try sandbox.almanac("review", "sheet", "--tier", "T9", "--output", "x.csv").code == 64)
  }

  @Test("within a platform, active candidates come before inactive ones")
  func activeFirst() throws {
    var library = SmallLibrary()
    library.addVotes(4)
    for (title, availability) in [
      ("Ancient maps of the garden", "Not Available"), ("The water garden of maps", "Available"),
    ] {
      library.addLocal(title)
      library.addZone(title, ["Availability": availability])
    }
    let sandbox = try library.loaded()
    #expect(try sandbox.almanac("review", "sheet", "--output", "s.csv").code == 0)
    let rows = try CSVRows.read(String(decoding: try sandbox.bytes("s.csv"), as: UTF8.self))
    #expect(rows.map { $0["candidate_state"] } == ["active", "inactive"])
    #expect(Set(rows.map { $0["tier"] }).count == 1)
  }

  @Test("pairs are decided by hand, and a pair decided twice in one sheet is not decided")
  func byHand() throws {
    let sandbox = try planted().sandbox
    let rows = try CSVRows.read(
      try sandbox.almanac("run", "duplicates/needs-review", "--format", "csv").out)
    let pairs = rows.compactMap { $0["pair"] }
    // Without --by and without $USER the system knows who it is.
    #expect(try sandbox.almanac("review", "accept", pairs[0]).code == 0)
    let unasked = try CSVRows.read(try sandbox.almanac("review", "list", "--format", "csv").out)
    #expect(unasked.map { $0["decided_by"] } == [NSUserName()] && !NSUserName().isEmpty)
    #expect(try sandbox.almanac("review", "undo", unasked.first?["id"] ?? "").code == 0)
    let accepted = try sandbox.almanac("review", "accept", pairs[0], pairs[1], "--by", "Anna")
    #expect(accepted.code == 0)
    #expect(accepted.err.contains("2 taken"))
    #expect(try sandbox.almanac("review", "undo", "2").err.contains("open again"))
    expectOneSentence(try sandbox.almanac("review", "accept", "12"), "12 is no pair")
    try sandbox.write(
      "twice.csv",
      "pair,decision\n\(pairs[2]),accept\n\(pairs[3]),later\n\(pairs[2]),reject\nx,accept\n")
    let twice = try sandbox.almanac("review", "load", "twice.csv")
    #expect(twice.code == 65)
    #expect(twice.err.contains("row 2: \(pairs[2]) is decided otherwise in row 4"))
    #expect(twice.err.contains("row 4: \(pairs[2]) is decided otherwise in row 2"))
    #expect(twice.err.contains("row 5: \"x\" is no pair"))
    #expect(twice.err.contains("1 taken, 3 not taken"))
    try sandbox.write("other.csv", "a,b\n1,2\n")
    let other = try sandbox.almanac("review", "load", "other.csv")
    #expect(other.code == 65)
    expectOneSentence(other, "has no columns")
    #expect(try sandbox.almanac("review", "load", "missing.csv").code == 66)
    #expect(try sandbox.almanac("review", "undo", "77").code == 64)
  }
}
