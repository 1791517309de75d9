import Testing

@testable import Formats

@Suite("Messages")
struct FormatErrorTests {
  static let place = Position(row: 7, line: 9, byte: 120)

  static let all: [FormatError] = [
    .cannotOpen(file: "x.csv", reason: "No such file or directory"), .notRegularFile(file: "x.csv"),
    .cannotRead(file: "x.csv", byte: 5, reason: "Input/output error"),
    .shrank(file: "x.csv", expected: 9, found: 5), .changed(file: "x.csv"),
    .recordTooLong(file: "x.csv", position: place, limit: 16),
    .tooManyFields(file: "x.csv", position: place, limit: 16),
    .documentType(file: "x.csv", line: 2),
    .malformedXML(file: "x.csv", line: 2, column: 3, reason: "bad"),
    .truncatedXML(file: "x.csv", line: 2), .nestedTooDeep(file: "x.csv", line: 2, limit: 256),
    .elementTooLong(file: "x.csv", line: 2, limit: 16),
    .libraryFailed(file: "x.csv", library: "libxml2"),
  ]

  @Test("begin with the file, say what to do, and end with a full stop", arguments: all)
  func shape(_ error: FormatError) {
    #expect(error.message.hasPrefix("x.csv"))
    #expect(error.message.hasSuffix("."))
    #expect(error.message.contains(". ") || error.message.contains(": "))
    #expect("\(error)" == error.message)
  }

  @Test("name row, line and byte of a record")
  func places() {
    #expect(
      FormatError.recordTooLong(file: "x.csv", position: Self.place, limit: 16).message
        == "x.csv: row 7 (line 9, byte 120) is longer than 16 bytes. "
        + "Check the line ends and the delimiter of the file, or split the record.")
  }
}
