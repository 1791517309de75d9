import ArgumentParser
import Foundation
import Queries
import Store

struct InputsCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Which files to load: where to get each, what it settles, what happens without it.",
    discussion: """
      Without a kind, all kinds in a line each; those that every deletion needs come first.

      Examples:
        almanac inputs
        almanac inputs po-lines
        almanac inputs portfolios --format json
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "Only this kind.") var kind: InputKind?
  @Option(help: "text or json.") var format = Format.text

  func run() throws {
    switch format {
    case .text: try Console.output(lines.joined(separator: "\n"))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      let guide = kind.flatMap { InputGuide.of($0.rawValue) }
      let data = try guide.map(encoder.encode) ?? encoder.encode(InputGuide.all)
      try Console.output(String(decoding: data, as: UTF8.self))
    }
  }

  private var lines: [String] {
    let style = Style(common.color, isTerminal: Console.isTerminal)
    if let kind, let guide = InputGuide.of(kind.rawValue) { return text(guide, style) }
    let width = InputGuide.all.map(\.kind.count).max() ?? 0
    func list(_ guides: [InputGuide]) -> [String] {
      guides.map { guide in
        let pad = String(repeating: " ", count: width - guide.kind.count + 2)
        return "  \(guide.kind)\(pad)\(guide.summary)"
      }
    }
    return [style.bold("Without these no local copy is safe to delete")]
      + list(InputGuide.all.filter(\.isNeeded))
      + ["", style.bold("These answer more")]
      + list(InputGuide.all.filter { !$0.isNeeded })
      + ["", "Where to get one, and what it settles: almanac inputs KIND"]
  }

  private func text(_ guide: InputGuide, _ style: Style) -> [String] {
    let columns =
      guide.columns.isEmpty
      ? [] : ["", style.bold("Columns")] + guide.columns.map { "  \($0)" }
    let notes =
      guide.notes.isEmpty
      ? [] : ["", style.bold("Look out for")] + guide.notes.map { "  \($0)" }
    return [style.bold("\(guide.kind): \(guide.summary)"), "", style.bold("Where from")]
      + guide.from.map { "  \($0)" } + columns
      + ["", style.bold("What it settles"), "  \(guide.settles)"]
      + ["", style.bold("Without it"), "  \(guide.without)"] + notes
      + ["", "What is loaded of it: almanac sql 'SELECT * FROM \(guide.view)'"]
  }
}
