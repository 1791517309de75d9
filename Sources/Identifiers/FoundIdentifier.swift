/// One identifier read from a cell or a subfield.
package struct FoundIdentifier: Equatable, Sendable {
  /// What kind of identifier it is.
  package var kind: IdentifierKind
  /// Where it stands in the cell, with its qualifier, without blanks around.
  package var range: Range<Int>
  /// Whether the check digit holds; for kinds without one, whether the shape does.
  package var isValid: Bool
  /// The exact number for joins (a DOI's is a hash); 0 when not valid.
  package var key: Int64
  /// The form of publication that its qualifier claims.
  package var medium: Medium

  /// Makes the record of one identifier.
  package init(
    kind: IdentifierKind, range: Range<Int>, isValid: Bool, key: Int64, medium: Medium = .unknown
  ) {
    self.kind = kind
    self.range = range
    self.isValid = isValid
    self.key = isValid ? key : 0
    self.medium = medium
  }

  /// The canonical text: ISBN of 13 digits, ISSN with hyphen, lower-case DOI, plain digits.
  ///
  /// Of an invalid ISBN or ISSN it is the digits as found, without separators.
  package func normalized(in cell: Span<UInt8>) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= cell.count else { return [] }
    switch kind {
    case .isbn: return isValid ? Decimal.text(key, digits: 13) : digitsAsFound(in: cell)
    case .issn: return isValid ? ISSN.text(key: key) : digitsAsFound(in: cell)
    case .oclc, .ckb: return isValid ? Decimal.text(key, digits: 1) : digitsAsFound(in: cell)
    case .doi: return DOI.normalized(cell, range)
    case .lccn: return LCCN.normalized(cell, range)
    }
  }

  private func digitsAsFound(in cell: Span<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = cell[offset]
      if byte.isDigit {
        digits.append(byte)
      } else if byte.lowercased == 0x78, !digits.isEmpty {
        digits.append(0x58)
      } else if !digits.isEmpty, byte.isLetter || byte == 0x28 {
        break
      }
      offset += 1
    }
    return digits
  }
}

/// Decimal digits of a number as bytes.
enum Decimal {
  /// The digits of `value`, filled with zeros on the left to `digits` places.
  static func text(_ value: Int64, digits: Int) -> [UInt8] {
    var reversed: [UInt8] = []
    var rest = value.magnitude
    while rest > 0 || reversed.count < digits {
      reversed.append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    return reversed.reversed()
  }
}
