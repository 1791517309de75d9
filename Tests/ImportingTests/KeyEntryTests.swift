import Testing

@testable import Importing

struct KeyEntryTests {
  private static func entries(_ count: Int, _ key: (Int) -> Int64) -> [KeyEntry] {
    (0..<count).map { KeyEntry(key: key($0), record: Int64($0 / 2)) }
  }

  /// Numbers that look like chance and are the same in every run.
  private static func mixed(_ number: Int) -> Int64 {
    var value = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 31
    return Int64(bitPattern: value &* 0xBF58_476D_1CE4_E5B9)
  }

  @Test(
    "keys come in their order, and the records of one key in theirs",
    arguments: [
      entries(10_000, mixed), entries(10_000) { mixed($0 % 700) },
      entries(10_000) { 9_780_000_000_000 + mixed($0) % 1_000_000 },
      entries(10_000) { _ in 7 }, entries(10_000) { Int64($0) }, entries(10_000) { -Int64($0) },
      entries(10_000) { [Int64.min, -1, 0, 1, Int64.max][$0 % 5] },
      entries(9, mixed), entries(1, mixed), [], entries(10_000, mixed).reversed(),
    ])
  func sorted(_ entries: [KeyEntry]) {
    var sorted = entries
    KeyEntry.sort(&sorted)
    #expect(sorted == entries.sorted())
  }
}
