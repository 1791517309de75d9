import Testing
import TestSupport

/// Title and number agree, and it may be another edition or volume all the same.
@Suite struct DoubtfulNumberTests {
  private static let title = "The quiet harvest of northern rivers"
  private static let own = "9783161484100"
  private static let shared = "9780306406157"

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Subfield and text of each 020.
    let numbers: [(String, String)]
    var edition = "3rd ed."
    var zoneISBN = shared
    let tier: String
  }

  static let cases = [
    Case(
      testDescription: "its own number is shared", numbers: [("a", shared), ("z", own)],
      tier: "T2"),
    Case(
      testDescription: "a cancelled number is shared", numbers: [("a", own), ("z", shared)],
      tier: "T3"),
    Case(testDescription: "only a cancelled number is there", numbers: [("z", shared)], tier: "T3"),
    Case(
      testDescription: "a number of its own is not shared", numbers: [("a", own), ("a", shared)],
      tier: "T3"),
    Case(
      testDescription: "a print number is not shared",
      numbers: [("a", "\(own) (print)"), ("a", shared)], tier: "T3"),
    Case(
      testDescription: "all of its numbers are shared", numbers: [("a", own), ("a", shared)],
      zoneISBN: "\(own); \(shared)", tier: "T2"),
    Case(
      testDescription: "no edition is named", numbers: [("a", own), ("z", shared)], edition: "",
      tier: "T2"),
    Case(
      testDescription: "the first edition is named", numbers: [("a", own), ("z", shared)],
      edition: "1st ed.", tier: "T2"),
  ]

  @Test("a later edition on one side wants a number that is its own", arguments: cases)
  func edition(example: Case) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let fields = example.numbers.map { SmallLibrary.field("020", $0.0, $0.1) }.joined()
    let local = library.addLocal(Self.title, edition: example.edition, fields: fields)
    library.addZone(Self.title, isbn: example.zoneISBN)
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == example.tier)
    #expect(try sandbox.isSafe(local) == (example.tier == "T2"))
    let why = try sandbox.twin(local)?["why"] ?? ""
    #expect(why.contains("may be another edition's") == (example.tier == "T3"), "\(why)")
  }

  @Test(
    "a volume and titles cut off before theirs, all with the set's number, is for a person",
    arguments: [(1, "T2"), (2, "T3")])
  func volume(copies: Int, tier: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let local = library.addLocal("\(Self.title), volume 2", isbn: Self.shared)
    for _ in 0..<copies { library.addZone(Self.title, isbn: Self.shared) }
    let sandbox = try library.loaded()
    #expect(try sandbox.tier(local) == tier)
    #expect(try sandbox.isSafe(local) == (tier == "T2"))
  }
}
