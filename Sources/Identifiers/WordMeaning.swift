/// What a folded word may say of parts and editions.
struct WordMeaning {
  /// The roles a word can have; several at once ("second" is an ordinal).
  struct Roles: OptionSet {
    let rawValue: UInt16
    /// Names a part wherever a number follows: volume, part.
    static let part = Roles(rawValue: 1)
    /// Names a part only with a full stop or after a pause: v, no, series.
    static let partInContext = Roles(rawValue: 2)
    /// Several numbers follow: nos, vols.
    static let plural = Roles(rawValue: 4)
    static let edition = Roles(rawValue: 8)
    static let ordinal = Roles(rawValue: 16)
    static let cardinal = Roles(rawValue: 32)
    /// Stands between two numbers: to, and, bis.
    static let connector = Roles(rawValue: 64)
    /// May stand between an ordinal and "edition": revised, international.
    static let revision = Roles(rawValue: 128)
    /// Opens a statement of responsibility after a slash: by, edited.
    static let responsibility = Roles(rawValue: 256)
    /// An initial article of the languages that reports mostly hold.
    static let article = Roles(rawValue: 512)
    /// An initial article of other languages (MARC 21, Appendix F), or an inflected one.
    static let foreignArticle = Roles(rawValue: 1024)
    /// What numbers a part or an edition.
    static let numbering: Roles = [.part, .edition, .ordinal, .cardinal]
  }

  var roles: Roles = []
  /// The value of an ordinal or cardinal.
  var number: UInt8 = 0
}

/// The words known to the title analysis, found by their bytes in one probe or two.
struct WordList {
  private static let slots = 2048
  private let keys: [(UInt64, UInt64)]
  private let meanings: [WordMeaning]
  // Lengths that occur, by first byte: most words of a title are refused by this alone.
  private let lengths: [UInt32]

  /// The list that all analyses share.
  static let shared = WordList()

  private init() {
    var keys = [(UInt64, UInt64)](repeating: (0, 0), count: Self.slots)
    var meanings = [WordMeaning](repeating: WordMeaning(), count: Self.slots)
    var lengths = [UInt32](repeating: 0, count: 256)
    for (words, roles, number) in Vocabulary.entries {
      for word in words.split(separator: " ") {
        let bytes = Array(word.utf8)
        guard let first = bytes.first, bytes.count <= 16 else { continue }
        let key = Self.key(bytes.span)
        var slot = Self.slot(key)
        while keys[slot] != (0, 0), keys[slot] != key { slot = (slot + 1) % Self.slots }
        keys[slot] = key
        meanings[slot].roles.formUnion(roles)
        if number > 0 { meanings[slot].number = UInt8(truncatingIfNeeded: number) }
        lengths[Int(first)] |= 1 << UInt32(bytes.count)
      }
    }
    self.keys = keys
    self.meanings = meanings
    self.lengths = lengths
  }

  /// What a word means; no roles for a word that is not in the list.
  @inline(__always) func meaning(_ word: Span<UInt8>) -> WordMeaning {
    let count = word.count
    guard count > 0, count <= 16, lengths[Int(word[0])] & 1 &<< UInt32(count) != 0 else {
      return WordMeaning()
    }
    let key = Self.key(word)
    var slot = Self.slot(key)
    while keys[slot] != (0, 0) {
      if keys[slot] == key { return meanings[slot] }
      slot = (slot + 1) % Self.slots
    }
    return WordMeaning()
  }

  private static func key(_ word: Span<UInt8>) -> (UInt64, UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for offset in 0..<word.count {
      if offset < 8 {
        low |= UInt64(word[offset]) &<< UInt64(offset * 8)
      } else {
        high |= UInt64(word[offset]) &<< UInt64((offset - 8) * 8)
      }
    }
    return (low, high)
  }

  private static func slot(_ key: (UInt64, UInt64)) -> Int {
    let mixed = (key.0 ^ key.1 &* 0x9E37_79B9_7F4A_7C15) &* 0xA076_1D64_78BD_642F
    return Int(truncatingIfNeeded: mixed >> 53)
  }
}
