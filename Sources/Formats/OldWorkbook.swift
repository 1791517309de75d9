/// A workbook of Excel 97 to 2003 (.xls, BIFF8): its sheets, and what their cells refer to.
///
/// Formats: [MS-CFB] for the container, [MS-XLS] for the records in it.
package struct OldWorkbook: ~Copyable {
  /// Name of the file, for messages.
  package let name: String
  /// The day on which the workbook says it was made, as YYYY-MM-DD; nil when it does not say.
  package let createdDay: String?

  private let path: String
  private let globals: BIFFGlobals
  private let dateParts: [DateParts]
  private let stamp: FileStamp
  private let pieceSize: Int

  /// Opens the file that was inspected and reads all but its sheets; throws when it is no such
  /// workbook, has a password, is older, damaged, or not the file that was inspected any more.
  package init(path: String, inspection: FileInspection) throws(ArchiveError) {
    try self.init(path: path, inspection: inspection, pieceSize: BIFFStream.pieceSize)
  }

  /// The same, with the file read in pieces of `pieceSize` bytes.
  init(path: String, inspection: FileInspection, pieceSize: Int) throws(ArchiveError) {
    let name = inspection.name
    if Self.isBareStream(inspection.head) {
      throw .oldWorkbookTooOld(file: name, version: "2 to 5.0")
    }
    let file = try CompoundFile(path: path, name: name)
    let stamp = file.stamp
    let expected = inspection.modified.map {
      FileStamp(byteCount: inspection.byteCount, modified: $0)
    }
    if let expected, expected != stamp { throw .format(.changed(file: name)) }
    let created = try OldWorkbookProperties.createdDay(file)
    let entry = try Self.stream(of: file)
    var stream = try BIFFStream(file, entry, place: "workbook", pieceSize: pieceSize)
    let globals = try BIFFGlobals(&stream)
    self.name = name
    self.path = path
    createdDay = created
    self.globals = globals
    dateParts = globals.dateParts
    self.stamp = stamp
    self.pieceSize = pieceSize
  }

  /// The names of the worksheets in the order of the workbook, hidden ones too; charts are none.
  package var sheetNames: [String] { globals.sheets.map(\.name) }

  /// A reader at the beginning of a sheet, counted from 0. Several can be open, and each outlives the
  /// workbook; throws when there is no such sheet or the file has changed.
  package func open(sheet index: Int) throws(ArchiveError) -> OldSheetReader {
    guard globals.sheets.indices.contains(index) else {
      throw .noSuchSheet(file: name, number: index + 1, count: globals.sheets.count)
    }
    let sheet = globals.sheets[index]
    let file = try CompoundFile(path: path, name: name)
    if file.stamp != stamp { throw .format(.changed(file: name)) }
    let entry = try Self.stream(of: file)
    var stream = try BIFFStream(
      file, entry, place: "sheet “\(sheet.name)”", pieceSize: pieceSize)
    stream.seek(to: sheet.offset)
    return try OldSheetReader(
      stream, sheetName: sheet.name, strings: globals.strings, dateParts: dateParts,
      days: globals.days)
  }

  private static func stream(
    of file: borrowing CompoundFile
  ) throws(ArchiveError) -> CompoundEntry {
    if let entry = file.stream(named: "Workbook") { return entry }
    if file.stream(named: "Book") != nil {
      throw .oldWorkbookTooOld(file: file.name, version: "5.0 or 95")
    }
    // A newer workbook with a password is wrapped in a compound file ([MS-OFFCRYPTO] 2.3.4.4).
    if file.stream(named: "EncryptedPackage") != nil {
      throw .oldWorkbookProtected(file: file.name)
    }
    throw .notAnOldWorkbook(file: file.name)
  }

  /// Whether the file begins with a record, and is no compound file: Excel 2 to 5.0.
  private static func isBareStream(_ head: [UInt8]) -> Bool {
    head.first == 0x09
  }
}
