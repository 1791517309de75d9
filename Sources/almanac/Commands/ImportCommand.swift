import ArgumentParser
import Importing
import Store

extension InputKind: ExpressibleByArgument {}
extension ImportRequest.Scope: ExpressibleByArgument {}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Loads exports into the database, as a dated snapshot.",
    discussion: """
      What a file is, is told from its content. All files of one kind in one command are one \
      snapshot; a failed import leaves the database as it was. Loading the same file again changes \
      nothing.

      Examples:
        almanac import exports/
        almanac import portfolios_1.csv portfolios_2.csv --as-of 2026-01-31
        almanac import orders.csv --scope all
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: ArgumentHelp("Files, or folders of files.", valueName: "file"))
  var files: [String]

  @Option(
    help: "What the files are: \(InputKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: InputKind?

  @Option(help: "The day that the data is from, YYYY-MM-DD.")
  var asOf: String?

  @Option(help: "Whose the files are, where the ids do not say it.")
  var institution: String?

  @Option(help: "The collection that a part of the portfolios, or a title list, is of.")
  var collection: String?

  @Option(help: "all: the files are the whole of their kind; part: they are not.")
  var scope: ImportRequest.Scope?

  @Option(help: "How many rows may be rejected, 20 or 5%, before nothing is imported.")
  var maxRejects = "5%"

  @Flag(help: "Load files again that were loaded before.")
  var again = false

  func run() throws {
    var request = ImportRequest(paths: files)
    request.kind = kind
    request.asOf = asOf
    request.institution = institution
    request.collection = collection
    request.scope = scope
    request.rejectLimit = try RejectLimit(maxRejects)
    request.isAgain = again
    try request.check()
    let store = try common.open(.create)
    do {
      let report = try Importer(store, request, onFile: { common.say(FileLine($0).text) }).run()
      for note in report.notes { common.say("Note: \(note)") }
      if let institution = report.institution {
        common.say("Institution \(institution). Next: almanac status --db \(common.path)")
      } else {
        common.say("Nothing new. To load these files again: --again")
      }
    } catch {
      store.discardIfNew()
      throw error
    }
  }
}
