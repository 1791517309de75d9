@testable import Formats

/// A small workbook made in memory.
struct XLSXMaker {
  var sheets: [(name: String, xml: String)] = []
  var strings: String?
  var styles: String?
  var properties: String?
  var bookSettings = ""
  var sheetState = ""
  /// The sheets, counted from 0, that are charts.
  var charts: Set<Int> = []
  /// Members that are left out of the archive.
  var missing: Set<String> = []
  var isZip64 = false

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packaged = "http://schemas.openxmlformats.org/package/2006/relationships"
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// A sheet with these rows.
  static func sheet(_ rows: String) -> String {
    declaration + "<worksheet xmlns=\"\(main)\"><dimension ref=\"A1\"/><sheetData>\(rows)"
      + "</sheetData><pageMargins left=\"0.7\"/></worksheet>"
  }

  /// A workbook of one sheet with these rows.
  init(rows: String = "") { sheets = [("Data", Self.sheet(rows))] }

  /// A list of shared strings with these items.
  mutating func setStrings(_ items: String) {
    strings = "<sst xmlns=\"\(Self.main)\" count=\"1\">\(items)</sst>"
  }

  /// Styles that show numbers in these formats; format codes get numbers from 164.
  mutating func setStyles(_ formats: [Int], codes: [String] = []) {
    let custom = codes.enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0.offset)\" formatCode=\"\($0.element)\"/>"
    }
    let cells = formats.map { "<xf numFmtId=\"\($0)\" fontId=\"0\"/>" }
    styles = """
      <styleSheet xmlns="\(Self.main)"><numFmts>\(custom.joined())</numFmts>
      <cellStyleXfs count="2"><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs count="1">\(cells.joined())</cellXfs></styleSheet>
      """
  }

  var bytes: [UInt8] {
    var zip = ZipWriter(isZip64: isZip64)
    var books = ""
    var parts = ""
    for (index, sheet) in sheets.enumerated() {
      books += "<sheet name=\"\(sheet.name)\" sheetId=\"\(9 - index)\" \(sheetState)"
      books += " r:id=\"rId\(index + 1)\"/>"
      let type = charts.contains(index) ? "chartsheet" : "worksheet"
      parts += relationship("rId\(index + 1)", type, "worksheets/part\(9 - index).xml")
      zip.add("xl/worksheets/part\(9 - index).xml", sheet.xml)
    }
    parts += relationship("s1", "sharedStrings", "/xl/sharedStrings.xml")
    parts += relationship("s2", "styles", "styles.xml")
    let root =
      relationship("r1", "officeDocument", "xl/workbook.xml")
      + relationship("r2", "metadata/core-properties", "docProps/core.xml")
    zip.add("_rels/.rels", "<Relationships xmlns=\"\(Self.packaged)\">\(root)</Relationships>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(Self.packaged)\">\(parts)</Relationships>")
    zip.add(
      "xl/workbook.xml",
      Self.declaration + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">"
        + "\(bookSettings)<sheets>\(books)</sheets></workbook>")
    if let strings { zip.add("xl/sharedStrings.xml", strings) }
    if let styles { zip.add("xl/styles.xml", styles) }
    if let properties { zip.add("docProps/core.xml", properties) }
    zip.members.removeAll { missing.contains($0.name) }
    return zip.bytes
  }

  private func relationship(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(type)\" Target=\"\(target)\"/>"
  }
}

/// All rows of a sheet: the number of each, and its fields between bars.
func sheetRows(
  of bytes: [UInt8], sheet: Int = 0, chunkSize: Int = ZipArchive.chunkSize
) throws -> [String] {
  let file = try TemporaryFile(bytes)
  let inspection = try FileInspection.inspect(path: file.path)
  let workbook = try Workbook(path: file.path, inspection: inspection, chunkSize: chunkSize)
  var reader = try workbook.open(sheet: sheet)
  var record = Record()
  var rows: [String] = []
  while try reader.read(into: &record) { rows.append(record.shown) }
  return rows
}

/// What reading a workbook to its end throws; nil when it throws nothing.
func sheetFailure(of bytes: [UInt8], sheet: Int = 0) throws -> ArchiveError? {
  do { _ = try sheetRows(of: bytes, sheet: sheet) } catch let error as ArchiveError { return error }
  return nil
}

extension Record {
  /// The row's number and its fields between bars.
  var shown: String {
    "\(position.row): " + (0..<count).map { text($0) }.joined(separator: "|")
  }
}
