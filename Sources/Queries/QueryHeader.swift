/// Reads the header of a query file.
///
///     -- key: value
///     --   a value goes on where a line begins with two blanks
///
/// The keys are question, answers, needs, param, column, set, then and see; another is an error.
struct QueryHeader {
  private(set) var values: [(key: String, value: String, line: Int)] = []
  private let query: String

  private static let keys: Set<String> = [
    "question", "answers", "needs", "param", "column", "set", "then", "see",
  ]

  init(_ text: String, query: String) throws {
    self.query = query
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard line.hasPrefix("--") else {
        if line.allSatisfy(\.isWhitespace) { continue }
        break
      }
      try add(line.dropFirst(2), number: index + 1)
    }
  }

  private mutating func add(_ content: Substring, number: Int) throws {
    if content.hasPrefix("   "), !values.isEmpty {
      values[values.count - 1].value += " " + trimmed(content)
      return
    }
    guard let colon = content.firstIndex(of: ":") else {
      throw QueryError.header(
        query: query, line: number, problem: "a header line is `-- key: value`")
    }
    let key = trimmed(content[..<colon])
    guard Self.keys.contains(key) else {
      throw QueryError.header(
        query: query, line: number,
        problem:
          "unknown key \(key); it may be one of \(Self.keys.sorted().joined(separator: ", "))")
    }
    values.append((key, trimmed(content[content.index(after: colon)...]), number))
  }

  func required(_ key: String) throws -> String {
    guard let value = optional(key), !value.isEmpty else {
      throw QueryError.missingKey(query: query, key: key)
    }
    return value
  }

  func optional(_ key: String) -> String? {
    values.first { $0.key == key }?.value
  }

  func parameters() throws -> [QueryFile.Parameter] {
    try values.filter { $0.key == "param" }.map { try parameter($0.value, line: $0.line) }
  }

  /// `name type [= default] meaning`; a default with blanks stands in quotes.
  private func parameter(_ text: String, line: Int) throws -> QueryFile.Parameter {
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count >= 2, let type = QueryFile.Parameter.ValueType(rawValue: words[1]) else {
      throw QueryError.header(
        query: query, line: line,
        problem: "a parameter is `name type [= default] meaning`, type text, integer, date or flag")
    }
    var rest = words.count > 2 ? trimmed(Substring(words[2])) : ""
    var defaultValue: String?
    if rest.hasPrefix("=") {
      rest = trimmed(rest.dropFirst())
      if rest.hasPrefix("'"), let end = rest.dropFirst().firstIndex(of: "'") {
        defaultValue = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = trimmed(rest[rest.index(after: end)...])
      } else {
        let value = rest.prefix { !$0.isWhitespace }
        defaultValue = String(value)
        rest = trimmed(rest.dropFirst(value.count))
      }
    }
    return QueryFile.Parameter(
      name: words[0], type: type, defaultValue: defaultValue, meaning: rest)
  }

  func columns() -> [QueryFile.Column] {
    values.filter { $0.key == "column" }.map { entry in
      let name = entry.value.prefix { !$0.isWhitespace }
      return QueryFile.Column(
        name: String(name), meaning: trimmed(entry.value.dropFirst(name.count)))
    }
  }

  /// `column as members`.
  func handover() throws -> QueryFile.Handover? {
    guard let entry = values.first(where: { $0.key == "set" }) else { return nil }
    let words = entry.value.split(separator: " ").map(String.init)
    let members = ["portfolios", "collections", "bibs", "order-lines"]
    guard words.count == 3, words[1] == "as", members.contains(words[2]) else {
      throw QueryError.header(
        query: query, line: entry.line,
        problem: "a set is `COLUMN as MEMBERS`, members \(members.joined(separator: ", "))")
    }
    guard columns().contains(where: { $0.name == words[0] }) else {
      throw QueryError.header(
        query: query, line: entry.line, problem: "the set's column \(words[0]) is not declared")
    }
    return QueryFile.Handover(column: words[0], members: words[2])
  }
}

private func trimmed(_ text: some StringProtocol) -> String {
  var text = Substring(text)
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}

extension QueryFile {
  /// - Throws: `QueryError` where the header is not as it must be.
  package init(name: String, text: String, folder: String? = nil) throws {
    let header = try QueryHeader(text, query: name)
    self.name = name
    question = try header.required("question")
    answers = try header.required("answers")
    needs = try header.required("needs").split(separator: ",").map { part in
      String(trimmed(part).prefix { !$0.isWhitespace })
    }.filter { $0 != "none" }
    parameters = try header.parameters()
    columns = header.columns()
    if columns.isEmpty { throw QueryError.missingKey(query: name, key: "column") }
    set = try header.handover()
    then = try header.required("then")
    sql = text
    self.folder = folder
  }
}
