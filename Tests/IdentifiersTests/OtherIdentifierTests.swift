import Testing

@testable import Identifiers

@Suite struct OtherIdentifierTests {
  @Test(arguments: [
    ("(OCoLC)ocm00640854", ["640854"]), ("(OCoLC)ocn190789234", ["190789234"]),
    ("(OCoLC)on1234567890", ["1234567890"]), ("(OCoLC)123", ["123"]), ("ocm00640854", ["640854"]),
    ("ocn637786790 ", ["637786790"]), ("on1234567890", ["1234567890"]),
    ("(ocolc)OCM00640854", ["640854"]), ("(OCoLC)1; (OCoLC)2", ["1", "2"]),
    ("(OCoLC)ocn", ["!"]), ("5995832", []), ("(PSCdb)100035", []), ("(LLCdb)26116", []),
    ("(OCoLC)fst00941589", []), ("on 12", []), ("(DE-599)ocm00640854", []), ("", []),
  ])
  func `OCLC numbers need their prefix`(cell: String, expected: [String]) {
    #expect(found(.oclc, in: cell) == expected)
  }

  @Test(arguments: [
    ("10.1007/978-0-230-61499-4", ["10.1007/978-0-230-61499-4"]),
    ("doi:10.1000/ABC", ["10.1000/abc"]), ("DOI 10.1000/abc.", ["10.1000/abc"]),
    (
      "https://doi.org/10.1093/acprof:oso/9780195.001.0001", ["10.1093/acprof:oso/9780195.001.0001"]
    ),
    ("http://dx.doi.org/10.1002/9781118445112", ["10.1002/9781118445112"]),
    ("http://link.springer.com/10.1007/978-0-230-61499-4", ["10.1007/978-0-230-61499-4"]),
    ("https://www.tandfonline.com/doi/full/10.1080/00131857?x=1", ["10.1080/00131857"]),
    ("https://onlinelibrary.wiley.com/doi/book/10.1002/9781118/pdf", ["10.1002/9781118"]),
    ("https://doi.org/10.1007%2F978-3-540", ["10.1007/978-3-540"]),
    (
      "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
      ["10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"]
    ),
    ("(10.1000/abc)", ["10.1000/abc"]), ("10.1000/1; 10.1000/2", ["10.1000/1", "10.1000/2"]),
    ("10.1000", []), ("10.12/abc", []), ("110.1000/abc", []), ("", []), ("v10.1000/x", []),
  ])
  func `DOIs are read bare and out of URLs`(cell: String, expected: [String]) {
    #expect(found(.doi, in: cell) == expected)
  }

  @Test(arguments: [
    ("(CKB)954925427238", ["954925427238"]), ("(EXLCZ)99954925427238", ["954925427238"]),
    ("(ckb)1000000000672864", ["1000000000672864"]), ("(CKB)", ["!"]), ("(EXLCZ)98123", ["!"]),
    ("954925427238", []), ("(EXLNZ-01CARLI_NETWORK)991084484299705816", []),
  ])
  func `Object ids of the central knowledge base are equal in both writings`(
    cell: String, expected: [String]
  ) {
    let all = found(.ckb, in: cell)
    #expect(all.map { $0.hasPrefix("!") ? "!" : $0 } == expected)
  }

  @Test(arguments: [
    ("n78890351", "n78890351"), ("n 78890351 ", "n78890351"), ("85-2", "85000002"),
    ("75-425165//r75", "75425165"), (" 79139101 /AC/r932", "79139101"),
    ("2001-000002", "2001000002"),
  ])
  func `LCCNs take the form of the LC namespace`(cell: String, expected: String) {
    #expect(found(.lccn, in: cell) == [expected])
  }

  @Test func `No cell makes a scanner trap`() {
    for cell in hostileCells {
      for kind in IdentifierKind.allCases {
        var all: [FoundIdentifier] = []
        IdentifierScanner.identifiers(kind, in: cell.span, into: &all)
        for identifier in all {
          #expect(identifier.range.lowerBound >= 0 && identifier.range.upperBound <= cell.count)
          #expect(identifier.isValid == (identifier.key != 0))
          _ = identifier.normalized(in: cell.span)
        }
      }
    }
  }
}
