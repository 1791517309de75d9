/// A workbook of text cells, made in memory: sheets of rows, as a library would fill them in.
package struct ListWorkbook {
  /// The sheets in their order.
  package var sheets: [(name: String, rows: [[String]])] = []

  package init(_ sheets: [(name: String, rows: [[String]])]) {
    self.sheets = sheets
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packaged = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The bytes of the `.xlsx` file.
  package var bytes: [UInt8] {
    var zip = StoredZip()
    var names = ""
    var parts = ""
    for (index, sheet) in sheets.enumerated() {
      let id = "rId\(index + 1)"
      names += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"\(id)\"/>"
      parts += Self.relationship(id, "worksheet", "worksheets/sheet\(index + 1).xml")
      zip.add("xl/worksheets/sheet\(index + 1).xml", Self.xml(sheet.rows))
    }
    zip.add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(Self.packaged)\">"
        + Self.relationship("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(Self.packaged)\">\(parts)</Relationships>")
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>\(names)</sheets>"
        + "</workbook>")
    return zip.bytes
  }

  private static func relationship(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
  }

  private static func xml(_ rows: [[String]]) -> String {
    let text = rows.enumerated().map { number, cells in
      let cells = cells.enumerated().filter { !$0.element.isEmpty }.map { index, cell in
        let column = String(UnicodeScalar(UInt8(65 + index)))
        let escaped = cell.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<c r=\"\(column)\(number + 1)\" t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
      }
      return "<row r=\"\(number + 1)\">\(cells.joined())</row>"
    }
    return "<worksheet xmlns=\"\(main)\"><sheetData>\(text.joined())</sheetData></worksheet>"
  }
}

/// A zip archive whose members are stored as they are.
private struct StoredZip {
  private var members: [(name: [UInt8], content: [UInt8], offset: Int)] = []
  private var body: [UInt8] = []

  mutating func add(_ name: String, _ content: String) {
    let member = (Array(name.utf8), Array(content.utf8), body.count)
    body += little(0x0403_4B50, 4) + fields(member.0, member.1) + member.0 + member.1
    members.append(member)
  }

  var bytes: [UInt8] {
    var directory: [UInt8] = []
    for member in members {
      directory += little(0x0201_4B50, 4) + little(20, 2) + fields(member.name, member.content)
      directory += little(0, 10) + little(member.offset, 4) + member.name
    }
    let count = little(members.count, 2)
    let end =
      little(0x0605_4B50, 4) + little(0, 4) + count + count + little(directory.count, 4)
      + little(body.count, 4) + little(0, 2)
    return body + directory + end
  }

  /// What both headers of a member say: version, flags, method, time, checksum, sizes, name, extra.
  private func fields(_ name: [UInt8], _ content: [UInt8]) -> [UInt8] {
    little(20, 2) + little(0, 8) + little(Int(Self.checksum(content)), 4)
      + little(content.count, 4) + little(content.count, 4) + little(name.count, 2) + little(0, 2)
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  /// CRC-32 as zip has it (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
