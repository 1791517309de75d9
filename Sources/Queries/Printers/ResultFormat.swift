/// A format for results. Another one is a file in this folder, and its line in each of these.
package enum ResultFormat: String, CaseIterable, Sendable {
  case table, csv, tsv, json, ndjson, markdown, html, xlsx, line

  /// The format that a file's suffix asks for; nil for a suffix that says nothing.
  package init?(fileName: String) {
    let parts = fileName.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let suffix = parts.last?.lowercased(),
      let format = Self.allCases.first(where: { $0.suffixes.contains(suffix) })
    else { return nil }
    self = format
  }

  /// The suffixes of its files, in lower case.
  private var suffixes: [String] {
    switch self {
    case .table: ["txt"]
    case .csv: ["csv"]
    case .tsv: ["tsv", "tab"]
    case .json: ["json"]
    case .ndjson: ["ndjson", "jsonl"]
    case .markdown: ["md", "markdown"]
    case .html: ["html", "htm"]
    case .xlsx: ["xlsx"]
    case .line: []
    }
  }

  /// Whether it is no text, so that a screen cannot show it.
  package var isBinary: Bool { self == .xlsx }

  /// Whether it can do without the names of the columns.
  package var canDropHeader: Bool {
    switch self {
    case .table, .csv, .tsv, .html, .xlsx: true
    case .json, .ndjson, .markdown, .line: false
    }
  }

  private var hasNull: Bool { self == .json || self == .ndjson }

  /// A printer that writes to `output`.
  package func printer<Output: TextOutput>(
    to output: Output, style: PrintStyle = PrintStyle()
  ) -> AnyRowPrinter<Output> {
    AnyRowPrinter(formatter(style), to: output, null: hasNull ? nil : style.null)
  }

  private func formatter(_ style: PrintStyle) -> any RowFormatter {
    switch self {
    case .table: TablePrinter(style)
    case .csv: CSVPrinter(style)
    case .tsv: TSVPrinter(style)
    case .json: JSONPrinter(isLines: false)
    case .ndjson: JSONPrinter(isLines: true)
    case .markdown: MarkdownPrinter()
    case .html: HTMLPrinter(style)
    case .xlsx: XLSXPrinter(style)
    case .line: LinePrinter()
    }
  }
}
