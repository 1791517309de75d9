import Foundation
import TestSupport
import Testing

struct ExitCodeTests {
  @Test(
    "what is typed wrong ends with 64, says how to do it, and writes nothing",
    arguments: [
      (["import", "p2e.csv", "--as-of", "yesterday"], "2026-01-31"),
      (["import", "p2e.csv", "--as-of", "2999-01-01"], "future"),
      (["import", "p2e.csv", "--max-rejects", "many"], "5%"),
      (["import", "p2e.csv", "--kind", "books"], "p2e"),
      (["import", "p2e.csv", "--scope", "half"], "part"),
      (["import", "p2e.csv", "--nonsense"], "--nonsense"), (["import"], "file"),
      (["run"], "name"), (["nonsense"], "nonsense"),
      (["run", "duplicates/twns"], "Did you mean duplicates/twins"),
      (["run", "safe-to-delte"], "Did you mean duplicates/safe-to-delete"),
      (["run", "duplicates/twins", "--limit", "-1"], "limit"),
      (["run", "duplicates/twins", "--format", "pdf"], "csv"),
      (["queries", "nonsense"], "nonsense"), (["queries", "show", "nonsense"], "almanac queries"),
      (["run", "duplicates/twins", "platform"], "NAME=VALUE"),
    ])
  func usage(_ arguments: [String], _ word: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let outcome = try Program.run(arguments, in: sandbox.folder)
    #expect(outcome.code == 64, "\(outcome.err)")
    #expect(outcome.out == "")
    #expect(outcome.err.contains(word), "\(outcome.err)")
    #expect(try sandbox.files() == ["p2e.csv"])
  }

  @Test(
    "what only a running command can find wrong is one sentence too",
    arguments: [
      (["queries", "nonsense"], "duplicates, linking"),
      (["queries", "orders/on-p2e"], "almanac queries show orders/on-p2e"),
      (["run", "duplicates/twins", "platform"], "NAME=VALUE"),
      (["set", "duplicates/twins", "=x", "--output", "sets"], "NAME=VALUE"),
      (["match", "explain", "Anna's zzz"], "almanac find 'Anna'\\''s zzz'"),
      (["snapshots", "diff", "portfolios"], "Only one snapshot of portfolios is loaded"),
      (["snapshots", "diff", "1"], "Import a newer export"),
    ])
  func usageWhileRunning(_ arguments: [String], _ words: String) throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try Program.run(arguments, in: sandbox.folder)
    #expect(outcome.code == 64, "\(outcome.err)")
    expectOneSentence(outcome, words)
  }

  @Test("a parameter that the query has not ends with 64 and names those that it has")
  func unknownParameter() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("run", "duplicates/twins", "colour=red", "--quiet")
    #expect(outcome.code == 64)
    expectOneSentence(outcome, "colour", "platform", "collection")
  }

  @Test(
    "what is not there ends with 66",
    arguments: [
      (["import", "missing.csv"], "missing.csv"), (["run", "duplicates/twins"], "almanac import"),
      (["sql", "SELECT 1"], "almanac import"), (["status"], "almanac import"),
      (["match"], "almanac import"), (["match", "explain", "1"], "almanac import"),
      (["set", "orphans/bibs", "--output", "sets"], "almanac import"),
      (["queries", "--queries", "nowhere"], "nowhere"),
    ])
  func missing(_ arguments: [String], _ word: String) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(arguments + ["--quiet"], in: sandbox.folder)
    #expect(outcome.code == 66)
    expectOneSentence(outcome, word)
    #expect(try sandbox.files() == [])
  }

  @Test(
    "what cannot be created ends with 73",
    arguments: [
      ["import", "p2e.csv", "--db", "folder"], ["import", "p2e.csv", "--db", "no/such/almanac.db"],
      ["run", "duplicates/twins", "--db", "folder"],
      ["sql", "SELECT 1", "--output", "p2e.csv", "--db", "almanac.db"],
      ["sql", "SELECT 1", "--output", "no/such/rows.csv"],
    ])
  func cannotCreate(_ arguments: [String]) throws {
    let sandbox = try Sandbox.loaded()
    try FileManager.default.createDirectory(
      atPath: sandbox.path("folder"), withIntermediateDirectories: false)
    let before = try sandbox.files()
    let database = try sandbox.bytes("almanac.db")
    let outcome = try Program.run(arguments + ["--quiet"], in: sandbox.folder)
    #expect(outcome.code == 73, "\(outcome.err)")
    expectOneSentence(outcome)
    #expect(try sandbox.files() == before)
    #expect(try sandbox.bytes("almanac.db") == database)
    #expect(try sandbox.bytes("p2e.csv") == Data(Small.p2e.utf8))
  }

  @Test(
    "a screen that takes no more ends with 74",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func fullOutput() throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", "SELECT 1", "--quiet", stdout: "/dev/full")
    #expect(outcome.code == 74)
    expectOneSentence(outcome, "standard output")
  }

  @Test("a database that another program writes to ends with 75 and is as it was")
  func busy() throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write("more.csv", "100099,portfolio\n")
    let before = try sandbox.bytes("almanac.db")
    let start = ContinuousClock.now
    // The transaction that `write` begins holds the lock while the program runs.
    let outcome = try sandbox.store(.write).write { _ in
      try sandbox.almanac("import", "more.csv", "--quiet")
    }
    #expect(outcome.code == 75)
    #expect(ContinuousClock.now - start >= .seconds(4))
    expectOneSentence(outcome, "in use", "try again")
    #expect(try sandbox.bytes("almanac.db") == before)
    #expect(try sandbox.almanac("import", "more.csv", "--quiet").code == 0)
  }
}
