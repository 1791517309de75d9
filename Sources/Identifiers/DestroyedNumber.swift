/// Tells numbers that a spreadsheet has damaged from numbers that can be trusted.
///
/// Excel keeps 15 significant digits (Microsoft, "Excel specifications and limits"): a longer
/// number that was shown as 9.91E+17 is lost, and must be refused rather than guessed.
package enum DestroyedNumber {
  /// Whether a cell holds scientific notation, such as 9.91E+17 or 6,1E+16.
  package static func looksDestroyed(_ cell: Span<UInt8>) -> Bool {
    let range = cell.trimmedRange
    var offset = range.lowerBound
    let end = range.upperBound
    if cell.byte(offset) == 0x2D, offset < end { offset += 1 }
    guard offset < end, cell[offset].isDigit else { return false }
    offset += 1
    var hasFraction = false
    if offset < end, cell[offset] == 0x2E || cell[offset] == 0x2C {
      let digits = cell.endOfDigits(from: offset + 1, before: end)
      hasFraction = digits > offset + 1
      offset = digits
    }
    guard offset < end, cell[offset].lowercased == 0x65 else { return false }
    offset += 1
    var hasSign = false
    if offset < end, cell[offset] == 0x2B || cell[offset] == 0x2D {
      hasSign = true
      offset += 1
    }
    let digits = cell.endOfDigits(from: offset, before: end)
    // Without sign or fraction, "1e5" may be somebody's shelf mark.
    return digits == end && (1...3).contains(end - offset) && (hasFraction || hasSign)
  }

  /// Whether a cell holds a whole number of six digits or more as a float, such as 1055226.0.
  package static func looksLikeFloat(_ cell: Span<UInt8>) -> Bool {
    let range = cell.trimmedRange
    let point = cell.endOfDigits(from: range.lowerBound, before: range.upperBound)
    guard point - range.lowerBound >= 6, point < range.upperBound - 1,
      cell[point] == 0x2E || cell[point] == 0x2C
    else { return false }
    for offset in point + 1..<range.upperBound where cell[offset] != 0x30 { return false }
    return true
  }

  /// Whether a text holds scientific notation.
  package static func looksDestroyed(_ text: String) -> Bool {
    looksDestroyed(Array(text.utf8).span)
  }

  /// Whether a text holds a whole number as a float.
  package static func looksLikeFloat(_ text: String) -> Bool {
    looksLikeFloat(Array(text.utf8).span)
  }
}
