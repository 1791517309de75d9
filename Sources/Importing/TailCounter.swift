/// Counts the last four digits of Alma ids: they name the institution.
struct TailCounter {
  private var counts: [Int: Int] = [:]
  private var total = 0

  /// Counts an Alma id; anything else is passed over.
  mutating func add(_ bytes: Span<UInt8>) {
    guard bytes.count >= 8 else { return }
    var tail = 0
    for index in (bytes.count - 4)..<bytes.count {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return }
      tail = tail * 10 + Int(digit)
    }
    counts[tail, default: 0] += 1
    total += 1
  }

  /// The tails that at least a tenth of the ids end in, and how many ids do.
  var tails: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: counts.filter { $0.value * 10 >= total }
        .map { (Self.text($0.key), $0.value) })
  }

  /// Ids with another tail than the commonest: the network zone's, or another member's.
  var strays: (count: Int, tail: String)? {
    guard let main = counts.max(by: { $0.value < $1.value }), main.value < total,
      let other = counts.filter({ $0.key != main.key }).max(by: { $0.value < $1.value })
    else { return nil }
    return (total - main.value, Self.text(other.key))
  }

  private static func text(_ tail: Int) -> String {
    let digits = String(tail)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
