import Foundation
import GRDB
import Store

/// What is wrong with SQL that a person typed.
package enum SQLError: Error, Equatable {
  case empty
  case refused(String)
  case failed(message: String)
  case noValue(parameter: String)
  case timedOut(seconds: Double)
  case interrupted

  /// nil where the SQL is not to blame: a full disk, a database in use.
  init?(_ error: DatabaseError, mayWrite: Bool) {
    if [.SQLITE_FULL, .SQLITE_BUSY, .SQLITE_IOERR, .SQLITE_CORRUPT].contains(error.resultCode) {
      return nil
    }
    let message = error.message ?? "\(error.resultCode)"
    let unbound = "missing statement argument"
    if message.hasPrefix(unbound) {
      self = .noValue(parameter: String(message.dropFirst(unbound.count).drop { !$0.isLetter }))
      return
    }
    let isRefusal =
      error.resultCode == .SQLITE_READONLY || message.contains("too many attached databases")
      || message.contains("cannot VACUUM")
    self = isRefusal && !mayWrite ? .refused(message) : .failed(message: message)
  }

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .empty, .refused, .failed, .noValue: 65
    case .timedOut: 75
    case .interrupted: 130
    }
  }
}

extension SQLError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .empty: "There is no SQL to run."
    case .refused:
      "This would change the database or reach another file. To change it, say --write."
    case .timedOut(let seconds):
      "Stopped after \(seconds.formatted()) s, as --timeout asks. Ask for less, or give it longer."
    case .interrupted: "Stopped."
    case .failed(let message):
      "\(message). " + (SQLFunction.hint(for: message) ?? Self.hint(for: message))
    case .noValue(let parameter):
      "The parameter \(parameter.isEmpty ? "?" : ":\(parameter)") has no value, and sql gives none. "
        + "Write the value itself, or use .param in almanac repl."
    }
  }

  /// What to do next, by SQLite's words.
  private static func hint(for message: String) -> String {
    if message.hasPrefix("no such column") {
      return "The columns of a table: almanac sql \"PRAGMA table_info(NAME)\""
    }
    if message.contains("too big") { return "A value may have 64 MiB." }
    return "The tables and views: almanac sql \"SELECT name FROM sqlite_master\""
  }
}
