import ArgumentParser
import Foundation
import Queries
import Store

struct SnapshotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshots",
    abstract: "Lists what was loaded, shows one snapshot, compares two, or drops one.",
    discussion: """
      Each import is a snapshot: one kind of data as it was on one day.

      Examples:
        almanac snapshots
        almanac snapshots show 3
        almanac snapshots diff portfolios
        almanac snapshots drop 1
      """,
    subcommands: [List.self, Show.self, SnapshotsDiff.self, SnapshotsDrop.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One row a snapshot: what, from when, how many rows, what it is good for.",
      discussion: """
        role: whole, part, facts only (older than the whole), older (kept for facts that newer ones \
        lack), or superseded by another.

        Examples:
          almanac snapshots list
          almanac snapshots list portfolios --format json
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Only this kind.") var kind: InputKind?

    func run() throws {
      let store = try common.open(.read)
      let condition = kind.map { "WHERE kind = '\($0.rawValue)'" } ?? ""
      let sql = """
        SELECT id, institution, kind, scope, scope_name, as_of, as_of_source, imported_at, role,
               files, rows_kept, rows_rejected
        FROM snapshot_overview
        \(condition)
        ORDER BY institution, kind, as_of DESC, id DESC
        """
      let result = try output.print { printer in
        try QueryRun(store).run(sql: sql, mayWrite: false, limit: output.limit, into: &printer)
      }
      common.say(
        "\(grouped(result.rows)) snapshots\(result.isCut ? "; more were left off by --limit" : "")")
    }
  }

  struct Show: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
      abstract: "Everything of one snapshot: files, columns, rejected rows, what supersedes it.",
      discussion: """
        Examples:
          almanac snapshots show 3
          almanac snapshots show 3 --format json
        """)

    @OptionGroup var common: CommonOptions
    @Option(help: "text or json.") var format = Format.text
    @Argument(help: "Its id; see almanac snapshots list.") var id: String

    func run() throws {
      let report = try SnapshotReport(try common.open(.read), id: id)
      switch format {
      case .text:
        let style = Style(common.color, isTerminal: Console.isTerminal)
        try Console.output(SnapshotText(report, style).lines.joined(separator: "\n"))
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        try Console.output(String(decoding: try encoder.encode(report), as: UTF8.self))
      }
    }
  }
}
