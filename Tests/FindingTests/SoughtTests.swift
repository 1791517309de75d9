import Identifiers
import Testing

@testable import Finding

/// What an argument may be, told from its shape.
@Suite struct SoughtTests {
  private func readings(_ text: String) -> [String] {
    Sought(text).identifiers.map { "\($0.type.rawValue) \($0.value)" }
  }

  @Test(
    "an identifier is read as all that it may be",
    arguments: [
      ("9780857021007", "isbn 9780857021007"), (" 978-0-85702-100-7 ", "isbn 9780857021007"),
      ("0857021001", "isbn 9780857021007"), ("0378-5955", "issn 0378-5955"),
      ("2434561x", "issn 2434-561X"), ("(OCoLC)ocn362004617", "oclc 362004617"),
      ("362004617", "oclc 362004617"), ("362004617", "legacy 362004617"),
      ("362004617", "ckb 362004617"),
      ("10.1007/978-0-230-61499-4", "doi 10.1007/978-0-230-61499-4"),
      ("https://doi.org/10.1093/ABC.1", "doi 10.1093/abc.1"),
      ("9910004612205777", "mms 9910004612205777"),
      ("539650068530005777", "portfolio 539650068530005777"),
      ("611930000010005777", "collection 611930000010005777"),
      ("61111097897584100", "cz-collection 61111097897584100"),
      ("61111097897584100", "target 111097897584100"), ("POL-1234", "po-line POL-1234"),
      ("PSC-972415-1", "po-line PSC-972415-1"), ("(PSCdb)100046", "legacy 100046"),
      ("B100523250", "legacy b100523250"), ("(CKB)2670000000012345", "ckb 2670000000012345"),
    ])
  func identifiers(text: String, reading: String) {
    #expect(readings(text).contains(reading), "\(readings(text))")
  }

  @Test(
    "what has another shape is not read as one",
    arguments: [
      ("9780857021008", "isbn"), ("0378-5956", "issn"), ("Birds of the coast", "po-line"),
      ("Birds of the coast", "legacy"), ("539650068530005777", "mms"),
      ("9910004612205777", "oclc"), ("9910004612205777", "legacy"), ("POL-1234", "oclc"),
      ("https://doi.org/10.1093/abc", "po-line"), ("https://www.jstor.org/stable/1", "po-line"),
      ("ocean", "ckb"),
    ])
  func others(text: String, type: String) {
    #expect(!readings(text).contains { $0.hasPrefix("\(type) ") }, "\(readings(text))")
  }

  @Test("Sierra's check digit may be there, be a wildcard, or be missing")
  func checkDigits() {
    let all = ["legacy b100523250", "legacy b10052325", "legacy b10052325a"]
    for text in ["b100523250", "b10052325", ".b100523250", "b10052325a"] {
      let found = readings(text)
      for writing in all { #expect(found.contains(writing), "\(text): \(found)") }
    }
    #expect(readings("b14716039x").contains("legacy b14716039"))
    #expect(!readings("b100523251").contains("legacy b10052325"))
    #expect(readings("100523250").filter { $0.hasPrefix("legacy") } == ["legacy 100523250"])
  }

  @Test("only what has no shape of an identifier is looked for by its words")
  func words() {
    #expect(Sought("The Quiet Harvest of northern rivers").words.first == "northern")
    #expect(Sought("Nature").words == ["Nature"])
    for text in ["9780857021007", "POL-1234", "978 0 85702 100 7", "100046", "b100523250"] {
      #expect(Sought(text).words.isEmpty, "\(text)")
    }
    #expect(Sought("Area 51 explained").words.contains("51"))
    #expect(Sought("a x").words.isEmpty && Sought("海").words == ["海"])
    #expect(Sought("to be or not to be").words == ["not", "to", "be", "or"])
  }

  @Test("a title has a key with and without its subtitle; an address is no title")
  func titles() {
    let sought = Sought("Ocean birds : a guide")
    #expect(sought.title?.key != nil && sought.mainTitle?.key != nil)
    #expect(sought.title?.key == Sought("OCEAN BIRDS: a guide /").title?.key)
    #expect(sought.mainTitle?.key == Sought("Ocean birds").title?.key)
    #expect(Sought("https://www.jstor.org/stable/123").title == nil)
    #expect(Sought(" - ").title == nil)
    #expect(Sought(" - ").identifiers.isEmpty)
  }

  @Test("other ids of Alma are named, since nothing is found by them")
  func otherIDs() {
    #expect(Sought("224020000010005777").otherAlmaID == "holdings")
    #expect(Sought("625130000010005777").otherAlmaID == "service")
    #expect(Sought("9910004612205777").otherAlmaID == nil)
    #expect(Sought("POL-1").otherAlmaID == nil)
  }
}
