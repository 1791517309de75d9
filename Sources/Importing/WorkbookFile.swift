import Formats

/// A workbook of either age: newer ones are archives, older ones are not.
struct WorkbookFile: ~Copyable {
  let sheetNames: [String]
  /// The day on which the workbook says it was made.
  let createdDay: String?
  private let newer: Workbook?
  private let older: OldWorkbook?

  init(_ file: InputFile) throws(ArchiveError) {
    if file.inspection.container == .biff {
      let workbook = try OldWorkbook(path: file.path, inspection: file.inspection)
      (sheetNames, createdDay) = (workbook.sheetNames, workbook.createdDay)
      older = consume workbook
      newer = nil
    } else {
      let workbook = try Workbook(path: file.path, inspection: file.inspection)
      (sheetNames, createdDay) = (workbook.sheetNames, workbook.createdDay)
      newer = consume workbook
      older = nil
    }
  }

  /// The rows of a sheet, counted from 0.
  func rows(ofSheet index: Int) throws(ArchiveError) -> RowSource {
    if let sheet = try newer?.open(sheet: index) { return RowSource(sheet) }
    return RowSource(try older?.open(sheet: index))
  }
}
