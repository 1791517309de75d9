extension IdentifierScanner {
  /// Appends the OCLC numbers of a cell: with `(OCoLC)`, or with the bare prefix ocm, ocn or on.
  ///
  /// A bare number, or one after any other prefix, is no OCLC number; nor is `(OCoLC)fst...`, a
  /// heading of FAST. Zeros on the left do not count (OCLC, "035 System Control Number").
  package static func oclc(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    var offset = 0
    while offset < cell.count {
      if cell[offset] == 0x28, cell.hasText("(ocolc)", at: offset, before: cell.count) {
        offset = labelled(cell, from: offset, into: &found)
      } else if cell[offset].lowercased == 0x6F, !cell.byte(offset - 1).isAlphanumeric,
        cell.byte(offset - 1) != 0x29, let number = barePrefix(cell, at: offset)
      {
        append(number, from: offset, in: cell, into: &found)
        offset = number.upperBound
      } else {
        offset += 1
      }
    }
  }

  private static func labelled(
    _ cell: Span<UInt8>, from start: Int, into found: inout [FoundIdentifier]
  ) -> Int {
    var offset = skipBlanks(cell, start + 7)
    offset = skipBlanks(cell, offset + prefixLength(cell, at: offset))
    let end = cell.endOfDigits(from: offset, before: cell.count)
    if end == offset, cell.byte(end).isLetter { return end }
    append(offset..<end, from: start, in: cell, into: &found)
    return end
  }

  private static func prefixLength(_ cell: Span<UInt8>, at offset: Int) -> Int {
    if cell.hasText("ocm", at: offset, before: cell.count) { return 3 }
    if cell.hasText("ocn", at: offset, before: cell.count) { return 3 }
    return cell.hasText("on", at: offset, before: cell.count) ? 2 : 0
  }

  // "on" is a word of English: it stands before numbers of ten digits and more only.
  private static func barePrefix(_ cell: Span<UInt8>, at offset: Int) -> Range<Int>? {
    let length = prefixLength(cell, at: offset)
    guard length > 0 else { return nil }
    let end = cell.endOfDigits(from: offset + length, before: cell.count)
    let digits = end - offset - length
    guard digits >= (length == 2 ? 9 : 1), !cell.byte(end).isAlphanumeric else { return nil }
    return offset + length..<end
  }

  private static func append(
    _ digits: Range<Int>, from start: Int, in cell: Span<UInt8>,
    into found: inout [FoundIdentifier]
  ) {
    let number = cell.number(digits) ?? 0
    let range = cell.trimmed(start..<max(digits.upperBound, start))
    let isValid =
      number > 0 && number < 100_000_000_000_000 && !cell.byte(digits.upperBound).isAlphanumeric
    found.append(FoundIdentifier(kind: .oclc, range: range, isValid: isValid, key: number))
  }

  static func skipBlanks(_ cell: Span<UInt8>, _ start: Int) -> Int {
    var offset = start
    while offset < cell.count, cell[offset].isBlank { offset += 1 }
    return offset
  }
}
