import ArgumentParser
import Finding
import Matching
import Store

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Brings twins, tiers and gates up to date, explains one title, or scores pairs.",
    discussion: """
      Examples:
        almanac match
        almanac match explain 53100000000007321
        almanac match pairs records.xml pairs.csv
      """,
    subcommands: [Refresh.self, Explain.self, Pairs.self],
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
      discussion: """
        Takes its id, or whatever almanac find takes. Where several local copies answer to that, \
        they are listed, to choose one.

        Examples:
          almanac match explain 53100000000007321
          almanac match explain 9780857021007
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The id of the local portfolio, or a title or identifier that leads to it.")
    var portfolioID: String

    func run() throws {
      let store = try common.openMatched()
      let explanation = MatchExplanation(store)
      var lines = try explanation.lines(portfolioID: portfolioID)
      if lines.isEmpty {
        let copies = try Finder(store).localCopies(portfolioID)
        if copies.count > 1 { return try list(copies) }
        lines = try copies.flatMap { try explanation.lines(portfolioID: $0.portfolioID) }
      }
      guard !lines.isEmpty else { throw UsageError.noLocalCopy(portfolioID) }
      try Console.output(lines.joined(separator: "\n"))
    }

    private func list(_ copies: [FoundPortfolio]) throws {
      let lines = copies.map { copy in
        let match = copy.match.map { "\($0.tier ?? "no tier"), \($0.outcome)" } ?? ""
        return "\(copy.portfolioID)  \(match)  \(copy.title ?? "")"
      }
      try Console.output(lines.joined(separator: "\n"))
      common.say("Several local copies answer to this. One of them: almanac match explain ID")
    }
  }
}
