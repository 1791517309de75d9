import Demo
import Queries
import Store
import Testing
import TestSupport

/// What must not change an answer.
@Suite struct PropertyTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Each query's rows as text, in order.
  private func answers(_ sandbox: Sandbox, _ parameters: [String: String] = [:]) throws
    -> [String: [String]]
  {
    var answers: [String: [String]] = [:]
    for name in allQueries {
      answers[name] = try sandbox.run(name, parameters).map { row in
        row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " | ")
      }
    }
    return answers
  }

  private func usual() throws -> Sandbox {
    try DemoLibrary.loaded()
  }

  /// The lines of a CSV body, or the records of a MARCXML file, in another order.
  private func shuffled(_ file: DemoFile, _ random: inout Generator) -> String {
    let isXML = file.path.hasSuffix(".xml")
    let lines = file.contents.split(separator: isXML ? "\n" : "\r\n").map(String.init)
    if isXML {
      let records = lines.filter { $0.hasPrefix("<record") }
      guard let first = lines.firstIndex(where: { $0.hasPrefix("<record") }) else {
        return file.contents
      }
      return (lines[..<first] + records.shuffled(using: &random)).joined(separator: "\n")
        + "\n</collection>\n"
    }
    let header = file.path.contains("p2e") ? 0 : 1
    return (lines.prefix(header) + lines.dropFirst(header).shuffled(using: &random))
      .joined(separator: "\r\n") + "\r\n"
  }

  @Test("the order of files and of rows changes no answer", arguments: [1, 2] as [UInt64])
  func order(seed: UInt64) throws {
    let before = try answers(try usual())
    var random = Generator(state: seed)
    let sandbox = try Sandbox()
    var names: [String] = []
    for file in DemoLibrary.usual.files.shuffled(using: &random) {
      let name = "20210401_" + (file.path.split(separator: "/").last ?? "")
      try sandbox.write(name, shuffled(file, &random))
      names.append(name)
    }
    try sandbox.load(names)
    let after = try answers(sandbox)
    for name in allQueries {
      let old = try #require(before[name])
      let new = try #require(after[name])
      let differing = zip(old, new).first { $0 != $1 }
      #expect(
        differing == nil && old.count == new.count, "\(name): \(String(describing: differing))")
    }
  }

  @Test("another institution's files change nothing")
  func otherInstitution() throws {
    let sandbox = try usual()
    let code = try #require(try sandbox.sql("SELECT code FROM institution").first?["code"])
    let before = try answers(sandbox)
    var other = SmallLibrary()
    other.addVotes(6, host: "books.northgate.example")
    _ = other.addPair()
    try sandbox.load(try other.write(to: sandbox)) { $0.institution = "OTHER" }
    #expect(try sandbox.run("duplicates/safe-to-delete", ["institution": "OTHER"]).count >= 6)
    let after = try answers(sandbox, ["institution": code])
    for name in allQueries { #expect(before[name] == after[name], "\(name)") }
  }

  @Test("the same files a second time change nothing")
  func again() throws {
    let sandbox = try usual()
    let before = try answers(sandbox)
    try sandbox.load(DemoLibrary.usual)
    #expect(try sandbox.sql("SELECT count(*) AS n FROM snapshot").first?["n"] == "7")
    #expect(try answers(sandbox) == before)
    let report = try sandbox.load(["20210401_holdings.csv"]) { $0.isAgain = true }
    #expect(report.files.count == 1)
    #expect(try answers(sandbox) == before)
  }

  @Test("the table of gate results is what the gates' views say")
  func gateTable() throws {
    let sandbox = try usual()
    try sandbox.match()
    let table = try sandbox.sql("SELECT local_id, gate, class, value, detail FROM gate_result")
    #expect(table.count > 1_000)
    for (left, right) in [("gate_result", "rules"), ("rules", "gate_result")] {
      let missing = try sandbox.sql(
        """
        WITH rules AS (
          SELECT local_id, gate, class, value, detail FROM portfolio_gate_rule
          UNION ALL SELECT local_id, gate, class, value, detail FROM bib_gate_rule
        )
        SELECT local_id, gate, class, value, detail FROM \(left)
        EXCEPT SELECT local_id, gate, class, value, detail FROM \(right)
        """)
      #expect(missing.isEmpty, "in \(left) only: \(missing.prefix(3))")
    }
    let rules = try sandbox.sql(
      """
      SELECT (SELECT count(*) FROM portfolio_gate_rule) + (SELECT count(*) FROM bib_gate_rule) AS n
      """)
    #expect(rules.first?["n"] == String(table.count))
  }

  @Test(
    "what is worked out once is what its view says",
    arguments: ["match_zone", "match_evidence", "match_twin", "match_outcome"])
  func onceTable(_ table: String) throws {
    let sandbox = try usual()
    try sandbox.match()
    let columns = try sandbox.sql("SELECT name FROM pragma_table_info('\(table)')")
      .compactMap { $0["name"] }.joined(separator: ", ")
    for (left, right) in [(table, "\(table)_rule"), ("\(table)_rule", table)] {
      let missing = try sandbox.sql(
        "SELECT \(columns) FROM \(left) EXCEPT SELECT \(columns) FROM \(right)")
      #expect(missing.isEmpty, "in \(left) only: \(missing.prefix(3))")
    }
    #expect(try sandbox.sql("SELECT 1 FROM \(table)").count > 100)
  }

  @Test("a query run twice gives the same rows in the same order")
  func stable() throws {
    let sandbox = try usual()
    #expect(try answers(sandbox) == answers(sandbox))
  }
}
