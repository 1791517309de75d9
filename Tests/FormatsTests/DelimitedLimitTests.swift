import Testing

@testable import Formats

@Suite("Limits of delimited text")
struct DelimitedLimitTests {
  static let small = DelimitedLimits(record: 64, quotedField: 16)

  @Test(
    "a quoted field beyond the limit does not swallow the lines after it", arguments: [1, 5, 99])
  func longQuotedField(size: Int) throws {
    let text = "a,\"b\nc,d\ne,\"f\"\ng,h0123456789\n"
    let found = try rows(of: Array(text.utf8), chunkSize: size, limits: Self.small)
    #expect(
      found == [
        Row(["a", "\"b"], .unterminatedQuote, line: 1), Row(["c", "d"], line: 2),
        Row(["e", "f"], line: 3), Row(["g", "h0123456789"], line: 4),
      ])
  }

  @Test("a long quoted field that closes on its own line is whole", arguments: [1, 5, 99])
  func longFieldInOneLine(size: Int) throws {
    let field = String(repeating: "x", count: 40)
    let found = try rows(
      of: Array("\"\(field)\",b\nc\n".utf8), chunkSize: size, limits: Self.small)
    #expect(found == [Row([field, "b"], line: 1), Row(["c"], line: 2)])
  }

  @Test("a line longer than a record may be is an error that says where", arguments: [1, 5, 99])
  func longLine(size: Int) throws {
    let text = "a\n" + String(repeating: "x,", count: 40) + "\n"
    let expected = FormatError.recordTooLong(
      file: "(memory)", position: Position(row: 2, line: 2, byte: 2), limit: 64)
    #expect(throws: expected) {
      try rows(of: Array(text.utf8), chunkSize: size, limits: Self.small)
    }
  }

  @Test("a file of 16 MiB without a line end is an error, not a crash")
  func noLineEnd() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: (16 << 20) + 1)
    #expect(throws: FormatError.self) { try rows(of: bytes) }
  }

  @Test("an unterminated quote in a large file costs one row")
  func unterminatedQuoteInLargeFile() throws {
    let line = "1234567890,\"some title, with a comma\",https://example.org/1234567890\n"
    let good = String(repeating: line, count: 40_000)
    let found = try rows(of: Array((good + "1,\"open,3\n" + good).utf8))
    #expect(found.count == 80_001)
    #expect(found.filter { $0.problem == .unterminatedQuote }.map(\.line) == [40_001])
  }

  @Test("every line that opens a quote is read a bounded number of times", .timeLimit(.minutes(1)))
  func quadratic() throws {
    let line = "x\",\"y\n"
    let found = try rows(of: Array(String(repeating: line, count: 200_000).utf8))
    #expect(found.count == 200_000)
    #expect(found.allSatisfy { $0.problem == .unterminatedQuote })
  }
}
