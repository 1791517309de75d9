import Foundation

/// The statements of former sessions: one a line, line ends within as `\n`, backslashes doubled.
///
/// Each statement is added as it is entered, so that two consoles do not overwrite each other's.
package struct HistoryFile {
  private let path: String
  private let kept: Int

  /// Where the history belongs: `$XDG_STATE_HOME/almanac/history`, or below `~/.local/state`.
  package static var standardPath: String {
    let state = ProcessInfo.processInfo.environment["XDG_STATE_HOME"] ?? ""
    // The specification has relative paths ignored.
    let folder = state.hasPrefix("/") ? state : FileNames.home + "/.local/state"
    return folder + "/almanac/history"
  }

  /// - Parameter kept: how many statements are read, and left when the file has become long.
  package init(path: String, kept: Int = LineEditor.kept) {
    self.path = path
    self.kept = kept
  }

  /// The statements, oldest first; none where there is no file.
  package func statements() -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    if lines.count > 2 * kept {
      let text = lines.suffix(kept).joined(separator: "\n") + "\n"
      try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      restrict()
    }
    return lines.suffix(kept).map { Self.decoded(String($0)) }
  }

  /// Adds a statement; a history that cannot be written is no reason to stop.
  package func add(_ statement: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: path) {
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    let file = open(path, O_WRONLY | O_APPEND)
    guard file >= 0 else { return }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try? handle.write(contentsOf: Data((Self.encoded(statement) + "\n").utf8))
  }

  /// Statements may hold titles of loans: they are the user's own.
  private func restrict() { chmod(path, 0o600) }

  static func encoded(_ statement: String) -> String {
    statement.replacing("\\", with: "\\\\").replacing("\r", with: "\\r").replacing(
      "\n", with: "\\n")
  }

  static func decoded(_ line: String) -> String {
    var text = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        switch scalar {
        case "n": text += "\n"
        case "r": text += "\r"
        default: text.unicodeScalars.append(scalar)
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
