import Queries

/// What a console cannot do, or was not asked rightly.
package enum ShellError: Error, Equatable {
  case unknownCommand(name: String, near: [String])
  case usage(String)
  case said(String)
  case noFile(String)
  case interrupted
  case forbidden(String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .unknownCommand, .usage: 64
    case .said, .forbidden: 65
    case .noFile: 66
    case .interrupted: 130
    }
  }
}

extension ShellError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .unknownCommand(let name, let near):
      "There is no command .\(name)."
        + (near.isEmpty
          ? " See: .help" : " Did you mean \(near.map { ".\($0)" }.joined(separator: ", "))?")
    case .usage(let usage): "Write: \(usage)"
    case .said(let text), .forbidden(let text): text
    case .noFile(let path): "\(path) cannot be read."
    case .interrupted: "Stopped."
    }
  }
}

/// A statement that failed: what SQLite says, where, and what may have been meant.
struct StatementError: Error {
  let message: String
  /// The line of the SQL and the sign below it; empty where the place is not known.
  let place: [String]
  let hint: String?
  /// The line of the statement that the error is in, from 0.
  let line: Int
  let exitCode: Int32
}
