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
  }

  /// Adds the words of a field; `before` is what stands between it and the last one.
  mutating func add(_ bytes: Span<UInt8>, before: TitleBreak) {
    pending = max(pending, before)
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let action = actions[Int(byte)]
      if action >= TitleCharacter.firstWordByte {
        text.append(action)
        offset += 1
        characters += 1
      } else if byte < 0x80 {
        offset += punctuation(action, bytes, at: offset)
      } else {
        offset += beyondASCII(bytes, at: offset)
      }
    }
    endWord()
    closeBracket()
    characters += 1
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
    tokens.append(
      TitleToken(start: wordStart, end: text.count, before: pending, meaning: meaning))
    wordStart = text.count
    pending = .blank
  }

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
    case TitleCharacter.openBracket: openBracket()
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
    bracket = (tokens.count, pending)
    pending = max(pending, .punctuation)
  }

  private mutating func closeBracket() {
    guard let open = bracket else { return }
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
    }
  }

  private mutating func beyondASCII(_ bytes: Span<UInt8>, at offset: Int) -> Int {
    let (character, length) = UTF8Encoding.decode(bytes, at: offset)
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
