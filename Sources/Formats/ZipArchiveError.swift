/// Why a zip archive, or the workbook in it, could not be read to its end.
package enum ArchiveError: Error, Sendable, Equatable {
  /// The file could not be opened or read, or one of its XML parts is not what it must be.
  case format(FormatError)
  /// The file has no list of members at its end: it is no zip archive, or it was cut off.
  case notAnArchive(file: String)
  /// The list of members holds more than `limit` of them.
  case tooManyMembers(file: String, count: Int, limit: Int)
  /// The archive has no member of this name.
  case noSuchMember(file: String, member: String)
  /// A member cannot be unpacked, or is not what its checksum says; `reason` is minizip's finding.
  case damagedMember(file: String, member: String, reason: String)
  /// A member can only be read with a password.
  case encrypted(file: String, member: String)
  /// A member is compressed by another method than deflate.
  case unknownCompression(file: String, member: String, method: Int)
  /// A member has more than `limit` bytes when unpacked.
  case memberTooLarge(file: String, member: String, byteCount: Int, limit: Int)
  /// A member would grow to more than `limit` times its compressed size.
  case inflatesTooMuch(file: String, member: String, byteCount: Int, limit: Int)
  /// A .gz file is damaged or cut off; `reason` is zlib's finding.
  case damagedGzip(file: String, reason: String)
  /// The archive is no workbook as Excel has written them since 2007.
  case notAWorkbook(file: String)
  /// The workbook has only `count` worksheets; `number` counts from 1.
  case noSuchSheet(file: String, number: Int, count: Int)
  /// The workbook names a sheet, but holds no cells for it.
  case missingSheet(file: String, sheet: String)
  /// A cell or row stands at a place that no sheet has.
  case badReference(file: String, sheet: String, reference: String)
  /// A cell names a text that the workbook's list of texts does not have.
  case badSharedString(file: String, sheet: String, cell: String, index: String)
  /// The file is a compound file, or begins as an old workbook does, but holds no workbook.
  case notAnOldWorkbook(file: String)
  /// The workbook is older than Excel 97; `version` says of which versions of Excel it may be.
  case oldWorkbookTooOld(file: String, version: String)
  /// The workbook can only be read with a password.
  case oldWorkbookProtected(file: String)
  /// The workbook has more than `limit` bytes.
  case oldWorkbookTooLarge(file: String, byteCount: Int, limit: Int)
  /// The workbook's tables or records are not what they must be; `place` says which of them.
  case oldWorkbookDamaged(file: String, place: String, reason: String)
  /// What is too large for memory could not be kept in a temporary file in `folder`.
  case cannotSpill(file: String, folder: String, reason: String)
}
