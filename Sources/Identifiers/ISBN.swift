/// The arithmetic of the ISBN Users' Manual: check digits and the change from 10 to 13 digits.
enum ISBN {
  /// The value of digits 1 to 12 with their right check digit, as a number of 13 digits.
  static func completed(_ twelve: Int64) -> Int64 {
    var sum: Int64 = 0
    var rest = twelve
    var weight: Int64 = 3
    while rest > 0 {
      sum &+= rest % 10 &* weight
      weight = 4 &- weight
      rest /= 10
    }
    return twelve &* 10 &+ (10 &- sum % 10) % 10
  }

  /// The number of a right ISBN of 13 digits, nil for any other.
  ///
  /// Zeros alone have a right check digit, too, and stand where no ISBN is known.
  static func key13(_ number: Int64) -> Int64? {
    let prefix = number / 10_000_000_000
    guard prefix == 978 || prefix == 979 else { return nil }
    return number / 10 % 1_000_000_000 != 0 && completed(number / 10) == number ? number : nil
  }

  /// The 13-digit number of a right ISBN of 10 digits, nil for any other.
  ///
  /// `body` is the first nine digits, `check` the value of the last (10 for X).
  static func key10(body: Int64, check: Int64) -> Int64? {
    var sum = check
    var rest = body
    var weight: Int64 = 2
    while rest > 0 {
      sum &+= rest % 10 &* weight
      weight &+= 1
      rest /= 10
    }
    return body != 0 && sum % 11 == 0 ? completed(978_000_000_000 &+ body) : nil
  }
}

extension IdentifierScanner {
  private static let isbnLabel: KnownText = "isbn"

  /// Appends the ISBNs of a cell, wrong ones flagged.
  ///
  /// Several may stand in one cell. The leading number is taken, its qualifier follows; hyphens
  /// or blanks may divide it.
  package static func isbns(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    var offset = 0
    var previousEnd = 0
    while offset < cell.count {
      guard cell[offset].isDigit else {
        offset += 1
        continue
      }
      let number = ISBNNumber(cell, from: offset)
      guard number.count >= 9, begins(number: isbnLabel, at: offset, in: cell) else {
        offset = number.count >= 9 ? number.end : number.endOfFirstGroup
        continue
      }
      let end = Qualifier.end(after: number.end, in: cell)
      var medium = Qualifier.medium(of: cell, in: number.end..<end)
      if medium == .unknown { medium = Qualifier.medium(of: cell, in: previousEnd..<offset) }
      let key = number.key
      found.append(
        FoundIdentifier(
          kind: .isbn, range: offset..<end, isValid: key != nil, key: key ?? 0, medium: medium))
      offset = end
      previousEnd = end
    }
  }

  /// Whether a number may begin at `offset`: not inside a DOI, a URL or another word.
  static func begins(number label: KnownText, at offset: Int, in cell: Span<UInt8>) -> Bool {
    guard offset > 0 else { return true }
    let previous = cell[offset - 1]
    switch previous {
    case 0x2F, 0x2E, 0x3D, 0x5F, 0x25: return false
    default: break
    }
    guard previous.isLetter else { return true }
    return cell.hasText(label, at: offset - label.count, before: offset)
  }
}

/// The digits of one ISBN candidate, gathered over hyphens and single blanks.
private struct ISBNNumber {
  private(set) var count = 0
  private(set) var end: Int
  private(set) var endOfFirstGroup: Int
  private var value: Int64 = 0
  private var hasX = false

  init(_ cell: Span<UInt8>, from start: Int) {
    end = start
    endOfFirstGroup = start
    addGroup(cell)
    endOfFirstGroup = end
    let wanted = startsWithBookland ? 13 : 10
    while count < wanted, !hasX, cell.byte(end).isBlank, cell.byte(end + 1).isDigit || isX(cell) {
      var longer = self
      longer.end += 1
      longer.addGroup(cell)
      if longer.count > (longer.startsWithBookland ? 13 : 10) { break }
      self = longer
    }
  }

  // 978 and 979 are the prefixes that GS1 gave to books.
  private var startsWithBookland: Bool {
    var prefix = value
    while prefix > 999 { prefix /= 10 }
    return count >= 3 && (prefix == 978 || prefix == 979) && count != 10
  }

  private func isX(_ cell: Span<UInt8>) -> Bool {
    count == 9 && cell.byte(end + 1).lowercased == 0x78 && !cell.byte(end + 2).isAlphanumeric
  }

  private mutating func addGroup(_ cell: Span<UInt8>) {
    while end < cell.count, !hasX {
      let byte = cell[end]
      if byte.isDigit {
        if count < 18 { value = value &* 10 &+ Int64(byte.digitValue) }
        count += 1
        end += 1
      } else if byte.lowercased == 0x78, count == 9 || count == 8 {
        hasX = true
        count += 1
        end += 1
      } else {
        let width = hyphenWidth(cell)
        let next = cell.byte(end + width)
        guard width > 0, next.isDigit || next.lowercased == 0x78 else { return }
        end += width
      }
    }
  }

  // The hyphen, the soft hyphen, and the dashes of U+2010 to U+2015.
  private func hyphenWidth(_ cell: Span<UInt8>) -> Int {
    switch cell[end] {
    case 0x2D: 1
    case 0xC2: cell.byte(end + 1) == 0xAD ? 2 : 0
    case 0xE2: cell.byte(end + 1) == 0x80 && 0x90...0x95 ~= cell.byte(end + 2) ? 3 : 0
    default: 0
    }
  }

  /// The number of 13 digits when the check digit holds.
  var key: Int64? {
    switch (count, hasX) {
    case (13, false): ISBN.key13(value)
    case (10, false): ISBN.key10(body: value / 10, check: value % 10)
    case (10, true): ISBN.key10(body: value, check: 10)
    // An SBN, or an ISBN whose leading zero a spreadsheet dropped.
    case (9, false): startsWithBookland ? nil : ISBN.key10(body: value / 10, check: value % 10)
    case (9, true): ISBN.key10(body: value, check: 10)
    default: nil
    }
  }
}
