import Foundation

/// The terminal that the console runs on.
enum Terminal {
  /// Columns; nil where standard output is no terminal.
  static var width: Int? { size.map { Int($0.ws_col) } }

  /// Lines; nil where standard output is no terminal.
  static var height: Int? { size.map { Int($0.ws_row) } }

  /// Whether a person types, and reads what comes of it.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  private static var size: winsize? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      size.ws_col = 80
      size.ws_row = 24
      return size
    }
    return size
  }
}

/// Text in colour where it is wanted.
package struct Paint: Sendable {
  /// Whether there are colours at all.
  let isColoured: Bool

  /// - Parameter isColoured: whether the terminal has colours and the user wants them.
  package init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func red(_ text: String) -> String { wrapped(text, "31") }
  func yellow(_ text: String) -> String { wrapped(text, "33") }
  func faint(_ text: String) -> String { wrapped(text, "2") }

  /// A prompt in which the colours are marked as taking no room.
  ///
  /// A blank ends it: libedit drops a colour behind which nothing stands.
  func prompt(_ text: String) -> String {
    (isColoured ? "\u{1}\u{1B}[1;36m\u{1}\(text)\u{1}\u{1B}[0m\u{1}" : text) + " "
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
