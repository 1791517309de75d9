/// Completion within a statement.
struct SQLCompletion {
  private let before: [SQLToken]
  private let all: [SQLToken]
  private let names: SchemaNames
  private let word: SQLToken?
  private let isInText: Bool

  init(before: String, after: String, names: SchemaNames) {
    let tokens = SQLToken.all(of: before)
    let endsInWord = tokens.last.map { $0.start + $0.text.utf8.count == before.utf8.count } ?? false
    var word: SQLToken?
    var isInText = false
    if let last = tokens.last, endsInWord {
      switch last.kind {
      case .word: word = last
      case .quotedName where !last.isClosed && !last.text.hasPrefix("["): word = last
      case .parameter: word = last
      case .string, .comment, .quotedName: isInText = !last.isClosed
      case .number: isInText = true
      case .sign: break
      }
    }
    self.word = word
    self.isInText = isInText
    self.before = tokens.dropLast(word == nil ? 0 : 1).filter { $0.kind != .comment }
    // Without the word itself: an open quote would take in all that follows.
    all = self.before + SQLToken.all(of: after).filter { $0.kind != .comment }
    self.names = names
  }

  func suggest() -> Completion {
    guard !isInText else { return .none }
    let typed = word?.text ?? ""
    if word?.kind == .parameter {
      let sign = String(typed.prefix(1))
      return Completion(typed, from: names.parameters.map { sign + $0 })
    }
    if let qualifier { return columns(of: qualifier, typed) }
    if expectsTable { return Completion(typed, from: tableNames(typed)) }
    return Completion(typed, from: expressionNames(typed))
  }

  /// The name before a dot that stands right before the cursor.
  private var qualifier: String? {
    guard before.count >= 2, before[before.count - 1].text == ".",
      before[before.count - 2].isName
    else { return nil }
    return before[before.count - 2].name
  }

  private func columns(of qualifier: String, _ typed: String) -> Completion {
    let tables = TableReference.all(in: all)
    let named = tables.first { ($0.alias ?? $0.name).caseInsensitiveCompare(qualifier) }
    let columns = named.map(self.columns) ?? names.table(qualifier)?.columns ?? []
    return Completion(typed, from: quoted(columns, typed), endsWord: false)
  }

  /// Columns of a table, or those that a common table expression names.
  private func columns(_ reference: TableReference) -> [String] {
    TableReference.commonTables(in: all)[reference.name.lowercased()]
      ?? names.table(reference.name)?.columns ?? []
  }

  private static let tableWords: Set<String> = ["FROM", "JOIN", "INTO", "UPDATE", "TABLE"]

  /// Whether the cursor stands where a table is named.
  private var expectsTable: Bool {
    guard let last = before.last else { return false }
    if last.kind == .word, Self.tableWords.contains(last.text.uppercased()) { return true }
    guard last.text == "," else { return false }
    // After a comma: is this still the list of FROM?
    var depth = 0
    for token in before.reversed() {
      if token.text == ")" { depth += 1 }
      if token.text == "(" {
        if depth == 0 { return false }
        depth -= 1
      }
      guard depth == 0, token.kind == .word else { continue }
      let word = token.text.uppercased()
      if word == "FROM" || word == "JOIN" { return true }
      if ["SELECT", "WHERE", "ON", "BY", "HAVING", "SET", "VALUES", "USING", "WITH"].contains(word)
      {
        return false
      }
    }
    return false
  }

  private func tableNames(_ typed: String) -> [String] {
    let own = TableReference.commonTables(in: all).keys.sorted()
    return own + quoted(names.tables.map(\.name), typed) + keywords(["SELECT"], typed)
  }

  private func expressionNames(_ typed: String) -> [String] {
    let tables = TableReference.all(in: all)
    var columns: [String] = []
    for table in tables { columns += self.columns(table) }
    let aliases = tables.map { $0.alias ?? $0.name }
    var result = quoted(columns, typed) + quoted(aliases, typed)
    guard !typed.hasPrefix("\"") && !typed.hasPrefix("`") else { return result }
    if !before.isEmpty { result += names.functions.map { $0 + "(" } }
    result += keywords(SQLKeyword.all, typed)
    // Columns come before FROM is written: those of all tables, once something is typed.
    if tables.isEmpty, !before.isEmpty, typed.count >= 2 {
      result += quoted(names.tables.flatMap(\.columns), typed).sorted()
    }
    return result
  }

  /// In lower case where the person types so.
  private func keywords(_ words: [String], _ typed: String) -> [String] {
    let first = typed.first ?? before.last { $0.kind == .word }?.text.first ?? "S"
    return first.isLowercase ? words.map { $0.lowercased() } : words
  }

  /// Names that SQL can hold as they are, or in quotes.
  private func quoted(_ names: [String], _ typed: String) -> [String] {
    let quote = typed.first.flatMap { $0 == "\"" || $0 == "`" ? $0 : nil }
    return names.map { name in
      if let quote { return "\(quote)\(name)\(quote)" }
      let isPlain =
        name.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
        } && name.first?.isNumber == false && !SQLKeyword.contains(name)
      return isPlain ? name : "\"\(name.replacing("\"", with: "\"\""))\""
    }
  }
}
