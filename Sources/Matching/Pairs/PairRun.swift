import Formats

/// Scores a list of pairs against the records of a file.
package struct PairRun: Sendable {
  /// One pair with its score; none where a record is missing.
  package struct Row: Sendable {
    package let pair: PairList.Pair
    package let score: PairScore?
    /// The reasons for the score, or which ids are missing.
    package let why: String
  }

  /// The pairs that are asked for.
  package let list: PairList
  /// The records that they name.
  package let records: PairRecords
  /// Named ids that no record has, in order.
  package let missing: [String]

  /// Reads both files; `-` is standard input for one of them.
  ///
  /// - Throws: `PairError`, or `FormatError` and `ArchiveError` where a file cannot be read.
  package init(records: String, pairs: String) throws {
    if records == "-", pairs == "-" { throw PairError.inputTwice }
    var list = try PairList(path: pairs)
    let found = try PairRecords(path: records, wanted: list.ids)
    list.removeHeader { found.facts[$0] != nil }
    missing = list.ids.filter { found.facts[$0] == nil }.sorted()
    self.list = list
    self.records = found
  }

  /// The rows in the order of the list, made as they are asked for.
  package var rows: some Sequence<Row> {
    list.pairs.lazy.map { [facts = records.facts] pair in
      guard let first = facts[pair.first], let second = facts[pair.second] else {
        let absent = [pair.first, pair.second].filter { facts[$0] == nil }
        let ids = (absent.first == absent.last ? absent.prefix(1) : absent[...])
          .joined(separator: ", ")
        return Row(pair: pair, score: nil, why: "not scored: no record \(ids)")
      }
      let score = PairScore(first, second)
      return Row(pair: pair, score: score, why: score.why)
    }
  }
}

/// Answers compared with labels: how many pairs called the same are, and how many of those that are
/// were called so.
package struct PairTally: Sendable, Equatable {
  /// Labelled the same and called so.
  package private(set) var right = 0
  /// Called the same, and labelled otherwise.
  package private(set) var wrong = 0
  /// Labelled the same, and not called so.
  package private(set) var missed = 0
  /// Labelled otherwise, and not called the same.
  package private(set) var rejected = 0

  /// An empty tally.
  package init() {}

  /// Pairs that have both a label and an answer.
  package var count: Int { right + wrong + missed + rejected }
  /// Share of the pairs called the same that are.
  package var precision: Double { share(right, of: right + wrong) }
  /// Share of the pairs that are the same that were called so.
  package var recall: Double { share(right, of: right + missed) }
  /// Harmonic mean of both.
  package var f1: Double { share(2 * right, of: 2 * right + wrong + missed) }

  /// Counts a row; one without a label or a score changes nothing.
  package mutating func add(_ row: PairRun.Row) {
    guard let label = row.pair.label, let isSame = row.score?.isSame else { return }
    switch (label, isSame) {
    case (true, true): right += 1
    case (false, true): wrong += 1
    case (true, false): missed += 1
    case (false, false): rejected += 1
    }
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 1 : Double(part) / Double(whole)
  }
}
