extension IdentifierScanner {
  /// Appends the object ids of the central knowledge base: `(CKB)N` and `(EXLCZ)99N` are both N.
  ///
  /// N is the object id that SFX writes into 090 $a; the community zone's MMS ID is N after 99.
  package static func ckb(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    var offset = 0
    while offset < cell.count {
      guard cell[offset] == 0x28 else {
        offset += 1
        continue
      }
      let start = offset
      let digits: Int
      if cell.hasText("(ckb)", at: offset, before: cell.count) {
        digits = skipBlanks(cell, offset + 5)
      } else if cell.hasText("(exlcz)", at: offset, before: cell.count) {
        digits = skipBlanks(cell, offset + 7)
      } else {
        offset += 1
        continue
      }
      let end = cell.endOfDigits(from: digits, before: cell.count)
      let isLabelled = cell[start + 1].lowercased == 0x63
      let hasPrefix = cell.byte(digits) == 0x39 && cell.byte(digits + 1) == 0x39
      let first = isLabelled ? digits : digits + 2
      let number = (isLabelled || hasPrefix) && first < end ? cell.number(first..<end) ?? 0 : 0
      found.append(
        FoundIdentifier(
          kind: .ckb, range: cell.trimmed(start..<end),
          isValid: number > 0 && !cell.byte(end).isAlphanumeric, key: number))
      offset = max(end, offset + 1)
    }
  }
}
