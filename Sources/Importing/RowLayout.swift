import Formats

/// What is wrong with a row as a row: damaged quotes, or cells missing or left over.
struct RowLayout {
  /// How many cells the header has; nil without one.
  private let width: Int?
  private let isSheet: Bool
  private let isTabSeparated: Bool
  private let rowsMayEndEarly: Bool

  init(_ form: RecognisedFile.TableForm, width: Int?, rowsMayEndEarly: Bool) {
    self.width = width
    self.rowsMayEndEarly = rowsMayEndEarly
    switch form {
    case .delimited(let dialect):
      (isSheet, isTabSeparated) = (false, dialect.delimiter == UInt8(ascii: "\t"))
    case .sheet, .json: (isSheet, isTabSeparated) = (true, false)
    }
  }

  /// A row that was cut would otherwise pass with its last cells empty.
  func trouble(_ record: Formats.Record) -> String? {
    if let problem = record.problem, problem != .textAfterQuote { return problem.message }
    if isTabSeparated, holdsRows(record) {
      return "several rows in one cell: a quote before them is not closed, or is none; double it"
    }
    guard let width else { return nil }
    if record.count < width, !mayBeShort(record) {
      return "the row has \(record.count) cells, the header \(width)"
    }
    let isLong = (width..<max(width, record.count)).contains { !record.isEmpty($0) }
    return isLong ? "the row has \(record.count) cells, the header \(width)" : nil
  }

  /// Whether a line of text was kept that ends before the last column.
  func isShort(_ record: Formats.Record) -> Bool {
    !isSheet && record.count < width ?? 0
  }

  /// A sheet's row ends at its last filled cell, and so do the lines of some writers. A line that
  /// goes on in another one was not cut short but torn.
  private func mayBeShort(_ record: Formats.Record) -> Bool {
    isSheet || rowsMayEndEarly && !record.bytes.contains(where: Self.isLineEnd)
  }

  /// A cell with a line break and a tab in it is no cell that somebody wrote.
  private func holdsRows(_ record: Formats.Record) -> Bool {
    guard record.bytes.contains(where: Self.isLineEnd) else { return false }
    return (0..<record.count).contains { index in
      let cell = record.bytes[record.range(index)]
      return cell.contains(where: Self.isLineEnd) && cell.contains(UInt8(ascii: "\t"))
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
