import ArgumentParser
import Queries
import Store

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Runs SQL of your own; reads only, unless --write.",
    discussion: """
      Besides SQLite's own functions there are these. What is none of the kind, and NULL, gives \
      NULL; of several in one cell the first counts. They are for SQL that is typed: a view or a \
      named query that called them could not be read by another program.

      \(functions)

      Examples:
        almanac sql 'SELECT kind, as_of FROM snapshot'
        almanac sql 'SELECT host, count(*) AS portfolios FROM match_local GROUP BY host' --format csv
        almanac sql 'SELECT * FROM current_portfolio' --output portfolios.csv --excel
        almanac sql "SELECT isbn13('0-85702-100-1'), unproxy(url) FROM current_portfolio" --limit 5
      """)

  /// The table of functions, one a line.
  private static var functions: String {
    let width = SQLFunction.all.map(\.signature.count).max() ?? 0
    return SQLFunction.all.map { function in
      let blanks = String(repeating: " ", count: width - function.signature.count)
      return "  \(function.signature)\(blanks)  \(function.help)"
    }.joined(separator: "\n")
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var limits: RunOptions
  @Flag(help: "Let the SQL change the database.") var write = false
  @Argument(help: "The SQL.") var sql: String

  func run() throws {
    let store = try common.open(write ? .write : .read)
    var about = try ResultAbout(store, sql: sql, limit: output.limit)
    if let note = try StaleNote.text(store) {
      common.say("Note: \(note)")
      about.note(note)
    }
    let result = try output.print(about: about) { printer in
      try QueryRun(store).run(
        sql: sql, mayWrite: write, limit: output.limit, timeout: limits.timeout, into: &printer)
    }
    common.say(
      "\(counted(result.rows, "row", "rows"))\(result.isCut ? "; more were left off by --limit" : "")"
    )
    try limits.judge(result)
  }
}
