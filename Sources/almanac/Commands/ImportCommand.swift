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
      Delimited text, workbooks (.xlsx, and .xls since Excel 97), JSON and MARCXML are read; what a \
      file is, is told from its content. All files of one kind in one command are one \
      snapshot; a failed import leaves the database as it was. Loading the same file again changes \
      nothing.

      Bibs may be MARCXML or binary MARC 21, in UTF-8 or MARC-8. Records that Alma published with \
      their inventory are portfolios too with --kind portfolios (its AVE fields), and holdings \
      with --kind holdings (AVA).

      Headers, or MARC tags, that almanac does not know are named in a map: --print-map writes one \
      to begin with, --map takes it.

      Examples:
        almanac import exports/
        almanac import exports.zip
        zcat portfolios.csv.gz | almanac import -
        almanac import portfolios_1.csv portfolios_2.csv --as-of 2026-01-31
        almanac import orders.csv --scope all
        almanac import new/ --dry-run
        almanac import published.mrc --kind portfolios
        almanac import --print-map portfolios > portfolios.map
        almanac import report.csv --map portfolios.map
      """)

  @OptionGroup var common: CommonOptions
  @Argument(
    help: ArgumentHelp(
      "Files, folders or zip archives of files, .gz files, or - for what is piped in.",
      valueName: "file"))
  var files: [String] = []

  @Option(
    help: "What the files are: \(InputKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: InputKind?

  @Option(help: ArgumentHelp("Where the files have their facts: a map file.", valueName: "file"))
  var map: String?

  @Option(help: ArgumentHelp("Write a map to begin with, and import nothing.", valueName: "kind"))
  var printMap: InputKind?

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

  @Flag(help: "Say what would happen, in detail, and write nothing.")
  var dryRun = false

  @Flag(help: "Load files again that were loaded before.")
  var again = false

  func validate() throws {
    if printMap == nil, files.isEmpty {
      throw ValidationError("Name the files to import, or a folder: almanac import exports/")
    }
    if printMap != nil, !files.isEmpty || map != nil {
      throw ValidationError("--print-map stands alone: almanac import --print-map portfolios")
    }
  }

  func run() throws {
    if let printMap { return try StandardOutput().write(try MapTemplate(printMap).text) }
    var request = ImportRequest(paths: files)
    request.map = try map.map { try MapFile(path: $0, kind: kind) }
    request.kind = request.map?.kind ?? kind
    request.asOf = asOf
    request.institution = institution
    request.collection = collection
    request.scope = scope
    request.rejectLimit = try RejectLimit(maxRejects)
    request.isAgain = again
    request.isDryRun = dryRun
    try request.check()
    let store = try common.open(.create)
    do {
      let report = try importer(store, request).run()
      if let found = report.dryRun {
        store.discardIfNew()
        let style = Style(common.color, isTerminal: Console.isTerminal)
        return try Console.output(DryRunText(found, style).text)
      }
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

  /// Tells each file as it is done and, on a terminal, how far it has come before.
  private func importer(_ store: Store, _ request: ImportRequest) -> Importer {
    let style = Style(common.color, isTerminal: Console.isErrorTerminal)
    func progress(_ text: String) {
      if Console.isErrorTerminal { Console.progress(style, text, common.quiet) }
    }
    return Importer(
      store, request,
      onFile: { report in
        progress("")
        common.say(FileLine(report).text)
      },
      onProgress: { progress(ProgressBar($0).text(width: Console.width ?? 80)) })
  }
}
