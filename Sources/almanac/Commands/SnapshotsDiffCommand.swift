import ArgumentParser
import Queries
import Store

struct SnapshotsDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What is new, gone or changed between two snapshots of one kind.",
    discussion: """
      Records are compared by their ids: portfolio, MMS ID, order line, collection, holding, old bib \
      id, target. What the two files cannot tell alike is said and not counted: fields that one of \
      them lacks, records outside of the part that one of them is.

      One id is compared with the snapshot before it; a kind means its newest snapshot. The query \
      is snapshots/diff.

      Examples:
        almanac snapshots diff 1 4
        almanac snapshots diff portfolios
        almanac snapshots diff 4 --summary
        almanac snapshots diff 1 4 --field availability --output changed.csv
        almanac snapshots diff 1 4 --state removed
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: ArgumentHelp("Ids of two snapshots, of one, or a kind.", valueName: "snapshot"))
  var names: [String]

  @Option(help: "Only this field.") var field: String?
  @Option(help: "Only rows that are added, removed, changed, repeated or unknown.")
  var state: String?
  @Option(help: "Whose, where a kind is given and several institutions have it.")
  var institution: String?
  @Flag(help: "Print how many rows there are of each state and field.") var summary = false

  private static let states = ["added", "removed", "changed", "repeated", "unknown"]

  func validate() throws {
    if names.count > 2 { throw ValidationError("Name one or two snapshots, not \(names.count).") }
    if let state, !Self.states.contains(state) {
      throw ValidationError("--state \(state): give \(Self.states.joined(separator: ", ")).")
    }
  }

  func run() throws {
    let store = try common.open(.read)
    let pair = try SnapshotPair(store, names, institution: institution)
    common.say("From snapshot \(pair.a.id), \(pair.a.title)")
    common.say("  to snapshot \(pair.b.id), \(pair.b.title)")
    var parameters = ["a": String(pair.a.id), "b": String(pair.b.id)]
    parameters["field"] = field
    parameters["state"] = state
    var text: DifferenceText?
    let result = try output.print { printer in
      var rows = DifferencePrinter(
        printer, pair: pair, isSummary: summary, limit: output.limit)
      try QueryRun(store).run(try Catalog().query("snapshots/diff"), parameters, into: &rows)
      printer = rows.inner
      text = DifferenceText(pair: pair, result: rows)
      return (rows.printed, rows.isCut)
    }
    guard let text else { return }
    common.say(text.summary + (result.isCut ? "; more were left off by --limit" : ""))
    for note in text.notes { common.say("Note: \(note)") }
  }
}
