import ArgumentParser
import Matching
import Store

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Brings twins, tiers and gates up to date, or explains one title.",
    discussion: """
      Examples:
        almanac match
        almanac match explain 53100000000007321
      """,
    subcommands: [Refresh.self, Explain.self],
    defaultSubcommand: Refresh.self)

  struct Refresh: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rebuilds what an import made stale (queries do so by themselves).",
      discussion: "Example:\n  almanac match refresh")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let store = try common.open(.write)
      let didRebuild = try MatchRun(store).refresh { common.say("matching: \($0)") }
      if !didRebuild { common.say("The match is up to date.") }
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The whole reasoning for one local portfolio.",
      discussion: "Example:\n  almanac match explain 53100000000007321")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The id of the local portfolio.") var portfolioID: String

    func run() throws {
      let store = try common.openMatched()
      let lines = try MatchExplanation(store).lines(portfolioID: portfolioID)
      guard !lines.isEmpty else {
        throw ValidationError(
          "\(portfolioID) is no local P2E portfolio here. The twins: almanac run duplicates/twins")
      }
      try Console.output(lines.joined(separator: "\n"))
    }
  }
}
