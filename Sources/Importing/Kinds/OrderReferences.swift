import Formats
import Identifiers

/// What an order line points at: its bib, and its portfolios.
struct OrderReferences {
  private let bibColumn: Column
  private let bibLink: Column
  private let portfolioColumn: Column

  init(_ columns: ColumnMap) {
    bibColumn = columns["mms_id"]
    bibLink = columns.column(headed: "resource_metadata.mms_id.link")
    portfolioColumn = columns["portfolio_id"]
  }

  /// Where the bib's MMS ID stands in the row's bytes. Alma's API has been seen to give the number
  /// of a holdings record as its value, and the true one at the end of the link beside it.
  func bib(_ row: TableRow) -> Range<Int> {
    let linked = lastPart(row, row.range(bibLink))
    let isBib = AlmaID(row.record.bytes.span.extracting(linked))?.kind == .bib
    return isBib ? linked : row.range(bibColumn)
  }

  /// Where the portfolios' ids stand in the row's bytes: one in a report's row, and in the API's as
  /// many as there are, as numbers or at the ends of links.
  func portfolios(_ row: TableRow) -> [Range<Int>] {
    let cell = row.range(portfolioColumn)
    var found: [Range<Int>] = []
    for part in row.record.bytes[cell].split(separator: UInt8(ascii: ";")) {
      var range = part.startIndex..<part.endIndex
      while let first = range.first, row.record.bytes[first] == 0x20 { range.removeFirst() }
      range = lastPart(row, range)
      let isNew = !found.contains { row.record.bytes[$0] == row.record.bytes[range] }
      if !range.isEmpty, isNew { found.append(range) }
    }
    return found
  }

  /// What stands behind the last slash of a link; all of it where it is none, such as "n/a".
  private func lastPart(_ row: TableRow, _ range: Range<Int>) -> Range<Int> {
    let text = row.record.bytes[range]
    let isLink = text.first == UInt8(ascii: "/") || text.starts(with: "http".utf8)
    let slash = isLink ? text.lastIndex(of: UInt8(ascii: "/")) : nil
    return (slash.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
  }
}
