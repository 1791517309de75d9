/// The sheets of a workbook in its order, and from which day it counts, from `workbook.xml`.
final class XLSXWorkbookPart: XMLHandler {
  private(set) var sheets: [(name: String, relationship: String)] = []
  private(set) var is1904 = false
  private var isSheets = false

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    if name == Name.sheets {
      isSheets = true
    } else if name == Name.sheet, isSheets {
      let id = attributes.text(of: Name.id) ?? ""
      sheets.append((attributes.plainText(of: Name.name) ?? "", id))
    } else if name == Name.workbookPr {
      is1904 = ["1", "true", "on"].contains(attributes.text(of: Name.date1904) ?? "")
    }
  }

  func endElement(_ name: XMLName) throws(FormatError) {
    if name == Name.sheets { isSheets = false }
  }

  func text(_ bytes: Span<UInt8>) throws(FormatError) {}

  private enum Name {
    static let sheets: XMLName = "sheets"
    static let sheet: XMLName = "sheet"
    static let name: XMLName = "name"
    static let id: XMLName = "id"
    static let workbookPr: XMLName = "workbookPr"
    static let date1904: XMLName = "date1904"
  }
}
