/// Which of a workbook's cell styles show a number as a date, from its `styles.xml`.
final class XLSXStyles: XMLHandler {
  private var custom: [Int: DateParts] = [:]
  private var formats: [Int] = []
  private var isCellStyles = false

  /// The parts of a date that each cell style shows, by the style's number.
  func dateParts() -> [DateParts] {
    formats.map { custom[$0] ?? DateParts.builtIn($0) }
  }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    if name == Name.cellXfs {
      isCellStyles = true
    } else if name == Name.xf, isCellStyles {
      formats.append(number(attributes) ?? 0)
    } else if name == Name.numFmt, let id = number(attributes),
      let code = attributes.range(of: Name.formatCode)
    {
      custom[id] = DateParts.of(code: attributes.bytes[code])
    }
  }

  func endElement(_ name: XMLName) throws(FormatError) {
    if name == Name.cellXfs { isCellStyles = false }
  }

  func text(_ bytes: Span<UInt8>) throws(FormatError) {}

  private func number(_ attributes: borrowing XMLAttributes) -> Int? {
    attributes.text(of: Name.numFmtId).flatMap { Int($0) }
  }

  private enum Name {
    static let cellXfs: XMLName = "cellXfs"
    static let xf: XMLName = "xf"
    static let numFmt: XMLName = "numFmt"
    static let numFmtId: XMLName = "numFmtId"
    static let formatCode: XMLName = "formatCode"
  }
}
