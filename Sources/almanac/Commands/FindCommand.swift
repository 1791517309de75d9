import ArgumentParser
import Finding
import Foundation
import Queries
import Store

struct FindCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Everything known of a title or an identifier, in every source.",
    discussion: """
      Takes a title, an MMS ID, a portfolio or collection id, an ISBN, an ISSN, an OCLC number, a \
      DOI, a PO line, an id of the link resolver, or an old bib id with or without its check \
      digit. What it is, is told from its shape; a number that may be several things is looked for \
      as all of them. A title is found by its words in their order, whatever its case, accents, \
      punctuation and initial article; where there is none, titles that have all the words are shown.

      Ends with 0 where something was found, with 1 where nothing was.

      Examples:
        almanac find 9780857021007
        almanac find 'The SAGE handbook of international marketing'
        almanac find b100523250 --format json
        almanac find POL-1234 --all
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "text or json.") var format = Format.text
  @Flag(help: "Superseded snapshots too, and what is gone.") var all = false
  @Option(help: "At most so many titles in full.") var limit = 20
  @Argument(help: ArgumentHelp("A title or an identifier.", valueName: "text")) var text: [String]

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit \(limit): give 1 or more.") }
    guard text.contains(where: { $0.contains { !$0.isWhitespace } }) else {
      throw ValidationError("Say what to find: a title, or an identifier such as an ISBN.")
    }
  }

  func run() throws {
    let store = try common.openMatched()
    let report = try Finder(store).find(
      text.joined(separator: " "), isAll: all, limit: limit)
    switch format {
    case .text:
      let style = Style(common.color, isTerminal: Console.isTerminal)
      let lines = FoundText(report, style, database: common.database).lines
      if !lines.isEmpty { try Console.output(lines.joined(separator: "\n")) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      try Console.output(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
    FoundNotes(report).lines.forEach(common.say)
    if report.things.isEmpty { throw ExitCode(1) }
  }
}
