import Foundation
import Importing
import Store
import TestSupport
import Testing

/// Bibs in binary MARC 21.
struct MARC21Tests {
  private static let tables = [
    "bib", "bib_title_part", "bib_local_id", "bib_link", "bib_url", "identifier", "match_key",
  ]

  private static let xml = Sample.marc([
    Sample.bib(
      "9910000000011234",
      [
        Sample.field("020", "a", "9780306406157 (paper)"), Sample.field("022", "l", "0378-5955"),
        Sample.field("035", "a", "(OCoLC)ocm00640854"), Sample.field("245", "a", "Été :", "1", "0"),
        Sample.field("250", "a", "2nd ed."), Sample.field("264", "c", "2020."),
        Sample.field("773", "w", "9910000000021234"),
        Sample.field("856", "u", "https://www.example.org/1", "4", "0"),
        Sample.field("959", "a", "(PSCdb)100035"),
      ]),
    Sample.bib("9910000000021234", [Sample.field("245", "a", "鳥 Birds")]),
    Sample.bib("9910000000031234", [], leader: "01234dam a2200301 a 4500"),
  ])

  private func compare(_ xml: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (one, other) = (try Sandbox(), try Sandbox())
    let fromXML = try one.loadText(xml, as: "bibs.xml")
    try other.write("bibs.mrc", try BinaryMARC.bytes(fromXML: xml))
    let fromBinary = try #require(try other.load(["bibs.mrc"]).files.first)
    #expect(fromBinary.counts == fromXML.counts && fromBinary.warnings == fromXML.warnings)
    #expect(fromBinary.counts.kept > 0)
    for table in Self.tables {
      let expected = try one.sql("SELECT * FROM \(table) ORDER BY 1, 2, 3, 4")
      let found = try other.sql("SELECT * FROM \(table) ORDER BY 1, 2, 3, 4")
      #expect(found == expected, "\(table)", sourceLocation: sourceLocation)
    }
    #expect(try one.column("SELECT format FROM source_file") == ["MARCXML"])
    #expect(try other.column("SELECT format FROM source_file") == ["MARC 21"])
    #expect(try other.column("SELECT encoding FROM source_file") == ["UTF-8"])
  }

  @Test("give the same rows as the same bibs in MARCXML")
  func sameAsXML() throws { try compare(Self.xml) }

  @Test(
    "of a simulated library give the same rows as its MARCXML",
    .enabled(if: SharedFiles.hasLibraryA, "the folder ../shared/data/library-a is not there"))
  func libraryA() throws {
    let path = SharedFiles.libraryA.appendingPathComponent("alma/bibs.xml")
    try compare(try String(contentsOf: path, encoding: .utf8))
  }

  @Test("in MARC-8 are converted, and the ledger says so")
  func marc8() throws {
    let sandbox = try Sandbox()
    let title = "10$aL'´et´e :$bМOSKWA×"
    let escapes: [Character: [UInt8]] = [
      "´": [0xE2], "М": [0x1B, 0x28, 0x4E, 0x6D], "×": [0x1B, 0x28, 0x42],
    ]
    try sandbox.write(
      "bibs.mrc",
      BinaryMARC.record(
        [("001", "9910000000011234"), ("245", title)], leader: "00000nam  2200000 i 4500",
        escapes: escapes))
    let report = try #require(try sandbox.load(["bibs.mrc"]).files.first)
    #expect(report.counts.kept == 1 && report.warnings == [])
    // Letters and diacritics apart, as MARC-8 has them; the keys are the same either way.
    #expect(try sandbox.column("SELECT title FROM bib") == ["L'e\u{301}te\u{301} : Москва"])
    #expect(try sandbox.column("SELECT format FROM source_file") == ["MARC 21, MARC-8"])
    #expect(try sandbox.column("SELECT encoding FROM source_file") == ["MARC-8"])
    let other = try Sandbox()
    try other.loadText(
      Sample.marc([Sample.bib("9910000000011234", [Sample.field("245", "a", "L'été : Москва")])]))
    #expect(
      try other.column("SELECT title_key FROM bib")
        == sandbox.column("SELECT title_key FROM bib"))
  }

  private static let good = BinaryMARC.record([
    ("001", "9910000000011234"), ("245", "10$aBirds"),
  ])
  private static let other = BinaryMARC.record([
    ("001", "9910000000021234"), ("245", "10$aFerns"),
  ])

  @Test("that are damaged are kept with a warning, or rejected by record number")
  func damaged() throws {
    let sandbox = try Sandbox()
    var wrongLength = Self.other
    wrongLength.replaceSubrange(0..<5, with: "00099".utf8)
    let cut = BinaryMARC.record([("001", "9910000000031234"), ("245", "10$aMoss")]).dropLast(4)
    try sandbox.write(
      "bibs.mrc",
      Self.good + wrongLength + cut + Self.good + Array("junk\u{1D}".utf8)
        + BinaryMARC.record([("001", "9910000000041234")], leader: "00000dam a2200000 i 4500"))
    let report = try #require(
      try sandbox.load(["bibs.mrc"]) { $0.rejectLimit = .count(9) }.files.first)
    #expect(report.kind == .bibs)
    #expect(report.counts.read == 6 && report.counts.kept == 3 && report.counts.rejected == 2)
    #expect(report.counts.leftOut == ["deleted record": 1] && report.counts.addsUp)
    #expect(
      report.warnings == [
        "1 record, the first is record 2: "
          + "the leader gives a wrong length; the directory is right, and was followed"
      ])
    let rows = try sandbox.sql("SELECT row, reason, raw FROM rejected_row ORDER BY row")
    #expect(rows.map { $0["row"] } == ["3", "5"])
    #expect(rows[0]["reason"]?.contains("ends before its fields do") == true)
    #expect(rows[0]["reason"]?.contains("byte \(Self.good.count * 2) of the file") == true)
    #expect(rows[0]["raw"]?.contains("=001 9910000000031234\n") == true)
    #expect(rows[1]["reason"]?.contains("no leader") == true)
    // The gates of the first become unknown; the second may be any record.
    let ids = try sandbox.sql("SELECT row, alma_id FROM rejected_id ORDER BY row, alma_id")
    #expect(ids.map { $0["row"] } == ["3", "5"])
    #expect(ids.map { $0["alma_id"] } == ["9910000000031234", ""])
  }

  @Test("that were nearly all lost fail as a file, with the first reason")
  func allDamaged() throws {
    let sandbox = try Sandbox()
    try sandbox.write("bibs.mrc", Array(Self.good.dropLast(5)))
    let error = try sandbox.importError(["bibs.mrc"])
    guard case .tooManyRejects("bibs.mrc", 1, 1, "5%", let first) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(first.contains("row 1, the record ends before its fields do"))
    #expect(try sandbox.count("snapshot") == 0)
  }

  @Test("one bad byte in MARCXML costs its record a letter, and no other record anything")
  func badUTF8() throws {
    let sandbox = try Sandbox()
    var bytes = Array(Self.xml.utf8)
    let place = try #require(bytes.firstRange(of: Array("Été".utf8))?.lowerBound)
    bytes.replaceSubrange(place..<place + 2, with: [0xC9])
    try sandbox.write("bibs.xml", bytes)
    let report = try #require(try sandbox.load(["bibs.xml"]).files.first)
    #expect(report.counts.kept == 2 && report.counts.rejected == 0)
    #expect(report.warnings.count == 1 && report.warnings[0].contains("the first is record 1"))
    #expect(try sandbox.column("SELECT encoding FROM source_file") == ["UTF-8"])
    #expect(
      try sandbox.column("SELECT title FROM bib ORDER BY id") == ["\u{FFFD}té :", "鳥 Birds"])
  }

  @Test("in a folder are recognised by their bytes, whatever their names")
  func folder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("exports/bibs.dat", Self.good)
    try sandbox.write("exports/p2e.csv", Sample.p2e)
    let report = try sandbox.load(["exports"])
    #expect(
      report.files.filter { $0.fate == .imported }.map(\.name).sorted() == ["bibs.dat", "p2e.csv"])
  }
}
