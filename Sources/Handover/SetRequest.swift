import Queries

/// What `almanac set` was asked to write.
package struct SetRequest: Sendable {
  /// How the files are written: one column, as a workbook, CSV or plain text.
  package enum Format: String, CaseIterable, Sendable { case xlsx, csv, txt }

  /// The query whose rows are handed over.
  package let query: QueryFile
  /// Values of the query's parameters, by name.
  package var parameters: [String: String] = [:]
  /// The column that is the set; nil: as the query says.
  package var column: String?
  /// Ids a file; nil: the default.
  package var chunk: Int?
  /// The format of the set files. In a workbook ids survive being opened and saved in Excel; the
  /// sheet is a workbook then too, and CSV otherwise.
  package var format = Format.xlsx
  /// The folder to write to; it is made where it is not there.
  package let folder: String
  /// Whether files of an earlier set of this name may be replaced.
  package var replaces = false

  /// A request with the defaults of the command.
  package init(query: QueryFile, folder: String) {
    self.query = query
    self.folder = folder
  }
}

/// What kind of member a set has, and the heading that Alma wants over their ids.
package enum SetMembers: String, CaseIterable, Sendable {
  case portfolios, collections, bibs
  case orderLines = "order-lines"

  /// The heading over their ids, exactly as Alma wants it.
  package var heading: String {
    switch self {
    case .portfolios, .collections: "PID"
    case .bibs: "MMS ID"
    case .orderLines: "PO Line reference"
    }
  }

  /// The kind of member whose ids these are, by their first digits.
  init(ids: some Collection<String>) {
    if ids.allSatisfy({ $0.hasPrefix("53") }) {
      self = .portfolios
    } else if ids.allSatisfy({ $0.hasPrefix("61") }) {
      self = .collections
    } else if ids.allSatisfy({ $0.hasPrefix("99") }) {
      self = .bibs
    } else {
      self = .orderLines
    }
  }
}

/// Why no set was written.
package enum SetError: Error, Equatable {
  case noColumn(query: String, columns: [String])
  case unknownColumn(query: String, column: String, columns: [String])
  case badChunk(Int)
  case notAnID(column: String, value: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .noColumn, .unknownColumn, .badChunk: 64
    case .notAnID: 65
    }
  }
}

extension SetError: CustomStringConvertible {
  /// What is wrong and what to do next, as one text.
  package var description: String {
    switch self {
    case .noColumn(let query, let columns):
      """
      Query \(query) does not say which column is the set. Name it with --column; it has \
      \(columns.joined(separator: ", ")).
      """
    case .unknownColumn(let query, let column, let columns):
      "Query \(query) has no column \(column). It has \(columns.joined(separator: ", "))."
    case .badChunk(let size): "--chunk \(size): a file holds at least one id."
    case .notAnID(let column, let value):
      "Column \(column) holds \"\(value.prefix(60))\", which is no id. Name another with --column."
    }
  }
}
