import Testing
import TestSupport

@testable import Matching

/// Lists of pairs and their records, as files.
@Suite struct PairRunTests {
  private static let records = SmallMARC.collection([
    ["=001 a1", "=245 10$aOrganic chemistry of plants", "=260 \\\\$c1998"],
    ["=001  a2 ", "=245 10$aOrganic chemistry of plants /", "=260 \\\\$c1998"],
    ["=001 a3", "=245 10$aGardens of southern England", "=260 \\\\$c1998"],
    ["=001 a1", "=245 10$aA second record of that number"],
    ["=245 10$aWithout a number"],
  ])

  private func run(_ pairs: String) throws -> PairRun {
    let sandbox = try Sandbox()
    return try PairRun(
      records: try sandbox.write("records.xml", Self.records),
      pairs: try sandbox.write("pairs.csv", pairs))
  }

  private func answers(_ run: PairRun) -> [Bool?] { run.rows.map { $0.score?.isSame } }

  @Test("columns are read by position, with a header or without, whatever separates them")
  func positions() throws {
    for text in [
      "id1,id2,label\na1,a2,1\na2,a3,0\n", "a1,a2\na2,a3\n", "left id;right id\na1;a2\na2;a3\n",
      "\u{FEFF}\"id1\",\"id2\"\r\n\"a1\",\"a2\"\r\n\r\na2,a3,0\r\n", "a1\ta2\na2\ta3\n",
    ] {
      let run = try run(text)
      #expect(answers(run) == [true, false], "\(text)")
      #expect(run.missing.isEmpty)
    }
  }

  @Test("ids that no record has are said, and get no answer")
  func missing() throws {
    let run = try run("a1,a2\na1,b7\nb7,b7\nc1,a3\n")
    #expect(answers(run) == [true, nil, nil, nil])
    #expect(run.missing == ["b7", "c1"])
    #expect(
      run.rows.map(\.why).dropFirst() == [
        "not scored: no record b7", "not scored: no record b7", "not scored: no record c1",
      ])
  }

  @Test("the first line is a pair where it does not look like names of columns")
  func header() throws {
    #expect(try run("id1,id2\na1,a2\n").list.header?.first == "id1")
    let data = try run("ocm00012345,a2\na1,a2\n")
    #expect(data.list.header == nil)
    #expect(data.missing == ["ocm00012345"])
  }

  @Test("only named records are kept; of two with one number the first counts")
  func kept() throws {
    let run = try run("a1,a2\n")
    #expect(run.records.facts.keys.sorted() == ["a1", "a2"])
    #expect(run.records.count == 5)
    #expect(run.records.repeated == ["a1"])
    #expect(answers(run) == [true])
  }

  @Test("the order of the pairs and of the records changes no score")
  func order() throws {
    let forth = try run("a1,a2\na2,a3\na3,a1\n")
    let back = try run("a3,a1\na2,a3\na1,a2\n")
    #expect(forth.rows.map(\.why) == back.rows.map(\.why).reversed())
    #expect(forth.rows.compactMap(\.score?.points).count == 3)
  }

  @Test("labels are compared with the answers")
  func labels() throws {
    var tally = PairTally()
    for row in try run("a1,a2,1\na2,a3,1\na1,a3,0\na2,a1,0\na1,zz,1\na1,a2,maybe\n").rows {
      tally.add(row)
    }
    #expect([tally.right, tally.missed, tally.rejected, tally.wrong] == [1, 1, 1, 1])
    #expect(tally.precision == 0.5)
    #expect(tally.recall == 0.5)
    #expect(tally.f1 == 0.5)
  }

  @Test("files that are none of the kind are refused by name")
  func refused() throws {
    let sandbox = try Sandbox()
    let pairs = try sandbox.write("pairs.csv", "a1,a2\n")
    let records = try sandbox.write("records.xml", Self.records)
    let short = try sandbox.write("short.csv", "a1,a2\na3\n")
    #expect(throws: PairError.notRecords(file: pairs)) {
      try PairRun(records: pairs, pairs: pairs)
    }
    #expect(throws: PairError.notPairs(file: records)) {
      try PairRun(records: records, pairs: records)
    }
    #expect(throws: PairError.shortRow(file: short, line: 2)) {
      try PairRun(records: records, pairs: short)
    }
    #expect(throws: PairError.inputTwice) { try PairRun(records: "-", pairs: "-") }
  }

  @Test(
    "on labelled pairs of English monographs, better than a neural model of the field",
    .enabled(if: PairQuality.hasGoldfinch, "data/goldfinch-val is not beside the project"))
  func goldfinch() throws {
    let tally = try #require(try PairQuality.goldfinch())
    #expect(tally.count == 10_208)
    #expect(tally.f1 >= 0.984, "\(tally)")
    #expect(tally.precision >= 0.984, "\(tally)")
    #expect(tally.recall >= 0.984, "\(tally)")
  }
}
