import Testing

@testable import Formats

/// One binary file and the records it is to give.
struct MARC21Case: CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var records: [ReadRecord]

  init(_ name: String, _ bytes: [UInt8], _ records: ReadRecord...) {
    (self.name, self.bytes, self.records) = (name, bytes, records)
  }

  var testDescription: String { name }

  static let birds = MARC21Maker("9911").adding("245", "10$aBirds :$bété日")
  static let birdsRead = ReadRecord("=001 9911\n=245 10$aBirds :$bété日")
  static let ferns = MARC21Maker("9922").adding("245", "10$aFerns")
  static let fernsRead = ReadRecord("=001 9922\n=245 10$aFerns")

  static let sound: [MARC21Case] = [
    MARC21Case("one record", birds.bytes(), birdsRead),
    MARC21Case("two records", birds.bytes() + ferns.bytes(), birdsRead, fernsRead),
    MARC21Case("nothing", []),
    MARC21Case("padding only", Array("\r\n \u{1A}".utf8) + [0, 0x1D, 0x1D]),
    MARC21Case(
      "line breaks, padding and empty records between",
      Array("\u{FEFF}".utf8) + birds.bytes() + Array("\r\n".utf8) + ferns.bytes() + [0, 0, 0x1D]
        + birds.bytes() + Array(" \n\u{1A}".utf8), birdsRead, fernsRead, birdsRead),
    MARC21Case(
      "directory in another order than the data",
      birds.adding("500", "  $aNote").bytes(order: [2, 0, 1]),
      ReadRecord("=500   $aNote\n=001 9911\n=245 10$aBirds :$bété日")),
    MARC21Case(
      "no fields", MARC21Maker().bytes() + ferns.bytes(),
      ReadRecord("=LDR 00026nam a2200025 i 4500"),
      fernsRead),
    MARC21Case(
      "letters in tags and odd subfield codes",
      MARC21Maker().adding("AVE", "  $8531$eAvailable").adding("866", "  $1x$Sy$!z").bytes(),
      ReadRecord("=AVE   $8531$eAvailable\n=866   $1x$Sy$!z")),
    MARC21Case(
      "empty fields and subfields",
      MARC21Maker("").adding("245", "").adding("246", "  ").adding("300", "  $").adding(
        "500", "  $a"
      )
      .adding("650", "  $a$$bx$").bytes(),
      ReadRecord("=001 \n=245 \n=246   \n=300 \n=500   $a\n=650   $a$bx")),
    MARC21Case(
      "no indicators, one, three, and some beyond ASCII",
      MARC21Maker().adding("500", "$ax").adding("501", "1$ax").adding("502", "123$ax")
        .adding("503", "é$ax").bytes(),
      ReadRecord("=500   $ax\n=501 1 $ax\n=502 12$ax\n=503   $ax")),
    MARC21Case(
      "a data field without delimiter", MARC21Maker().adding("500", "  Note").bytes(),
      ReadRecord("=500   Note")),
    MARC21Case(
      "a letter beyond ASCII for a code", MARC21Maker().adding("500", "  $éx$日y$aé").bytes(),
      ReadRecord("=500   $?x$?y$aé")),
    MARC21Case(
      "the last field without its terminator",
      MARC21Maker("9911").adding("500", "  $ax").bytes(length: "00060").dropLast(2) + [0x1D],
      ReadRecord("=001 9911\n=500   $ax")),
  ]
}

@Suite("MARC 21")
struct MARC21ReaderTests {
  @Test("gives the records", arguments: MARC21Case.sound + MARC21Case.damaged + MARC21Case.texts)
  func records(_ example: MARC21Case) throws {
    let found = try marc21Records(of: example.bytes)
    #expect(found == example.records, "\(found)")
  }

  @Test(
    "gives the same records whatever the pieces",
    arguments: MARC21Case.sound + MARC21Case.damaged + MARC21Case.texts, [1, 3, 1_000])
  func pieces(_ example: MARC21Case, size: Int) throws {
    let found = try marc21Records(of: example.bytes, chunkSize: size)
    #expect(found == example.records, "\(found)")
  }

  @Test("gives leader, fields, subfields and positions")
  func access() throws {
    let deleted = MARC21Maker("9911", leader: "00000dam a2200000 i 4500")
      .adding("035", " 1$a(CKB)1$zno").adding("035", "  $a(EXLCZ)991")
    let bytes = [0x0A] + deleted.bytes() + [0x0A] + MARC21Case.ferns.bytes()
    var reader = MARC21Reader(source: ByteSource(bytes: bytes, encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record))
    #expect(record.leader.count == 24 && record.isDeleted && record.problem == nil)
    #expect(record.position == Position(row: 1, line: 1, byte: 1))
    #expect(record.controlField("001").map { record.text($0) } == "9911")
    #expect(record.controlField("005") == nil && record.controlField("035") == nil)
    let fields = Array(record.fields("035"))
    #expect(fields.map(\.indicator2) == [UInt8(ascii: "1"), UInt8(ascii: " ")])
    #expect(fields.map { record.subfields(of: $0).count } == [2, 1])
    let ids = fields.compactMap { record.subfield("a", of: $0) }.map { record.text($0) }
    #expect(ids == ["(CKB)1", "(EXLCZ)991"])
    #expect(try reader.read(into: &record))
    #expect(!record.isDeleted && record.fields.count == 2)
    #expect(record.position == Position(row: 2, line: 1, byte: deleted.bytes().count + 2))
    #expect(try !reader.read(into: &record))
    #expect(try !reader.read(into: &record))
    let hasMARC8 = reader.hasMARC8
    #expect(!hasMARC8)
  }

  @Test("gives what MARCXML gives for the same record")
  func sameAsXML() throws {
    let fields = [
      ("245", "10$aBirds of the coast :$bété"), ("022", "  $a1234-5679$y0000"), ("866", " 0$1x"),
    ]
    var maker = MARC21Maker("9911")
    var xml = "<record><leader>00000nam a2200000 i 4500</leader>"
    xml += "<controlfield tag=\"001\">9911</controlfield>"
    for (tag, body) in fields {
      maker = maker.adding(tag, body)
      let subfields = body.split(separator: "$").dropFirst().map {
        "<subfield code=\"\($0.prefix(1))\">\($0.dropFirst())</subfield>"
      }.joined()
      let (first, second) = (body.prefix(1), body.dropFirst().prefix(1))
      xml +=
        "<datafield tag=\"\(tag)\" ind1=\"\(first)\" ind2=\"\(second)\">\(subfields)</datafield>"
    }
    let fromXML = try marcRecords(of: Array((xml + "</record>").utf8)).map(withoutLeader)
    #expect(try marc21Records(of: maker.bytes()) == fromXML.map { ReadRecord($0) })
  }

  @Test("reads a file by its path, and refuses one that is not there")
  func file() throws {
    let file = try TemporaryFile(MARC21Case.birds.bytes() + MARC21Case.ferns.bytes())
    let inspection = try FileInspection.inspect(path: file.path)
    #expect(inspection.container == .marc21)
    var reader = try MARC21Reader(path: file.path, inspection: inspection)
    var record = MARCRecord()
    var count = 0
    while try reader.read(into: &record) { count += 1 }
    #expect(count == 2)
    #expect(throws: FormatError.self) {
      _ = try MARC21Reader(path: "/nowhere/x.mrc", inspection: inspection)
    }
  }
}
