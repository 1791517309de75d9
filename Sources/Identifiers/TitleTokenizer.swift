/// Folds titles and divides them into words, remembering what stood between the words.
struct TitleTokenizer {
  /// The folded words, one behind the other.
  private(set) var text: [UInt8] = []
  /// The words, as ranges of `text`.
  var tokens: [TitleToken] = []
  /// Characters before the end of the first word of the first field.
  private(set) var endOfFirstWord = 0
  /// Characters before the second word; for an elided article, before the rest of the word.
  private(set) var startOfSecondWord = 0
  /// Whether the first word begins with "l'".
  private(set) var hasElision = false

  /// All that any of the words may say.
  private(set) var roles: WordMeaning.Roles = []

  private var wordStart = 0
  private var characters = 0
  private var pending = TitleBreak.blank
  private var bracket: (token: Int, pending: TitleBreak)?
  /// How many brackets stand open inside the bracket.
  private var innerBrackets = 0
  /// The words of the last bracket.
  private var qualifier = 0..<0
  private let list = WordList.shared
  private let table = FoldingTable.entries
  private let actions = TitleCharacter.actions
  private var folded = [Int32](repeating: 0, count: UnicodeFolding.capacity)

  /// Forgets the last title.
  mutating func reset() {
    text.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    endOfFirstWord = 0
    startOfSecondWord = 0
    hasElision = false
    roles = []
    wordStart = 0
    characters = 0
    pending = .blank
    bracket = nil
    innerBrackets = 0
    qualifier = 0..<0
  }

  /// Adds the words of a field; `before` is what stands between it and the last one.
  mutating func add(_ bytes: Span<UInt8>, before: TitleBreak) {
    pending = max(pending, before)
    var offset = 0
    while offset < bytes.count { offset += addCharacter(bytes, at: offset) }
    endWord()
    innerBrackets = 0
    closeBracket()
    markQualifier()
    characters += 1
  }

  // The length of what was used up.
  private mutating func addCharacter(_ bytes: Span<UInt8>, at offset: Int) -> Int {
    let byte = bytes[offset]
    let action = actions[Int(byte)]
    if action >= TitleCharacter.firstWordByte {
      text.append(action)
      characters += 1
      return 1
    }
    return byte < 0x80
      ? punctuation(action, bytes, at: offset) : beyondASCII(bytes, at: offset)
  }

  private mutating func endWord() {
    guard text.count > wordStart else { return }
    if tokens.isEmpty {
      endOfFirstWord = characters
    } else if tokens.count == 1 {
      startOfSecondWord = characters - characterCount(from: wordStart)
    }
    let meaning = list.meaning(text.span.extracting(wordStart..<text.count))
    roles.formUnion(meaning.roles)
    if !tokens.isEmpty { writeConjunction() }
    tokens.append(
      TitleToken(start: wordStart, end: text.count, before: pending, meaning: meaning))
    wordStart = text.count
    pending = .blank
  }

  // A sign for "and" is put for the word of any language, so that "&" and "et" are one word. Not at
  // the beginning, where "et" is an article of Norwegian.
  private mutating func writeConjunction() {
    let word = wordStart..<text.count
    guard (2...3).contains(word.count) else { return }
    for conjunction in Self.conjunctions where text.span.isText(conjunction, in: word) {
      return text.replaceSubrange(word, with: Self.and)
    }
  }

  private static let and = Array("and".utf8)
  private static let conjunctions: [KnownText] = ["et", "und"]

  // Folding may change the count of characters by one or two (æ); a non-filing count is so short
  // that the first words of the languages with articles are not concerned.
  private func characterCount(from start: Int) -> Int {
    var count = 0
    for position in start..<text.count where text[position] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private mutating func breakWord(_ kind: TitleBreak) {
    endWord()
    if kind > pending { pending = kind }
  }

  // The length of what was used up.
  private mutating func punctuation(_ action: UInt8, _ bytes: Span<UInt8>, at offset: Int) -> Int {
    var used = 1
    let isSpacedBefore = offset == 0 || bytes[offset - 1].isBlank
    let isSpacedAfter = offset + 1 == bytes.count || bytes[offset + 1].isBlank
    switch action {
    case TitleCharacter.blank: breakWord(.blank)
    case TitleCharacter.apostrophe: apostrophe()
    case TitleCharacter.openBracket:
      if bytes[offset] == 0x3C, let tag = TitleMarkup.tag(bytes, at: offset) {
        if tag.endsWord { breakWord(.blank) }
        used = tag.length
      } else {
        openBracket()
      }
    case TitleCharacter.closeBracket: if bracket != nil { closeBracket() }
    case TitleCharacter.colon:
      breakWord(isSpacedBefore || isSpacedAfter ? .subtitle : .punctuation)
    case TitleCharacter.equals:
      breakWord(isSpacedBefore && isSpacedAfter ? .parallel : .punctuation)
    case TitleCharacter.slash:
      breakWord(isSpacedBefore && isSpacedAfter ? .slash : .hyphen)
    case TitleCharacter.hyphen:
      breakWord(isSpacedBefore || isSpacedAfter ? .punctuation : .hyphen)
    case TitleCharacter.ampersand:
      if let reference = TitleMarkup.reference(bytes, at: offset) {
        var character: [UInt8] = []
        UTF8Encoding.append(reference.character, to: &character)
        _ = addCharacter(character.span, at: 0)
        return reference.length
      }
      breakWord(.blank)
      // XML's writing of the same sign is left over in some exports.
      if bytes.hasText("amp;", at: offset + 1, before: bytes.count) { used = 5 }
      text.append(contentsOf: [0x61, 0x6E, 0x64])
      characters += used - 1
      breakWord(.blank)
    case TitleCharacter.sign:
      // C++ and C# are not C; NACO keeps both signs.
      if text.count > wordStart { text.append(bytes[offset]) } else { breakWord(.blank) }
    default: breakWord(.punctuation)
    }
    characters += 1
    return used
  }

  private mutating func apostrophe() {
    guard tokens.isEmpty, text.count == wordStart + 1, text[wordStart] == 0x6C else { return }
    hasElision = true
  }

  private mutating func openBracket() {
    guard text.count == wordStart else { return }
    if bracket == nil { bracket = (tokens.count, pending) } else { innerBrackets += 1 }
    pending = max(pending, .punctuation)
  }

  private mutating func closeBracket() {
    guard let open = bracket else { return }
    guard innerBrackets == 0 else {
      innerBrackets -= 1
      return breakWord(.punctuation)
    }
    bracket = nil
    endWord()
    guard open.token < tokens.count, tokens.count - open.token <= 4 else { return }
    let start = tokens[open.token].start
    if MediumDesignation.isOne(text.span.extracting(start..<text.count)) {
      tokens.removeLast(tokens.count - open.token)
      text.removeLast(text.count - start)
      wordStart = text.count
      pending = open.pending
    } else {
      pending = .punctuation
      qualifier = open.token..<tokens.count
    }
  }

  // A place at the end, as in "Lancet (London, England)", is what catalogues add to a title that
  // several serials have; it is no more of it than a subtitle is. In other brackets, and where a
  // number stands, there may be what tells titles apart.
  private mutating func markQualifier() {
    defer { qualifier = 0..<0 }
    guard qualifier.lowerBound > 0, qualifier.upperBound == tokens.count, qualifier.count > 1,
      tokens[qualifier.lowerBound].before < .subtitle,
      tokens[qualifier].dropFirst().contains(where: { $0.before == .punctuation })
    else { return }
    for token in tokens[qualifier] {
      let word = text.span.extracting(token.start..<token.end)
      let roles = token.meaning.roles
      guard roles.isDisjoint(with: .numbering), RomanNumeral.value(word) == nil,
        word.count == 1 || !roles.contains(.partInContext)
      else { return }
      for offset in 0..<word.count where word[offset].isDigit { return }
    }
    tokens[qualifier.lowerBound].before = .subtitle
  }

  private mutating func beyondASCII(_ bytes: Span<UInt8>, at offset: Int) -> Int {
    var (character, length) = UTF8Encoding.decode(bytes, at: offset)
    if let meant = TitleMarkup.misread(character, bytes, at: offset + length) {
      character = meant.character
      length += meant.length
    }
    if character < 0 {
      breakWord(.blank)
    } else if character < FoldingTable.limit {
      switch table[Int(character)] {
      case FoldingTable.dropped: if character == 0xB4 { apostrophe() }
      case FoldingTable.separator: breakWord(.punctuation)
      case FoldingTable.other: foldLongWay(character)
      case var entry:
        repeat {
          text.append(UInt8(truncatingIfNeeded: entry))
          entry >>= 8
        } while entry != 0
      }
    } else {
      foldLongWay(character)
    }
    characters += 1
    return length
  }

  private mutating func foldLongWay(_ character: Int32) {
    switch character {
    case 0x2018...0x201B, 0x2032...0x2035: return apostrophe()
    case 0x2010, 0x2011: return breakWord(.hyphen)
    case 0xFF1A: return breakWord(.subtitle)
    case 0xBA:
      // "nº" is an abbreviation as "no." is.
      text.append(0x6F)
      return breakWord(.punctuation)
    default: break
    }
    let count = UnicodeFolding.fold(character, into: &folded)
    for position in 0..<count {
      let part = folded[position]
      if part < 0x80 {
        let action = actions[Int(part)]
        switch action {
        case TitleCharacter.firstWordByte...: text.append(action)
        case TitleCharacter.apostrophe: apostrophe()
        case TitleCharacter.openBracket: openBracket()
        case TitleCharacter.closeBracket: closeBracket()
        default: breakWord(action == TitleCharacter.blank ? .blank : .punctuation)
        }
      } else if UnicodeFolding.classify(part) == .letterOrNumber {
        UTF8Encoding.append(part, to: &text)
      } else {
        breakWord(.punctuation)
      }
    }
  }
}
