import Testing

@testable import Formats

extension MARC21Case {
  private static func latin(_ text: String, leader: String? = nil) -> [UInt8] {
    MARC21Maker(isMARC8: leader == nil, leader: leader)
      .adding(
        "245", bytes: Array("00\u{1F}a".utf8) + text.utf16.map { UInt8(truncatingIfNeeded: $0) }
      )
      .bytes()
  }

  private static func marc8(_ body: String) -> [UInt8] {
    MARC21Maker("9911", isMARC8: true).adding("245", body).bytes()
  }

  private static let utf8Leader = "00000nam a2200000 i 4500"

  /// `{E2}` is the byte 0xE2: in MARC-8 an acute, before its letter.
  static let texts: [MARC21Case] = [
    MARC21Case(
      "MARC-8: a diacritic stands before its letter",
      marc8("10$aL'{E2}et{E2}e {E8}uber alles :$ba{F0}c"),
      ReadRecord("=001 9911\n=245 10$aL'e\u{301}te\u{301} u\u{308}ber alles :$bac\u{327}")),
    MARC21Case(
      "MARC-8: two diacritics, ligature halves, letters of ANSEL",
      marc8("10$a{F2}{E5}a {EB}t{EC}s {A1}{B1}{B5}{C7} {C3}1999 {C8}"),
      ReadRecord("=001 9911\n=245 10$aa\u{323}\u{304} t\u{361}s Łłæß ©1999 €")),
    MARC21Case(
      "MARC-8: Cyrillic below and above 0x80",
      marc8("10$a{1B}(NmOSKWA{1B}(B x$b{1B})N{ED}{CF}{D3}{CB}{D7}{C1}"),
      ReadRecord("=001 9911\n=245 10$aМосква x$bМосква")),
    MARC21Case(
      "MARC-8: three bytes a character",
      marc8("10$a{1B}{24}1{21}{30}{21}{21}{30}{22}{1B}(B!$b{1B}{24}1{21}{30}{21}"),
      ReadRecord("=001 9911\n=245 10$a一丁!$b一")),
    MARC21Case(
      "MARC-8: Hebrew, Arabic, Greek, and sub- and superscripts",
      marc8("10$a{1B}(2ylem{1B}(B$b{1B}(3Gda{1B}(B$cH{1B}b2{1B}sO x{1B}p2{1B}s {1B}ga{1B}s"),
      ReadRecord("=001 9911\n=245 10$aשלום$bالف$cH₂O x² α")),
    MARC21Case(
      "MARC-8: each subfield begins in ASCII and ANSEL again",
      marc8("10$a{1B}(NmOSKWA$bplain {E2}e"),
      ReadRecord("=001 9911\n=245 10$aМосква$bplain e\u{301}")),
    MARC21Case(
      "MARC-8: a diacritic before the escape to its letter's set",
      marc8("10$a{E2}{1B}(Na{1B}(B!"), ReadRecord("=001 9911\n=245 10$aА\u{301}!")),
    MARC21Case(
      "MARC-8: bytes, characters and escapes that it does not have",
      marc8("10$aa{80}b{D0}c$bx{1B}Xy{1B}$cz{1B}{24}1{7E}{7E}{7E}{21}{30}{21}{21}{30}"),
      ReadRecord(
        "=001 9911\n=245 10$aa\u{FFFD}b\u{FFFD}c$bx\u{FFFD}Xy\u{FFFD}$cz\u{FFFD}一\u{FFFD}",
        .replacedCharacters)),
    MARC21Case(
      "MARC-8: a diacritic without a letter", marc8("10$a{E2}et{E2}e{E2}$bdef"),
      ReadRecord("=001 9911\n=245 10$ae\u{301}te\u{301}\u{FFFD}$bdef", .replacedCharacters)),
    MARC21Case(
      "MARC-8: more diacritics than libyaz holds, and every letter after them",
      marc8("10$a{E1}{E2}{E3}{E4}{E5}{E6}{E7}{E8}{E9}abc"),
      ReadRecord(
        "=001 9911\n=245 10$aa\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}bc",
        .replacedCharacters)),
    MARC21Case(
      "MARC-8: line breaks are blanks", marc8("10$a{E2}et{E2}e{0A}b{09}c{E2}{20}d"),
      ReadRecord("=001 9911\n=245 10$ae\u{301}te\u{301} b c \u{301}d")),
    MARC21Case(
      "MARC-8 by the leader, ASCII only", marc8("10$aBirds"),
      ReadRecord("=001 9911\n=245 10$aBirds")),
    MARC21Case(
      "says MARC-8, is UTF-8", marc8("10$aété 日本"),
      ReadRecord("=001 9911\n=245 10$aété 日本", .utf8NotMARC8)),
    MARC21Case(
      "says MARC-8, one field is UTF-8",
      MARC21Maker(isMARC8: true).adding("245", "10$a{E2}et{E2}e").adding("246", "  $aété").bytes(),
      ReadRecord("=245 10$ae\u{301}te\u{301}\n=246   $aété", .utf8NotMARC8)),
    MARC21Case(
      "says UTF-8, is MARC-8",
      MARC21Maker(leader: utf8Leader).adding("245", "10$a{E2}et{E2}e {E8}uber").bytes(),
      ReadRecord("=245 10$ae\u{301}te\u{301} u\u{308}ber", .marc8NotUTF8)),
    MARC21Case(
      "says UTF-8, has MARC-8's escapes",
      MARC21Maker(leader: utf8Leader).adding("245", "10$a{1B}(NmOSKWA").adding("246", "  $aété")
        .bytes(),
      ReadRecord("=245 10$aМосква\n=246   $aété", .marc8NotUTF8)),
    MARC21Case(
      "says UTF-8, is Windows-1252",
      latin("Für Müller, Québec \u{93}été\u{94}", leader: utf8Leader),
      ReadRecord("=245 00$aFür Müller, Québec “été”", .windows1252)),
    MARC21Case(
      "says MARC-8, is Windows-1252", latin("Größe für Müller, straße"),
      ReadRecord("=245 00$aGröße für Müller, straße", .windows1252)),
    MARC21Case(
      "says UTF-8, and a sequence is cut off",
      MARC21Maker(leader: utf8Leader).adding("245", "10$aété 日{E6}{97}$bx").bytes(),
      ReadRecord("=245 10$aété 日\u{FFFD}$bx", .replacedCharacters)),
    MARC21Case(
      "says UTF-8, and one field is another's",
      MARC21Maker(leader: utf8Leader).adding("245", "10$aété").adding("500", "  $af{FC}r").bytes(),
      ReadRecord("=245 10$aété\n=500   $afür", .windows1252)),
    MARC21Case(
      "an escape in UTF-8 that means nothing",
      MARC21Maker(leader: utf8Leader).adding("245", "10$aa{1B}é").bytes(),
      ReadRecord("=245 10$aa\u{1B}é")),
    MARC21Case(
      "a text problem weighs more than a wrong length",
      MARC21Maker(leader: "00000nam  2200000 i 4500").adding("245", "10$aété").bytes(
        length: "00099"),
      ReadRecord("=245 10$aété", .utf8NotMARC8)),
  ]
}

@Suite("MARC-8")
struct MARC8Tests {
  @Test(
    "is told from the leader, or from the text where the leader is wrong",
    arguments: [
      ("says MARC-8, is UTF-8", false), ("says UTF-8, is MARC-8", true),
      ("MARC-8 by the leader, ASCII only", true), ("says UTF-8, is Windows-1252", false),
      ("says MARC-8, one field is UTF-8", true), ("says MARC-8, is Windows-1252", false),
    ])
  func label(_ name: String, _ isMARC8: Bool) throws {
    let example = try #require(MARC21Case.texts.first { $0.name == name })
    var reader = MARC21Reader(source: ByteSource(bytes: example.bytes, encoding: nil))
    var record = MARCRecord()
    while try reader.read(into: &record) {}
    let hasMARC8 = reader.hasMARC8
    #expect(hasMARC8 == isMARC8)
  }

  @Test("every byte of every set is a character, a diacritic, or replaced")
  func everyByte() throws {
    var converter = try MARC8Converter(file: "x.mrc")
    for set in ["B", "!E", "2", "3", "4", "N", "Q", "S"] {
      for byte in UInt8(0x21)...0x7E {
        var text: [UInt8] = []
        let bytes: [UInt8] = [0x1B, 0x28] + Array(set.utf8) + [byte, 0x1B, 0x28, 0x42, 0x61]
        let lost = converter.append(bytes.span, to: &text)
        let shown = String(decoding: text, as: UTF8.self)
        #expect(isUTF8(text))
        #expect((lost > 0) == shown.contains("\u{FFFD}"), "\(set) \(byte): \(shown)")
        #expect(shown.unicodeScalars.contains("a"), "\(set) \(byte): \(shown)")
        if set == "B" { #expect(shown == String(UnicodeScalar(byte)) + "a" && lost == 0) }
      }
    }
  }

  @Test("random bytes never make libyaz lose its place")
  func random() throws {
    var generator = Seeded(state: 8)
    var converter = try MARC8Converter(file: "x.mrc")
    let parts: [[UInt8]] = [
      [0x1B, 0x28, 0x4E], [0x1B, 0x29, 0x4E], [0x1B, 0x24, 0x31], [0x1B, 0x28, 0x42], [0x1B],
      [0x1B, 0x29, 0x21, 0x45], [0x1B, 0x67], [0x1B, 0x28, 0x32], [0xE2], [0xE8], [0xEB], [0xEC],
      [0x21, 0x30, 0x21], [0x61], [0x20], [0x80], [0xA1], [0x42, 0x43], [0x1B, 0x28, 0x34],
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<24, using: &generator)
      let bytes = (0..<count).flatMap { _ in parts.randomElement(using: &generator) ?? [] }
      var text: [UInt8] = []
      let lost = converter.append((bytes + [0x1B, 0x28, 0x42, 0x7A]).span, to: &text)
      #expect(isUTF8(text) && lost >= 0 && lost <= bytes.count)
      // The z at the end is read as one wherever the rest of the text has led.
      #expect(String(decoding: text, as: UTF8.self).unicodeScalars.contains("z"), "\(bytes)")
    }
  }
}

@Suite("MARC 21 of great size")
struct MARC21SizeTests {
  private static let long: MARC21Maker = {
    var maker = MARC21Maker("9911").adding("245", "10$aLong")
    for index in 0..<1_500 {
      maker = maker.adding("866", " 0$a\(index) \(String(repeating: "x", count: 100))")
    }
    return maker.adding("999", "  $a\(String(repeating: "y", count: 12_000))")
  }()

  @Test(
    "a record over 99,999 bytes is read whatever its numbers are written as",
    arguments: [
      (MARC21Maker.Numbers.right, "00000"), (.right, "99999"), (.saturated, nil), (.zeros, nil),
      (.wide, nil), (.wide, "99999"),
    ] as [(MARC21Maker.Numbers, String?)])
  func overlong(_ numbers: MARC21Maker.Numbers, _ length: String?) throws {
    let bytes = Self.long.bytes(length: length, numbers: numbers)
    #expect(bytes.count > 180_000)
    for size in [1_000, 1 << 20] {
      var reader = MARC21Reader(
        source: ByteSource(bytes: bytes + MARC21Case.ferns.bytes(), chunkSize: size, encoding: nil))
      var record = MARCRecord()
      #expect(try reader.read(into: &record))
      #expect(record.problem == .overlong && record.fields.count == 1_503)
      let texts = record.fields("866").compactMap { field in
        record.subfield("a", of: field).map { record.text($0) }
      }
      #expect(texts.count == 1_500 && texts[1_499] == "1499 " + String(repeating: "x", count: 100))
      let last = try #require(record.fields.last)
      #expect(last.tag == "999" && record.subfield("a", of: last)?.count == 12_000)
      #expect(try reader.read(into: &record) && record.problem == nil)
      #expect(record.controlField("001").map { record.text($0) } == "9922")
    }
  }

  @Test("a field over 9,999 bytes is read in a record that is short enough")
  func longField() throws {
    let maker = MARC21Maker("9911").adding("520", "  $a\(String(repeating: "x", count: 20_000))")
    for numbers in [MARC21Maker.Numbers.right, .saturated, .zeros, .wide] {
      let found = try marc21Records(of: maker.adding("650", " 0$aBirds").bytes(numbers: numbers))
      #expect(found.map(\.problem) == [.wrongDirectory])
      #expect(found[0].raw.hasPrefix("=001 9911\n=520   $axxx"))
    }
  }

  @Test("a record over the limit is rejected, and the next one read", arguments: [1, 7, 1 << 20])
  func tooLong(_ size: Int) throws {
    let note = String(repeating: "x", count: 9_000)
    let long = MARC21Maker("9911").adding("520", "  $a\(note)").bytes()
    let limit = long.count - 2
    let bytes = MARC21Case.birds.bytes() + long + MARC21Case.ferns.bytes() + long.dropLast()
    let found = try marc21Records(of: bytes, chunkSize: size, limit: limit)
    #expect(found.map(\.problem) == [nil, .tooLong, nil, .tooLong])
    #expect(found[1].raw.hasPrefix("=001 9911\n=??? 0010005000005209005") && found[1] == found[3])
    let whole = try marc21Records(of: bytes, chunkSize: size, limit: limit + 1)
    #expect(whole.map(\.problem) == [nil, nil, nil, .missingTerminator])
  }

  // Found by fuzzing: how much was kept of it hung on the pieces that the file came in.
  @Test(
    "of a record over a small limit as much is kept whatever the pieces", arguments: [1, 7, 60])
  func keptOfLong(_ size: Int) throws {
    let junk = Array(String(repeating: "junk ", count: 40).utf8)
    let bytes = junk + MARC21Case.ferns.bytes() + junk
    let whole = try marc21Records(of: bytes, limit: 100)
    #expect(whole.map(\.problem) == [.tooLong, .tooLong])
    #expect(whole[0].raw == "=??? " + String(repeating: "junk ", count: 20))
    #expect(try marc21Records(of: bytes, chunkSize: size, limit: 100) == whole)
  }

  @Test("more than a million subfields are refused")
  func manySubfields() throws {
    let start = Array("00000nam a2200037 i 4500500999900000\u{1E}  ".utf8)
    let bytes =
      start + Array(repeatElement([0x1F, 0x61], count: 1_000_001).joined()) + [0x1E, 0x1D]
    let found = try marc21Records(of: bytes + MARC21Case.ferns.bytes())
    #expect(found.map(\.problem) == [.tooManyFields, nil])
  }

  @Test("entries that all stand for one field do not cost the square of their number")
  func sameField() throws {
    let directory = String(repeating: "245900000000", count: 8_000)
    let field = "10\u{1F}a" + String(repeating: "x", count: 8_995) + "\u{1E}"
    let text = "00000nam a2296025 i 4500\(directory)\u{1E}\(field)\u{1D}"
    let found = try marc21Records(of: Array(text.utf8))
    #expect(found.map(\.problem) == [.brokenDirectory])
  }

  @Test("every problem has a message, and says whether the record counts")
  func messages() {
    let untrusted = MARCRecordProblem.allCases.filter { !$0.isTrusted }
    #expect(
      untrusted == [.noLeader, .truncated, .brokenDirectory, .tooLong, .tooManyFields])
    for problem in MARCRecordProblem.allCases {
      #expect(problem.message.count > 10 && !problem.message.hasSuffix("."))
    }
    #expect(
      Set(MARCRecordProblem.allCases.map(\.message)).count == MARCRecordProblem.allCases.count)
  }
}

private func isUTF8(_ bytes: [UInt8]) -> Bool { bytes.span.isUTF8 }
