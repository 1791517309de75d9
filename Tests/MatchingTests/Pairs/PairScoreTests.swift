import Testing

@testable import Matching

/// The sum of the evidence, and what it decides.
@Suite struct PairScoreTests {
  private static let book = [
    "=008 880719s1839    mau           00010 eng d", "=100 1\\$aAbercrombie, John,$d1780-1844.",
    "=245 10$aInquiries concerning the intellectual powers.", "=260 \\\\$aBoston,$bOtis,$c1839.",
    "=300 \\\\$a284 p.$c19 cm.",
  ]

  @Test("the points and their sum are in the reasons")
  func why() throws {
    let score = PairScore(
      try facts(Self.book),
      try facts("=245 10$aInquiries concerning the intellectual powers /", "=260 \\\\$c1854."))
    #expect(score.points == -6)
    #expect(!score.isSame)
    #expect(
      score.why
        == "title the same +30; years differ (1839, 1854) -26; to begin with -10")
  }

  @Test("the same edition by two cataloguers is the same")
  func same() throws {
    let other = try facts(
      "=008 841128s1839    mau           000 0 eng d", "=100 1\\$aAbercrombie, J.",
      "=245 10$aInquiries concerning the intellectual powers /$cby John Abercrombie.",
      "=260 \\\\$aBoston :$bOtis, Broaders,$c1839.", "=300 \\\\$a284 pages ;$c19 cm")
    let score = PairScore(try facts(Self.book), other)
    #expect(score.isSame)
    #expect(score.points == 30 + 29 + 8 + 4 - 10)
  }

  @Test("another volume is another book, whatever else agrees and whatever number they share")
  func volumes() throws {
    let first = try facts(Self.book + ["=245 10$aX", "=020 \\\\$a0306406152"])
    var lines = Self.book + ["=020 \\\\$a0306406152"]
    lines[2] = "=245 10$aInquiries concerning the intellectual powers.$nVolume 1"
    let one = try facts(lines)
    lines[2] = "=245 10$aInquiries concerning the intellectual powers.$nVolume 2"
    let two = try facts(lines)
    #expect(PairScore(first, one).isSame)
    let score = PairScore(one, two)
    #expect(!score.isSame)
    #expect(score.why.contains("parts differ (1, 2) -75"))
    #expect(
      score.why.contains(
        "number shared but set aside (ISBN 9780306406157, since the parts differ) 0"))
  }

  @Test("another edition in another year is another book, a shared number or not")
  func editions() throws {
    var lines = [
      "=245 10$aOrganic chemistry of plants", "=260 \\\\$c1998", "=020 \\\\$a0306406152",
    ]
    let third = try facts(lines + ["=250 \\\\$a3rd ed."])
    lines[1] = "=260 \\\\$c2004"
    let fourth = try facts(lines + ["=250 \\\\$a4th ed."])
    #expect(!PairScore(third, fourth).isSame)
  }

  @Test("records with only a title: a long one is enough, a short one is not")
  func onlyTitles() throws {
    let long = PairScore(
      try facts("=245 12$aA history of the western world"),
      try facts("=245 10$aHistory of the Western World /"))
    #expect(long.isSame)
    let short = PairScore(try facts("=245 10$aPoems"), try facts("=245 10$aPoems."))
    #expect(!short.isSame)
    #expect(short.levels == [.titleSameShort, .titleAlone])
    let more = PairScore(
      try facts("=245 10$aPoems", "=260 \\\\$c1920"),
      try facts("=245 10$aPoems.", "=260 \\\\$c1920"))
    #expect(more.isSame)
  }

  @Test("a short title by another author is another work, in the same year too")
  func otherAuthor() throws {
    let score = PairScore(
      try facts("=100 1\\$aKlein, David", "=245 10$aOrganic chemistry", "=260 \\\\$c2015"),
      try facts("=100 1\\$aBruice, Paula", "=245 10$aOrganic chemistry", "=260 \\\\$c2015"))
    #expect(!score.isSame)
    #expect(score.levels == [.titleShortOtherName, .nameOther, .yearSame])
  }

  @Test("records that say nothing are not the same")
  func empty() throws {
    let score = PairScore(try facts(), try facts())
    #expect(score.points == PairWeights.start)
    #expect(score.findings.isEmpty)
  }

  @Test("serials: an ISSN ties them, a short name and another beginning does not")
  func serials() throws {
    let leader = "=LDR 00000nas a2200000   4500"
    let began = { (year: Int) in "=008 750101c\(year)9999enkqr p       0   a0eng c" }
    let nature = try facts(leader, "=245 00$aNature", "=022 \\\\$a0028-0836", began(1869))
    let again = try facts(leader, "=245 00$aNature.", "=022 \\\\$a0028-0836", began(1925))
    #expect(PairScore(nature, again).isSame)
    let leeds = try facts(leader, "=245 00$aAnnual report", "=260 \\\\$aLeeds", began(1920))
    let boston = try facts(leader, "=245 00$aAnnual report", "=260 \\\\$aBoston", began(1980))
    #expect(!PairScore(leeds, boston).isSame)
  }

  @Test(
    "every level has a weight with a reason, agreement never below 0 and contradiction never above")
  func weights() {
    for level in PairLevel.allCases {
      let weight = PairWeights.table[level]
      #expect(weight?.reason.isEmpty == false, "\(level)")
      let name = "\(level)"
      let points = weight?.points ?? 99
      if name.hasSuffix("Same") || name.hasSuffix("Shared") || name.hasSuffix("Across") {
        #expect(points >= 0, "\(level)")
      }
      if name.hasSuffix("Other") { #expect(points < 0, "\(level)") }
    }
  }
}
