/// Reads titles; keep one for an import or a match, because it holds the scratch memory.
package struct TitleAnalyzer {
  var tokenizer = TitleTokenizer()
  /// The part as it is put together.
  var part: [UInt8] = []
  /// The first edition found.
  var edition: Int?

  /// An analyzer for any number of titles.
  package init() {}

  /// The facts of a title in one string, such as "Main : sub /" from a report.
  package mutating func analyze(title: Span<UInt8>, nonfiling: Int) -> TitleFacts {
    begin()
    tokenizer.add(title, before: .blank)
    let end = tokenizer.tokens.count
    findEditions(in: 0..<end, anywhere: false)
    findParts(in: 0..<end, anywhere: false)
    return facts(nonfiling: nonfiling)
  }

  /// The facts of a MARC 245: $a, $b, and $n with $p.
  package mutating func analyze(
    title: Span<UInt8>, subtitle: Span<UInt8>, parts: Span<UInt8>, nonfiling: Int
  ) -> TitleFacts {
    begin()
    tokenizer.add(title, before: .blank)
    tokenizer.add(subtitle, before: .subtitle)
    let end = tokenizer.tokens.count
    findEditions(in: 0..<end, anywhere: false)
    findParts(in: 0..<end, anywhere: false)
    guard !parts.isEmpty else { return facts(nonfiling: nonfiling) }
    let titlePart = part
    part.removeAll(keepingCapacity: true)
    tokenizer.add(parts, before: .subtitle)
    let field = end..<tokenizer.tokens.count
    findEditions(in: field, anywhere: true)
    findParts(in: field, anywhere: true)
    if part.isEmpty { takeBareParts(in: field) }
    if part.isEmpty {
      part = titlePart
    } else if !titlePart.isEmpty, titlePart != part {
      part = titlePart + [0x20] + part
    }
    return facts(nonfiling: nonfiling)
  }

  /// The facts of a title in one string.
  package mutating func analyze(title: String, nonfiling: Int = 0) -> TitleFacts {
    analyze(title: Array(title.utf8).span, nonfiling: nonfiling)
  }

  /// The facts of a MARC 245 as strings.
  package mutating func analyze(
    title: String, subtitle: String, parts: String, nonfiling: Int = 0
  ) -> TitleFacts {
    analyze(
      title: Array(title.utf8).span, subtitle: Array(subtitle.utf8).span,
      parts: Array(parts.utf8).span, nonfiling: nonfiling)
  }

  mutating func begin() {
    tokenizer.reset()
    part.removeAll(keepingCapacity: true)
    edition = nil
  }

  // MARK: Words

  func meaning(at index: Int) -> WordMeaning { tokenizer.tokens[index].meaning }

  func isPause(before index: Int) -> Bool {
    index >= tokenizer.tokens.count || tokenizer.tokens[index].before.isPause
  }

  mutating func mark(_ range: ClosedRange<Int>, as role: TitleToken.Role) {
    for index in range { tokenizer.tokens[index].role = role }
  }

  // MARK: Keys

  private mutating func facts(nonfiling: Int) -> TitleFacts {
    let elision = markArticle(nonfiling: nonfiling)
    let endOfMain = endOfMainTitle()
    if elision == 0 { markInvertedArticle(endOfMain: endOfMain) }
    var full: [UInt8] = []
    full.reserveCapacity(tokenizer.text.count + tokenizer.tokens.count)
    var mainLength = 0
    var words = 0
    let text = tokenizer.text.span
    for index in tokenizer.tokens.indices {
      let token = tokenizer.tokens[index]
      if token.before == .slash, index > 0, meaning(at: index).roles.contains(.responsibility) {
        break
      }
      if index == endOfMain { mainLength = full.count }
      guard token.role == .word else { continue }
      if !full.isEmpty { full.append(0x20) }
      for offset in token.start + (index == 0 ? elision : 0)..<token.end {
        full.append(text[offset])
      }
      if index < endOfMain { words += wordCount(text, token) }
    }
    if mainLength == 0 { mainLength = full.count }
    let main = mainLength == full.count ? full : Array(full[..<mainLength])
    return TitleFacts(
      fullKey: full, mainKey: main, part: part, edition: edition, wordCount: words)
  }

  // "Journal of symbolic logic, The": lists are sorted so. A single letter there is rather a part,
  // as in "Journal of physics, A", than the article.
  private mutating func markInvertedArticle(endOfMain: Int) {
    let tokens = tokenizer.tokens
    let last = endOfMain - 1
    guard last > 0, tokens[0].role != .article, tokens[last].role == .word,
      tokens[last].before == .punctuation, tokens[last].end - tokens[last].start > 1,
      meaning(at: last).roles.contains(.article)
    else { return }
    tokenizer.tokens[last].role = .article
  }

  // The first strong break after a word, or the end of a part designation in the midst.
  private func endOfMainTitle() -> Int {
    let tokens = tokenizer.tokens
    var hasWord = false
    for index in tokens.indices {
      if hasWord {
        if tokens[index].before.endsMainTitle { return index }
        if tokens[index].role == .word, tokens[index - 1].role == .part { return index }
      }
      hasWord = hasWord || tokens[index].role == .word
    }
    return tokens.count
  }

  // Chinese and Japanese have no blanks between words.
  private func wordCount(_ text: Span<UInt8>, _ token: TitleToken) -> Int {
    guard 0xE3...0xE9 ~= text[token.start] else { return 1 }
    return max(1, (token.end - token.start) / 6)
  }

  /// Marks the initial article; the bytes to leave out of the first word for an elided one.
  private mutating func markArticle(nonfiling: Int) -> Int {
    let tokens = tokenizer.tokens
    guard let first = tokens.first, first.role == .word else { return 0 }
    if tokenizer.hasElision, first.end - first.start > 1 { return 1 }
    guard tokens.count > 1, tokens[1].role == .word, !tokens[1].before.endsMainTitle else {
      return 0
    }
    let agrees =
      nonfiling > tokenizer.endOfFirstWord && nonfiling <= tokenizer.startOfSecondWord
    let isArticle = agrees || first.meaning.roles.contains(.article)
    if isArticle { tokenizer.tokens[0].role = .article }
    return 0
  }
}
