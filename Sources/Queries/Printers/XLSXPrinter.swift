import Foundation
import Formats

/// A workbook: the result, and a sheet that says what it rests on.
///
/// What SQLite calls text is text, so that identifiers stay what they are; numbers are numbers.
final class XLSXPrinter: RowFormatter {
  private let style: PrintStyle
  private let rowLimit: Int
  private var workbook: XLSXWriter?
  private var count = 0

  /// - Parameter rowLimit: rows that a sheet may have; for tests.
  init(_ style: PrintStyle, rowLimit: Int = XLSXWriter.rowLimit) {
    self.style = style
    self.rowLimit = rowLimit
  }

  func begin(columns: [String]) throws -> String {
    let made = style.about?.madeAt ?? Date()
    workbook = try XLSXWriter(
      title: style.about?.title ?? "almanac", created: Int(made.timeIntervalSince1970),
      rowLimit: rowLimit)
    try workbook?.begin(
      sheet: "Result", style: .table, headers: style.hasHeader ? columns : [])
    return ""
  }

  func row(_ cells: [Cell]) throws -> String {
    count += 1
    for cell in cells {
      switch cell {
      case .null: workbook?.appendEmpty()
      case .integer(let number): try workbook?.append(number)
      case .real(let number): try workbook?.append(number)
      case .text(let text): try workbook?.append(text)
      }
    }
    try workbook?.endRow()
    return ""
  }

  func end() throws -> String {
    guard style.about != nil || cutCells != nil else { return "" }
    try workbook?.begin(sheet: "About", style: .notes, headers: [])
    try note(style.about?.facts(rows: count) ?? [])
    // Last, as a long statement may be cut as well.
    try note(cutCells.map { [$0] } ?? [])
    return ""
  }

  private func note(_ facts: [ResultAbout.Fact]) throws {
    for fact in facts {
      try workbook?.append(fact.name)
      try workbook?.append(fact.value)
      try workbook?.endRow()
    }
  }

  func finish(_ write: ([UInt8]) throws -> Void) throws {
    try workbook?.finish(write)
    workbook = nil
  }

  private var cutCells: ResultAbout.Fact? {
    guard let count = workbook?.cutCount, count > 0, let cells = workbook?.cutCells else {
      return nil
    }
    let more = count > cells.count ? ", and \(count - cells.count) more" : ""
    return ResultAbout.Fact(
      "Cut cells",
      "\(count) longer than the \(XLSXWriter.textLimit) characters that Excel takes: "
        + cells.joined(separator: ", ") + more)
  }
}
