/// The arithmetic of the ISSN (ISO 3297): eight places, check digit modulo 11.
enum ISSN {
  /// The value of the check digit for the first seven digits, 10 for X.
  static func check(_ seven: Int64) -> Int64 {
    var sum: Int64 = 0
    var rest = seven
    var weight: Int64 = 2
    while weight <= 8 {
      sum &+= rest % 10 &* weight
      weight &+= 1
      rest /= 10
    }
    return (11 &- sum % 11) % 11
  }

  // The check digit says nothing new, so that seven digits are the exact number; the leading 1
  // keeps the key of 0000-0000 from being 0.
  static func key(_ seven: Int64) -> Int64 { 10_000_000 &+ seven }

  /// The usual form, NNNN-NNNX.
  static func text(key: Int64) -> [UInt8] {
    let seven = key &- 10_000_000
    var text = Decimal.text(seven, digits: 7)
    let check = check(seven)
    text.append(check == 10 ? 0x58 : 0x30 &+ UInt8(truncatingIfNeeded: check))
    text.insert(0x2D, at: min(4, text.count))
    return text
  }
}

extension IdentifierScanner {
  private static let issnLabel: KnownText = "issn"

  /// Appends the ISSNs of a cell, wrong ones flagged.
  ///
  /// Leading zeros that a spreadsheet dropped are restored where the check digit then holds.
  package static func issns(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    var offset = 0
    var previousEnd = 0
    while offset < cell.count {
      guard cell[offset].isDigit else {
        offset += 1
        continue
      }
      let number = ISSNNumber(cell, from: offset)
      guard number.isCandidate, begins(number: issnLabel, at: offset, in: cell) else {
        offset = number.end
        continue
      }
      let end = Qualifier.end(after: number.end, in: cell)
      var medium = Qualifier.medium(of: cell, in: number.end..<end)
      if medium == .unknown { medium = Qualifier.medium(of: cell, in: previousEnd..<offset) }
      found.append(
        FoundIdentifier(
          kind: .issn, range: offset..<end, isValid: number.isRight,
          key: ISSN.key(number.seven), medium: medium))
      offset = end
      previousEnd = end
    }
  }
}

/// The digits of one ISSN candidate.
private struct ISSNNumber {
  private(set) var end: Int
  private(set) var seven: Int64 = 0
  private var check: Int64 = -1
  private var count = 0
  private var broken = false

  init(_ cell: Span<UInt8>, from start: Int) {
    end = start
    while end < cell.count {
      let byte = cell[end]
      if byte.isDigit {
        add(Int64(byte.digitValue))
      } else if byte.lowercased == 0x78, count > 0, !cell.byte(end + 1).isAlphanumeric {
        add(10)
      } else if byte == 0x2D || byte == 0x20, check != 10,
        isSecondHalf(cell, at: end + 1, blank: byte == 0x20)
      {
        // A hyphen, or a blank in its place.
      } else if byte == 0x2D, cell.byte(end + 1).isAlphanumeric {
        broken = true
      } else if byte == 0xE2, cell.byte(end + 1) == 0x80, 0x90...0x95 ~= cell.byte(end + 2),
        isSecondHalf(cell, at: end + 3, blank: false)
      {
        end += 2
      } else {
        broken = broken || byte.isLetter
        break
      }
      end += 1
    }
  }

  private mutating func add(_ digit: Int64) {
    if count > 0, count <= 8 { seven = seven &* 10 &+ check }
    check = digit
    count += 1
  }

  // Four places, of which the last may be X, and no more; lost zeros shorten the first half only.
  private func isSecondHalf(_ cell: Span<UInt8>, at start: Int, blank: Bool) -> Bool {
    guard blank ? count == 4 : (1...4).contains(count) else { return false }
    let digits = cell.endOfDigits(from: start, before: cell.count)
    if digits - start == 4 { return !cell.byte(digits).isAlphanumeric && cell.byte(digits) != 0x2D }
    return digits - start == 3 && cell.byte(digits).lowercased == 0x78
      && !cell.byte(digits + 1).isAlphanumeric
  }

  // 0000-0000 has a right check digit and is no serial: systems write it where none is known.
  var isRight: Bool {
    !broken && (5...8).contains(count) && seven != 0 && ISSN.check(seven) == check
  }

  // Numbers of five and six digits are too often something else to be called a wrong ISSN.
  var isCandidate: Bool { !broken && (count == 8 || count == 7 || isRight) }
}
