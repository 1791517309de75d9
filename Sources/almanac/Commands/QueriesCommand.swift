import ArgumentParser
import Queries

struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Lists the named queries, or shows one.",
    discussion: """
      Examples:
        almanac queries
        almanac queries orders
        almanac queries show duplicates/safe-to-delete
      """,
    subcommands: [List.self, Show.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the queries and the question that each answers.",
      discussion: "Example:\n  almanac queries list duplicates --format json")

    @OptionGroup var common: CommonOptions
    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Only this group.") var group: String?

    func run() throws {
      let all = try catalog.catalog(common).queries
      let queries = all.filter { group == nil || $0.group == group }
      if let group, queries.isEmpty {
        throw UsageError.noGroup(group, known: Set(all.map(\.group)).sorted())
      }
      _ = try output.print { printer in
        try printer.begin(columns: ["name", "question"])
        let shown = queries.prefix(output.limit ?? queries.count)
        for query in shown { try printer.row([.text(query.name), .text(query.question)]) }
        try printer.end()
        return (shown.count, shown.count < queries.count)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a query's question, inputs, parameters, columns, what to do next, its SQL.",
      discussion: "Example:\n  almanac queries show orders/relink-plan")

    @OptionGroup var common: CommonOptions
    @OptionGroup var catalog: CatalogOptions
    @Argument(help: "GROUP/NAME.", completion: QueryNames.completion) var name: String

    func run() throws {
      let query = try catalog.catalog(common).query(name)
      let parameters = query.parameters.map { parameter in
        let shown = parameter.defaultValue.map { $0.isEmpty ? "" : " (\($0))" } ?? " (needed)"
        return "  \(parameter.name)\(shown)  \(parameter.meaning)"
      }
      let lines: [String] =
        [
          query.name, "", "Question    \(query.question)", "Answers     \(query.answers)",
          "Needs       \(query.needs.joined(separator: ", "))", "Then        \(query.then)", "",
          "Parameters",
        ] + parameters + ["", "Columns"]
        + query.columns.map { "  \($0.name)  \($0.meaning)" } + ["", "SQL", query.statement]
      try Console.output(lines.joined(separator: "\n"))
    }
  }
}
