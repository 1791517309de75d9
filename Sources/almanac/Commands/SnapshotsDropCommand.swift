import ArgumentParser
import Foundation
import Matching
import Queries
import Store

struct SnapshotsDrop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: "Takes a snapshot out of the database, with all that rests on it.",
    discussion: """
      Its files, records, rejected rows and what was worked out from them go, all or nothing; the \
      files themselves are not touched, and can be imported again. The snapshots that it superseded \
      speak again. It asks first, unless --yes.

      Examples:
        almanac snapshots drop 1
        almanac snapshots drop 1 --yes
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Do not ask.") var yes = false
  @Argument(help: "Its id; see almanac snapshots list.") var id: String

  func run() throws {
    let store = try common.open(.write)
    let report = try SnapshotReport(store, id: id)
    guard try yes || confirms(report) else { return common.say("Nothing was dropped.") }
    let outcome = try SnapshotDrop(store).run(report.id)
    common.say("Snapshot \(report.id) (\(Self.title(report))) is gone.")
    if outcome.wasLastOfInstitution {
      common.say("It was the last one of institution \(report.institution).")
    } else if outcome.speaking.isEmpty {
      common.say("No \(report.kind) are loaded now: what rests on them is unknown.")
    } else {
      let ids = outcome.speaking.map(String.init).joined(separator: ", ")
      common.say("Of the \(report.kind) speaks now: snapshot \(ids).")
    }
    if outcome.clearedMatch {
      common.say("The match rested on it and was cleared; the next query makes it anew.")
    }
  }

  private func confirms(_ report: SnapshotReport) throws -> Bool {
    guard isatty(STDIN_FILENO) == 1, Console.isErrorTerminal else {
      throw SnapshotError.notConfirmed(id: report.id)
    }
    FileHandle.standardError.write(
      Data("Drop snapshot \(report.id) (\(Self.title(report)))? [y/N] ".utf8))
    let answer = (readLine() ?? "").lowercased()
    return ["y", "yes"].contains(answer.trimmingCharacters(in: .whitespaces))
  }

  /// "portfolios as of 2026-01-31, 1,900 rows of portfolios.csv".
  private static func title(_ report: SnapshotReport) -> String {
    let rows = report.files.reduce(0) { $0 + $1.rowsKept }
    let files =
      report.files.count == 1 ? report.files[0].name : "\(grouped(report.files.count)) files"
    return "\(report.kind) as of \(report.asOf), \(counted(rows, "row", "rows")) of \(files)"
  }
}
