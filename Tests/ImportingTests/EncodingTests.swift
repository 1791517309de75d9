import Foundation
import Importing
import Store
import TestSupport
import Testing

struct EncodingTests {
  private static let text = """
    Portfolio Id;Title;Availability
    5310000000011234;Vögel der Küste – Été;Available

    """

  @Test(
    "text in other encodings is read as what it is",
    arguments: [
      (String.Encoding.utf8, [], "UTF-8"), (.utf8, [0xEF, 0xBB, 0xBF], "UTF-8"),
      (.utf16LittleEndian, [0xFF, 0xFE], "UTF-16LE"),
      (.utf16LittleEndian, [], "UTF-16LE"), (.utf16BigEndian, [0xFE, 0xFF], "UTF-16BE"),
      (.windowsCP1252, [], "Windows-1252"),
    ] as [(String.Encoding, [UInt8], String)])
  func encodings(_ encoding: String.Encoding, _ mark: [UInt8], _ name: String) throws {
    let sandbox = try Sandbox()
    let data = try #require(Self.text.data(using: encoding))
    try sandbox.write("input.csv", mark + Array(data))
    let report = try sandbox.load(["input.csv"])
    #expect(report.files.first?.counts.kept == 1)
    #expect(try sandbox.column("SELECT title FROM portfolio") == ["Vögel der Küste – Été"])
    #expect(try sandbox.column("SELECT encoding FROM source_file") == [name])
    let isNoUnicode = !name.hasPrefix("UTF")
    #expect(report.files.first?.warnings.contains { $0.contains(name) } == isNoUnicode)
  }

  @Test("a list saved on a Macintosh, with its line ends, is read as what it is")
  func macintosh() throws {
    let sandbox = try Sandbox()
    // V[ö]gel der K[ü]ste [–] [É]t[é]
    let title: [UInt8] =
      Array("V".utf8) + [0x9A] + Array("gel der K".utf8) + [0x9F] + Array("ste ".utf8)
      + [0xD0, 0x20, 0x83] + Array("t".utf8) + [0x8E]
    try sandbox.write(
      "input.csv",
      Array("Portfolio Id;Title;Availability\r5310000000011234;".utf8) + title
        + Array(";Available\r".utf8))
    let report = try sandbox.load(["input.csv"])
    #expect(try sandbox.column("SELECT title FROM portfolio") == ["Vögel der Küste – Été"])
    #expect(try sandbox.column("SELECT encoding FROM source_file") == ["MacRoman"])
    #expect(report.files.first?.warnings.contains { $0.contains("read as MacRoman") } == true)
  }

  @Test("one bad byte in a UTF-8 file leaves its other letters as they are")
  func damaged() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "input.csv",
      Array(Self.text.utf8) + Array("5310000000021234;Caf".utf8) + [0xE9]
        + Array(";Available\n".utf8))
    let report = try sandbox.load(["input.csv"])
    #expect(
      try sandbox.column("SELECT title FROM portfolio ORDER BY id") == [
        "Vögel der Küste – Été", "Café",
      ])
    #expect(
      report.files.first?.warnings.contains { $0.contains("the first at byte 107") } == true,
      "\(report.files.first?.warnings ?? [])")
  }

  @Test("line ends of every system are read alike", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(Sample.orders.replacing("\n", with: end))
    #expect(report.counts.kept == 2)
    #expect(report.counts.addsUp)
    #expect(report.counts.read == 2)
  }

  @Test("commas, quotes and line breaks inside a cell stay there")
  func quotes() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      "Portfolio Id,Title,Availability\n5310000000011234,\"Birds, \"\"Big\"\"\nand small\",Available\n"
    )
    #expect(try sandbox.column("SELECT title FROM portfolio") == ["Birds, \"Big\"\nand small"])
  }
}
