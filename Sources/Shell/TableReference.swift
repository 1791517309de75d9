/// A table that a statement names, and what it is called there.
struct TableReference: Equatable {
  let name: String
  let alias: String?

  /// The tables of FROM, JOIN, UPDATE and INTO, wherever they stand.
  static func all(in tokens: [SQLToken]) -> [TableReference] {
    var found: [TableReference] = []
    var index = 0
    while index < tokens.count {
      let isStart = ["FROM", "JOIN", "UPDATE", "INTO"].contains { tokens[index].isWord($0) }
      index += 1
      guard isStart else { continue }
      while let (reference, next) = read(tokens, from: index) {
        found.append(reference)
        index = next
        guard index < tokens.count, tokens[index].text == "," else { break }
        index += 1
      }
    }
    return found
  }

  /// `[schema.]name [[AS] alias]`
  private static func read(_ tokens: [SQLToken], from start: Int) -> (TableReference, Int)? {
    var index = start
    guard isTableName(tokens, index) else { return nil }
    var name = tokens[index].name
    index += 1
    if index + 1 < tokens.count, tokens[index].text == ".", tokens[index + 1].isName {
      name = tokens[index + 1].name
      index += 2
    }
    if index < tokens.count, tokens[index].isWord("AS") { index += 1 }
    guard isTableName(tokens, index) else { return (TableReference(name: name, alias: nil), index) }
    return (TableReference(name: name, alias: tokens[index].name), index + 1)
  }

  private static func isTableName(_ tokens: [SQLToken], _ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].isName else { return false }
    return tokens[index].kind == .quotedName || !SQLKeyword.contains(tokens[index].text)
  }

  /// Names that WITH defines, in lower case, and the columns that it gives them.
  static func commonTables(in tokens: [SQLToken]) -> [String: [String]] {
    guard tokens.contains(where: { $0.isWord("WITH") }) else { return [:] }
    var tables: [String: [String]] = [:]
    for (index, token) in tokens.enumerated() where isTableName(tokens, index) {
      var next = index + 1
      var columns: [String] = []
      if next < tokens.count, tokens[next].text == "(" {
        guard let close = tokens[next...].firstIndex(where: { $0.text == ")" }) else { continue }
        columns = tokens[next..<close].filter(\.isName).map(\.name)
        next = close + 1
      }
      let isBefore = index > 0 && (tokens[index - 1].text == "," || isOpening(tokens[index - 1]))
      guard isBefore, next + 1 < tokens.count, tokens[next].isWord("AS") else { continue }
      let isOpen = tokens[next + 1].text == "("
      let isHinted = tokens[next + 1].isWord("MATERIALIZED") || tokens[next + 1].isWord("NOT")
      if isOpen || isHinted { tables[token.name.lowercased()] = columns }
    }
    return tables
  }

  private static func isOpening(_ token: SQLToken) -> Bool {
    token.isWord("WITH") || token.isWord("RECURSIVE")
  }
}
