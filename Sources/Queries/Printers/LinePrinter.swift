/// One record after another, each value on a line of its own: `name = value`.
struct LinePrinter: RowFormatter {
  private var names: [String] = []
  private var indent = ""
  private var isFirst = true

  mutating func begin(columns: [String]) -> String {
    let width = columns.map(displayWidth).max() ?? 0
    names = columns.map { String(repeating: " ", count: width - displayWidth($0)) + $0 }
    indent = String(repeating: " ", count: width + 3)
    return ""
  }

  mutating func row(_ cells: [Cell]) -> String {
    defer { isFirst = false }
    var text = isFirst ? "" : "\n"
    for (name, cell) in zip(names, cells) {
      // A value's further lines are set in, so that none of them looks like another value.
      let lines = cell.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      text +=
        "\(name) = " + lines.map { oneLine(String($0)) }.joined(separator: "\n" + indent) + "\n"
    }
    return text
  }

  mutating func end() -> String { "" }
}
