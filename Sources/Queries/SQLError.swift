import Foundation
import GRDB
import Store

/// What is wrong with SQL that a person typed.
package enum SQLError: Error, Equatable {
  case empty
  case refused(String)
  case failed(message: String, sql: String?)
  case timedOut(seconds: Double)
  case interrupted

  /// nil where the SQL is not to blame: a full disk, a database in use.
  init?(_ error: DatabaseError, mayWrite: Bool) {
    if [.SQLITE_FULL, .SQLITE_BUSY, .SQLITE_IOERR, .SQLITE_CORRUPT].contains(error.resultCode) {
      return nil
    }
    let message = error.message ?? "\(error.resultCode)"
    let isRefusal =
      error.resultCode == .SQLITE_READONLY || message.contains("too many attached databases")
      || message.contains("cannot VACUUM")
    self =
      isRefusal && !mayWrite ? .refused(message) : .failed(message: message, sql: error.sql)
  }

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .empty, .refused, .failed: 65
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
    case .failed(let message, _):
      "\(message). "
        + (SQLFunction.hint(for: message)
          ?? "The tables and views: almanac sql \"SELECT name FROM sqlite_master\"")
    }
  }
}
