import Foundation
import TestSupport
import Testing

@testable import Shell

struct HistoryTests {
  @Test("statements come back as they were, over however many lines")
  func roundTrip() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("state/almanac/history")
    let statements = [
      "SELECT 1;", "SELECT 'a\\nb',\n  '図書館',\r\n  '\\\\';", "-- note\n\nSELECT 2;", "\\",
    ]
    for statement in statements { HistoryFile(path: path).add(statement) }
    #expect(HistoryFile(path: path).statements() == statements)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
  }

  @Test("the newest are kept, and a file that has grown long is cut")
  func limit() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("history")
    let history = HistoryFile(path: path, kept: 3)
    for number in 1...7 { history.add("SELECT \(number);") }
    #expect(history.statements() == ["SELECT 5;", "SELECT 6;", "SELECT 7;"])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "SELECT 5;\nSELECT 6;\nSELECT 7;\n")
  }

  @Test("no file is an empty history, and one that cannot be made is no error")
  func absent() throws {
    let sandbox = try Sandbox()
    #expect(HistoryFile(path: sandbox.path("nothing")).statements() == [])
    try sandbox.write("file", "x")
    HistoryFile(path: sandbox.path("file/history")).add("SELECT 1;")
    #expect(HistoryFile(path: sandbox.path("file/history")).statements() == [])
  }
}

struct WordsTests {
  @Test(
    "quotes keep blanks together",
    arguments: [
      ("a b  c", ["a", "b", "c"]), ("t='%the %'", ["t=%the %"]), ("\"a b\" ''", ["a b", ""]),
      ("", []), ("'it is", ["it is"]),
    ])
  func words(_ text: String, _ expected: [String]) {
    #expect(DotCommand.words(text) == expected)
  }
}
