import Formats

/// The sheets of a workbook as our own reader finds them.
package enum WorkbookRows {
  /// One sheet: its name, and the fields of its rows.
  package struct Sheet: Equatable, Sendable {
    package let name: String
    package let rows: [[String]]
  }

  package static func read(_ path: String) throws -> [Sheet] {
    let workbook = try Workbook(path: path, inspection: try FileInspection.inspect(path: path))
    return try workbook.sheetNames.enumerated().map { index, name in
      var reader = try workbook.open(sheet: index)
      var record = Record()
      var rows: [[String]] = []
      while try reader.read(into: &record) {
        rows.append((0..<record.count).map { record.text($0) })
      }
      return Sheet(name: name, rows: rows)
    }
  }
}
