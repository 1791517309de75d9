import Importing
import TestSupport
import Testing

/// Small files that other loaders get wrong without a word: here each is right, or said to be wrong.
struct HostileFileTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Rows of `portfolio`, as `id|title|note` and so on.
    let rows: [String]
    /// Read, rejected, blank and left out.
    var rejected = 0
    var blank = 0
    var leftOut = 0
    /// What a rejected row or a warning says.
    var says: [String] = []

    var testDescription: String { name }
  }

  private static let header = "Portfolio Id,Title,Collection\n"
  private static let first = "5310000000011234"
  private static let second = "5310000000021234"

  private static func text(_ body: String) -> [UInt8] { Array((header + body).utf8) }

  static let cases = [
    Case(
      name: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + text("\(first),Ärger,x\n"),
      rows: ["\(first)|Ärger|x"]),
    Case(
      name: "Windows-1252 with its own quotes",
      bytes: text("\(first),") + [0x93] + Array("caf".utf8) + [0xE9, 0x94] + Array(",x\n".utf8),
      rows: ["\(first)|“café”|x"], says: ["Windows-1252"]),
    Case(
      name: "short and long rows",
      bytes: text("\(first),Birds\n\(second),Ferns,x,y\n"), rows: [], rejected: 2,
      says: ["the row has 2 cells, the header 3", "the row has 4 cells, the header 3"]),
    Case(
      name: "a quote that nobody closes loses its own row, not the rest",
      bytes: text("\(first),\"Birds,x\n\(second),Ferns,y\n"), rows: ["\(second)|Ferns|y"],
      rejected: 1, says: ["a quoted field is not closed"]),
    Case(
      name: "bare quotes between tabs",
      bytes: Array(
        "Portfolio Id\tTitle\tCollection\n\(first)\tThe \"Big\" Bird\t\"x\" y\n\(second)\t\"A\" to Z\t5\"\n"
          .utf8),
      rows: ["\(first)|The \"Big\" Bird|\"x\" y", "\(second)|\"A\" to Z|5\""]),
    Case(
      name: "a NUL byte", bytes: text("\(first),Bi\0rds,x\n\(second),Ferns,y\n"),
      rows: ["\(second)|Ferns|y"], rejected: 1, says: ["NUL"]),
    Case(
      name: "leading zeros, an exponent, twenty digits: text is text",
      bytes: text("\(first),0012345,1E10\n\(second),12345678901234567890,00123\n"),
      rows: ["\(first)|0012345|1E10", "\(second)|12345678901234567890|00123"]),
    Case(
      name: "an id that a spreadsheet destroyed", bytes: text("5.31E+15,Birds,x\n"), rows: [],
      rejected: 1, says: ["destroyed by a spreadsheet: 5.31E+15"]),
    Case(
      name: "ids dressed for a spreadsheet, and with blanks of other kinds",
      bytes: text("'\(first),'Tis Birds,'12345678\n=\"\(second)\",Ferns,\u{A0}x\n"),
      rows: ["\(first)|'Tis Birds|12345678", "\(second)|Ferns|\u{A0}x"]),
    Case(
      name: "an id behind a no-break blank and one behind a mark",
      bytes: text("\u{A0}\(first),Birds,x\n\u{FEFF}\(second)\u{200B},Ferns,y\n"),
      rows: ["\(first)|Birds|x", "\(second)|Ferns|y"]),
    Case(
      name: "semicolons",
      bytes: Array("Portfolio Id;Title;Collection\n\(first);Birds, big;x\n".utf8),
      rows: ["\(first)|Birds, big|x"]),
    Case(
      name: "blank lines and lines of delimiters only",
      bytes: text("\n\(first),Birds,x\n\n,,\n   \n\(second),Ferns,y\n"),
      rows: ["\(first)|Birds|x", "\(second)|Ferns|y"], blank: 4),
    Case(name: "a header and nothing else", bytes: text(""), rows: []),
    Case(
      name: "the header again in the body, and lines before it",
      bytes: Array("Report of 2026\n\nPortfolio Id,Title,Collection\n\(first),Birds,x\n".utf8)
        + text("\(second),Ferns,y\n"),
      rows: ["\(first)|Birds|x", "\(second)|Ferns|y"], blank: 1, leftOut: 2),
    Case(
      name: "trailing empty columns", bytes: text("\(first),Birds,x,,,\n"),
      rows: ["\(first)|Birds|x"]),
    Case(
      name: "a bad byte in the last of many rows",
      bytes: text((0..<20_000).map { "\(5_310_000_000_011_234 + $0 * 10_000),Vögel,\n" }.joined())
        + Array("5399999999991234,Caf".utf8) + [0xE9] + Array(",\n".utf8),
      rows: (0..<20_000).map { "\(5_310_000_000_011_234 + $0 * 10_000)|Vögel|" }
        + ["5399999999991234|Café|"],
      says: ["UTF-8 with bytes that are none"]),
  ]

  @Test("is read right, or said to be wrong", arguments: cases)
  func read(_ hostile: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.write("input.csv", hostile.bytes)
    let report = try sandbox.load(["input.csv"]) {
      $0.kind = .portfolios
      $0.rejectLimit = .count(5)
    }
    let file = try #require(report.files.first)
    let rows = try sandbox.column(
      "SELECT portfolio_id || '|' || title || '|' || collection_name FROM portfolio ORDER BY id")
    #expect(rows == hostile.rows)
    #expect(file.counts.rejected == hostile.rejected)
    #expect(file.counts.blank == hostile.blank)
    #expect(file.counts.leftOutTotal == hostile.leftOut)
    #expect(file.counts.addsUp)
    let said =
      try sandbox.column("SELECT reason FROM rejected_row ORDER BY row")
      + file.warnings
    for words in hostile.says {
      #expect(said.contains { $0.contains(words) }, "\(words) in \(said)")
    }
  }

  @Test("UTF-16 as a spreadsheet's Unicode text has it")
  func unicodeText() throws {
    let sandbox = try Sandbox()
    let text = "Portfolio Id\tTitle\tCollection\r\n\(Self.first)\tVögel 図書館\tx\r\n"
    try sandbox.write(
      "input.txt", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    try sandbox.load(["input.txt"]) { $0.kind = .portfolios }
    #expect(try sandbox.column("SELECT title FROM portfolio") == ["Vögel 図書館"])
  }

  @Test("headers that repeat or are empty lose no value")
  func headers() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      "Portfolio Id,Title,Availability,ISBN,ISBN,,Colour,Colour\n"
        + "\(Self.first),Birds,Available,9780306406157,9783161484100,loose,red,blue\n")
    #expect(
      try sandbox.column("SELECT value FROM identifier ORDER BY position") == [
        "9780306406157", "9783161484100",
      ])
    #expect(
      try sandbox.column("SELECT extra FROM portfolio")
        == [#"{"(column 6)":"loose","Colour":"red","Colour (2)":"blue"}"#])
  }

  @Test("an empty file is said to be empty")
  func empty() throws {
    let sandbox = try Sandbox()
    try sandbox.write("input.csv", "")
    #expect(try sandbox.importError(["input.csv"]) == .emptyFile("input.csv"))
  }
}
