/// What is doubtful about a row although it could be split into fields.
package enum RowProblem: Sendable, Equatable {
  /// A quoted field is not closed, or runs over line ends and closes in the middle of a text; the
  /// record holds the first line only and the lines after it are records of their own.
  case unterminatedQuote
  /// A zero byte stands in the row; it is kept.
  case nulByte
  /// Text follows a closing quote; both parts are kept, joined.
  case textAfterQuote

  /// What to tell the user about the row, without a final full stop.
  package var message: String {
    switch self {
    case .unterminatedQuote:
      "a quoted field is not closed; double the quotes inside of it, or close it"
    case .nulByte:
      "the row holds a NUL byte; the file may be damaged, export it again"
    case .textAfterQuote:
      "text follows a closing quote; double the quotes inside of the field"
    }
  }
}
