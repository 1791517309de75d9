import Testing

@testable import Identifiers

@Suite struct NumberTests {
  @Test func `Exact keys are positive and keep zeros after the prefix apart`() {
    #expect(Packing.almaID("9910003512205777") == 110_003_512_205_777)
    #expect(Packing.almaID("990021093450108501") != Packing.almaID("99021093450108501"))
    #expect(Packing.almaID("531070142660006421") == 11_070_142_660_006_421)
    #expect(Packing.almaID("9999999999999999999") > 0)
    for text in ["99", "99999999999999999999", "99abc", "abc", "", "1055226", "9.91E+17"] {
      #expect(Packing.almaID(text) < 0)
    }
  }

  @Test func `Text keys are negative and differ`() {
    var seen: Set<Int64> = []
    for number in 0..<20_000 {
      let key = Packing.text("title \(number)")
      #expect(key < 0)
      seen.insert(key)
    }
    #expect(seen.count == 20_000)
    #expect(Packing.text("a") != Packing.text("a\0") && Packing.text("") < 0)
  }

  @Test(arguments: [
    ("9910003512205777", AlmaID.Kind.bib, "5777"), ("9943506421", .bib, "6421"),
    ("531070142660006421", .portfolio, "6421"), ("61111097897584100", .collection, "4100"),
    ("71123456789012345", .published, "2345"), ("22402000001000577", .holdings, "0577"),
  ])
  func `An Alma number tells kind and institution`(number: String, kind: AlmaID.Kind, tail: String)
  {
    #expect(AlmaID(number)?.kind == kind && AlmaID(number)?.tailText == tail)
  }

  @Test(arguments: ["", "99", "9912345", "99123456789012345678", "9912345678x", "1012345678"])
  func `Other numbers are no Alma numbers`(number: String) { #expect(AlmaID(number) == nil) }

  @Test(arguments: ["9.91E+17", "9.91234567890123E+15", "6,1E+16", " 6.1e+16 ", "9E+17", "6.1E16"])
  func `Scientific notation is recognised`(cell: String) {
    #expect(DestroyedNumber.looksDestroyed(cell))
  }

  @Test(arguments: ["", "E+17", "991234", "1E5", "9.91E+", "99.1E+17", "9.91E+1234", "b123E+1"])
  func `Other cells are no scientific notation`(cell: String) {
    #expect(!DestroyedNumber.looksDestroyed(cell))
  }

  @Test func `Whole numbers as floats are recognised`() {
    #expect(DestroyedNumber.looksLikeFloat("1055226.0"))
    for cell in ["123.0", "1055226", "1055226.5", "1055226.", ""] {
      #expect(!DestroyedNumber.looksLikeFloat(cell))
    }
  }

  @Test(arguments: [
    ("(PSCdb)100035", "PSCdb", "100035"),
    ("7834882-01carli_network", "01carli_network", "7834882"),
    ("(AbC)u12345-01abc_inst", "AbC|01abc_inst", "u12345"), ("5995832", "", "5995832"),
    ("(EXLNZ-01CARLI_NETWORK)991084484299705816", "EXLNZ-01CARLI_NETWORK", "991084484299705816"),
    ("UCB-b110824349-01ucs_ber", "UCB|01ucs_ber", "b110824349"),
    ("(IU)5273777-uiudb-Voyager", "IU|uiudb-Voyager", "5273777"),
    ("1823334-princetondb", "princetondb", "1823334"),
    ("(OCoLC)ocm00640854", "OCoLC", "ocm00640854"),
    ("(DE-599)ZDB1494946 5", "DE-599", "ZDB1494946 5"),
    ("(DE-600)1494946-5", "DE-600", "1494946-5"),
    ("(CONSER)--2003215585", "CONSER", "2003215585"), ("b1234567x", "", "b1234567x"),
    ("(WaSeSS)ssib029794153", "WaSeSS", "ssib029794153"),
    ("(UIU)Voyager170427", "UIU|Voyager", "170427"), ("Voyager170427", "Voyager", "170427"),
    ("(UIU)Voyager17a", "UIU", "Voyager17a"),
    ("(MCM)002109345MIT01", "MCM|MIT01", "002109345"),
    ("(Aleph)002109345HVD01", "Aleph|HVD01", "002109345"),
    ("002109345DUK01-01duke_inst", "01duke_inst|DUK01", "002109345"),
    ("(MCM)02109345MIT01", "MCM", "02109345MIT01"),
  ])
  func `Local numbers have one grammar`(cell: String, system: String, number: String) {
    #expect(LocalNumber(cell).map { text($0.system) } == system)
    #expect(LocalNumber(cell).map { text($0.number) } == number)
  }

  @Test(arguments: ["", "()", "(PSCdb)", "Includes 2 indexes and more", "(", "-", "abc"])
  func `Text without a number is no local number`(cell: String) {
    #expect(LocalNumber(cell) == nil)
  }

  @Test(arguments: [
    ("100035", "100035"), ("002109345", "002109345"), (".b1234567x", "b1234567x"),
    ("B110824349", "b110824349"), ("1055226.0", "1055226"), (" 5539966 ", "5539966"),
    ("UCB-b110824349-01ucs_ber", "b110824349"), ("u12345", "u12345"), ("(UIUdb)5539966", "5539966"),
    ("(UIU)Voyager170427", "170427"), ("(MCM)002109345MIT01", "mit01002109345"),
    ("002109345MIT01", "mit01002109345"), ("(MCM)002109345MIT60", "mit60002109345"),
  ])
  func `Writings of one old bib id compare`(cell: String, key: String) {
    #expect(LegacyID.key(cell) == key)
  }

  @Test func `An old bib id looks like one`() {
    for cell in ["4", "5539966", "b1234567x", ".b110824349", "u12345", "a1234567", "002109345"] {
      #expect(LegacyID.isPlausible(cell), "\(cell)")
    }
    for cell in ["1000001x", "002109345MIT01"] { #expect(LegacyID.isPlausible(cell), "\(cell)") }
    for cell in ["1000002x", "1000001a", "100001x", "12x"] {
      #expect(!LegacyID.isPlausible(cell), "\(cell)")
    }
    for cell in ["", "bib id", "portfolio", "2009-05-01", "1234567890123", "9.91E+17", "abc123"] {
      #expect(!LegacyID.isPlausible(cell), "\(cell)")
    }
  }

  @Test func `Sierra's check digit is computed and taken off`() {
    let check = LegacyID.sierraCheckDigit(Array("11082434".utf8).span)
    #expect(check == 0x39)
    let cases: [(String, String?)] = [
      ("b110824349", "b11082434"), ("b11082434a", "b11082434"), ("b110824348", nil),
      ("b11082434", nil), ("110824349", nil), ("", nil), ("b1234567a", "b1234567"),
    ]
    for (key, expected) in cases {
      let short = LegacyID.withoutCheckDigit(Array(key.utf8).span)
      #expect(short.map(text) == expected, "\(key)")
    }
  }

  @Test(
    arguments: [
      ("c2009.", 2009), ("[2010?]", 2010), ("30/0.", nil), ("1399, 1400", 1400), ("20200501", nil),
      ("2100", nil), ("", nil), ("Paris : 1998-2003", 1998),
    ] as [(String, Int?)])
  func `The year is the first plausible one`(cell: String, expected: Int?) {
    #expect(PublicationYear.year(cell) == expected)
  }

  @Test func `No cell makes a number reader trap`() {
    for cell in hostileCells {
      _ = AlmaID(cell.span)
      _ = LocalNumber(cell.span)
      _ = LegacyID.key(cell.span)
      _ = LegacyID.isPlausible(cell.span)
      _ = LegacyID.sierraCheckDigit(cell.span)
      _ = LegacyID.withoutCheckDigit(cell.span)
      _ = DestroyedNumber.looksDestroyed(cell.span)
      _ = DestroyedNumber.looksLikeFloat(cell.span)
      _ = PublicationYear.year(cell.span)
      _ = Edition.number(cell.span)
      _ = WebAddress(cell.span)
      let key = Packing.text(cell.span)
      #expect(key < 0)
    }
  }
}
