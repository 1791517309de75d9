/// The count of slips of the keyboard between two texts, up to a small limit.
enum EditDistance {
  /// Damerau-Levenshtein distance (optimal string alignment); nil when it is above `limit`.
  ///
  /// Only a band of 2 * limit + 1 cells a row is computed (Ukkonen, "Algorithms for approximate
  /// string matching", 1985), so that the cost grows with the length alone.
  static func bounded(_ a: Span<UInt8>, _ b: Span<UInt8>, limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var endA = a.count
    var endB = b.count
    while endA > start, endB > start, a[endA - 1] == b[endB - 1] {
      endA -= 1
      endB -= 1
    }
    if start == endA || start == endB {
      let rest = max(endA, endB) - start
      return rest <= limit ? rest : nil
    }
    return banded(a.extracting(start..<endA), b.extracting(start..<endB), limit: limit)
  }

  private static func banded(_ a: Span<UInt8>, _ b: Span<UInt8>, limit: Int) -> Int? {
    let width = 2 * limit + 3
    let far = limit + 1
    // Cell j of row i stands at j - i + limit + 1; the cells at both ends stay far.
    var older = [Int](repeating: far, count: width)
    var old = older
    var new = older
    for column in 0...limit { old[column + limit + 1] = column }
    for row in 1...a.count {
      for place in new.indices { new[place] = far }
      var best = far
      let low = max(0, row - limit)
      let high = min(b.count, row + limit)
      guard low <= high else { return nil }
      for column in low...high {
        let place = column - row + limit + 1
        var value = min(old[place + 1], new[place - 1]) + 1
        if column == 0 {
          value = row
        } else {
          value = min(value, old[place] + (a[row - 1] == b[column - 1] ? 0 : 1))
          if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
            value = min(value, older[place] + 1)
          }
        }
        new[place] = min(value, far)
        best = min(best, value)
      }
      if best > limit { return nil }
      swap(&older, &old)
      swap(&old, &new)
    }
    let result = old[b.count - a.count + limit + 1]
    return result <= limit ? result : nil
  }
}
