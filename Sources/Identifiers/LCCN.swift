/// The normalised form of a Library of Congress control number.
enum LCCN {
  /// Blanks out, all from "/" on dropped, the serial number after a hyphen filled to six digits.
  ///
  /// The rule is that of the LC namespace ("LCCN Namespace", loc.gov/marc/lccn-namespace.html).
  static func normalized(_ cell: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var serial: [UInt8]?
    for offset in range {
      let byte = cell[offset]
      if byte == 0x2F { break }
      if byte.isBlank { continue }
      if byte == 0x2D, serial == nil {
        serial = []
      } else if serial != nil {
        serial?.append(byte)
      } else {
        result.append(byte.lowercased)
      }
    }
    guard let serial else { return result }
    result.append(contentsOf: repeatElement(0x30, count: max(0, 6 - serial.count)))
    return result + serial
  }

  /// Whether a normalised number has up to three letters, then 8 to 10 digits in all.
  static func isShaped(_ text: [UInt8]) -> Bool {
    let letters = text.prefix { $0.isLetter }.count
    let digits = text.dropFirst(letters)
    return letters <= 3 && digits.allSatisfy(\.isDigit) && (8...12).contains(text.count)
      && (8...10).contains(digits.count)
  }
}

extension IdentifierScanner {
  /// Appends the Library of Congress control number of a cell, such as 010 $a.
  package static func lccns(in cell: Span<UInt8>, into found: inout [FoundIdentifier]) {
    let range = cell.trimmedRange
    guard (4...40).contains(range.count) else { return }
    let text = LCCN.normalized(cell, range)
    guard text.contains(where: \.isDigit) else { return }
    found.append(
      FoundIdentifier(
        kind: .lccn, range: range, isValid: LCCN.isShaped(text), key: Packing.text(text.span)))
  }
}
