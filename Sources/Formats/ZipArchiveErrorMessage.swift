extension ArchiveError: CustomStringConvertible {
  /// The sentence to print: what is wrong, where, and what to do next.
  package var message: String {
    switch self {
    case .format(let error):
      error.message
    case .notAnArchive(let file):
      "\(file): no complete zip archive: its end, which lists the members, is missing. "
        + "Copy or download the file again; if it is no zip or .xlsx file, correct its name."
    case .tooManyMembers(let file, let count, let limit):
      "\(file): the archive holds \(count) files, more than the \(limit) that are read. "
        + "Unpack it and import the files that are needed."
    case .noSuchMember(let file, let member):
      "\(file): the archive has no member \(clipped(member)). "
        + "Check that the file is complete and the right one."
    case .damagedGzip(let file, let reason):
      "\(file): the compressed file is damaged: \(reason). Copy or download it again."
    case .damagedMember, .encrypted, .unknownCompression, .memberTooLarge, .inflatesTooMuch:
      memberMessage
    case .notAnOldWorkbook, .oldWorkbookTooOld, .oldWorkbookProtected, .oldWorkbookTooLarge,
      .oldWorkbookDamaged:
      oldWorkbookMessage
    default:
      workbookMessage
    }
  }

  /// The same sentence.
  package var description: String { message }

  private var memberMessage: String {
    switch self {
    case .damagedMember(let file, let member, let reason):
      "\(file): the member \(clipped(member)) is damaged: \(reason). "
        + "Copy or download the file again."
    case .encrypted(let file, let member):
      "\(file): the member \(clipped(member)) is protected by a password. "
        + "Unpack it, or save the file without a password, and import that."
    case .unknownCompression(let file, let member, let method):
      "\(file): the member \(clipped(member)) is compressed by method \(method), which is not known "
        + "here. Pack the files again as an ordinary zip archive (deflate)."
    case .memberTooLarge(let file, let member, let byteCount, let limit):
      "\(file): the member \(clipped(member)) has \(byteCount) bytes when unpacked; at most "
        + "\(limit) are read. Split it into several files."
    case .inflatesTooMuch(let file, let member, let byteCount, let limit):
      "\(file): the member \(clipped(member)) grows to \(byteCount) bytes, more than \(limit) times "
        + "what is stored. No export does that; check where the file comes from."
    default:
      ""
    }
  }

  private var workbookMessage: String {
    switch self {
    case .notAWorkbook(let file):
      "\(file): an archive, but no Excel workbook (.xlsx, .xlsm). "
        + "Open it in the program that wrote it and save it as .xlsx or as CSV."
    case .noSuchSheet(let file, let number, let count):
      "\(file): there is no worksheet \(number), the workbook has \(count). "
        + "Choose one of them, or check that it is the right file."
    case .missingSheet(let file, let sheet):
      "\(file): the sheet \(clipped(sheet)) is listed, but its cells are not in the file. "
        + "Open the workbook in Excel or LibreOffice, save it again and import that."
    case .badReference(let file, let sheet, let reference):
      "\(file), sheet \(clipped(sheet)): \(clipped(reference)) is no place in a sheet (A1 to "
        + "XFD1048576). Open the workbook in Excel or LibreOffice, save it again and import that."
    case .badSharedString(let file, let sheet, let cell, let index):
      "\(file), sheet \(clipped(sheet)), cell \(cell): names text \(clipped(index)), which the "
        + "workbook does not hold. Open it in Excel or LibreOffice, save it again and import that."
    case .cannotSpill(let file, let folder, let reason):
      "\(file): a temporary file for it in \(folder) failed: \(reason). "
        + "Make room there, or name another folder in TMPDIR."
    default:
      ""
    }
  }

  private var oldWorkbookMessage: String {
    switch self {
    case .notAnOldWorkbook(let file):
      "\(file): no Excel workbook, although it begins like one (.xls). "
        + "Open it in the program that wrote it and save it as .xlsx or as CSV."
    case .oldWorkbookTooOld(let file, let version):
      "\(file): a workbook of Excel \(version), which is not read (Excel 97 and later are). "
        + "Open it in Excel or LibreOffice, save it as .xlsx and import that."
    case .oldWorkbookProtected(let file):
      "\(file): the workbook is protected by a password. "
        + "Save it without a password and import that."
    case .oldWorkbookTooLarge(let file, let byteCount, let limit):
      "\(file): the workbook has \(byteCount) bytes; at most \(limit) are read. "
        + "Split it, or save it as .xlsx or as CSV."
    case .oldWorkbookDamaged(let file, let place, let reason):
      "\(file), \(place): the workbook is damaged: \(reason). Copy or download the file again; "
        + "if it is still so, open it in Excel or LibreOffice and save it as .xlsx."
    default:
      ""
    }
  }

  /// A name from the file, in quotes and not longer than a line.
  private func clipped(_ text: String) -> String {
    text.count <= 60 ? "“\(text)”" : "“\(text.prefix(60))…”"
  }
}
