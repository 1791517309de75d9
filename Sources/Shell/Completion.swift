/// What may stand where the cursor is: a pure function of the text and the names that there are.
package struct Completion: Equatable, Sendable {
  /// What is typed of it already.
  package let word: String
  /// What it may become; of several, none is inserted whole.
  package let candidates: [String]
  /// Whether a blank follows where there is one candidate only.
  let endsWord: Bool
  /// Whether case matters: file names, not SQL.
  let isExact: Bool

  /// Nothing to propose.
  package static let none = Completion(word: "", candidates: [])

  init(word: String, candidates: [String], endsWord: Bool = true, isExact: Bool = false) {
    self.word = word
    self.candidates = candidates
    self.endsWord = endsWord
    self.isExact = isExact
  }

  /// The candidates of a list that begin with what is typed, keywords in the case that is typed.
  init(_ word: String, from names: [String], endsWord: Bool = true, isExact: Bool = false) {
    let lower = word.lowercased()
    var seen: Set<String> = []
    let fitting = names.filter { name in
      (isExact ? name.hasPrefix(word) : name.lowercased().hasPrefix(lower))
        && seen.insert(name).inserted
    }
    self.init(word: word, candidates: fitting, endsWord: endsWord, isExact: isExact)
  }

  /// What to put in the place of `word`; `word` itself where the candidates must be listed first;
  /// nil where there are none.
  package var insertion: String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 {
      let goesOn = first.hasSuffix("(") || first.hasSuffix("=") || first.hasSuffix("/")
      return first + (endsWord && !goesOn ? " " : "")
    }
    var common = Array(first)
    for candidate in candidates.dropFirst() {
      let other = Array(candidate)
      var length = 0
      while length < min(common.count, other.count),
        isExact
          ? common[length] == other[length]
          : common[length].lowercased() == other[length].lowercased()
      {
        length += 1
      }
      common = Array(common.prefix(length))
    }
    return common.count > word.count ? String(common) : word
  }

  /// Candidates that are listed at most.
  package static let listed = 120

  /// The candidates side by side, as many as fit the width.
  package func listing(width: Int, limit: Int = Self.listed) -> String {
    let shown = candidates.prefix(limit)
    let column = (shown.map(\.count).max() ?? 0) + 2
    let columns = max(1, width / column)
    let lines = (shown.count + columns - 1) / columns
    var text = ""
    for line in 0..<lines {
      for place in 0..<columns {
        let index = place * lines + line
        guard index < shown.count else { continue }
        let isLast = place == columns - 1 || index + lines >= shown.count
        text += shown[index]
        if !isLast { text += String(repeating: " ", count: column - shown[index].count) }
      }
      text += "\n"
    }
    let more = candidates.count - shown.count
    return more > 0 ? text + "and \(more) more\n" : text
  }
}

extension Completion {
  /// - Parameters:
  ///   - before: everything of the statement, up to the cursor.
  ///   - after: the rest of it.
  ///   - files: the names of files that begin so.
  package static func suggest(
    before: String, after: String, names: SchemaNames,
    files: @escaping (String) -> [String] = { _ in [] }
  ) -> Completion {
    if before.drop(while: \.isWhitespace).hasPrefix("."), !before.contains("\n") {
      return DotCompletion(names: names, files: files).suggest(before)
    }
    return SQLCompletion(before: before, after: after, names: names).suggest()
  }
}
