import Queries

/// The statement that is being typed, or read from a file, line by line.
///
/// A script may hold a statement of very many lines: each is looked at when it comes, not all that
/// came before it.
struct StatementBuffer {
  /// What there is of it so far.
  private(set) var text = ""
  /// Whether there is nothing but blanks and finished comments.
  private(set) var isBlank = true
  /// Whether there is more than comments; that stays, whatever comes.
  private var hasBegun = false
  /// Whether the last line may have ended it.
  private var mayBeComplete = false

  /// Begins anew.
  mutating func clear() { self = StatementBuffer() }

  /// Adds a line.
  mutating func add(_ line: String) {
    if !text.isEmpty { text += "\n" }
    text += line
    mayBeComplete = Self.mayEnd(line)
    guard !hasBegun else { return }
    let tokens = SQLToken.all(of: text)
    hasBegun = tokens.contains { $0.kind != .comment }
    isBlank = tokens.allSatisfy { token in
      token.kind == .comment && (token.isClosed || token.text.hasPrefix("--"))
    }
  }

  /// Whether a semicolon that stands in no string, comment or trigger ends it.
  var isComplete: Bool { mayBeComplete && TypedStatement.isComplete(text) }

  /// Behind the semicolon that ends a statement there are only blanks and comments.
  private static func mayEnd(_ line: String) -> Bool {
    let last = line.utf8.last { !(9...13).contains($0) && $0 != 0x20 }
    return last == UInt8(ascii: ";") || last == UInt8(ascii: "/") || line.contains("--")
  }
}
