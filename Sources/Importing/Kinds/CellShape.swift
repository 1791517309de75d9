/// What a cell looks like, to tell rows whose cells have moved: a comma that split a name in two, a
/// cell that was left out.
enum CellShape {
  /// A web address, with or without its scheme.
  static func isAddress(_ cell: ArraySlice<UInt8>) -> Bool {
    hasScheme(cell)
      || cell.contains(UInt8(ascii: ".")) && !cell.contains(where: { $0 <= 0x20 })
  }

  /// A web address that says so.
  static func hasScheme(_ cell: ArraySlice<UInt8>) -> Bool {
    guard cell.count > 8, cell.first.map({ $0 | 0x20 }) == UInt8(ascii: "h") else { return false }
    return schemes.contains { scheme in
      cell.count > scheme.count && zip(cell, scheme).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
  }

  private static let schemes = ["http://", "https://"].map { Array($0.utf8) }

  static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    !cell.isEmpty && cell.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Numbers of publications and what stands between them; no words but their labels.
  static func isIdentifiers(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.split { !isLetter($0) }.allSatisfy { identifierWords.contains($0) }
  }

  private static let identifierWords = CellWords(
    "x", "isbn", "issn", "eissn", "eisbn", "e", "print", "online", "electronic", "pbk", "hbk",
    "paper", "cloth", "hardback", "paperback", "ebook", "pdf", "epub", "bk", "n", "a", "na", "none",
    "unknown", "various")

  /// Dates, one or several, or the word for an open end.
  static func isDates(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.split(separator: UInt8(ascii: "|")).allSatisfy { part in
      let words = part.split { !isLetter($0) }
      return words.allSatisfy { dateWords.contains($0) }
        && (!words.isEmpty || part.contains { (0x30...0x39).contains($0) })
    }
  }

  private static let dateWords = CellWords("present", "to", "t", "z", "am", "pm")

  static func isFlag(_ cell: ArraySlice<UInt8>) -> Bool {
    CellWords.yes.contains(cell) || CellWords.no.contains(cell)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }
}

extension TableRow {
  /// A cell's bytes, without blanks around them; empty where the column is absent.
  func bytes(_ column: Column) -> ArraySlice<UInt8> { record.bytes[range(column)] }
}
