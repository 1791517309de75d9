import Foundation
import TestSupport
import Testing

/// The example library, through the program from end to end.
struct DemoTests {
  @Test("the demo writes files, a database, answers and a set file, and says what to do next")
  func demo() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac("demo", "example", "--quiet")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err == "")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sandbox.path("example"))
    #expect(files.contains("almanac.db"))
    #expect(files.filter { $0.hasPrefix("exports/") && $0.hasSuffix(".csv") }.count >= 5)
    #expect(files.filter { $0.hasPrefix("exports/") && $0.hasSuffix(".xml") }.count == 2)
    #expect(!files.contains { $0.hasSuffix("-journal") || $0.hasSuffix(".part") })
    let safe = try sandbox.almanac(
      "run", "duplicates/safe-to-delete", "--db", "example/almanac.db", "--quiet")
    #expect(safe.code == 0)
    let rows = try CSVRows.read(safe.out)
    #expect(rows.count >= 10)
    #expect(rows.allSatisfy { ["delete", "keep"].contains($0["bib_after"] ?? "") })
    #expect(rows.allSatisfy { ["T1", "T2"].contains(String(($0["tier"] ?? "").prefix(2))) })
    #expect(outcome.out.contains("almanac "))
    #expect(
      try sandbox.almanac(
        "review", "sheet", "--output", "review.csv", "--db", "example/almanac.db"
      ).code == 0)
    let pairs = try CSVRows.read(String(decoding: try sandbox.bytes("review.csv"), as: UTF8.self))
    #expect(outcome.out.contains("2. Decide the \(pairs.count) pairs"))
    #expect(outcome.out.contains("review sheet --output example/review.xlsx --db"))
  }

  @Test("the demo does not write over a database that is there, unless --force says so")
  func twice() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.almanac("demo", "example").code == 0)
    let before = try sandbox.bytes("example/almanac.db")
    let again = try sandbox.almanac("demo", "example", "--quiet")
    #expect(again.code == 73)
    expectOneSentence(again, "--force")
    #expect(try sandbox.bytes("example/almanac.db") == before)
    #expect(try sandbox.almanac("demo", "example", "--force").code == 0)
  }

  @Test("set writes Alma's one column, split by what becomes of the bibs, and writes over nothing")
  func set() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.almanac("demo", "example").code == 0)
    let arguments = ["duplicates/safe-to-delete", "--db", "example/almanac.db", "--quiet"]
    let safe = try CSVRows.read(
      try Program.run(["run"] + arguments, in: sandbox.folder).out)
    func set(_ options: String...) throws -> Outcome {
      try Program.run(["set"] + arguments + ["--output", "sets"] + options, in: sandbox.folder)
    }
    let outcome = try set("--format", "csv")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out == "")
    let written = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("sets"))
    for policy in ["delete", "keep"] {
      let expected = safe.filter { $0["bib_after"] == policy }.compactMap { $0["portfolio_id"] }
      let names = written.filter { $0.contains(".bibs-\(policy).") }
      #expect(expected.isEmpty == names.isEmpty)
      let found = try names.flatMap { name in
        let text = String(decoding: try sandbox.bytes("sets/\(name)"), as: UTF8.self)
        #expect(text.hasPrefix("PID"))
        return try CSVRows.read(text).compactMap { $0["PID"] }
      }
      #expect(found.sorted() == expected.sorted())
    }
    let again = try set()
    #expect(again.code == 73)
    expectOneSentence(again, "--force")
    #expect(try set("--force").code == 0)
    let replaced = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("sets"))
    #expect(
      replaced.sorted() == written.map { $0.replacing(".csv", with: ".xlsx") }.sorted())
    let ids = try replaced.filter { $0.contains(".bibs-") }.flatMap { name in
      let sheets = try WorkbookRows.read(sandbox.path("sets/\(name)"))
      #expect(sheets.count == 1 && sheets[0].rows[0] == ["PID"])
      return sheets[0].rows.dropFirst().map { $0[0] }
    }
    #expect(ids.sorted() == safe.compactMap { $0["portfolio_id"] }.sorted())
  }

  @Test("status tells each snapshot's rows and what is missing, as text and as JSON")
  func status() throws {
    let sandbox = try Sandbox.loaded()
    let text = try sandbox.almanac("status", "--quiet")
    #expect(text.code == 0)
    #expect(text.err == "")
    for word in ["p2e", "portfolios", "holdings", "po-lines"] {
      #expect(text.out.contains(word), "\(word)")
    }
    #expect(!text.out.contains("\u{1B}"))
    let json = try sandbox.almanac("status", "--format", "json", "--quiet")
    #expect(json.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect(object?.isEmpty == false)
  }

  @Test("match explain reasons about one title, and refuses an id that it does not have")
  func explain() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.almanac("demo", "example").code == 0)
    let database = "example/almanac.db"
    let safe = try CSVRows.read(
      try sandbox.almanac("run", "duplicates/safe-to-delete", "--db", database, "--quiet").out)
    let row = try #require(safe.first)
    let id = try #require(row["portfolio_id"])
    let outcome = try sandbox.almanac("match", "explain", id, "--db", database, "--quiet")
    #expect(outcome.code == 0)
    #expect(outcome.err == "")
    #expect(outcome.out.contains(id))
    #expect(outcome.out.contains(try #require(row["twin_portfolio_id"])))
    let unknown = try sandbox.almanac("match", "explain", "1", "--db", database)
    #expect(unknown.code == 64)
    expectOneSentence(unknown, "no local P2E portfolio")
  }
}
