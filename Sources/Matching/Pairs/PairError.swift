/// Why pairs of records cannot be scored.
package enum PairError: Error, Equatable {
  /// The file holds no MARC records.
  case notRecords(file: String)
  /// The file is no text with two columns.
  case notPairs(file: String)
  /// A row has fewer than two ids.
  case shortRow(file: String, line: Int)
  /// Standard input is named for both files, or nothing is piped in.
  case inputTwice, nothingPiped

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .nothingPiped: 66
    case .notRecords, .notPairs, .shortRow: 65
    case .inputTwice: 64
    }
  }
}

extension PairError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  package var description: String {
    switch self {
    case .notRecords(let file):
      "\(file) holds no MARC records. Give MARCXML or MARC 21, plain, as .gz or in a .zip."
    case .notPairs(let file):
      "\(file) is no list of pairs. Give a CSV with two ids a line: those in 001 of the records."
    case .shortRow(let file, let line):
      "\(file), line \(line): there are no two ids. Each line has the 001 of one record, then of the other."
    case .inputTwice: "Only one of the two files can be - (standard input)."
    case .nothingPiped: "Nothing is piped in for -."
    }
  }
}
