import Testing

@testable import Formats

/// One MARCXML text and the records it is to give, in mnemonic form.
struct MARCXMLCase: CustomTestStringConvertible {
  var name: String
  var text: String
  var records: [String]

  var testDescription: String { name }

  static let title =
    "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">T</subfield></datafield>"

  static let all: [MARCXMLCase] = [
    MARCXMLCase(
      name: "default namespace",
      text: """
        <?xml version="1.0" encoding="UTF-8"?>

        <collection xmlns="http://www.loc.gov/MARC21/slim">
         <!-- FIRST INCREMENTAL -->
         <?alma now?>
         <record>
          <leader>-----nas-a2200000z--4500</leader>
          <controlfield tag="008">1412</controlfield>
          \(title)
         </record>
        </collection>
        """,
      records: ["=LDR -----nas-a2200000z--4500\n=008 1412\n=245 10$aT"]),
    MARCXMLCase(
      name: "prefix",
      text: """
        <marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:record>
        <marc:datafield tag="020" ind1=" " ind2=" "><marc:subfield code="a">1</marc:subfield>
        </marc:datafield></marc:record></marc:collection>
        """,
      records: ["=020   $a1"]),
    MARCXMLCase(
      name: "prefix that is not declared",
      text: "<m:record><m:controlfield tag=\"001\">1</m:controlfield></m:record>",
      records: ["=001 1"]),
    MARCXMLCase(
      name: "several records, one without leader, one empty",
      text: "<c><record>\(title)</record><record> </record><record><leader>0</leader></record></c>",
      records: ["=245 10$aT", "=LDR 0"]),
    MARCXMLCase(
      name: "Alma bibs",
      text: """
        <bibs total_record_count="1"><bib><mms_id>99</mms_id><title>Not this</title><record>
        <leader>L</leader>\(title)</record></bib></bibs>
        """,
      records: ["=LDR L\n=245 10$aT"]),
    MARCXMLCase(
      name: "SRU envelope",
      text: """
        <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><records><record>
        <recordSchema>marcxml</recordSchema><recordData>
        <record xmlns="http://www.loc.gov/MARC21/slim"><leader>L</leader>\(title)</record>
        </recordData><recordIdentifier>99</recordIdentifier></record></records>
        </searchRetrieveResponse>
        """,
      records: ["=LDR L\n=245 10$aT"]),
    MARCXMLCase(
      name: "OAI envelope with a deleted header",
      text: """
        <ListRecords><record><header status="deleted"/></record>
        <record><metadata><record>\(title)</record></metadata></record></ListRecords>
        """,
      records: ["=245 10$aT"]),
    MARCXMLCase(
      name: "any order of attributes, empty and missing indicators",
      text: """
        <record><datafield ind2="" tag='866' ind1=""><subfield code="s">1</subfield></datafield>
        <datafield tag="867"><subfield code="a">2</subfield></datafield></record>
        """,
      records: ["=866   $s1\n=867   $a2"]),
    MARCXMLCase(
      name: "subfield codes of two characters",
      text: """
        <record><datafield tag="866" ind1="" ind2=""><subfield code="11">0</subfield><subfield
        code="1">N</subfield><subfield code="">?</subfield></datafield></record>
        """,
      records: ["=866   $110$1N$??"]),
    MARCXMLCase(
      name: "entities, character references and CDATA",
      text: """
        <record><controlfield tag="001">a&amp;b&lt;&gt;&quot;&apos;&#233;&#x65E5;<![CDATA[<x>&amp;]]>\
        </controlfield></record>
        """,
      records: ["=001 a&b<>\"'é日<x>&amp;"]),
    MARCXMLCase(
      name: "white space inside of a subfield",
      text: """
        <record>
          <datafield tag="010" ind1=" " ind2=" ">
            <subfield code="a">  79021
          </subfield><subfield code="b"> </subfield>
          </datafield>
        </record>
        """,
      records: ["=010   $a  79021\n  $b "]),
    MARCXMLCase(
      name: "empty fields and subfields",
      text: """
        <record><controlfield tag="001"/><datafield tag="245" ind1=" " ind2=" "/>
        <datafield tag="901" ind1="" ind2=""><subfield code="1"/></datafield></record>
        """,
      records: ["=001 \n=245 \n=901   $1"]),
    MARCXMLCase(
      name: "comments inside of text", text: "<record><leader>a<!-- x -->b</leader></record>",
      records: ["=LDR ab"]),
    MARCXMLCase(
      name: "subfield outside of a data field",
      text: """
        <record><controlfield tag="001">1</controlfield><subfield code="a">2</subfield>\(title)
        <subfield code="b">3</subfield></record>
        """,
      records: ["=001 1\n=245 10$aT"]),
    MARCXMLCase(
      name: "record inside of a record",
      text: "<record><leader>1</leader><record><leader>2</leader></record>\(title)</record>",
      records: ["=LDR 1", "=LDR 2"]),
    MARCXMLCase(
      name: "no record", text: "<html><leader>x</leader><subfield code=\"a\">y</subfield></html>",
      records: []),
    MARCXMLCase(
      name: "tag of another length",
      text:
        "<record><controlfield tag=\"12345\">x</controlfield><controlfield>y</controlfield></record>",
      records: ["=??? x\n=??? y"]),
  ]
}

@Suite("MARCXML")
struct MARCXMLReaderTests {
  @Test("gives the records", arguments: MARCXMLCase.all)
  func records(_ example: MARCXMLCase) throws {
    #expect(try marcRecords(of: Array(example.text.utf8)) == example.records)
  }

  @Test("gives the same records whatever the pieces", arguments: MARCXMLCase.all, [1, 3, 1_000])
  func pieces(_ example: MARCXMLCase, size: Int) throws {
    let bytes = Array(example.text.utf8)
    #expect(try marcRecords(of: bytes, chunkSize: size) == example.records)
  }

  @Test("gives fields, subfields and positions")
  func access() throws {
    let text = """
      <collection>
      <record><leader>00378dac  2200121 u 4500</leader>
      <controlfield tag="001">99</controlfield>
      <datafield tag="035" ind1=" " ind2="1"><subfield code="a">(CKB)1</subfield>
      <subfield code="z">no</subfield></datafield>
      <datafield tag="035" ind1=" " ind2=" "><subfield code="a">(EXLCZ)991</subfield></datafield>
      </record>
      <record><leader>00378cac  2200121 u 4500</leader></record>
      </collection>
      """
    var reader = try MARCXMLReader(source: ByteSource(bytes: Array(text.utf8), encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record))
    #expect(record.isDeleted && record.position.row == 1 && record.position.line == 2)
    #expect(record.controlField("001").map { record.text($0) } == "99")
    #expect(record.controlField("005") == nil && record.controlField("035") == nil)
    let fields = Array(record.fields("035"))
    #expect(fields.map(\.indicator2) == [UInt8(ascii: "1"), UInt8(ascii: " ")])
    #expect(fields.map { record.subfields(of: $0).count } == [2, 1])
    let ids = fields.compactMap { record.subfield("a", of: $0) }.map { record.text($0) }
    #expect(ids == ["(CKB)1", "(EXLCZ)991"])
    #expect(record.subfield("x", of: fields[0]) == nil)
    #expect(try reader.read(into: &record))
    #expect(!record.isDeleted && record.fields.isEmpty && record.position.line == 8)
    #expect(try !reader.read(into: &record))
    #expect(try !reader.read(into: &record))
  }

  @Test("gives the complete records before the place of an error")
  func partial() throws {
    let text = "<c><record>\(MARCXMLCase.title)</record><record></c>"
    var reader = try MARCXMLReader(source: ByteSource(bytes: Array(text.utf8), encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record) && record.raw == "=245 10$aT")
    for _ in 0..<2 {
      #expect(throws: FormatError.self) { try reader.read(into: &record) }
    }
  }

  @Test("reads the encoding that the XML declares")
  func encodings() throws {
    let text = "<record><controlfield tag=\"001\">é</controlfield></record>"
    let latin = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\(text)".utf16).map {
      UInt8(truncatingIfNeeded: $0)
    }
    #expect(try marcRecords(of: latin) == ["=001 é"])
    #expect(try marcRecords(of: EncodingTests.utf16(text, littleEndian: true)) == ["=001 é"])
    #expect(try marcRecords(of: Array("\u{FEFF}\(text)".utf8)) == ["=001 é"])
  }

  @Test("reads a record of very many fields")
  func manyFields() throws {
    let text = "<record>\(String(repeating: MARCXMLCase.title, count: 70_000))</record>"
    var reader = try MARCXMLReader(source: ByteSource(bytes: Array(text.utf8), encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record) && record.fields.count == 70_000)
    #expect(record.raw.count == MARCRecord.rawLimit)
  }

  @Test("an element has its own attributes, however many and long ones came before")
  func attributesBefore() throws {
    var text = "<record>"
    for number in 0..<2_000 {
      let indicators = number % 2 == 0 ? "" : "ind2=\"\(number % 10)\" ind1=\"x\""
      let note = number % 500 == 0 ? "note=\"\(String(repeating: "n", count: 20_000))\"" : ""
      text += "<datafield \(note) tag=\"\(100 + number % 900)\" \(indicators)>"
      text += "<subfield code=\"a\">\(number)</subfield></datafield>"
    }
    var reader = try MARCXMLReader(
      source: ByteSource(bytes: Array("\(text)</record>".utf8), encoding: nil))
    var record = MARCRecord()
    #expect(try reader.read(into: &record))
    #expect(record.fields.count == 2_000)
    for (number, field) in record.fields.enumerated() {
      #expect(field.tag == MARCTag("\(100 + number % 900)"))
      let isEven = number % 2 == 0
      #expect(field.indicator1 == (isEven ? UInt8(ascii: " ") : UInt8(ascii: "x")))
      #expect(field.indicator2 == (isEven ? UInt8(ascii: " ") : UInt8(0x30 + number % 10)))
      #expect(record.subfield("a", of: field).map(record.text) == "\(number)")
    }
  }
}
