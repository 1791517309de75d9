import ArgumentParser
import Foundation
import Handover
import Matching
import Queries
import Store

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Looks at pairs that no rule decides, and remembers what you decided.",
    discussion: """
      An accepted pair is a twin, and safe to delete if every gate passes; a rejected one never is, \
      and the next best candidate takes its place. Decisions are kept with name and day, and hold as \
      long as both records say the same.

      Examples:
        almanac review sheet --output review.xlsx
        almanac review load review.xlsx --by Anna
        almanac review accept 53100000000007321:53200000000007321
        almanac review list
      """,
    subcommands: [
      ReviewSheetCommand.self, ReviewLoad.self, Accept.self, Reject.self, List.self, Undo.self,
    ],
    defaultSubcommand: List.self)

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "These pairs are one title each.",
      discussion: """
        Gates are asked all the same: an order or a licence on the local copy keeps it blocked.

        Example:
          almanac review accept 53100000000007321:53200000000007321 --by Anna
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var pairs: ReviewPairs

    func run() throws { try pairs.decide(.accept, common) }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "These pairs are not one title.",
      discussion: """
        The next best candidate of the local copy takes its place.

        Example:
          almanac review reject 53100000000007321:53200000000007321 --note 'another edition'
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var pairs: ReviewPairs

    func run() throws { try pairs.decide(.reject, common) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What was decided, by whom and when, and whether it holds.",
      discussion: """
        state: applied; stale (a record says something else by now, see `changed`: look again); gone \
        (the two are not loaded, or no candidates of each other any more). outcome: what becomes of \
        the local copy where the candidate is its best one.

        Examples:
          almanac review list
          almanac review list --output decisions.xlsx
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try common.openMatched()
      let sql = """
        SELECT id, pair, decision, state, outcome, decided_by, decided_on, title, candidate_title,
               candidate_collection, note, changed
        FROM review_list
        ORDER BY state DESC, decided_on DESC, id DESC
        """
      let result = try output.print { printer in
        try QueryRun(store).run(sql: sql, mayWrite: false, limit: output.limit, into: &printer)
      }
      let cut = result.isCut ? "; more were left off by --limit" : ""
      common.say("\(grouped(result.rows)) \(result.rows == 1 ? "decision" : "decisions")\(cut)")
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a decision back.",
      discussion: """
        What was decided of the pair before counts again.

        Example:
          almanac review undo 12
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "Its id; see almanac review list.") var id: String

    func run() throws {
      let undone = try ReviewBook(try common.open(.write)).undo(id)
      let rest = undone.before.map { "what counts now: \($0)" } ?? "it is open again"
      common.say("\(undone.decision) of \(undone.pair) is taken back; \(rest)")
    }
  }
}

/// Pairs on the command line, and who decides.
struct ReviewPairs: ParsableArguments {
  @OptionGroup var reviewer: Reviewer
  @Option(help: "Why, in your words.") var note = ""
  @Argument(
    help: "LOCAL:CANDIDATE, two portfolio ids; the column pair of duplicates/needs-review.")
  var pairs: [String]

  func decide(_ decision: ReviewDecision, _ common: CommonOptions) throws {
    var seen: Set<ReviewPair> = []
    let verdicts = try pairs.map { text in
      guard let pair = ReviewPair(text) else { throw ReviewError.notAPair(text) }
      return ReviewVerdict(pair, decision, note: note)
    }.filter { seen.insert($0.pair).inserted }
    let store = try common.openMatched()
    let outcomes = try ReviewBook(store).decide(
      verdicts, by: reviewer.name, on: Timestamp.day(Date.now))
    let names = verdicts.map(\.pair.description)
    try ReviewTally(outcomes, names: names).report(common)
  }
}

/// Who decides.
struct Reviewer: ParsableArguments {
  @Option(help: "Who decided (default: the name you are logged in with).") var by: String?

  var name: String {
    // Jobs and containers often lack the variables; the system knows the name all the same.
    let environment = ProcessInfo.processInfo.environment
    let names = [by, environment["USER"], environment["LOGNAME"], NSUserName()]
    return names.lazy.compactMap { $0?.trimmingCharacters(in: .whitespaces) }.first { !$0.isEmpty }
      ?? "unnamed"
  }
}
