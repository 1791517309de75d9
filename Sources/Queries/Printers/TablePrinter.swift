internal import CUtf8proc

/// A table for people, fitted to the terminal; identifiers are never cut.
struct TablePrinter: RowFormatter {
  private let width: Int?
  private let hasHeader: Bool
  private let isColoured: Bool
  private var columns: [String] = []
  private var rows: [[Cell]] = []
  private var widths: [Int]?

  /// Rows that are looked at before the column widths are settled.
  private static let lookahead = 2_000
  private static let gap = "  "
  private static let smallest = 8

  init(_ style: PrintStyle) {
    width = style.width
    hasHeader = style.hasHeader
    isColoured = style.isColoured
  }

  mutating func begin(columns: [String]) -> String {
    self.columns = columns
    return ""
  }

  mutating func row(_ cells: [Cell]) -> String {
    if let widths { return line(cells, widths) }
    rows.append(cells)
    return rows.count == Self.lookahead ? settle() : ""
  }

  mutating func end() -> String { widths == nil ? settle() : "" }

  private mutating func settle() -> String {
    let settled = fitted()
    widths = settled
    let body = rows.map { line($0, settled) }.joined()
    rows = []
    guard hasHeader, !columns.isEmpty else { return body }
    let header = line(columns.map(Cell.text), settled)
    let rule = settled.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap) + "\n"
    return (isColoured ? "\u{1B}[1m\(header.dropLast())\u{1B}[0m\n" : header) + rule + body
  }

  /// The widest text columns give way until the table fits; columns of ids and numbers stay.
  private func fitted() -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(hasHeader ? displayWidth(columns[index]) : 0) {
        max($0, displayWidth(oneLine($1[index].text)))
      }
    }
    guard let width else { return widths }
    let mayShrink = columns.indices.map { index in
      !isIdentifier(columns[index]) && !rows.allSatisfy { $0[index].isIdentifierOrEmpty }
    }
    var excess = widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { mayShrink[$0] && widths[$0] > Self.smallest }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func isIdentifier(_ column: String) -> Bool {
    column.hasSuffix("_id") || column == "po_line"
  }

  private func line(_ cells: [Cell], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += Self.gap }
      let whole = oneLine(cell.text)
      let stays = isIdentifier(columns[index]) || cell.isIdentifierOrEmpty
      let shown = stays ? whole : clipped(whole, to: widths[index])
      let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(shown)))
      if case .integer = cell { text += padding + shown } else { text += shown + padding }
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private func clipped(_ text: String, to width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = displayWidth(String(character))
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }
}

extension Cell {
  /// Whether it is a number, an identifier or nothing: of these every character counts.
  fileprivate var isIdentifierOrEmpty: Bool {
    guard case .text(let text) = self else { return true }
    let digits = text.utf8.count { (48...57).contains($0) }
    // 991000123, POL-1234, 0028-0836, b10052325x: no words, and mostly digits.
    return digits == text.utf8.count
      || (digits >= 3 && text.utf8.count <= 40
        && text.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == 0x2D || byte == 0x2E || byte == 0x3A || byte == 0x5F
        })
  }
}

/// How many columns of a terminal a text takes (wide characters take two, marks none).
package func displayWidth(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.unicodeScalars.reduce(0) { $0 + Int(utf8proc_charwidth(Int32($1.value))) }
}
