import ArgumentParser
import Queries
import Store

struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Lists what decides an answer, or changes it.",
    discussion: """
      Examples:
        almanac settings
        almanac settings set closed-orders accept
        almanac settings set go-live-date 2020-06-24
      """,
    subcommands: [List.self, Change.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the settings with their defaults, ranges and meaning.",
      discussion: "Example:\n  almanac settings list --format csv")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try common.open(.read)
      _ = try output.print { printer in
        try QueryRun(store).run(
          sql: """
            SELECT s.name, s.value, s.default_value,
                   coalesce(r.lowest || ' to ' || r.highest, '') AS range, s.meaning
            FROM setting s
            LEFT JOIN setting_range r ON r.name = s.name
            ORDER BY s.name
            """,
          mayWrite: false, limit: output.limit, into: &printer)
      }
    }
  }

  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Changes a setting; the match is brought up to date when next asked.",
      discussion: "Example:\n  almanac settings set freshness-days 60")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The setting.") var name: String
    @Argument(help: "Its value; '' for none.") var value: String

    func run() throws {
      let store = try common.open(.write)
      let old = try Settings(store).set(name, to: value)
      common.say(
        "\(name): \(old.isEmpty ? "(none)" : old) is now \(value.isEmpty ? "(none)" : value)")
    }
  }
}
