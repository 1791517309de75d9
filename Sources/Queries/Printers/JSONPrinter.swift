import Store

/// JSON: an array of objects, or one object a line. Identifiers are text and stay strings.
struct JSONPrinter: RowFormatter {
  private let isLines: Bool
  private var names: [String] = []
  private var isFirst = true

  init(isLines: Bool) {
    self.isLines = isLines
  }

  mutating func begin(columns: [String]) -> String {
    names = columns.map(Self.string)
    return isLines ? "" : "["
  }

  mutating func row(_ cells: [Cell]) -> String {
    let members = zip(names, cells).map { "\($0):\(value($1))" }.joined(separator: ",")
    defer { isFirst = false }
    if isLines { return "{\(members)}\n" }
    return (isFirst ? "\n" : ",\n") + "{\(members)}"
  }

  mutating func end() -> String { isLines ? "" : (isFirst ? "]\n" : "\n]\n") }

  private func value(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : "null"
    case .text(let text): Self.string(text)
    }
  }

  /// As `JSONText` has it, and without the control characters beyond ASCII: JSON may hold them as
  /// they are, but a terminal would obey them.
  private static func string(_ text: String) -> String {
    let literal = JSONText.string(text)
    let isControl: (UnicodeScalar) -> Bool = { (0x7F...0x9F).contains($0.value) }
    guard literal.unicodeScalars.contains(where: isControl) else { return literal }
    return literal.unicodeScalars.map { scalar in
      isControl(scalar) ? "\\u00" + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
  }
}
