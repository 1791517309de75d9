import Queries

/// A command of the console itself. The one table of them makes `.help`, completion and the
/// running: a new command is an entry here.
struct DotCommand: Sendable {
  /// What may stand in a place, for completion.
  enum Argument: Sendable {
    case table, query, format, file, day, command, parameter, sql
    case word([String])
  }

  let name: String
  /// What follows the name: `NAME [PARAM=VALUE ...]`.
  let usage: String
  let help: String
  /// The last stands for those that follow too.
  let arguments: [Argument]
  let run: @Sendable (Session, Words) throws -> Void

  /// As it is typed.
  var line: String { ".\(name)\(usage.isEmpty ? "" : " \(usage)")" }

  /// The rest of the line behind a command.
  struct Words {
    /// As typed, without blanks around it.
    let text: String
    /// Its words; quotes keep blanks together.
    let all: [String]
    /// How the command is written, for those who wrote it otherwise.
    let usage: String

    /// - Throws: `ShellError.usage` where there are not so many.
    func expect(_ range: ClosedRange<Int>) throws {
      guard range.contains(all.count) else { throw ShellError.usage(usage) }
    }
  }

  /// The command of this name, or the only one that begins so.
  static func named(_ name: String) -> DotCommand? {
    if let exact = all.first(where: { $0.name == name || ($0.name == "quit" && name == "exit") }) {
      return exact
    }
    let beginning = all.filter { $0.name.hasPrefix(name) }
    return beginning.count == 1 && !name.isEmpty ? beginning.first : nil
  }

  /// Runs a line that began with a dot.
  static func run(_ line: String, _ session: Session) throws {
    let name = String(line.prefix { !$0.isWhitespace }).lowercased()
    guard let command = named(name) else {
      let near = all.map(\.name).filter { distance($0, name) <= 2 }
      throw ShellError.unknownCommand(name: name, near: Array(near.prefix(3)))
    }
    let rest = trimmed(line.dropFirst(name.count))
    // A semicolon is a habit, not a part of a file's name.
    let text = command.takesSQL || !rest.hasSuffix(";") ? rest : String(rest.dropLast())
    try command.run(session, Words(text: text, all: words(text), usage: command.line))
  }

  private var takesSQL: Bool {
    if case .sql? = arguments.first { return true }
    return false
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Words as a shell has them: quotes keep blanks together.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

extension DotCommand {
  /// All of them, in the order of the help.
  static let all: [DotCommand] = looking + asking + writing + keeping
}
