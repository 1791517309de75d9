/// The day on which a workbook was made, from `docProps/core.xml`.
final class XLSXCoreProperties: XMLHandler {
  private var created: [UInt8] = []
  private var isCreated = false

  /// The day as YYYY-MM-DD; nil when it is missing or written otherwise.
  var createdDay: String? {
    let day = created.drop { $0 <= 0x20 }.prefix(10)
    guard day.count == 10 else { return nil }
    for (index, byte) in day.enumerated() {
      guard index == 4 || index == 7 ? byte == 0x2D : (0x30...0x39).contains(byte) else {
        return nil
      }
    }
    return String(decoding: day, as: UTF8.self)
  }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    isCreated = name == "created"
  }

  func endElement(_ name: XMLName) throws(FormatError) { isCreated = false }

  func text(_ bytes: Span<UInt8>) throws(FormatError) {
    if isCreated { created.append(copying: bytes) }
  }
}
