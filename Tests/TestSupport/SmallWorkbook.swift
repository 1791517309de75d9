/// A workbook of small sheets made in memory, as Excel writes it since 2007 and as it did before.
package struct SmallWorkbook {
  package enum Cell: Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral {
    case text(String)
    case number(Double)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
  }

  package var sheets: [(name: String, rows: [[Cell]])]

  package init(_ sheets: [(name: String, rows: [[Cell]])]) { self.sheets = sheets }

  /// A workbook all of whose cells are text.
  package init(texts sheets: [(name: String, rows: [[String]])]) {
    self.init(sheets.map { (name: $0.name, rows: $0.rows.map { $0.map(Cell.text) }) })
  }

  // MARK: - Since 2007

  /// The bytes of an .xlsx file; empty rows and cells are left out.
  package var xlsx: [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var list = ""
    var links = ""
    var members: [(String, String)] = []
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"r\(index)\"/>"
      links +=
        "<Relationship Id=\"r\(index)\" Type=\"\(office)/worksheet\" Target=\"s\(index).xml\"/>"
      members.append(("xl/s\(index).xml", Self.xml(sheet.rows)))
    }
    members.append(
      ("xl/workbook.xml", "<workbook xmlns:r=\"\(office)\"><sheets>\(list)</sheets></workbook>"))
    members.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>"))
    return Self.archive(members)
  }

  private static func xml(_ rows: [[Cell]]) -> String {
    var xml = "<worksheet><sheetData>"
    for (row, cells) in rows.enumerated() where !cells.isEmpty {
      xml += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() {
        let address = "\(UnicodeScalar(UInt8(ascii: "A") + UInt8(column)))\(row + 1)"
        switch cell {
        case .text(""): break
        case .text(let text):
          let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          xml += "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
        case .number(let number): xml += "<c r=\"\(address)\"><v>\(number)</v></c>"
        }
      }
      xml += "</row>"
    }
    return xml + "</sheetData></worksheet>"
  }

  /// A zip archive of members that are not compressed.
  private static func archive(_ members: [(name: String, text: String)]) -> [UInt8] {
    var file: [UInt8] = []
    var list: [UInt8] = []
    for (name, text) in members {
      let content = Array(text.utf8)
      var sum = ~UInt32(0)
      for byte in content {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ sum >> 1 }
      }
      let common =
        [20, 0] + [UInt8](repeating: 0, count: 8) + long(Int(~sum)) + long(content.count)
        + long(content.count) + word(name.utf8.count) + word(0)
      list += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
      list += long(file.count) + Array(name.utf8)
      file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
    }
    return file + list + [0x50, 0x4B, 5, 6] + long(0) + word(members.count) + word(members.count)
      + long(list.count) + long(file.count) + word(0)
  }

  // MARK: - Before

  /// The bytes of an .xls file of Excel 97; empty rows and cells are left out.
  package var xls: [UInt8] {
    let names = sheets.map { [UInt8($0.name.utf8.count), 0] + Array($0.name.utf8) }
    let bodies = sheets.map { Self.begin(0x10) + Self.cells($0.rows) + Self.record(0x0A, []) }
    let head = Self.begin(5)
    var place = head.count + names.reduce(0) { $0 + 10 + $1.count } + 4
    var list: [UInt8] = []
    for (index, body) in bodies.enumerated() {
      list += Self.record(0x85, Self.long(place) + [0, 0] + names[index])
      place += body.count
    }
    let stream = head + list + Self.record(0x0A, []) + bodies.joined()
    return Self.compound(stream + [UInt8](repeating: 0, count: max(0, 4_096 - stream.count)))
  }

  private static func begin(_ type: Int) -> [UInt8] {
    record(0x809, word(0x600) + word(type) + [UInt8](repeating: 0, count: 12))
  }

  private static func record(_ type: Int, _ bytes: [UInt8]) -> [UInt8] {
    word(type) + word(bytes.count) + bytes
  }

  private static func cells(_ rows: [[Cell]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let place = word(row) + word(column) + word(0)
        switch cell {
        case .text(""): break
        case .text(let text):
          let units = Array(text.utf16).flatMap { word(Int($0)) } as [UInt8]
          bytes += record(0x204, place + word(text.utf16.count) + [1] + units)
        case .number(let number):
          let bits = number.bitPattern
          bytes += record(0x203, place + long(Int(bits & 0xFFFF_FFFF)) + long(Int(bits >> 32)))
        }
      }
    }
    return bytes
  }

  /// A compound file whose one stream lies behind its directory and its list of sectors.
  private static func compound(_ stream: [UInt8]) -> [UInt8] {
    let count = (stream.count + 511) / 512
    let lists = (count + 2 + 126) / 127
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
    header += [UInt8](repeating: 0, count: 10) + long(lists) + long(0) + long(0) + long(4_096)
    header += long(-2) + long(0) + long(-2) + long(0) + (0..<lists).flatMap { long(1 + $0) }
    var next = long(-2) + [[UInt8]](repeating: long(-3), count: lists).joined()
    for sector in 0..<count { next += sector == count - 1 ? long(-2) : long(lists + 2 + sector) }
    let directory =
      entry("Root Entry", 5, child: 1, start: -2, count: 0)
      + entry("Workbook", 2, child: -1, start: lists + 1, count: stream.count)
    return padded(header, 0xFF) + padded(directory, 0) + padded(next, 0xFF) + padded(stream, 0)
  }

  private static func entry(
    _ name: String, _ kind: UInt8, child: Int, start: Int, count: Int
  ) -> [UInt8] {
    var entry: [UInt8] = Array(name.utf8).flatMap { [$0, 0] } + [0, 0]
    let length = UInt8(entry.count)
    entry += [UInt8](repeating: 0, count: 64 - entry.count)
    entry += [length, 0, kind, 1]
    entry += long(-1) + long(-1) + long(child)
    entry += [UInt8](repeating: 0, count: 36)
    entry += long(start) + long(count) + long(0)
    return entry
  }

  private static func padded(_ bytes: [UInt8], _ byte: UInt8) -> [UInt8] {
    bytes + [UInt8](repeating: byte, count: (512 - bytes.count % 512) % 512)
  }

  private static func word(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func long(_ value: Int) -> [UInt8] { word(value) + word(value >> 16) }
}
