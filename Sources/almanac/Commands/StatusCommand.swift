import ArgumentParser
import Foundation
import Queries

struct StatusCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What is loaded, from when, and what it does not cover.",
    discussion: """
      Lists the snapshots with their files and rows, what supersedes what, which questions can be \
      answered, and which gates are unknown and what would settle them.

      Examples:
        almanac status
        almanac status --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var catalog: CatalogOptions
  @Option(help: "text or json.") var format = Format.text

  func run() throws {
    let store = try common.openMatched()
    let report = try StatusReport(store, try catalog.catalog(common))
    switch format {
    case .text:
      let style = Style(common.color, isTerminal: Console.isTerminal)
      try Console.output(StatusText(report, style).lines.joined(separator: "\n"))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      try Console.output(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
  }
}
