import Queries

/// Completion of a line that begins with a dot.
struct DotCompletion {
  let names: SchemaNames
  let files: (String) -> [String]

  func suggest(_ before: String) -> Completion {
    let line = String(before.drop(while: \.isWhitespace).dropFirst())
    guard let blank = line.firstIndex(where: \.isWhitespace) else {
      return Completion("." + line, from: DotCommand.all.map { ".\($0.name)" })
    }
    guard let command = DotCommand.named(line[..<blank].lowercased()) else { return .none }
    let rest = String(line[blank...].drop(while: \.isWhitespace))
    if case .sql? = command.arguments.first {
      return SQLCompletion(before: rest, after: "", names: names).suggest()
    }
    var words = DotCommand.words(rest)
    let word = rest.last?.isWhitespace != false ? "" : words.popLast() ?? ""
    guard
      let argument = words.count < command.arguments.count
        ? command.arguments[words.count] : command.arguments.last
    else { return .none }
    return complete(argument, word, query: words.first ?? "")
  }

  private func complete(_ argument: DotCommand.Argument, _ word: String, query: String)
    -> Completion
  {
    switch argument {
    case .table: return Completion(word, from: names.tables.map(\.name))
    case .query: return Completion(word, from: names.queries.map(\.name))
    case .format: return Completion(word, from: ResultFormat.allCases.map(\.rawValue))
    case .day: return Completion(word, from: Array(Set(names.days)).sorted() + ["now"])
    case .command: return Completion(word, from: DotCommand.all.map(\.name))
    case .parameter:
      let known = names.queries.first { $0.name == query }?.parameters ?? names.parameters
      return Completion(word, from: known.map { "\($0)=" })
    case .file:
      return Completion(word, from: files(word), endsWord: true, isExact: true)
    case .word(let words): return Completion(word, from: words)
    case .sql: return .none
    }
  }
}
