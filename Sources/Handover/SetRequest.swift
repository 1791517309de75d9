import Queries

/// What `almanac set` was asked to write.
package struct SetRequest: Sendable {
  package enum Format: String, CaseIterable, Sendable { case csv, txt }

  package let query: QueryFile
  package var parameters: [String: String] = [:]
  package var column: String?
  package var chunk: Int?
  package var format = Format.csv
  package let folder: String
  package var replaces = false

  package init(query: QueryFile, folder: String) {
    self.query = query
    self.folder = folder
  }
}

/// What kind of member a set has, and the heading that Alma wants over their ids.
package enum SetMembers: String, CaseIterable, Sendable {
  case portfolios, collections, bibs
  case orderLines = "order-lines"

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
