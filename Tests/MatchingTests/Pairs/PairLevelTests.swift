import Testing

@testable import Matching

/// What each comparison makes of real values.
@Suite struct PairLevelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let left: [String]
    let right: [String]
    let level: PairLevel?

    init(_ left: String, _ right: String, _ level: PairLevel?) {
      self.left = left.split(separator: "|").map(String.init)
      self.right = right.split(separator: "|").map(String.init)
      self.level = level
    }

    var testDescription: String { "\(left.joined(separator: "; ")) / \(right.joined())" }
  }

  private func check(_ item: Case, _ compare: (PairFacts, PairFacts) -> [PairFinding]) throws {
    let left = try facts(item.left)
    let right = try facts(item.right)
    #expect(compare(left, right).map(\.level) == (item.level.map { [$0] } ?? []))
    #expect(compare(right, left).map(\.level) == (item.level.map { [$0] } ?? []))
  }

  @Test(
    "titles",
    arguments: [
      Case(
        "=245 10$aBirds of the coast :$ba field guide /",
        "=245 10$aBirds of the coast: a field guide.",
        .titleSame),
      Case("=245 14$aThe burning fountain;", "=245 04$aThe Burning fountain", .titleSameShort),
      Case(
        "=245 00$aAtlas & textbook of anatomy", "=245 00$aAtlas and text-book of anatomy",
        .titleSame),
      Case(
        "=245 00$aSchädelformen der europäischen Wirbeltiere",
        "=245 00$aSchadelformen der europaischen Wirbeltiere.",
        .titleSame),
      Case(
        "=245 10$aBroad grins of old :$bMy nightgown and slippers",
        "=245 10$aBroad grins of old", .titleProperSame),
      Case("=245 10$aThe family", "=245 10$aThe family :$bits sociology", .titleProperSameShort),
      Case("=245 10$aPoems", "=245 10$aPoems.", .titleSameShort),
      Case(
        "=245 10$aA short history of Iran", "=245 10$aA short history of Iraq", .titleSomeWords),
      Case("=245 10$aPractical electricity", "=245 10$aGardens of England", .titleOther),
      Case(
        "=245 10$aПреступление и наказание :$bроман", "=245 10$aПреступление и наказание",
        .titleProperSame),
      Case("=245 10$a日本経済の歴史的発展", "=245 10$a日本経済の歴史的発展 /", .titleSame),
      Case("=245 10$a日本経済の歴史的発展", "=245 10$a英文学史", .titleOther),
      Case(
        "=245 10$aVoĭna i mir v russkoĭ literature|=880 10$6245-01$aВойна и мир в русской литературе",
        "=245 10$aВойна и мир в русской литературе", .titleSame),
      Case("=100 1\\$aSmith, John", "=245 10$aPoems", nil),
    ])
  func titles(_ item: Case) throws { try check(item, TitlePair.compare) }

  @Test(
    "parts and numbers in titles",
    arguments: [
      Case("=245 10$aSpeeches.$nVolume 2", "=245 10$aSpeeches.$nv. II", .partSame),
      Case("=245 10$aSpeeches.$pIndex", "=245 10$aSpeeches", nil),
      Case("=245 10$aCensus of 1910", "=245 10$aCensus of 1920", .numbersOther),
      Case("=245 10$aEurope since 1815", "=245 10$aEurope", nil),
      Case("=245 10$aThird conference on logic", "=245 10$a4th conference on logic", .numbersOther),
      Case("=245 10$aThird conference on logic", "=245 10$a3rd conference on logic", nil),
      Case("=245 10$aSpeeches|=300 \\\\$a5 v.", "=245 10$aSpeeches.$nVol. 2", .setAndVolume),
    ])
  func parts(_ item: Case) throws { try check(item, PartPair.compare) }

  @Test(
    "authors",
    arguments: [
      Case(
        "=100 1\\$aStevenson, Robert Louis,", "=100 1\\$aStevenson, Robert Louis,$d1850-1894",
        .nameSame),
      Case("=100 1\\$aKlemperer, O.", "=100 1\\$aKlemperer, Otto", .nameFits),
      Case("=100 1\\$aMann, Thomas", "=100 1\\$aMann, Heinrich", .nameSurname),
      Case(
        "=100 1\\$aCaesar, Doris", "=110 2\\$aWeyhe Gallery|=700 1\\$aCaesar, Doris", .nameAdded),
      Case("=100 1\\$aWood, James", "=245 00$aOne hundred years$cby James Wood", .nameInStatement),
      Case(
        "=110 2\\$aJames Manufacturing Co.", "=110 2\\$aJames Manufacturing Co., Fort Atkinson",
        .nameSimilar),
      Case(
        "=110 1\\$aGhana.$bMinistry of Health", "=110 1\\$aGhana.$bMinistry of Works", .nameOther),
      Case("=100 1\\$aPope, Alexander", "=100 1\\$aStein, Gertrude", .nameOther),
      Case("=100 1\\$aДостоевский, Федор", "=100 1\\$aДостоевский, Ф. М.", .nameFits),
      Case("=100 1\\$aPope, Alexander", "=245 00$aThe Dunciad", nil),
    ])
  func names(_ item: Case) throws { try check(item, NamePair.compare) }

  private static func fixed(_ dates: String) -> String {
    "=008 800101\(dates)xx            000 0 eng d"
  }

  @Test(
    "years",
    arguments: [
      Case("=260 \\\\$cc1998.", "=264 \\1$a[S.l.]$c[1998]", .yearSame),
      Case(fixed("s1998    "), "=260 \\\\$c1998", .yearSame),
      Case(fixed("t19721941"), "=260 \\\\$c1941", .yearShared),
      Case(fixed("r19721941"), "=260 \\\\$c1941", .yearFar),
      Case(fixed("q18801889"), "=260 \\\\$c1885", .yearShared),
      Case(fixed("m18721877"), fixed("s1875    "), .yearShared),
      Case("=260 \\\\$c1853", "=260 \\\\$c1854", .yearNext),
      Case("=260 \\\\$c1853", "=260 \\\\$c1857", .yearNear),
      Case("=260 \\\\$c1853", "=260 \\\\$c1923", .yearFar),
      Case("=260 \\\\$c[19--]", "=260 \\\\$c1923", nil),
      Case(fixed("s19uu    "), "=260 \\\\$c1923", nil),
      Case("=LDR 00000nas a2200000   4500|=260 \\\\$c1990-", "=260 \\\\$c1975", .startOther),
    ])
  func years(_ item: Case) throws { try check(item, YearPair.compare) }

  @Test(
    "extent and height",
    arguments: [
      Case("=300 \\\\$axii, 364 p.", "=300 \\\\$a364 pages", .pagesSame),
      Case("=300 \\\\$axxiii, 289, ix p.", "=300 \\\\$a289 S., 300 Taf.", .pagesShared),
      Case("=300 \\\\$a224 p.", "=300 \\\\$a223, [1] p.", .pagesNear),
      Case(
        "=300 \\\\$a1 online resource (xii, 364 pages)", "=300 \\\\$axii, 364 p.", .pagesSame),
      Case("=300 \\\\$a1 online resource", "=300 \\\\$axii, 364 p.", nil),
      Case("=300 \\\\$a2 microfiches", "=300 \\\\$axii, 364 p.", nil),
      Case("=300 \\\\$a480 p.", "=300 \\\\$a501 p.", .pagesSimilar),
      Case("=300 \\\\$a14 p.", "=300 \\\\$a236 p.", .pagesOther),
      Case("=300 \\\\$a3 v.", "=300 \\\\$a3 volumes", .volumesSame),
      Case("=300 \\\\$a2 v.", "=300 \\\\$a18 Bde", .volumesOther),
      Case("=300 \\\\$av.", "=300 \\\\$a18 v.", nil),
      Case("=300 \\\\$a2 v.", "=300 \\\\$a315 p.", .volumesAndPages),
      Case("=300 \\\\$a1 v.", "=300 \\\\$a88 p.", nil),
      Case("=300 \\\\$c20 cm.", "=300 \\\\$c19 1/2cm.", .heightSame),
      Case("=300 \\\\$bill. ; 18 cm", "=300 \\\\$c18 x 25 cm", nil),
      Case("=300 \\\\$c18 x 25 cm", "=300 \\\\$c17 1/2 cm.", .heightSame),
      Case("=300 \\\\$c24 cm.", "=300 \\\\$c23.5 cm", .heightSame),
      Case("=300 \\\\$c24 cm.", "=300 \\\\$c23 cm", .heightNear),
      Case("=300 \\\\$c24 cm.", "=300 \\\\$c16 cm", .heightOther),
      Case("=300 \\\\$a100 p.", "=245 00$aTitle", nil),
    ])
  func extents(_ item: Case) throws { try check(item, ExtentPair.compare) }

  @Test(
    "editions",
    arguments: [
      Case("=250 \\\\$a2d ed.", "=250 \\\\$aSecond edition, revised", .editionSame),
      Case("=250 \\\\$a3rd ed.", "=250 \\\\$a4. Aufl.", .editionOther),
      Case("=250 \\\\$aRev. ed.", "=250 \\\\$aRevised edition", .editionWordsSame),
      Case("=250 \\\\$aRev. ed.", "=250 \\\\$aDresden edition", .editionUnclear),
      Case("=250 \\\\$a3rd ed.", "=245 00$aTitle", .editionLaterOnly),
      Case("=250 \\\\$a1st ed.", "=245 00$aTitle", nil),
      Case("=250 \\\\$aNew and rev. ed.", "=245 00$aTitle", .editionRevisedOnly),
      Case("=250 \\\\$a3rd ed.", "=245 00$aChemistry, 3rd edition", .editionSame),
    ])
  func editions(_ item: Case) throws { try check(item, EditionPair.compare) }

  @Test(
    "publishers, places and kinds",
    arguments: [
      Case("=260 \\\\$bJ. Wiley & Sons,", "=264 \\1$bWiley", .publisherSame),
      Case("=260 \\\\$bFunk and Wagnalls company", "=260 \\\\$bFunk & Co.", .publisherSame),
      Case("=260 \\\\$bVintage Books", "=260 \\\\$bRandom house", .publisherOther),
      Case("=260 \\\\$aNew York;$aBoston", "=260 \\\\$aBoston :", .placeSame),
      Case("=260 \\\\$aLondon", "=260 \\\\$aOxford", .placeOther),
      Case("=260 \\\\$a[S.l. :$bs.n.]", "=260 \\\\$aLondon :$bMethuen", nil),
      Case(
        "=264 \\1$a[Place of publication not identified] :$b[publisher not identified]",
        "=260 \\\\$aLondon :$bMethuen", nil),
      Case("=260 \\\\$bPress", "=260 \\\\$bRandom house", nil),
    ])
  func imprint(_ item: Case) throws { try check(item, ImprintPair.compare) }

  @Test(
    "identifiers",
    arguments: [
      Case("=020 \\\\$a0306406152", "=020 \\\\$a9780306406157 (pbk.)", .isbnShared),
      Case("=020 \\\\$a0306406152", "=776 08$z9780306406157", .isbnAcross),
      Case("=020 \\\\$a0306406152", "=020 \\\\$a9780857021007", .isbnOther),
      Case("=020 \\\\$a0306406152", "=020 \\\\$z9780857021007", nil),
      Case("=020 \\\\$a0306406153", "=020 \\\\$a0306406153", nil),
      Case("=022 \\\\$a0028-0836", "=022 \\\\$a0028-0836", .issnShared),
      Case("=490 0\\$aSeries$x0028-0836", "=490 0\\$aSeries$x0028-0836", nil),
      Case("=035 \\\\$a(OCoLC)ocm01234567", "=035 \\\\$a(OCoLC)1234567", .oclcShared),
      Case("=001 ocm01234567|=003 OCoLC", "=035 \\\\$z(OCoLC)1234567", .oclcAcross),
      Case("=010 \\\\$a   85-2", "=010 \\\\$a85000002", .lccnShared),
      Case("=020 \\\\$a0306406152", "=020 \\\\$a0306406152 (set)", .identifierSetAside),
      Case(
        "=020 \\\\$a0306406152|=250 \\\\$a2nd ed.", "=020 \\\\$a0306406152|=250 \\\\$a3rd ed.",
        .identifierSetAside),
      Case(
        "=020 \\\\$a0306406152|=245 00$aPractical electricity",
        "=020 \\\\$a0306406152|=245 00$aGardens of England", .identifierSetAside),
    ])
  func identifiers(_ item: Case) throws { try check(item, IdentifierPair.compare) }

  @Test("a serial is no book, and a recording none either")
  func kinds() throws {
    let book = try facts("=245 00$aTitle", "=008 800101s1998    xx            000 0 eng d")
    let serial = try facts("=LDR 00000nas a2200000   4500", "=245 00$aTitle")
    let disc = try facts("=LDR 00000njm a2200000   4500", "=245 00$aTitle")
    let french = try facts("=245 00$aTitle", "=008 800101s1998    xx            000 0 fre d")
    #expect(KindPair.compare(book, serial).map(\.level) == [.issuanceOther])
    #expect(KindPair.compare(book, disc).map(\.level) == [.mediumOther])
    #expect(KindPair.compare(book, french).map(\.level) == [.languageOther])
    #expect(KindPair.compare(book, book).isEmpty)
  }
}
