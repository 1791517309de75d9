import Identifiers
import Store

/// The columns that say what an old bib id is made of.
enum LegacyParts {
  static let columns = [
    "legacy_letters", "legacy_number", "legacy_number_if_checked", "legacy_check",
  ]
}

extension BulkWriter {
  /// Appends the columns of `LegacyParts`; NULLs for a key that is no bib id.
  func legacyParts(_ key: [UInt8]) {
    guard let form = LegacyForm(key.span) else {
      for _ in LegacyParts.columns { null() }
      return
    }
    text(form.letters)
    text(form.number)
    if let checked = form.numberIfChecked { text(checked) } else { null() }
    text(form.checkDigit.rawValue)
  }
}
