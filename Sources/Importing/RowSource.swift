import Formats

/// The rows of a table, wherever they lie: one of the readers is there.
struct RowSource: ~Copyable {
  private var delimited: DelimitedReader?
  private var sheet: SheetReader?
  private var oldSheet: OldSheetReader?
  private var json: JSONTableReader?

  /// The rows of text.
  init(_ reader: consuming DelimitedReader) {
    delimited = consume reader
  }

  /// The rows of a sheet of a workbook.
  init(_ reader: consuming SheetReader) {
    sheet = consume reader
  }

  /// The rows of a sheet of an old workbook.
  init(_ reader: consuming OldSheetReader?) {
    oldSheet = consume reader
  }

  /// The objects of a JSON document.
  init(_ reader: consuming JSONTableReader) {
    json = consume reader
  }

  init(_ file: InputFile, _ form: RecognisedFile.TableForm) throws {
    switch form {
    case .delimited(let dialect):
      self.init(
        DelimitedReader(
          source: try ByteSource(path: file.path, inspection: file.inspection), dialect: dialect))
    case .sheet(let index, _, _):
      self = try WorkbookFile(file).rows(ofSheet: index)
    case .json(let table):
      self.init(
        try JSONTableReader(path: file.path, inspection: file.inspection, table: table))
    }
  }

  mutating func read(into record: inout Formats.Record) throws -> Bool {
    if let isRow = try delimited?.read(into: &record) { return isRow }
    if let isRow = try sheet?.read(into: &record) { return isRow }
    if let isRow = try oldSheet?.read(into: &record) { return isRow }
    return try json?.read(into: &record) ?? false
  }
}
