import Testing

@testable import Identifiers

@Suite struct TitleComparisonTests {
  @Test(arguments: [
    ("The Journal Of Symbolic Logic", "Journal of symbolic logic /", TitleDifference.none),
    ("History of Rome : a study", "History of Rome a study", .none),
    ("Az ember tragédiája", "Ember tragédiája", .article),
    ("History of Rome : a study", "History of Rome", .subtitle),
    ("History of Rome : a study", "History of Rome : a study in power", .subtitle),
    ("Main title = Titre principal", "Main title", .subtitle),
    ("Corporate Governance", "Corporate Govrenance", .slip),
    ("Corporate Governance and Business", "Corporate Governence and Busines", .slip),
    ("Spanish Economic Review", "Spanish Economic Reviews", .slip),
    ("Spanish Economic Reveiw", "Spanish Economic Review : a journal", .slip),
    ("Data base systems in practice", "Database systems in practice", .slip),
    (
      "Handbook of social theory in health and medicine",
      "Handbook of social theory in health and illness medicine", .words
    ),
    ("History of Rome : a study", "History of Rome : the sources", .different),
    ("History of Rome, 1999", "History of Rome, 1998", .different),
    ("Short one", "Shirt one", .slip), ("Cat", "Car", .different),
    ("International Journal of Biology", "International Journal of Geology", .different),
    ("Journal of Theoretical Physics A", "Journal of Theoretical Physics B", .different),
    ("The History of World War I", "The History of World War II", .different),
    ("Volume One Collected Works", "Volume Two Collected Works", .different),
    ("Inorganic Chemistry of Metals", "Organic Chemistry of Metals", .different),
    ("Women in the Middle Ages", "Men in the Middle Ages", .different),
    ("Microeconomics for Beginners", "Macroeconomics for Beginners", .different),
    ("Handbook of Gas Analysis", "Handbook of Has Analysis", .different),
    ("", "Something", .different), ("", "", .different),
    ("L'histoire de l'Occident", "L histoire de l Occident", .slip),
    ("Co-operation in schools", "Cooperation in schools", .slip),
    ("Tables 1 12", "Tables 11 2", .different),
    ("Annals of Botany (2012)", "Annals of Botany", .beginning),
    ("Principles of genetics - Taylor and Francis", "Principles of genetics", .beginning),
    (
      "Handbook of social theory in health and medi",
      "Handbook of social theory in health and medicine today", .beginning
    ),
    ("Psychology of art", "Psychological warfare", .different),
    ("Genetics", "Geneticsx y", .different),
    ("Lancet (London, England)", "Lancet", .subtitle),
  ])
  func `Two titles differ in one thing`(a: String, b: String, expected: TitleDifference) {
    let forth = TitleComparison.compare(facts(a), facts(b))
    let back = TitleComparison.compare(facts(b), facts(a))
    #expect(forth.difference == expected)
    #expect(forth == back)
    #expect((0...1).contains(forth.similarity))
    #expect(forth.isCompatible == ![.words, .beginning, .different].contains(expected))
  }

  @Test func `Parts contradict only when both are named`() {
    #expect(PartComparison.contradict([0x31], [0x32]))
    #expect(!PartComparison.contradict([0x31], [0x31]))
    #expect(!PartComparison.contradict([], [0x32]) && !PartComparison.contradict([], []))
  }

  @Test func `The banded distance is the distance of the full table`() {
    var state: UInt64 = 42
    func next(_ limit: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: (state >> 33) % limit)
    }
    for _ in 0..<4_000 {
      let a = (0..<next(9)).map { _ in UInt8(0x61 + next(3)) }
      let b = (0..<next(9)).map { _ in UInt8(0x61 + next(3)) }
      let full = fullDistance(a, b)
      for limit in 1...3 {
        let banded = EditDistance.bounded(a.span, b.span, limit: limit)
        #expect(banded == (full <= limit ? full : nil), "\(a) \(b)")
      }
    }
  }

  private func fullDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for row in 0...a.count {
      for column in 0...b.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
          continue
        }
        var value = min(table[row - 1][column], table[row][column - 1]) + 1
        value = min(value, table[row - 1][column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1))
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          value = min(value, table[row - 2][column - 2] + 1)
        }
        table[row][column] = value
      }
    }
    return table[a.count][b.count]
  }
}
