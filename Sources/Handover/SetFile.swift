import Foundation
import Formats
import Queries

/// One file for Alma: a heading, and below it the ids, each on a line or in a row of its own.
///
/// Alma takes workbooks, CSV and plain text with a heading for an itemized set.
struct SetFile {
  /// The workbook's property of that name.
  let title: String
  let heading: String
  let ids: [String]

  /// - Throws: `OutputError`, `XLSXWriteError`.
  func write(to output: WholeFile, as format: SetRequest.Format) throws {
    switch format {
    case .csv, .txt:
      try output.write(([heading] + ids).map { CSVText.field($0) + "\n" }.joined())
    case .xlsx:
      var workbook = try XLSXWriter(title: title, created: Int(Date().timeIntervalSince1970))
      try workbook.begin(sheet: "Set", style: .list, headers: [heading])
      for id in ids {
        try workbook.append(id)
        try workbook.endRow()
      }
      try workbook.finish { try output.write($0) }
    }
  }
}
