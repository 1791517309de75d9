// libxlsxwriter. The workbook, its sheets and formats are the library's, and live until
// `finish(_:)` or the end of the value; what is handed in (texts, names) is copied by the library
// before a call returns.
internal import CXLSXWriter

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a workbook row by row, in constant memory.
///
/// Text is always text: it never becomes a formula, a number, a date or a link. Rows beyond what a
/// sheet holds go on in a further one, with the header repeated.
package struct XLSXWriter: ~Copyable {
  /// What a sheet is for, and so how it looks.
  package enum Style: Sendable {
    /// A header in bold that stays in sight, with a filter.
    case table
    /// A header and values, and nothing else: for programs to read.
    case list
    /// No header; names in bold and values that wrap.
    case notes
  }

  /// Rows that a sheet holds, its header included (Excel specifications and limits).
  package static let rowLimit = CellAddress.rowLimit
  /// Characters that a cell holds, as UTF-16 units; what is longer is cut.
  package static let textLimit = XLSXCellText.limit
  /// Bytes of one sheet's XML, from which a further sheet is begun: no zip64, and Excel opens it.
  private static let byteLimit = 3 << 30

  /// Cells that were too long for Excel and were cut, such as `Result!C17`; the first twenty.
  package private(set) var cutCells: [String] = []
  /// How many cells were cut.
  package private(set) var cutCount = 0

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let wrapped: UnsafeMutablePointer<lxw_format>?
  private let spool: XLSXSpool
  private let rowLimit: Int

  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var style = Style.table
  private var name = ""
  private var headers: [String] = []
  private var part = 1
  private var row = 0
  private var column = 0
  private var isEmptyRow = true
  /// Whether the next row must go into a further sheet.
  private var isFull = false
  private var widths = XLSXColumnWidths()

  /// Begins a workbook, which is gathered in TMPDIR.
  ///
  /// - Parameters:
  ///   - title: the workbook's property of that name.
  ///   - created: when it was made, in seconds since 1970: the same input and time give the same
  ///     bytes.
  ///   - rowLimit: rows that a sheet may have; for tests.
  /// - Throws: `XLSXWriteError` where there is no place for temporary files.
  package init(
    title: String, created: Int, rowLimit: Int = Self.rowLimit
  ) throws(XLSXWriteError) {
    let spool = try XLSXSpool()
    var folder = Array(spool.folder.utf8CString)
    let workbook = folder.withUnsafeMutableBufferPointer { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: folder.baseAddress, use_zip64: 0)
      return workbook_new_opt(spool.path, &options)
    }
    guard let workbook else { throw .failed(reason: "libxlsxwriter could not be started") }
    self.workbook = workbook
    self.spool = spool
    self.rowLimit = rowLimit
    bold = workbook_add_format(workbook)
    format_set_bold(bold)
    format_set_align(bold, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    wrapped = workbook_add_format(workbook)
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    var properties = lxw_doc_properties()
    var text = Array(XLSXCellText.encoded(title).text.utf8CString)
    text.withUnsafeMutableBufferPointer { text in
      properties.title = text.baseAddress
      properties.created = created
      workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    guard let workbook else { return }
    // The library closes them when a workbook is closed, not when it is given up.
    for sheet in sheets {
      if let file = sheet.pointee.optimize_tmpfile { fclose(file) }
      sheet.pointee.optimize_tmpfile = nil
      sheet.pointee.file = nil
    }
    lxw_workbook_free(workbook)
  }

  // MARK: - Rows

  /// Begins a sheet; an empty list of headers gives it none.
  package mutating func begin(
    sheet name: String, style: Style, headers: [String]
  ) throws(XLSXWriteError) {
    endSheet()
    isFull = false
    self.name = name
    self.style = style
    self.headers = headers
    part = 1
    try addSheet()
  }

  /// Writes a text into the next cell of the row; an empty one leaves it empty.
  package mutating func append(_ text: String) throws(XLSXWriteError) {
    let isNote = style == .notes
    try write(text, isNote ? (column == 0 ? bold : wrapped) : nil)
    column += 1
  }

  /// Writes a number into the next cell of the row. Beyond 15 digits, which is what a number in a
  /// workbook keeps, it is written as text.
  package mutating func append(_ number: Int64) throws(XLSXWriteError) {
    guard number.magnitude < 1_000_000_000_000_000 else { return try append(String(number)) }
    try write(Double(number))
    column += 1
  }

  /// The same for a number with a fraction.
  package mutating func append(_ number: Double) throws(XLSXWriteError) {
    guard number.magnitude < 1e15 else { return try append(String(number)) }
    try write(number)
    column += 1
  }

  /// Leaves the next cell of the row empty.
  package mutating func appendEmpty() { column += 1 }

  /// Ends the row.
  package mutating func endRow() throws(XLSXWriteError) {
    try makeRoom()
    if isEmptyRow {
      // So that it is a row all the same.
      worksheet_set_row(sheet, lxw_row_t(row), LXW_DEF_ROW_HEIGHT, nil)
    }
    row += 1
    column = 0
    isEmptyRow = true
    isFull = row == rowLimit || (row % 4_096 == 0 && isLarge)
  }

  /// Goes on in a further sheet where this one is full.
  private mutating func makeRoom() throws(XLSXWriteError) {
    guard isFull else { return }
    isFull = false
    let column = column
    endSheet()
    part += 1
    try addSheet()
    self.column = column
  }

  // MARK: - The end

  /// Completes the workbook and hands out its bytes, piece by piece; nothing before it is whole.
  ///
  /// - Throws: `XLSXWriteError`, or what `receive` throws.
  package mutating func finish(_ receive: ([UInt8]) throws -> Void) throws {
    endSheet()
    guard let workbook else { return }
    let sizes = try flush()
    try spool.checkRoom(largest: sizes.max() ?? 0, total: sizes.reduce(0, +))
    self.workbook = nil
    let result = workbook_close(workbook)
    guard result == LXW_NO_ERROR else {
      throw XLSXWriteError.cannotSpill(
        folder: spool.folder, reason: String(cString: lxw_strerror(result)))
    }
    try spool.checkWhole(sheetBytes: sizes)
    try spool.read(receive)
  }

  /// Writes out what the library still holds, and gives each sheet's bytes so far.
  private func flush() throws(XLSXWriteError) -> [Int] {
    var sizes: [Int] = []
    for sheet in sheets {
      lxw_worksheet_write_single_row(sheet)
      guard let file = sheet.pointee.optimize_tmpfile, fflush(file) == 0, ferror(file) == 0 else {
        throw .cannotSpill(folder: spool.folder, reason: String(cString: strerror(errno)))
      }
      sizes.append(ftello(file))
    }
    return sizes
  }

  private var isLarge: Bool {
    sheet?.pointee.optimize_tmpfile.map { ftello($0) > Self.byteLimit } ?? false
  }

  // MARK: - Sheets

  private mutating func addSheet() throws(XLSXWriteError) {
    let name = sheetName
    guard let workbook, let added = workbook_add_worksheet(workbook, name) else {
      throw .cannotSpill(folder: spool.folder, reason: String(cString: strerror(errno)))
    }
    sheet = added
    sheets.append(added)
    row = 0
    column = 0
    widths = XLSXColumnWidths()
    guard !headers.isEmpty else { return }
    for header in headers {
      widths.append(header: header)
      try write(header, style == .table ? bold : nil)
      column += 1
    }
    row = 1
    column = 0
    isEmptyRow = true
    if style == .table { worksheet_freeze_panes(sheet, 1, 0) }
  }

  private var sheetName: String { part == 1 ? name : "\(name) \(part)" }

  /// Settles what can only be known now; the library writes it when the workbook is closed.
  private mutating func endSheet() {
    guard let sheet else { return }
    self.sheet = nil
    for (index, width) in widths.widths.enumerated() {
      let column = lxw_col_t(index)
      worksheet_set_column(sheet, column, column, Double(width), nil)
    }
    let last = widths.widths.count - 1
    guard last >= 0, row > 0 else { return }
    if style == .table, !headers.isEmpty {
      worksheet_autofilter(sheet, 0, 0, lxw_row_t(row - 1), lxw_col_t(headers.count - 1))
    }
    // No green corner on every identifier.
    worksheet_ignore_errors(
      sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
  }

  // MARK: - Cells

  private mutating func write(
    _ text: String, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(XLSXWriteError) {
    try makeRoom()
    guard !text.isEmpty else { return }
    isEmptyRow = false
    let measures = row < XLSXColumnWidths.rowCount
    var text = text
    let isPlain = text.withUTF8 { bytes in
      if measures { widths.fit(bytes.span, in: column) }
      return XLSXCellText.isPlain(bytes.span)
    }
    if !isPlain {
      let (encoded, isCut) = XLSXCellText.encoded(text)
      text = encoded
      if isCut { noteCut() }
    }
    let (sheet, place) = (sheet, (row: lxw_row_t(row), column: lxw_col_t(column)))
    try check(
      text.withCString { worksheet_write_string(sheet, place.row, place.column, $0, format) })
  }

  private mutating func write(_ number: Double) throws(XLSXWriteError) {
    try makeRoom()
    isEmptyRow = false
    try check(worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, nil))
  }

  private func check(_ result: lxw_error) throws(XLSXWriteError) {
    guard result != LXW_NO_ERROR else { return }
    throw .failed(reason: String(cString: lxw_strerror(result)))
  }

  private mutating func noteCut() {
    cutCount += 1
    guard cutCells.count < 20 else { return }
    let address = CellAddress(row: row + 1, column: column)
    cutCells.append("\(sheetName)!\(address.text)")
  }
}
