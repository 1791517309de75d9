/// Why a file of decisions, or an undo, came to nothing.
package enum ReviewError: Error, Equatable {
  /// The file is neither delimited text nor a workbook.
  case notATable(file: String)
  /// No sheet of it has the columns `pair` and `decision`.
  case noColumns(file: String)
  /// What was typed is no pair.
  case notAPair(String)
  /// There is no decision of this id.
  case unknownDecision(id: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .notATable, .noColumns: 65
    case .notAPair, .unknownDecision: 64
    }
  }
}

extension ReviewError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  package var description: String {
    switch self {
    case .notATable(let file):
      "\(file) is no table. Give the sheet as .xlsx or .csv: almanac review sheet --output FILE"
    case .noColumns(let file):
      """
      \(file) has no columns "pair" and "decision" in its first row. Begin with: \
      almanac review sheet --output FILE
      """
    case .notAPair(let text):
      """
      \(text) is no pair. Write both portfolio ids with a colon between them, local copy first, as \
      in the column pair of duplicates/needs-review.
      """
    case .unknownDecision(let id): "There is no decision \(id). See: almanac review list"
    }
  }
}
