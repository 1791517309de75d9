/// The shape of a DOI (DOI Handbook, "Numbering"): 10., a registrant of 4 to 9 digits, a suffix.
enum DOI {
  /// The lower-case DOI in `range` of a cell; DOI names are equal without regard to ASCII case.
  static func normalized(_ cell: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var offset = range.lowerBound
    while offset < range.upperBound {
      if cell.hasText("%2f", at: offset, before: range.upperBound) {
        result.append(0x2F)
        offset += 3
      } else {
        result.append(cell[offset].lowercased)
        offset += 1
      }
    }
    return result
  }

  /// The end of "10." and the registrant at `offset`; nil when none stands there.
  static func endOfPrefix(_ cell: Span<UInt8>, at offset: Int) -> Int? {
    guard cell.byte(offset) == 0x31, cell.byte(offset + 1) == 0x30, cell.byte(offset + 2) == 0x2E,
      !cell.byte(offset - 1).isAlphanumeric || cell.hasText("doi", at: offset - 3, before: offset)
        || cell.hasText("%2f", at: offset - 3, before: offset),
      cell.byte(offset - 1) != 0x2E
    else { return nil }
    var end = cell.endOfDigits(from: offset + 3, before: cell.count)
    guard (4...9).contains(end - offset - 3) else { return nil }
    while cell.byte(end) == 0x2E, cell.byte(end + 1).isDigit {
      end = cell.endOfDigits(from: end + 1, before: cell.count)
    }
    return end
  }

  /// The end of the suffix that begins at `start`, without punctuation that ends a sentence.
  static func endOfSuffix(_ cell: Span<UInt8>, from start: Int, insideURL: Bool) -> Int {
    var end = start
    scan: while end < cell.count {
      let byte = cell[end]
      switch byte {
      case 0...0x20, 0x22, 0x7C, 0x7F: break scan
      case 0x3F, 0x23, 0x26: if insideURL { break scan }
      // Old Wiley DOIs hold ";" and "<": they end one only before a blank or the next DOI.
      case 0x3B, 0x2C: if endsOne(cell, after: end + 1) { break scan }
      default: break
      }
      end += 1
    }
    if insideURL { end = withoutFileName(cell, start..<end) }
    var brackets = BracketBalance(cell, start..<end)
    while end > start, brackets.isTrailing(cell[end - 1]) { end -= 1 }
    return end
  }

  private static func endsOne(_ cell: Span<UInt8>, after offset: Int) -> Bool {
    offset >= cell.count || cell[offset].isBlank || endOfPrefix(cell, at: offset) != nil
      || cell.hasText("http", at: offset, before: cell.count)
  }

  private static func withoutFileName(_ cell: Span<UInt8>, _ range: Range<Int>) -> Int {
    for name in fileNames {
      let start = range.upperBound - name.count
      if start > range.lowerBound, cell.hasText(name, at: start, before: range.upperBound) {
        return start
      }
    }
    return range.upperBound
  }

  // What publishers put behind the DOI in the addresses of their pages.
  private static let fileNames: [KnownText] = [
    "/fulltext", "/full", "/pdf", "/epdf", "/abstract", "/summary", "/html", ".pdf", "/epub",
    "/toc", "/pdfdirect",
  ]
}

/// Which brackets of a text are closed oftener than opened, counted once for the whole of it.
private struct BracketBalance {
  private var round = 0
  private var square = 0
  private var curly = 0
  private var angle = 0

  init(_ cell: Span<UInt8>, _ range: Range<Int>) {
    for offset in range { add(cell[offset], 1) }
  }

  private mutating func add(_ byte: UInt8, _ count: Int) {
    switch byte {
    case 0x28: round += count
    case 0x29: round -= count
    case 0x5B: square += count
    case 0x5D: square -= count
    case 0x7B: curly += count
    case 0x7D: curly -= count
    case 0x3C: angle += count
    case 0x3E: angle -= count
    default: break
    }
  }

  /// Whether the last byte is no part of the DOI; if so, it is taken off the count.
  mutating func isTrailing(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x2F, 0x60: return true
    case 0x29: return take(byte, where: round < 0)
    case 0x5D: return take(byte, where: square < 0)
    case 0x7D: return take(byte, where: curly < 0)
    case 0x3E: return take(byte, where: angle < 0)
    default: return false
    }
  }

  private mutating func take(_ byte: UInt8, where isUnopened: Bool) -> Bool {
    if isUnopened { add(byte, -1) }
    return isUnopened
  }
}

extension IdentifierScanner {
  /// Appends the DOIs of a cell: bare, after `doi:`, behind a resolver, or inside a longer URL.
  package static func dois(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    var offset = 0
    var insideURL = false
    while offset + 8 <= cell.count {
      guard let prefix = DOI.endOfPrefix(cell, at: offset) else {
        if cell[offset].isBlank { insideURL = false }
        if cell[offset] == 0x3A, cell.hasText("://", at: offset, before: cell.count) {
          insideURL = true
        }
        offset += 1
        continue
      }
      var suffix = prefix
      if cell.byte(prefix) == 0x2F {
        suffix += 1
      } else if cell.hasText("%2f", at: prefix, before: cell.count) {
        suffix += 3
      } else {
        offset = prefix
        continue
      }
      let end = DOI.endOfSuffix(cell, from: suffix, insideURL: insideURL)
      guard end > suffix else {
        offset = suffix
        continue
      }
      let text = DOI.normalized(cell, offset..<end)
      found.append(
        FoundIdentifier(
          kind: .doi, range: offset..<end, isValid: true, key: Packing.text(text.span)))
      offset = end
      insideURL = false
    }
  }
}
