import Foundation

// embedsql OUTPUT MIGRATIONS QUERIES: run by the build-tool plugin, never by hand.

/// The `.sql` files below a folder, named by their path in it without the suffix.
func sqlFiles(below folder: String) throws -> [(name: String, text: String)] {
  let root = URL(fileURLWithPath: folder)
  let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
  return try paths.filter { $0.hasSuffix(".sql") }.sorted().map { path in
    let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    return (String(path.dropLast(4)), text)
  }
}

/// A Swift array literal of (name, text) pairs; `####` keeps SQL with `"""` or `\(` literal.
func literal(_ files: [(name: String, text: String)]) -> String {
  let entries = files.map { file in
    "    (\"\(file.name)\", ####\"\"\"\n\(file.text)\n\"\"\"####),"
  }
  return "[\n\(entries.joined(separator: "\n"))\n  ]"
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
  FileHandle.standardError.write(Data("usage: embedsql OUTPUT MIGRATIONS QUERIES\n".utf8))
  exit(64)
}
let source = """
  /// The SQL of the program, by name: made from the folders by the build-tool plugin.
  package enum EmbeddedSQL {
    package static let migrations: [(name: String, sql: String)] = \
  \(literal(try sqlFiles(below: arguments[2])))
    package static let queries: [(name: String, sql: String)] = \
  \(literal(try sqlFiles(below: arguments[3])))
  }
  """
try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
