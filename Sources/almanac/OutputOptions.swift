import ArgumentParser
import Queries
import Shell

extension ResultFormat: ExpressibleByArgument {}

/// Where results go, and how.
struct OutputOptions: ParsableArguments {
  @Option(
    help:
      "\(ResultFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: as the file's suffix says, else table on a terminal and csv elsewhere)."
  )
  var format: ResultFormat?

  @Option(help: "Write to this file instead of the screen.", completion: .file())
  var output: String?

  @Option(help: "At most so many rows.")
  var limit: Int?

  @Option(help: "What stands for a value that is not known (default: nothing; JSON has null).")
  var null = ""

  @Flag(name: .customLong("no-header"), help: "Leave the names of the columns out.")
  var hasNoHeader = false

  @Flag(
    name: .customLong("excel"),
    help: "csv that Excel opens unharmed: ids stay text, and no cell is run as a formula.")
  var isForExcel = false

  @Flag(help: "Replace the file if it is there.")
  var force = false

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit \(limit): give 0 or more.") }
    if hasNoHeader, !chosen.canDropHeader {
      throw ValidationError("--no-header: \(chosen.rawValue) cannot do without the names.")
    }
    if isForExcel, chosen != .csv {
      throw ValidationError(
        "--excel is for csv, not \(chosen.rawValue). Excel opens xlsx as it is: --format xlsx.")
    }
    if chosen.isBinary, output == nil, Console.isTerminal {
      throw ValidationError("A workbook cannot be shown here. Name a file: --output result.xlsx")
    }
  }

  /// As asked, else as the file's suffix says, else what suits the place.
  private var chosen: ResultFormat {
    if let format { return format }
    if let output { return ResultFormat(fileName: output) ?? .csv }
    return Console.isTerminal && !isForExcel ? .table : .csv
  }

  /// Prints what `body` runs, to the file as a whole or to the screen.
  ///
  /// - Parameter about: what a page or workbook says of its own making.
  func print(
    about: ResultAbout? = nil,
    _ body: (inout any RowPrinter) throws -> (rows: Int, isCut: Bool)
  ) throws -> (rows: Int, isCut: Bool) {
    var style = PrintStyle(width: output == nil ? Console.width : nil, about: about)
    style.hasHeader = !hasNoHeader
    style.null = null
    style.isForExcel = isForExcel
    guard let output else {
      var printer: any RowPrinter = chosen.printer(to: StandardOutput(), style: style)
      return try body(&printer)
    }
    InterruptKey.installForFile()
    let file = try WholeFile(path: output, replacing: force)
    do {
      var printer: any RowPrinter = chosen.printer(to: file, style: style)
      let result = try body(&printer)
      try file.finish()
      return result
    } catch {
      file.discard()
      throw error
    }
  }
}
