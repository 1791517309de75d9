import Store

/// A named query: one SQL statement and the header that documents it.
package struct QueryFile: Sendable, Equatable {
  /// A parameter that the query takes; bound, never pasted.
  package struct Parameter: Sendable, Equatable {
    /// What a parameter's value may be.
    package enum ValueType: String, Sendable { case text, integer, date, flag }
    /// Its name, as in the SQL.
    package let name: String
    /// What its value may be.
    package let type: ValueType
    /// nil: it must be given.
    package let defaultValue: String?
    /// What it is for, in words.
    package let meaning: String
  }

  /// A column of the result.
  package struct Column: Sendable, Equatable {
    /// Its name, as in the SQL.
    package let name: String
    /// What it is for, in words.
    package let meaning: String
  }

  /// How `almanac set` hands the result over.
  package struct Handover: Sendable, Equatable {
    /// The column with the ids.
    package let column: String
    /// What they are: portfolios, collections, bibs, order-lines.
    package let members: String
  }

  /// `GROUP/NAME`.
  package let name: String
  /// The librarian's question.
  package let question: String
  /// What a row of the answer is.
  package let answers: String
  /// Kinds of input that the answer rests on.
  package let needs: [String]
  /// What it can be asked about, in the order of the header.
  package let parameters: [Parameter]
  /// What it returns, in this order.
  package let columns: [Column]
  /// How `almanac set` hands it over; nil where it does not.
  package let set: Handover?
  /// What to do in Alma with the answer.
  package let then: String
  /// The whole file: header and statement.
  package let sql: String
  /// The folder that it came from; nil for the program's own.
  package let folder: String?

  /// The part of the name before the slash.
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
  /// What is wrong and what to do next.
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
