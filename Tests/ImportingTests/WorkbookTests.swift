import Formats
import Importing
import Store
import TestSupport
import Testing

/// Workbooks of either age are read alike.
struct WorkbookTests {
  /// A kind's table with a row for each of its ids that a spreadsheet can destroy: the row's last
  /// cells say what is to be rejected and where.
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: InputKind
    let headers: [SmallWorkbook.Cell]
    let whole: [SmallWorkbook.Cell]
    /// The columns, from 0, and what their cells are called.
    let ids: [(column: Int, name: String)]

    var testDescription: String { kind.rawValue }
  }

  static let cases = [
    Case(
      kind: .portfolios,
      headers: [
        "Portfolio Id", "MMS Id", "Title", "Electronic Collection Id",
        "Electronic Collection Link ID", "Availability",
      ],
      whole: [
        "5310000000011234", "9910000000011234", "Birds", "6110000000011234", "611000000000001090",
        "Available",
      ],
      ids: [
        (0, "the portfolio id"), (1, "the MMS ID"), (3, "the collection id"),
        (4, "the collection's link id"),
      ]),
    Case(
      kind: .orderLines,
      headers: [
        "PO Line Reference", "Status", "MMS Id", "Portfolio Id", "Electronic Collection Id",
      ],
      whole: [
        "POL-1", "Closed", "9910000000011234", "5310000000011234", "6110000000011234",
      ],
      ids: [
        (0, "the order line's number"), (2, "the MMS ID"), (3, "the portfolio id"),
        (4, "the collection id"),
      ]),
    Case(
      kind: .collections,
      headers: [
        "Electronic Collection Id", "Electronic Collection Public Name", "Availability",
        "E-Collection Bib - MMS Id", "Electronic Collection Link ID",
      ],
      whole: [
        "6110000000011234", "Nature", "Available", "9910000000011234", "611000000000001090",
      ],
      ids: [(0, "the collection id"), (3, "the MMS ID"), (4, "the collection's link id")]),
    Case(
      kind: .holdings, headers: ["MMS Id", "Holding Id", "Library Name"],
      whole: ["9910000000011234", "2210000000011234", "Main"],
      ids: [(0, "the MMS ID"), (1, "the holdings id")]),
    Case(
      kind: .p2e, headers: ["Bib Id", "Resource Type"], whole: ["100035", "portfolio"],
      ids: [(0, "the old bib id")]),
  ]

  /// What a spreadsheet makes of a long number: shown with an exponent, or with all its digits.
  private static let destroyed: [SmallWorkbook.Cell] = [
    .text("9.91E+17"), .number(9.9123456789012304e16), .number(99_123_456_789_012_304),
    .number(1_234_567_890_123_456),
  ]

  @Test(
    "a destroyed id is rejected with the address of its cell, in every column", arguments: cases)
  func destroyed(_ example: Case) throws {
    for (column, name) in example.ids {
      // Two empty rows, so that the number of a row is not its place in the list.
      var rows = [[], example.headers, [], example.whole]
      for cell in Self.destroyed {
        var row = example.whole
        row[column] = cell
        rows.append(row)
      }
      let book = SmallWorkbook([("Notes", [["read me"]]), ("Report", rows)])
      for bytes in [book.xlsx, book.xls] {
        let sandbox = try Sandbox()
        try sandbox.write("report", bytes)
        let report = try sandbox.load(["report"]) { $0.rejectLimit = .count(10) }
        let file = try #require(report.files.first)
        #expect(file.kind == example.kind)
        #expect(file.counts.kept == 1 && file.counts.rejected == 4, "\(name)")
        let rejected = try sandbox.sql("SELECT row, reason FROM rejected_row ORDER BY row")
        for (index, row) in rejected.enumerated() {
          let address = "\(UnicodeScalar(UInt8(ascii: "A") + UInt8(column)))\(index + 5)"
          let reason = row["reason"] ?? ""
          #expect(row["row"] == String(index + 5))
          #expect(reason.hasPrefix("\(name) was destroyed by a spreadsheet"), "\(reason)")
          #expect(reason.hasSuffix(" (sheet “Report”, cell \(address))"), "\(reason)")
        }
        // Whose rows these are nobody can know.
        #expect(try sandbox.column("SELECT DISTINCT alma_id FROM rejected_id").contains(""))
      }
    }
  }

  @Test("long ids that are text, and short ones that are numbers, are whole")
  func whole() throws {
    let book = SmallWorkbook([
      (
        "Report",
        [
          ["MMS Id", "Holding Id", "Number of Items"],
          ["991000000000011234", "2210000000011234", 2.0],
          [.number(9_910_000_041_234), "2210000000021234", 1.0],
        ]
      )
    ])
    for bytes in [book.xlsx, book.xls] {
      let sandbox = try Sandbox()
      try sandbox.write("report", bytes)
      let report = try sandbox.load(["report"])
      #expect(report.files.first?.counts.kept == 2)
      #expect(
        try sandbox.column("SELECT mms_id || ' ' || items FROM holding ORDER BY id")
          == ["991000000000011234 2", "9910000041234 1"])
      #expect(
        try sandbox.column("SELECT format || ', ' || encoding FROM source_file")
          == ["workbook, sheet Report, UTF-8"])
    }
  }

  @Test("other reasons name the cell too")
  func otherReasons() throws {
    let book = SmallWorkbook([
      (
        "R",
        [["MMS Id", "Library Name"], ["", "Main"], ["abc", "Law"], ["9910000000011234", "Law"]]
      )
    ])
    let sandbox = try Sandbox()
    try sandbox.write("report.xls", book.xls)
    try sandbox.load(["report.xls"]) { $0.rejectLimit = .count(10) }
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row ORDER BY row") == [
        "the MMS ID is empty (sheet “R”, cell A2)",
        "the MMS ID is no Alma id: abc (sheet “R”, cell A3)",
      ])
    let error = try sandbox.importError(["report.xls"]) {
      $0.rejectLimit = .count(1)
      $0.isAgain = true
    }
    #expect(error.description.contains("row 2, the MMS ID is empty (sheet “R”, cell A2)"))
  }

  @Test("in a folder, documents of other programs are passed over; a workbook cut off is not")
  func folder() throws {
    let whole = SmallWorkbook([("R", [["MMS Id", "Library Name"], ["9910000000011234", "Main"]])])
    let document = Array("WordDocument".utf8).reduce(into: [UInt8]()) { $0 += [$1, 0] }
    let workbook = Array("Workbook".utf8).reduce(into: [UInt8]()) { $0 += [$1, 0] }
    var other = whole.xls
    for start in 0..<1_024 where other[start...].starts(with: workbook) {
      other.replaceSubrange(start..<start + document.count, with: document)
      other[start + 64] = UInt8(document.count + 2)
    }
    let sandbox = try Sandbox()
    try sandbox.write("exports/letter.doc", other)
    try sandbox.write("exports/holdings.xls", whole.xls)
    let report = try sandbox.load(["exports"])
    #expect(report.files.filter { $0.fate == .imported }.map(\.name) == ["holdings.xls"])
    #expect(report.files.filter { $0.fate != .imported }.map(\.name) == ["letter.doc"])
    try sandbox.write("exports/cut.xls", Array(whole.xls.dropLast(600)))
    #expect(throws: ArchiveError.self) { try sandbox.load(["exports"]) { $0.isAgain = true } }
    #expect(try sandbox.count("snapshot") == 1)
  }
}
