import ArgumentParser
import Queries
import Store

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a named query.",
    discussion: """
      Examples:
        almanac run duplicates/by-collection
        almanac run duplicates/safe-to-delete platform=Springer --output safe.csv
        almanac run duplicates/needs-review --output review.xlsx
        almanac run orphans/bibs state=free --format json
        almanac run duplicates/blocked --fail-on-rows --timeout 60
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var limits: RunOptions
  @Argument(help: "GROUP/NAME; see almanac queries.", completion: QueryNames.completion)
  var name: String
  @Argument(
    help: ArgumentHelp("Parameters, NAME=VALUE.", valueName: "param=value"),
    completion: QueryNames.completion)
  var parameters: [String] = []

  func run() throws {
    let query = try catalog.catalog(common).query(name)
    let values = try almanac.parameters(parameters)
    let store = try common.openMatched()
    let about = try ResultAbout(store, query, values, limit: output.limit)
    let result = try output.print(about: about) { printer in
      try QueryRun(store).run(
        query, values, limit: output.limit, timeout: limits.timeout, into: &printer)
    }
    let notes = try InputNotes(store, query)
    notes.lines.forEach(common.say)
    let file = output.output.map { " in \($0)" } ?? ""
    common.say(
      "\(counted(result.rows, "row", "rows"))\(file)\(result.isCut ? "; more were left off by --limit" : "")"
    )
    common.say("Then: \(query.then)")
    try limits.judge(result)
  }
}
