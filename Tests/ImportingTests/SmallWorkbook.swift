/// The bytes of a workbook with these sheets, for tests: stored, not compressed, all cells as text.
struct SmallWorkbook {
  var sheets: [(name: String, rows: [[String]])]

  var bytes: [UInt8] {
    var zip = StoredZip()
    let books = sheets.indices.map {
      "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }
    let parts = sheets.indices.map {
      """
      <Relationship Id="rId\($0 + 1)" Type="\(Self.office)/worksheet" \
      Target="worksheets/sheet\($0 + 1).xml"/>
      """
    }
    zip.add(
      "_rels/.rels",
      """
      <Relationships xmlns="\(Self.packaged)"><Relationship Id="r1" \
      Type="\(Self.office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """)
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(Self.packaged)\">\(parts.joined())</Relationships>")
    zip.add(
      "xl/workbook.xml",
      """
      <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\(books.joined())</sheets>\
      </workbook>
      """)
    for (index, sheet) in sheets.enumerated() {
      let rows = sheet.rows.enumerated().map { row, cells in
        "<row r=\"\(row + 1)\">\(cells.map(Self.cell).joined())</row>"
      }
      zip.add(
        "xl/worksheets/sheet\(index + 1).xml",
        """
        <worksheet xmlns="\(Self.main)"><sheetData>\(rows.joined())</sheetData></worksheet>
        """)
    }
    return zip.bytes
  }

  private static func cell(_ text: String) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<c t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packaged = "http://schemas.openxmlformats.org/package/2006/relationships"
}

/// A zip archive whose members are stored (PKWARE, APPNOTE.TXT, 4.3).
private struct StoredZip {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ text: String) {
    let data = Array(text.utf8)
    let sum = Self.checksum(data)
    let offset = UInt32(body.count)
    let sizes = Self.four(sum) + Self.four(UInt32(data.count)) + Self.four(UInt32(data.count))
    let head = Self.two(20) + Self.two(0x0800) + Self.two(0) + Self.two(0) + Self.two(0x21)
    let lengths = Self.two(UInt16(name.utf8.count)) + Self.two(0)
    body += Self.four(0x0403_4B50) + head + sizes + lengths + Array(name.utf8) + data
    directory += Self.four(0x0201_4B50) + Self.two(20) + head + sizes + lengths
    directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(offset)
    directory += Array(name.utf8)
    count += 1
  }

  var bytes: [UInt8] {
    let counts = Self.two(0) + Self.two(0) + Self.two(UInt16(count)) + Self.two(UInt16(count))
    return body + directory + Self.four(0x0605_4B50) + counts
      + Self.four(UInt32(directory.count)) + Self.four(UInt32(body.count)) + Self.two(0)
  }

  private static func two(_ value: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func four(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  /// CRC-32 as zip uses it.
  private static func checksum(_ data: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
