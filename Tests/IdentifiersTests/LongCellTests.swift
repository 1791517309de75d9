import Testing

@testable import Identifiers

/// A cell's cost must grow with its length, not with its square.
@Suite struct LongCellTests {
  @Test(arguments: [
    (IdentifierKind.isbn, "9780857021007(", 1), (.issn, "2008-8752(", 1),
    (.doi, "10.1000/|", 0), (.doi, "10.1000/a)", 1), (.doi, "10.1234", 0), (.isbn, "1 ", 1),
    (.isbn, "978-", 1), (.oclc, "(OCoLC)1", 1), (.ckb, "(CKB)", 1), (.issn, "2008-", 0),
  ])
  func `200,000 bytes of one thing are read in a moment`(
    kind: IdentifierKind, piece: String, found: Int
  ) {
    let bytes = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
    var all: [FoundIdentifier] = []
    let clock = ContinuousClock.now
    IdentifierScanner.identifiers(kind, in: bytes.span, into: &all)
    #expect(ContinuousClock.now - clock < .seconds(20))
    #expect(all.isEmpty == (found == 0), "\(all.count)")
  }

  @Test func `a DOI's brackets are its own only as far as it opens them`() {
    let closing = String(repeating: ")", count: 200_000)
    #expect(found(.doi, in: "10.1000/a(b" + closing) == ["10.1000/a(b)"])
    #expect(found(.doi, in: "(see 10.1000/a[1].)") == ["10.1000/a[1]"])
  }

  @Test func `words far behind a number are no qualifier of it`() {
    let words = String(repeating: "é ", count: 2_000)
    let cell = "9780857021007 " + words + "(electronic)"
    let all = IdentifierScanner.identifiers(.isbn, in: cell)
    #expect(all.map(\.medium) == [.unknown])
    #expect(all.map(\.range) == [0..<13])
    let unclosed = "9780857021007 (pbk. 9780857021014 (electronic " + words
    #expect(IdentifierScanner.identifiers(.isbn, in: unclosed).map(\.medium) == [.print, .unknown])
  }
}
