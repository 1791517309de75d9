import Store

/// A named query: one SQL statement and the header that documents it.
package struct QueryFile: Sendable, Equatable {
  package struct Parameter: Sendable, Equatable {
    package enum ValueType: String, Sendable { case text, integer, date, flag }
    package let name: String
    package let type: ValueType
    /// nil: it must be given.
    package let defaultValue: String?
    package let meaning: String
  }

  package struct Column: Sendable, Equatable {
    package let name: String
    package let meaning: String
  }

  /// How `almanac set` hands the result over.
  package struct Handover: Sendable, Equatable {
    package let column: String
    package let members: String
  }

  /// `GROUP/NAME`.
  package let name: String
  package let question: String
  package let answers: String
  package let needs: [String]
  package let parameters: [Parameter]
  package let columns: [Column]
  package let set: Handover?
  package let then: String
  package let sql: String
  /// The folder that it came from; nil for the program's own.
  package let folder: String?

  package var group: String { String(name.prefix { $0 != "/" }) }
}

/// What is wrong with a query file or its use.
package enum QueryError: Error, Equatable {
  case header(query: String, line: Int, problem: String)
  case missingKey(query: String, key: String)
  case unknown(name: String, near: [String])
  case notOneStatement(query: String)
  case notReadOnly(query: String)
  case doesNotPrepare(query: String, reason: String)
  case parameters(query: String, declared: [String], used: [String])
  case columns(query: String, declared: [String], returned: [String])
  case unknownParameter(query: String, name: String, known: [String])
  case missingParameter(query: String, name: String)
  case badValue(query: String, name: String, value: String, type: String)
  case badFolder(String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .unknown, .unknownParameter, .missingParameter, .badValue: 64
    case .badFolder: 66
    default: 65
    }
  }
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .header(let query, let line, let problem): "Query \(query), line \(line): \(problem)"
    case .missingKey(let query, let key): "Query \(query): its header has no line `-- \(key): ...`."
    case .unknown(let name, let near):
      "There is no query \(name)."
        + (near.isEmpty
          ? " See: almanac queries" : " Did you mean \(near.joined(separator: ", "))?")
    case .notOneStatement(let query): "Query \(query) must hold exactly one statement."
    case .notReadOnly(let query): "Query \(query) writes; a query may only read."
    case .doesNotPrepare(let query, let reason): "Query \(query): \(reason)."
    case .parameters(let query, let declared, let used):
      """
      Query \(query): its header declares the parameters \(Self.list(declared)), \
      its SQL uses \(Self.list(used)).
      """
    case .columns(let query, let declared, let returned):
      """
      Query \(query): its header declares the columns \(Self.list(declared)), \
      its SQL returns \(Self.list(returned)).
      """
    case .unknownParameter(let query, let name, let known):
      "Query \(query) has no parameter \(name). It takes: \(Self.list(known))."
    case .missingParameter(let query, let name):
      "Query \(query) needs the parameter \(name). Write: almanac run \(query) \(name)=..."
    case .badValue(let query, let name, let value, let type):
      "Query \(query): \(name)=\(value) is no \(type)."
    case .badFolder(let path): "\(path) is no folder of queries."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
