import ArgumentParser
import Foundation
import Matching
import Queries
import Shell
import Store

extension Style.Choice: ExpressibleByArgument {}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: "The database (default: $ALMANAC_DB, else almanac.db in this folder).",
    completion: .file())
  var database: String?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Colour: auto, always or never.")
  var color = Style.Choice.auto

  var path: String {
    let environment = ProcessInfo.processInfo.environment["ALMANAC_DB"] ?? ""
    return database ?? (environment.isEmpty ? "almanac.db" : environment)
  }

  func validate() throws {
    if path.isEmpty || path == ":memory:" {
      throw ValidationError("--db must name a file, such as --db almanac.db.")
    }
  }

  /// Tells the user something, unless they asked for quiet.
  func say(_ text: String) {
    if !quiet { Console.error(text) }
  }

  func open(_ access: Store.Access) throws -> Store {
    try Store(path: path, access: access)
  }

  /// Opens the database with a match that is up to date.
  func openMatched() throws -> Store {
    let store = try open(.write)
    let run = MatchRun(store)
    guard try !run.stale().isEmpty else { return store }
    let style = Style(color, isTerminal: Console.isErrorTerminal)
    try run.refresh { step in
      if Console.isErrorTerminal { Console.progress(style, "matching: \(step)", quiet) }
    }
    if Console.isErrorTerminal { Console.progress(style, "", quiet) }
    return store
  }
}

extension Console {
  /// Overwrites the last line of a terminal; an empty text takes it away.
  static func progress(_ style: Style, _ text: String, _ quiet: Bool) {
    guard !quiet else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}

/// Which named queries there are.
struct CatalogOptions: ParsableArguments {
  @Option(
    name: .customLong("queries"),
    help: "A folder of your own queries, GROUP/NAME.sql (besides ~/.config/almanac/queries).")
  var folders: [String] = []

  /// The folder of the user's own queries, whether it is there or not.
  static var ownFolder: String {
    let home =
      ProcessInfo.processInfo.environment["XDG_CONFIG_HOME"]
      ?? FileNames.home + "/.config"
    return "\(home)/almanac/queries"
  }

  func catalog(_ common: CommonOptions) throws -> Catalog {
    let own = Self.ownFolder
    let isThere = FileManager.default.fileExists(atPath: own)
    let catalog = try Catalog(folders: (isThere ? [own] : []) + folders)
    for name in catalog.shadowed { common.say("Your own \(name) is used instead of almanac's.") }
    return catalog
  }
}

/// `NAME=VALUE` arguments. Throws `UsageError` for one without its sign.
func parameters(_ texts: [String]) throws -> [String: String] {
  var values: [String: String] = [:]
  for text in texts {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      throw UsageError.noParameter(text)
    }
    values[String(text[..<sign])] = String(text[text.index(after: sign)...])
  }
  return values
}
