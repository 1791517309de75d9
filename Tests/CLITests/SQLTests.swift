import Foundation
import TestSupport
import Testing

struct SQLTests {
  @Test(
    "SELECT is answered",
    arguments: [
      ("SELECT count(*) AS n FROM p2e_record", "n\r\n2\r\n"),
      ("WITH t (x) AS (VALUES (1), (2)) SELECT sum(x) AS s FROM t", "s\r\n3\r\n"),
      ("SELECT 1 AS a; SELECT 2 AS b", "b\r\n2\r\n"), ("VALUES (7)", "column1\r\n7\r\n"),
    ])
  func select(_ sql: String, _ expected: String) throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", sql, "--quiet")
    #expect(outcome.code == 0)
    #expect(outcome.out == expected)
  }

  @Test(
    "whatever would change the database or reach another file is refused",
    arguments: [
      "DELETE FROM setting", "UPDATE setting SET value = 'accept'", "DROP TABLE p2e_record",
      "INSERT INTO institution (code) VALUES ('x')", "CREATE TABLE t (x)",
      "CREATE VIEW v AS SELECT 1",
      "ATTACH 'other.db' AS other", "VACUUM INTO 'copy.db'", "VACUUM",
      "SELECT 1; DELETE FROM setting", "DELETE FROM setting RETURNING name",
      "WITH t AS (SELECT 1) DELETE FROM setting", "PRAGMA user_version = 5",
      "PRAGMA application_id = 1", "PRAGMA journal_mode = WAL",
      "PRAGMA query_only = 0; DELETE FROM setting; SELECT 1",
      "PRAGMA query_only = OFF; CREATE TABLE t (x)",
      "COMMIT; PRAGMA query_only = 0; DELETE FROM setting", "REINDEX",
    ])
  func refused(_ sql: String) throws {
    let sandbox = try Sandbox.loaded()
    let before = try sandbox.bytes("almanac.db")
    let files = try sandbox.files()
    let outcome = try sandbox.almanac("sql", sql, "--quiet")
    #expect(outcome.code == 65, "\(outcome.err)")
    expectOneSentence(outcome)
    #expect(try sandbox.bytes("almanac.db") == before)
    #expect(try sandbox.files() == files)
  }

  @Test(
    "a refusal says how to do it on purpose",
    arguments: [
      "DELETE FROM setting", "ATTACH 'other.db' AS other", "VACUUM INTO 'copy.db'",
    ])
  func refusalWords(_ sql: String) throws {
    let sandbox = try Sandbox.loaded()
    expectOneSentence(try sandbox.almanac("sql", sql, "--quiet"), "--write")
  }

  @Test("--write changes the database, whole or not at all")
  func write() throws {
    let sandbox = try Sandbox.loaded()
    let sql = "UPDATE setting SET value = 'accept' WHERE name = 'closed-orders'"
    #expect(try sandbox.almanac("sql", sql, "--write", "--quiet").code == 0)
    let select = "SELECT value FROM setting WHERE name = 'closed-orders'"
    #expect(try sandbox.almanac("sql", select, "--quiet").out == "value\r\naccept\r\n")
    let half = "UPDATE setting SET value = 'x' WHERE name = 'closed-orders'; DELETE FROM nonsense"
    let outcome = try sandbox.almanac("sql", half, "--write", "--quiet")
    #expect(outcome.code == 65)
    #expect(try sandbox.almanac("sql", select, "--quiet").out == "value\r\naccept\r\n")
  }

  @Test(
    "SQL that is wrong is said to be, in SQLite's words and ours",
    arguments: [
      ("SELEC 1", "syntax error"), ("SELECT nonsense", "no such column"),
      ("SELECT * FROM nonsense", "no such table"), ("", "no SQL"), (" ; ", "no SQL"),
      ("SELECT :word", ":word has no value"), ("SELECT nonsense FROM setting", "table_info"),
      ("SELECT length(zeroblob(900000000))", "64 MiB"),
    ])
  func wrong(_ sql: String, _ words: String) throws {
    let sandbox = try Sandbox.loaded()
    let outcome = try sandbox.almanac("sql", sql, "--quiet")
    #expect(outcome.code == 65)
    expectOneSentence(outcome, words)
  }

  @Test("the functions for people can be called, with or without --write, and are in the help")
  func functions() throws {
    let sandbox = try Sandbox.loaded()
    let sql = "SELECT isbn13('0-85702-100-1') AS isbn, legacy_id(legacy_id) AS old FROM p2e_record"
    for options in [["--quiet"], ["--quiet", "--write"]] {
      let outcome = try Program.run(["sql", sql] + options, in: sandbox.folder)
      #expect(outcome.out == "isbn,old\r\n9780857021007,100035\r\n9780857021007,100046\r\n")
    }
    let help = try sandbox.almanac("sql", "--help").out
    for name in ["isbn13(x)", "unproxy(x)", "title_similarity(a, b)", "same_platform(a, b)"] {
      #expect(help.contains(name), "\(name)")
    }
    let view = "CREATE VIEW mine AS SELECT isbn13('0857021001') AS v"
    #expect(try sandbox.almanac("sql", view, "--write", "--quiet").code == 0)
    let outcome = try sandbox.almanac("sql", "SELECT * FROM mine", "--quiet")
    #expect(outcome.code == 65)
    expectOneSentence(outcome, "No view may call")
  }
}
