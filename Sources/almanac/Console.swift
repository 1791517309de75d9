import Foundation
import Queries

/// stdout is data, stderr is talk.
enum Console {
  /// Talk goes here; an answer goes to `output`.
  static func error(_ text: String) {
    let shown = isErrorTerminal ? shownText(text) : text
    FileHandle.standardError.write(Data((shown + "\n").utf8))
  }

  /// Writes a line of an answer.
  static func output(_ text: String) throws {
    try StandardOutput().write((isTerminal ? shownText(text) : text) + "\n")
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal; nil where stdout is none.
  static var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Standard output as a place for results.
struct StandardOutput: TextOutput {
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    do {
      try writeAll(bytes, to: STDOUT_FILENO)
    } catch {
      // The reader has gone (`almanac run ... | head`): there is nobody left to tell.
      if error.isReaderGone { exit(0) }
      throw OutputError.cannotWrite("standard output", reason: error.reason)
    }
  }
}

/// Text in colour where the terminal has it.
struct Style {
  enum Choice: String, CaseIterable { case auto, always, never }

  let isColoured: Bool

  init(_ choice: Choice, isTerminal: Bool) {
    switch choice {
    case .always: isColoured = true
    case .never: isColoured = false
    case .auto:
      isColoured = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func green(_ text: String) -> String { wrapped(text, "32") }
  func yellow(_ text: String) -> String { wrapped(text, "33") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
