import Foundation
import TestSupport
import Testing

/// Bad files end with one sentence and leave everything as it was.
struct BadInputTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let words: [String]

    init(_ name: String, _ text: String, _ words: String...) {
      (self.name, bytes, self.words) = (name, Array(text.utf8), words)
    }

    init(_ name: String, bytes: [UInt8], _ words: String...) {
      (self.name, self.bytes, self.words) = (name, bytes, words)
    }

    var testDescription: String { name }
  }

  private static let record = """
    <record><leader>01234nam a2200301 a 4500</leader><controlfield tag="001">9910000000011234\
    </controlfield></record>
    """

  static let bad = [
    Bad("wrong.csv", "Colour,Size\nred,3\n", "wrong.csv", "Colour, Size", "--kind"),
    Bad("empty.csv", "", "empty.csv", "empty", "again"),
    Bad(
      "truncated.xml", "<collection>\(record)\(record)<record><leader>0123", "truncated.xml",
      "line", "again"),
    Bad("cut.xml", "<collection>\(record)\(record)", "cut.xml", "again"),
    Bad(
      "doctype.xml",
      "<!DOCTYPE c [<!ENTITY a \"b\">]><collection>\(record)</collection>", "DOCTYPE", "Remove"),
    Bad("broken.xml", "<collection>\(record)</wrong>", "broken.xml", "line"),
    Bad("page.html", "<!DOCTYPE html><html><body>Sign in</body></html>", "page.html"),
    Bad("other.xml", "<feed><entry/></feed>", "other.xml", "--kind"),
    Bad("book.xlsx", bytes: [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0], "book.xlsx", "again"),
    Bad("book.xls", bytes: [0x09, 0x04, 0x06, 0, 0, 0, 0x10, 0, 0, 0], "book.xls", "save it"),
    Bad("cut.json", "[{\"number\": \"POL-1\",\n", "cut.json", "line 2", "again"),
    Bad("other.json", "{\"colour\": \"red\"}", "other.json", "colour", "--kind"),
    Bad("noise.csv", bytes: (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 73) }, "noise.csv"),
    Bad(
      "rejects.csv",
      (1...200).map { "20\($0),portfolio\n" }.joined()
        + (1...20).map { "10\($0),journal\n" }.joined(), "rejects.csv", "20 of 220",
      "--max-rejects"),
  ]

  @Test("a bad file leaves the database byte for byte as it was", arguments: bad)
  func unchanged(_ bad: Bad) throws {
    let sandbox = try Sandbox.loaded()
    try sandbox.write(bad.name, bad.bytes)
    let before = try sandbox.bytes("almanac.db")
    let files = try sandbox.files()
    let outcome = try sandbox.almanac("import", bad.name, "--quiet")
    #expect(outcome.code == 65, "\(outcome.err)")
    expectOneSentence(outcome)
    for word in bad.words { #expect(outcome.err.contains(word), "\(outcome.err)") }
    #expect(try sandbox.bytes("almanac.db") == before)
    #expect(try sandbox.files() == files)
  }

  @Test("a failed first import leaves no database", arguments: bad)
  func firstImport(_ bad: Bad) throws {
    let sandbox = try Sandbox()
    try sandbox.write(bad.name, bad.bytes)
    try sandbox.write("p2e.csv", Small.p2e)
    let outcome = try sandbox.almanac("import", "p2e.csv", bad.name)
    #expect(outcome.code == 65)
    #expect(outcome.out == "")
    #expect(try sandbox.files() == [bad.name, "p2e.csv"].sorted())
  }

  @Test(
    "a file that is no database of almanac is left alone",
    arguments: [
      ["import", "p2e.csv"], ["run", "duplicates/twins"], ["sql", "SELECT 1"], ["status"],
      ["match"], ["set", "orphans/bibs", "--output", "sets"],
    ])
  func foreignDatabase(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    let text = Array("Title,ISBN\nBirds,9780306406157\n".utf8)
    // A database with another program's mark where ours stands.
    try sandbox.almanac("import", "p2e.csv", "--quiet")
    var other = Array(try sandbox.bytes("almanac.db"))
    other.replaceSubrange(68..<72, with: Array("GPKG".utf8))
    try FileManager.default.removeItem(atPath: sandbox.path("almanac.db"))
    for (name, bytes) in [("text.csv", text), ("other.db", other)] {
      try sandbox.write(name, bytes)
      let outcome = try Program.run(arguments + ["--db", name, "--quiet"], in: sandbox.folder)
      #expect(outcome.code == 65, "\(outcome.err)")
      expectOneSentence(outcome, name, "unchanged")
      #expect(try sandbox.bytes(name) == Data(bytes))
    }
    #expect(try sandbox.files() == ["other.db", "p2e.csv", "text.csv"])
  }

  @Test("a file that may not be read ends with 66", .enabled(if: getuid() != 0, "root reads all"))
  func unreadable() throws {
    let sandbox = try Sandbox.loaded()
    let path = try sandbox.write("secret.csv", Small.p2e)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let outcome = try sandbox.almanac("import", "secret.csv", "--quiet")
    #expect(outcome.code == 66)
    expectOneSentence(outcome, "permissions")
  }

  @Test("a damaged database is said to be damaged and left alone")
  func damaged() throws {
    let sandbox = try Sandbox.loaded()
    var bytes = Array(try sandbox.bytes("almanac.db"))
    for index in stride(from: 4_096, to: bytes.count, by: 7) { bytes[index] = 0x5A }
    try sandbox.write("almanac.db", bytes)
    let outcome = try sandbox.almanac("run", "duplicates/twins", "--quiet")
    #expect(outcome.code == 65, "\(outcome.err)")
    expectOneSentence(outcome, "damaged")
    #expect(try sandbox.bytes("almanac.db") == Data(bytes))
  }
}
