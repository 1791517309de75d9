import ArgumentParser
import Foundation
import Queries
import Shell

/// The names of queries and their parameters, for the shell's completion.
enum QueryNames {
  /// After `run` or `set`: the name, and then its parameters.
  static let completion = CompletionKind.custom { words, index, start in
    // bash takes what it is given.
    candidates(words, at: index).filter { $0.hasPrefix(start) }
  }

  /// What may stand at a place of the command line.
  static func candidates(_ words: [String], at index: Int) -> [String] {
    var folders = [CatalogOptions.ownFolder]
    for (place, word) in words.enumerated() where word == "--queries" && place + 1 < words.count {
      folders.append(words[place + 1])
    }
    folders = folders.filter { FileManager.default.fileExists(atPath: $0) }
    // A file that is not as it must be is said by the command itself.
    guard let catalog = (try? Catalog(folders: folders)) ?? (try? Catalog()) else { return [] }
    let before = words.prefix(max(0, min(index, words.count)))
    if let query = catalog.queries.first(where: { before.contains($0.name) }) {
      return query.parameters.map { "\($0.name)=" }
    }
    return catalog.queries.map(\.name)
  }
}
