import ArgumentParser
import Handover
import Queries
import Store

extension SetRequest.Format: ExpressibleByArgument {}

struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Writes Alma's itemized-set files from a query.",
    discussion: """
      One column under the heading that Alma wants, ids as text, 5,000 a file, as workbooks \
      unless --format says otherwise. Portfolios to delete are split by what may become of their \
      bibs, with a sheet beside them: the job's parameters, titles, reasons, what was not checked, \
      and ten twins to try first.

      Examples:
        almanac set duplicates/safe-to-delete --output sets/
        almanac set duplicates/safe-to-delete collection='JSTOR Arts I' --chunk 20 --output first/
        almanac set orphans/bibs state=free --output sets/
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var catalog: CatalogOptions
  @Argument(help: "GROUP/NAME of the query.", completion: QueryNames.completion)
  var name: String
  @Argument(
    help: ArgumentHelp("Parameters, NAME=VALUE.", valueName: "param=value"),
    completion: QueryNames.completion)
  var parameters: [String] = []

  @Option(help: "The column that is the set, where the query does not say it.") var column: String?
  @Option(help: "Ids a file (default: 5,000).") var chunk: Int?
  @Option(help: "xlsx, csv or txt (default: xlsx, in which ids survive Excel).")
  var format = SetRequest.Format.xlsx
  @Option(help: "The folder to write to.", completion: .directory) var output: String
  @Flag(help: "Replace files that are there.") var force = false

  func run() throws {
    let query = try catalog.catalog(common).query(name)
    var request = SetRequest(query: query, folder: output)
    request.parameters = try almanac.parameters(parameters)
    request.column = column
    request.chunk = chunk
    request.format = format
    request.replaces = force
    let store = try common.openMatched()
    let result = try SetWriter(store, request).write()
    try InputNotes(store, query).lines.forEach(common.say)
    guard !result.files.isEmpty else {
      return common.say("Nothing to hand over: the query has no rows. No file was written.")
    }
    for file in result.files {
      let policy = file.bibPolicy.isEmpty ? "" : "; bibs without inventory: \(file.bibPolicy)"
      common.say(
        "\(output)/\(file.name): \(grouped(file.members)) members (Alma's Set Size)\(policy)")
    }
    if let sheet = result.sheet {
      common.say("\(output)/\(sheet): the job's parameters, and what goes. Read it first.")
    }
    common.say("Then: \(query.then)")
  }
}
