/// What became of one row: every row ends in exactly one of these (or is blank).
enum RowOutcome: Equatable {
  case kept
  /// It could not be understood; the reason names the column.
  case rejected(String)
  /// It is meant to be left out, such as a deleted portfolio.
  case leftOut(String)
}

/// How many rows of one file ended how.
package struct RowCounts: Equatable, Sendable {
  /// Rows of data: a header is none.
  package var read = 0
  /// Rows that went into the database.
  package var kept = 0
  /// Rows that could not be understood, and are listed.
  package var rejected = 0
  /// Rows without anything in them.
  package var blank = 0
  /// Rows that are meant to be left out, by reason.
  package var leftOut: [String: Int] = [:]

  /// Rows left out, whatever the reason.
  package var leftOutTotal: Int { leftOut.values.reduce(0, +) }
  /// Read = kept + rejected + blank + left out.
  package var addsUp: Bool { read == kept + rejected + blank + leftOutTotal }
}
