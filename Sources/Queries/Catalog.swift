import EmbeddedSQL
import Foundation

/// The named queries: the program's own, and the user's, which may shadow them.
package struct Catalog: Sendable {
  /// All queries, by name.
  package private(set) var queries: [QueryFile] = []
  /// Names of the program's queries that a user's file replaces.
  package private(set) var shadowed: [String] = []

  /// - Parameter folders: folders of the user's `GROUP/NAME.sql`; a later one shadows an earlier.
  /// - Throws: `QueryError` for a file that is not as it must be.
  package init(folders: [String] = []) throws {
    for (name, sql) in EmbeddedSQL.queries {
      queries.append(try QueryFile(name: name, text: sql))
    }
    for folder in folders {
      for query in try Self.read(folder) {
        if let index = queries.firstIndex(where: { $0.name == query.name }) {
          queries[index] = query
          shadowed.append(query.name)
        } else {
          queries.append(query)
        }
      }
    }
    queries.sort { $0.name < $1.name }
  }

  /// - Throws: `QueryError.unknown` with the names that are near.
  package func query(_ name: String) throws -> QueryFile {
    if let query = queries.first(where: { $0.name == name }) { return query }
    let named = queries.filter { $0.name.hasSuffix("/\(name)") }
    if named.count == 1, let only = named.first { return only }
    let near = queries.map(\.name).filter { known in
      known.contains(name) || distance(known, name) <= 3
        || distance(String(known.drop { $0 != "/" }.dropFirst()), name) <= 2
    }
    throw QueryError.unknown(name: name, near: Array(near.prefix(3)))
  }

  private static func read(_ folder: String) throws -> [QueryFile] {
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw QueryError.badFolder(folder)
    }
    return try paths.filter { $0.hasSuffix(".sql") }.sorted().map { path in
      let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
      let name = String(path.dropLast(4))
      guard let text = try? String(contentsOf: url, encoding: .utf8) else {
        throw QueryError.header(query: name, line: 1, problem: "the file is not UTF-8 text")
      }
      return try QueryFile(name: name, text: text, folder: folder)
    }
  }
}

/// Levenshtein distance of two short names, for "did you mean".
package func distance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[right.count]
}
