import ArgumentParser
import Foundation
import Handover
import Matching
import Store

struct ReviewSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Writes the pairs to look at, side by side, with an empty column to decide in.",
    discussion: """
      One row a local copy with its best candidate. The rows of one host and platform stand \
      together, best first. Write accept, reject or later into `decision`, a remark into `note` if \
      you like, and leave `pair` and `seen` as they are. Then: almanac review load FILE

      Examples:
        almanac review sheet --output review.xlsx
        almanac review sheet --platform 'Harbourlight' --tier T3 --output harbourlight.xlsx
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "Only this platform: its interface, or the host of the local copies.")
  var platform = ""
  @Option(help: "Only candidates in this collection (its name or id).") var collection = ""
  @Option(
    help:
      "Only these tiers: T3, T4, or T3,T4. T1 and T2 come only where nothing says that a copy is from the P2E list."
  )
  var tier = ""

  private var tiers: [String] { tier.split(separator: ",").map { $0.uppercased() } }

  func validate() throws {
    guard output.output != nil else {
      throw ValidationError("Name the sheet: --output review.xlsx (or .csv).")
    }
    if let unknown = tiers.first(where: { !["T1", "T2", "T3", "T4"].contains($0) }) {
      throw ValidationError("--tier \(unknown) is none. Give T3, T4 or T3,T4.")
    }
  }

  /// Why the sheet is empty: nothing is left, or nothing matches.
  private var nothing: String {
    let asked = [("collection", collection), ("platform", platform), ("tier", tier)]
      .filter { !$0.1.isEmpty }.map { "--\($0.0) '\($0.1.shellQuoted)'" }
    return asked.isEmpty
      ? "No pair waits for a decision; the sheet is empty."
      : "No pair that waits for a decision matches \(asked.joined(separator: " ")); the sheet is empty."
  }

  func run() throws {
    let store = try common.openMatched()
    let choice = ReviewSheet.Choice(collection: collection, platform: platform, tiers: tiers)
    let result = try output.print { printer in
      try ReviewSheet(store).print(choice, limit: output.limit, into: &printer)
    }
    guard result.rows > 0 else { return common.say(nothing) }
    common.say(
      """
      \(counted(result.rows, "pair", "pairs"))\(result.isCut ? "; more were left off by --limit" : ""). Decide \
      in the column decision (accept, reject, later), then: almanac review load \
      \(output.output ?? "FILE")
      """)
  }
}

struct ReviewLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Takes the filled sheet back.",
    discussion: """
      Rows without a decision are passed over, and what was loaded before is not loaded twice. A row \
      that says anything but accept, reject or later is named, and so is one whose records have \
      changed since the sheet was written; the others count, and the command ends with 65.

      Examples:
        almanac review load review.xlsx --by Anna
        almanac review load review.csv
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reviewer: Reviewer
  @Argument(help: "The sheet, as .xlsx, .xls or .csv.", completion: .file()) var file: String

  func run() throws {
    let sheet = try ReviewFile(path: file)
    let store = try common.openMatched()
    let outcomes = try ReviewBook(store).decide(
      sheet.rows.map(\.verdict), by: reviewer.name, on: Timestamp.day(Date.now))
    var tally = ReviewTally(
      outcomes, names: sheet.rows.map { "\(file), \($0.place)" })
    tally.refused += sheet.troubles.map { "\(file), \($0.place): \($0.reason)" }
    tally.undecided = sheet.undecided
    try tally.report(common)
  }
}

/// What became of the decisions of one command.
struct ReviewTally {
  var recorded = 0
  var unchanged = 0
  var undecided = 0
  var refused: [String] = []

  init(_ outcomes: [ReviewBook.Outcome], names: [String]) {
    for (outcome, name) in zip(outcomes, names) {
      switch outcome {
      case .recorded: recorded += 1
      case .unchanged: unchanged += 1
      case .refused(let reason): refused.append("\(name): \(reason)")
      }
    }
  }

  /// Says it all; ends with 65 where something was refused.
  func report(_ common: CommonOptions) throws {
    for line in refused { Console.error("almanac: \(line)") }
    var parts = ["\(grouped(recorded)) taken"]
    if unchanged > 0 { parts.append("\(grouped(unchanged)) known already") }
    if undecided > 0 { parts.append(counted(undecided, "row", "rows") + " without a decision") }
    if !refused.isEmpty { parts.append("\(grouped(refused.count)) not taken") }
    common.say(parts.joined(separator: ", ") + ". See: almanac review list")
    if !refused.isEmpty { throw ExitCode(65) }
  }
}
