import Foundation
import Queries

/// The folder of a set's files: all of them appear, or none.
struct SetFolder {
  /// A file's name in the folder, and what puts its content there.
  struct Content {
    let name: String
    let write: (WholeFile) throws -> Void
  }

  private let folder: URL
  private let baseName: String
  private let replaces: Bool

  init(_ folder: String, baseName: String, replaces: Bool) {
    self.folder = URL(fileURLWithPath: folder)
    self.baseName = baseName
    self.replaces = replaces
  }

  /// Writes the files; files of an earlier set of this name are refused or, to be replaced, taken
  /// away, so that no stale part is uploaded with the new ones.
  ///
  /// - Throws: `OutputError`; nothing is left behind.
  func write(_ contents: [Content]) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError.cannotCreate(folder.path)
    }
    let earlier = earlierFiles()
    if !replaces, let first = earlier.first { throw OutputError.exists(path(first)) }
    var files: [WholeFile] = []
    do {
      for content in contents {
        let file = try WholeFile(path: path(content.name), replacing: replaces)
        files.append(file)
        try content.write(file)
      }
      for file in files { try file.finish() }
    } catch {
      files.forEach { $0.discard() }
      throw error
    }
    let written = Set(contents.map(\.name))
    for name in earlier where !written.contains(name) {
      try? FileManager.default.removeItem(atPath: path(name))
    }
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// `NAME.001.csv`, `NAME.bibs-keep.001.txt`, `NAME.sheet.csv`.
  private func earlierFiles() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { name in
      guard name.hasPrefix("\(baseName).") else { return false }
      let parts = name.dropFirst(baseName.count + 1).split(separator: ".").map(String.init)
      switch parts.count {
      case 2: return isNumber(parts[0]) || parts[0] == "sheet"
      case 3: return ["bibs-delete", "bibs-keep"].contains(parts[0]) && isNumber(parts[1])
      default: return false
      }
    }
  }

  private func isNumber(_ text: String) -> Bool {
    text.count >= 3 && text.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
