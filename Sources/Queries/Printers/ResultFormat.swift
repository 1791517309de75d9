/// A format for results.
package enum ResultFormat: String, CaseIterable, Sendable {
  case table, csv, tsv, json, ndjson

  /// The format that a file's suffix asks for; nil for a suffix that says nothing.
  package init?(fileName: String) {
    let suffix = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
    switch suffix {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "txt": self = .table
    default: return nil
    }
  }

  /// - Parameter width: columns of the terminal; nil where there is none and nothing is cut.
  package func printer<Output: TextOutput>(
    to output: Output, width: Int?
  ) -> AnyRowPrinter<Output> {
    switch self {
    case .table: AnyRowPrinter(TablePrinter(width: width), to: output)
    case .csv: AnyRowPrinter(CSVPrinter(), to: output)
    case .tsv: AnyRowPrinter(TSVPrinter(), to: output)
    case .json: AnyRowPrinter(JSONPrinter(isLines: false), to: output)
    case .ndjson: AnyRowPrinter(JSONPrinter(isLines: true), to: output)
    }
  }
}

/// Turns rows into text, piece by piece.
protocol RowFormatter {
  mutating func begin(columns: [String]) -> String
  mutating func row(_ cells: [Cell]) -> String
  mutating func end() -> String
}

/// A formatter and where its text goes, gathered into larger pieces.
package struct AnyRowPrinter<Output: TextOutput>: RowPrinter {
  private var formatter: any RowFormatter
  /// Where the text goes.
  package private(set) var output: Output
  private var pending = ""

  init(_ formatter: any RowFormatter, to output: Output) {
    self.formatter = formatter
    self.output = output
  }

  /// Takes the names of the columns.
  package mutating func begin(columns: [String]) throws {
    pending += formatter.begin(columns: columns)
  }

  /// Takes a row; text is written when enough has gathered.
  package mutating func row(_ cells: [Cell]) throws {
    pending += formatter.row(cells)
    if pending.utf8.count > 65_536 { try flush() }
  }

  /// Writes what is left.
  package mutating func end() throws {
    pending += formatter.end()
    try flush()
  }

  private mutating func flush() throws {
    try output.write(pending)
    pending = ""
  }
}
