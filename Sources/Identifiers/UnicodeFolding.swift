internal import CUtf8proc

/// Compatibility decomposition, case folding and mark removal for one character, by utf8proc.
enum UnicodeFolding {
  /// What a character is to a title key.
  enum Class {
    case letterOrNumber, separator
  }

  // The longest decomposition in Unicode, U+FDFA, has 18 characters.
  static let capacity = 32

  private static let options = utf8proc_option_t(
    rawValue: UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_CASEFOLD.rawValue
      | UTF8PROC_IGNORE.rawValue)

  /// Writes what `character` folds to into `result`, which holds `capacity` places; the count.
  static func fold(_ character: Int32, into result: inout [Int32]) -> Int {
    var boundary: Int32 = 0
    let written = utf8proc_decompose_char(character, &result, capacity, options, &boundary)
    guard written > 0, written <= capacity, written <= result.count else { return 0 }
    var kept = 0
    for position in 0..<written {
      let part = result[position]
      if isDroppedMark(part) || isModifierMark(part) { continue }
      result[kept] = replacement(for: part)
      kept += 1
    }
    return kept
  }

  /// Whether a folded character belongs to a word.
  static func classify(_ character: Int32) -> Class {
    switch utf8proc_category(character) {
    case UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
      UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME,
      UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NL, UTF8PROC_CATEGORY_NO:
      .letterOrNumber
    default: .separator
    }
  }

  // In the scripts of India and South East Asia, and in kana, a mark is a letter's other half:
  // only accents (combining class 200 and above), overlays, and the vowel points of Hebrew,
  // Arabic and Syriac (10 to 36) go.
  private static func isDroppedMark(_ character: Int32) -> Bool {
    guard character >= 0x300 else { return false }
    let combining = utf8proc_get_property(character).pointee.combining_class
    return combining >= 200 || combining == 1 || (10...36).contains(combining)
  }

  // Apostrophe-like letters of romanisations (ALA-LC): prime, turned comma, ayn, alif.
  private static func isModifierMark(_ character: Int32) -> Bool {
    (0x2B9...0x2C1).contains(character) || character == 0x2C8
  }

  // Letters with a stroke and the dotless i have no decomposition in Unicode.
  private static func replacement(for character: Int32) -> Int32 {
    switch character {
    case 0x142: 0x6C
    case 0xF8: 0x6F
    case 0x111, 0xF0: 0x64
    case 0x131: 0x69
    case 0x127: 0x68
    case 0x167: 0x74
    case 0x180: 0x62
    default: character
    }
  }
}
