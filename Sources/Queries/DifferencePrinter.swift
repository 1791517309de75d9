import Store

/// Takes the rows of `snapshots/diff`: counts all, keeps the notes, and hands the rest on.
package struct DifferencePrinter: RowPrinter {
  /// How many rows of one state and field there are.
  package struct Count: Sendable, Equatable {
    /// added, removed, changed, repeated, unknown.
    package let state: String
    /// What differs; '' where it is the record itself.
    package let field: String
    /// Rows.
    package var rows: Int
  }

  /// What could not be compared.
  package struct Note: Sendable, Equatable {
    /// What it is about, such as `only-in-a`.
    package let key: String
    /// The field that it is about; '' where it is about none.
    package let field: String
    /// Of a, in numbers; '' where it has none.
    package let before: String
    /// Of b, in numbers.
    package let after: String
  }

  /// Where the rows go.
  package private(set) var inner: any RowPrinter
  /// By state, then by field.
  package private(set) var counts: [Count] = []
  /// Everything that the comparison could not see.
  package private(set) var notes: [Note] = []
  /// Records of which a field changed.
  package private(set) var changedRecords = 0
  /// Rows that were handed on.
  package private(set) var printed = 0
  /// Whether `limit` kept rows back.
  package private(set) var isCut = false

  private let pair: SnapshotPair
  private let isSummary: Bool
  private let limit: Int?
  private var lastChanged: String?

  /// - Parameters:
  ///   - pair: what is compared.
  ///   - isSummary: hands on the counts instead of the rows.
  ///   - limit: at most so many rows are handed on; all are counted.
  package init(
    _ inner: any RowPrinter, pair: SnapshotPair, isSummary: Bool = false, limit: Int? = nil
  ) {
    self.inner = inner
    self.pair = pair
    self.isSummary = isSummary
    self.limit = limit
  }

  /// Takes the columns: state, key, title, field, before, after.
  package mutating func begin(columns: [String]) throws {
    try inner.begin(columns: isSummary ? ["state", "field", "rows"] : columns)
  }

  /// Counts a row.
  ///
  /// - Throws: `SnapshotError.notComparable` where the query says so.
  package mutating func row(_ cells: [Cell]) throws {
    let state = cells[0].text
    let field = cells[3].text
    guard state != "note" else {
      if cells[1].text == "not-comparable" {
        throw SnapshotError.notComparable(a: pair.a.id, b: pair.b.id, why: cells[2].text)
      }
      return notes.append(
        Note(key: cells[1].text, field: field, before: cells[4].text, after: cells[5].text))
    }
    if let last = counts.indices.last, counts[last].state == state, counts[last].field == field {
      counts[last].rows += 1
    } else if let index = counts.firstIndex(where: { $0.state == state && $0.field == field }) {
      counts[index].rows += 1
    } else {
      counts.append(Count(state: state, field: field, rows: 1))
    }
    // The rows of a record come together.
    if state == "changed", cells[1].text != lastChanged {
      lastChanged = cells[1].text
      changedRecords += 1
    }
    if !isSummary { try handOn(cells) }
  }

  private mutating func handOn(_ cells: [Cell]) throws {
    guard printed < limit ?? .max else { return isCut = true }
    try inner.row(cells)
    printed += 1
  }

  /// Hands on the counts where only they are asked for.
  package mutating func end() throws {
    counts.sort { ($0.state, $0.field) < ($1.state, $1.field) }
    if isSummary {
      for count in counts {
        try handOn([.text(count.state), .text(count.field), .integer(Int64(count.rows))])
      }
    }
    try inner.end()
  }

  /// How many rows have a state.
  package func rows(_ state: String) -> Int {
    counts.reduce(0) { $0 + ($1.state == state ? $1.rows : 0) }
  }
}
