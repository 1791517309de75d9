import Foundation
import Importing
import Matching
import Queries
import Store

/// A folder of its own for one test, with a database in it; gone when the test is done.
package final class Sandbox {
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("almanac-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  package var databasePath: String { path("almanac.db") }

  package func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file and gives its path.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  package func store(_ access: Store.Access = .create) throws -> Store {
    if access == .create, !FileManager.default.fileExists(atPath: databasePath) {
      try Self.emptyDatabase.get().write(to: URL(fileURLWithPath: databasePath))
    }
    return try Store(path: databasePath, access: access)
  }

  /// A database with its schema and no data: made once, as each of a thousand tests would otherwise
  /// spend half a second on it.
  private static let emptyDatabase = Result {
    let sandbox = try Sandbox()
    try Store(path: sandbox.databasePath, access: .create).queue.close()
    return try Data(contentsOf: URL(fileURLWithPath: sandbox.databasePath))
  }

  /// Imports files that were written, in one command.
  @discardableResult
  package func load(
    _ names: [String], _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ImportReport {
    var request = ImportRequest(paths: names.map { $0.hasPrefix("/") ? $0 : path($0) })
    change(&request)
    return try Importer(try store(), request).run()
  }

  /// The rows of a named query, as dictionaries of text, after bringing the match up to date.
  package func run(_ name: String, _ parameters: [String: String] = [:]) throws -> [[String:
    String]]
  {
    let store = try store(.write)
    try MatchRun(store).refresh()
    var result = ResultRows()
    try QueryRun(store).run(try Catalog().query(name), parameters, into: &result)
    return result.dictionaries
  }

  /// The rows of a statement, as dictionaries of text.
  package func sql(_ sql: String) throws -> [[String: String]] {
    var result = ResultRows()
    try QueryRun(try store(.write)).run(sql: sql, mayWrite: true, into: &result)
    return result.dictionaries
  }
}

extension ResultRows {
  /// Each row by column name.
  package var dictionaries: [[String: String]] {
    rows.map { row in
      Dictionary(zip(columns, row.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
  }
}

/// Files that may be absent: the project tests itself without them.
package enum SharedFiles {
  /// The folder `shared` beside the project.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared")

  package static var libraryA: URL { root.appendingPathComponent("data/library-a") }

  package static var hasLibraryA: Bool {
    FileManager.default.fileExists(atPath: libraryA.appendingPathComponent("truth").path)
  }

  package static var samples: URL { root.appendingPathComponent("samples") }

  package static var hasSamples: Bool { FileManager.default.fileExists(atPath: samples.path) }
}
