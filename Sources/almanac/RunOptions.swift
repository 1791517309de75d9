import ArgumentParser
import Foundation
import Queries

/// How long a statement may take, and what its rows mean.
struct RunOptions: ParsableArguments {
  @Option(help: "Stop after so many seconds, and end with 75.") var timeout: Double?

  @Flag(
    name: .customLong("fail-on-rows"),
    help: "End with 1 where there are rows: for queries that should find nothing.")
  var failsOnRows = false

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout < 1e9) {
      throw ValidationError("--timeout \(timeout.formatted()): give a number of seconds above 0.")
    }
  }

  /// Ends the program where rows are bad news.
  func judge(_ result: (rows: Int, isCut: Bool)) throws {
    // With --limit 0 rows may be there and not be printed.
    if failsOnRows, result.rows > 0 || result.isCut { throw ExitCode(1) }
  }
}
