import Testing

@testable import Matching

/// What holds for all records, tried on records put together by chance.
@Suite struct PairPropertyTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Fields that a record may have more than one of, or has none of.
  private static let repeatable = [
    "=020 \\\\$a0306406152", "=020 \\\\$a9780857021007 (set)", "=020 \\\\$z0306406152",
    "=035 \\\\$a(OCoLC)1234567", "=035 \\\\$a(OCoLC)7654321", "=010 \\\\$a85000002",
    "=022 \\\\$a0028-0836", "=100 1\\$aMann, Thomas", "=100 1\\$aMann, Heinrich",
    "=110 2\\$aBoston Public Library", "=700 1\\$aMann, Thomas", "=250 \\\\$a2nd ed.",
    "=250 \\\\$aRev. ed.", "=250 \\\\$aThird edition", "=260 \\\\$aLondon$bMethuen$c1956",
    "=260 \\\\$aOxford$bClarendon Press$c1957", "=264 \\1$aNew York$c1990",
    "=300 \\\\$a284 p.$c19 cm",
    "=300 \\\\$a2 v.$c25 cm", "=300 \\\\$av.", "=300 \\\\$axii, 290 p.",
    "=880 10$6245-01$aВойна и мир",
    "=880 10$6245-01$a東京の歴史", "=650 \\0$aChemistry",
  ]
  private static let titles = [
    "=245 10$aOrganic chemistry of plants$cThomas Mann",
    "=245 10$aOrganic chemistry of plants :$ban outline",
    "=245 14$aThe organic chemistry.$nVolume 2", "=245 10$aPoems", "=245 10$a東京の歴史",
    "=245 10$aReport on 1910", "=245 10$aWar and peace, 3rd ed.",
  ]
  private static let dates = [
    "=008 880719s1956    mau           00010 eng d",
    "=008 880719q19501959mau           00010 fre d",
    "=008 880719t19901956mau           00010 eng d",
  ]

  private static func record(_ random: inout Generator) -> [String] {
    var lines = repeatable.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    if Bool.random(using: &random), let title = titles.randomElement(using: &random) {
      lines.append(title)
    }
    if Bool.random(using: &random), let date = dates.randomElement(using: &random) {
      lines.append(date)
    }
    return lines.shuffled(using: &random)
  }

  @Test("which record comes first changes nothing", arguments: [1, 2, 3] as [UInt64])
  func symmetric(seed: UInt64) throws {
    var random = Generator(state: seed)
    for _ in 0..<400 {
      let left = try facts(Self.record(&random))
      let right = try facts(Self.record(&random))
      let one = PairScore(left, right)
      let other = PairScore(right, left)
      #expect(one.points == other.points)
      #expect(one.findings.map(\.level) == other.findings.map(\.level))
    }
  }

  @Test("a field that both get never lowers the score", arguments: [4, 5, 6] as [UInt64])
  func addition(seed: UInt64) throws {
    var random = Generator(state: seed)
    for _ in 0..<300 {
      let left = Self.record(&random)
      let right = Self.record(&random)
      let before = PairScore(try facts(left), try facts(right))
      for field in Self.repeatable {
        let after = PairScore(try facts(left + [field]), try facts(right + [field]))
        #expect(
          after.points >= before.points,
          "\(field): \(left) / \(right): \(before.why) -> \(after.why)")
      }
      let hasTitle = (left + right).contains { $0.hasPrefix("=245") }
      guard !hasTitle, let title = Self.titles.randomElement(using: &random) else { continue }
      let after = PairScore(try facts(left + [title]), try facts(right + [title]))
      #expect(after.points >= before.points, "\(title): \(left) / \(right)")
    }
  }

  @Test("a record that has a title is the same as itself, if it is not a short title alone")
  func itself() throws {
    var random = Generator(state: 7)
    for _ in 0..<300 {
      let lines = Self.record(&random)
      let record = try facts(lines)
      let score = PairScore(record, record)
      #expect(
        score.findings.allSatisfy {
          PairWeights.points(of: $0.level) >= 0 || $0.level == .titleAlone
        })
      guard lines.contains(where: { $0.hasPrefix("=245") }), !score.levels.contains(.titleAlone)
      else {
        continue
      }
      #expect(score.isSame, "\(lines): \(score.why)")
    }
  }
}
