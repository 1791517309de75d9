import Formats

/// The rows of a table, wherever they lie: one of the two readers is there.
struct RowSource: ~Copyable {
  private var delimited: DelimitedReader?
  private var sheet: SheetReader?

  /// The rows of text in memory.
  init(_ reader: consuming DelimitedReader) {
    delimited = consume reader
    sheet = nil
  }

  init(_ file: InputFile, _ form: RecognisedFile.TableForm) throws {
    switch form {
    case .delimited(let dialect):
      delimited = DelimitedReader(
        source: try ByteSource(path: file.path, inspection: file.inspection), dialect: dialect)
      sheet = nil
    case .sheet(let index, _, _):
      let workbook = try Workbook(path: file.path, inspection: file.inspection)
      delimited = nil
      sheet = try workbook.open(sheet: index)
    }
  }

  mutating func read(into record: inout Formats.Record) throws -> Bool {
    if let isRow = try delimited?.read(into: &record) { return isRow }
    return try sheet?.read(into: &record) ?? false
  }
}
