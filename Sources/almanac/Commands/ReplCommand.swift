import ArgumentParser
import Finding
import Foundation
import Matching
import Queries
import Shell
import Store

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "A console for SQL on the database; reads only, unless --write.",
    discussion: """
      Statements go over as many lines as they need and end with a semicolon. Tab completes tables, \
      columns, functions and the names of queries; Ctrl-C stops a statement or drops what is typed; \
      .help lists the console's own commands, such as .run, .find, .mode and .once. In a pipe there \
      is no prompt, and the first error ends it.

      Examples:
        almanac repl
        almanac repl --db library.db --format line
        almanac repl < statements.sql > result.csv
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var catalog: CatalogOptions
  @Option(help: "The format of results (default: table on a terminal, csv elsewhere).")
  var format: ResultFormat?
  @Flag(help: "Let statements change the database.") var write = false

  func validate() throws {
    if format?.isBinary == true {
      throw ValidationError("A workbook takes one result. Write .once result.xlsx in the console.")
    }
  }

  func run() throws {
    let store = try Store(
      path: common.path, access: write ? .write : .read, allowsOpenTransactions: true)
    let style = Style(common.color, isTerminal: Console.isTerminal)
    var options = ShellOptions(queryFolder: CatalogOptions.ownFolder)
    options.mayWrite = write
    options.isQuiet = common.quiet
    options.paint = Paint(isColoured: style.isColoured)
    options.format = format
    let code = try Session(store, options, hooks(store, style)).run()
    if code != 0 { throw ExitCode(code) }
  }

  private func hooks(_ store: Store, _ style: Style) -> ShellHooks {
    ShellHooks(
      staleNote: { try StaleNote.text(store) },
      status: {
        let report = try StatusReport(store, try catalog.catalog(common))
        return StatusText(report, style).lines.joined(separator: "\n")
      },
      find: { text in
        let report = try Finder(store).find(text, isAll: false, limit: 20)
        let lines = FoundText(report, style, database: common.database).lines
        return (lines + FoundNotes(report).lines).joined(separator: "\n")
      },
      set: { arguments in
        let set: SetCommand
        do {
          set = try SetCommand.parse(arguments + ["--db", common.path])
        } catch {
          throw ShellError.usage(
            ".set NAME [PARAM=VALUE ...] --output DIR  (\(SetCommand.message(for: error)))")
        }
        try set.run()
      },
      catalog: { try catalog.catalog(common) },
      exitCode: { Failure($0).code ?? Almanac.exitCode(for: $0).rawValue })
  }
}

/// What to say where the match is older than what is loaded.
enum StaleNote {
  /// nil where it is not.
  static func text(_ store: Store) throws -> String? {
    let stale = try MatchRun(store).stale()
    guard !stale.isEmpty else { return nil }
    return "the match is older than the files or settings (\(stale.joined(separator: ", "))). "
      + "almanac match brings it up to date."
  }
}
