/// How a result is printed, beside its format.
package struct PrintStyle: Sendable {
  /// Columns of the terminal; nil where there is none and nothing is cut.
  package var width: Int?
  /// Whether the names of the columns come first.
  package var hasHeader = true
  /// What stands for NULL in formats that have none of their own.
  package var null = ""
  /// Whether CSV is written so that Excel shows it unharmed.
  package var isForExcel = false
  /// Whether a table's header is shown in bold, as a terminal can.
  package var isColoured = false
  /// What a page or workbook says of its own making; nil: nothing.
  package var about: ResultAbout?

  /// The style that is right where nobody asked for another.
  package init(width: Int? = nil, about: ResultAbout? = nil) {
    self.width = width
    self.about = about
  }
}

/// Turns rows into text, piece by piece.
protocol RowFormatter {
  mutating func begin(columns: [String]) throws -> String
  mutating func row(_ cells: [Cell]) throws -> String
  mutating func end() throws -> String
  /// Adds a row of SQLite as its bytes.
  ///
  /// - Returns: false where the format, or this row, needs cells.
  func append(_ row: RawRow, null: [UInt8], to bytes: inout [UInt8]) -> Bool
  /// What is no text, after everything else.
  mutating func finish(_ write: ([UInt8]) throws -> Void) throws
}

extension RowFormatter {
  func append(_ row: RawRow, null: [UInt8], to bytes: inout [UInt8]) -> Bool { false }

  mutating func finish(_ write: ([UInt8]) throws -> Void) throws {}
}

/// A formatter and where its text goes, gathered into larger pieces.
package struct AnyRowPrinter<Output: TextOutput>: RowPrinter {
  private var formatter: any RowFormatter
  /// Where the text goes.
  package private(set) var output: Output
  /// nil where the format has a NULL of its own.
  private let null: Cell?
  private let nullBytes: [UInt8]
  private var pending: [UInt8] = []

  /// Bytes that are gathered before they are written: a copy of so few is made in place, where a
  /// larger one would be mapped and cleared anew each time.
  private static var piece: Int { 1 << 16 }

  init(_ formatter: any RowFormatter, to output: Output, null: String?) {
    self.formatter = formatter
    self.output = output
    self.null = null.flatMap { $0.isEmpty ? nil : .text($0) }
    nullBytes = Array((null ?? "").utf8)
  }

  /// Takes the names of the columns.
  package mutating func begin(columns: [String]) throws {
    add(try formatter.begin(columns: columns))
  }

  /// Takes a row; text is written when enough has gathered.
  package mutating func row(_ cells: [Cell]) throws {
    if let null, cells.contains(.null) {
      add(try formatter.row(cells.map { $0 == .null ? null : $0 }))
    } else {
      add(try formatter.row(cells))
    }
    if pending.count > Self.piece { try flush() }
  }

  /// As above, without cells where the format can do without.
  package mutating func row(_ row: RawRow) throws {
    guard formatter.append(row, null: nullBytes, to: &pending) else {
      return try self.row(row.cells)
    }
    if pending.count > Self.piece { try flush() }
  }

  /// Writes what is left.
  package mutating func end() throws {
    add(try formatter.end())
    try flush()
    var output = output
    try formatter.finish { try output.write($0) }
    self.output = output
  }

  private mutating func add(_ text: String) { pending.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    guard !pending.isEmpty else { return }
    try output.write(pending)
    pending.removeAll(keepingCapacity: true)
  }
}
