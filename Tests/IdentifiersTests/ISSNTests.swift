import Testing

@testable import Identifiers

@Suite struct ISSNTests {
  @Test(arguments: [
    ("0951-3574", ["0951-3574"]), ("09513574", ["0951-3574"]), ("9513574", ["0951-3574"]),
    ("951-3574", ["0951-3574"]), ("21466", ["0002-1466"]), ("2329-972x", ["2329-972X"]),
    ("2008-8752", ["2008-8752"]), ("0305-0009; 1469-7602", ["0305-0009", "1469-7602"]),
    ("0305-0009 1469-7602", ["0305-0009", "1469-7602"]), ("0305 0009", ["0305-0009"]),
    ("0305–0009", ["0305-0009"]), ("ISSN 0305-0009 (Online)", ["0305-0009"]),
    ("0305-0008", ["!03050008"]), ("9513575", ["!9513575"]), ("21467", []), ("2003", []),
    ("9780632018031", []), ("978-0-632-01803-1", []), ("", []), ("n/a", []),
    ("0000-0000", ["!00000000"]), ("00000000", ["!00000000"]), ("00000", []),
  ])
  func `ISSNs are read from a cell`(cell: String, expected: [String]) {
    #expect(found(.issn, in: cell) == expected)
  }

  @Test func `The qualifier tells print from electronic`() {
    let all = IdentifierScanner.identifiers(.issn, in: "0305-0009 (print); 1469-7602 (online)")
    #expect(all.map(\.medium) == [.print, .electronic])
  }

  @Test func `The key is positive and returns the text`() {
    for issn in ["0000-0019", "0951-3574", "2329-972X"] {
      let key = IdentifierScanner.identifiers(.issn, in: issn).first?.key ?? 0
      #expect(key > 0 && text(ISSN.text(key: key)) == issn)
    }
  }

  @Test(arguments: ["0951-3574", "2329-972X", "0305-0009", "1469-7602"])
  func `Every wrong digit in an ISSN is detected`(issn: String) {
    let bytes = Array(issn.utf8)
    for position in bytes.indices where bytes[position].isDigit {
      for digit in UInt8(0x30)...0x39 where digit != bytes[position] {
        var wrong = bytes
        wrong[position] = digit
        #expect(IdentifierScanner.identifiers(.issn, in: text(wrong)).allSatisfy { !$0.isValid })
      }
    }
  }
}
