import ArgumentParser
import Formats
import Handover
import Importing
import Matching
import Queries
import Shell
import Store

/// The root command; what it does is in `Commands/`.
struct Almanac: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "almanac",
    abstract: "Cleans up a library's e-resources after a migration to Alma.",
    discussion: """
      Loads the exports that Alma never joins into one SQLite file and answers title by title: \
      which portfolio is active twice, which may be deleted, which must not and why, which order \
      goes where, which bibs are left with nothing on them. It never writes to Alma, and nothing \
      leaves this machine.

      Begin with:
        almanac demo
        almanac import FOLDER
        almanac status
        almanac run duplicates/by-collection
      """,
    version: version,
    subcommands: [
      ImportCommand.self, StatusCommand.self, InputsCommand.self, QueriesCommand.self,
      RunCommand.self, FindCommand.self, SQLCommand.self, ReplCommand.self, SetCommand.self,
      MatchCommand.self, ReviewCommand.self, PlatformsCommand.self,
      SettingsCommand.self, SnapshotsCommand.self, DemoCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    do {
      var command = try Almanac.parseAsRoot(NegativeNumber.asValue(CommandLine.arguments))
      try command.run()
    } catch {
      Failure(error).exit()
    }
  }
}

/// What a failed command says, and the code it ends with.
struct Failure {
  private let error: any Error

  init(_ error: any Error) {
    self.error = error
  }

  func exit() -> Never {
    guard let code else { Almanac.exit(withError: error) }
    Console.error("almanac: \(error)")
    Almanac.exit(withError: ExitCode(code))
  }

  /// Exit code of sysexits for our own errors; nil for those of the argument parser.
  var code: Int32? {
    switch error {
    case let error as StoreError: error.exitCode
    case let error as ImportError: error.exitCode
    case let error as MapFileError: error.exitCode
    case let error as FormatError: error.exitCode
    case let error as ArchiveError: error.exitCode
    case let error as XLSXWriteError: error.exitCode
    case let error as QueryError: error.exitCode
    case let error as SQLError: error.exitCode
    case let error as PairError: error.exitCode
    case let error as ReviewError: error.exitCode
    case let error as ShellError: error.exitCode
    case let error as SetError: error.exitCode
    case let error as SettingError: error.exitCode
    case let error as SnapshotError: error.exitCode
    case let error as OutputError: error.exitCode
    case let error as UsageError: error.exitCode
    default: nil
    }
  }
}

extension ArchiveError {
  /// Exit code of sysexits for this error.
  var exitCode: Int32 {
    switch self {
    case .format(let error): error.exitCode
    case .cannotSpill: 74
    default: 65
    }
  }
}

extension FormatError {
  /// Exit code of sysexits for this error.
  var exitCode: Int32 {
    switch self {
    case .cannotOpen, .notRegularFile: 66
    case .cannotRead, .shrank, .changed: 74
    case .libraryFailed: 70
    default: 65
    }
  }
}
