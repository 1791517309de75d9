/// What each ASCII byte means to the division of a title into words.
enum TitleCharacter {
  static let blank: UInt8 = 1
  static let apostrophe: UInt8 = 2
  static let openBracket: UInt8 = 3
  static let closeBracket: UInt8 = 4
  static let colon: UInt8 = 5
  static let equals: UInt8 = 6
  static let slash: UInt8 = 7
  static let hyphen: UInt8 = 8
  static let ampersand: UInt8 = 9
  static let sign: UInt8 = 10
  static let other: UInt8 = 11
  /// From here on the value is the lower-case letter or the digit itself.
  static let firstWordByte: UInt8 = 0x30

  /// The meaning of every byte; those beyond ASCII are decoded elsewhere.
  static let actions: [UInt8] = (0...255).map { (byte: UInt8) in
    if byte.isAlphanumeric { return byte.lowercased }
    switch byte {
    case 0x00...0x20, 0x7F, 0x5F: return blank
    case 0x27, 0x60: return apostrophe
    case 0x28, 0x5B, 0x7B, 0x3C: return openBracket
    case 0x29, 0x5D, 0x7D, 0x3E: return closeBracket
    case 0x3A: return colon
    case 0x3D: return equals
    case 0x2F: return slash
    case 0x2D: return hyphen
    case 0x26: return ampersand
    case 0x2B, 0x23: return sign
    default: return other
    }
  }
}

/// The words in brackets that say how a title is published, not what it is (245 $h).
enum MediumDesignation {
  private static let longest = 40

  /// Whether folded words without blanks are such a designation.
  static func isOne(_ words: Span<UInt8>) -> Bool {
    guard (2...longest).contains(words.count) else { return false }
    for designation in designations where words.isText(designation, in: 0..<words.count) {
      return true
    }
    return words.hasText("electronicresource", at: 0, before: words.count)
      || words.hasText("ressourceelectronique", at: 0, before: words.count)
  }

  private static let designations: [KnownText] = [
    "recursoelectronico", "recursoeletronico", "risorsaelettronica", "elektronischeressource",
    "elektroniskresurs", "elektroniskressurs", "elektronisktresurs", "electronicbook",
    "electronicjournal", "livreelectronique", "libroelectronico", "onlineresource",
    "onlineressource", "internetresource", "computerfile", "fichierdordinateur", "microform",
    "microfilm", "microfiche", "soundrecording", "videorecording", "enregistrementsonore",
    "texteimprime", "printedtext", "text", "texte", "ebook", "ebooks", "ejournal", "online",
    "enligne", "serialonline", "electronic", "print", "книга", "электронныйресурс",
  ]
}
