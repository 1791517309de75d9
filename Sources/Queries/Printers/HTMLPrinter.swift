/// A page of its own with the table, and below it what it rests on. It loads nothing.
struct HTMLPrinter: RowFormatter {
  private let about: ResultAbout?
  private let hasHeader: Bool
  private var count = 0

  init(_ style: PrintStyle) {
    about = style.about
    hasHeader = style.hasHeader
  }

  private static let styles = """
    body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5em; }
    table { border-collapse: collapse; }
    caption { text-align: left; font-size: 1.2em; font-weight: bold; padding: 0 0 .6em; }
    th, td { border: 1px solid #ccc; padding: .25em .5em; text-align: left; vertical-align: top; }
    th { background: #eee; position: sticky; top: 0; }
    td, dd { white-space: pre-wrap; overflow-wrap: anywhere; }
    td.n { text-align: right; }
    dt { font-weight: bold; }
    dd { margin: 0 0 .4em 1.5em; }
    """

  mutating func begin(columns: [String]) -> String {
    let title = Self.escaped(about?.title ?? "almanac")
    let caption = Self.escaped(about?.caption ?? "")
    let cells = columns.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>
      \(Self.styles)
      </style>
      </head>
      <body>
      <table>
      \(caption.isEmpty ? "" : "<caption>\(caption)</caption>\n")\
      \(hasHeader && !cells.isEmpty ? "<thead>\n<tr>\(cells)</tr>\n</thead>\n" : "")\
      <tbody>

      """
  }

  mutating func row(_ cells: [Cell]) -> String {
    count += 1
    return "<tr>" + cells.map(cell).joined() + "</tr>\n"
  }

  mutating func end() -> String {
    var text = "</tbody>\n</table>\n"
    if let about {
      text += "<h2>About this table</h2>\n<dl>\n"
      for fact in about.facts(rows: count) {
        text += "<dt>\(Self.escaped(fact.name))</dt>\n<dd>\(Self.escaped(fact.value))</dd>\n"
      }
      text += "</dl>\n"
    }
    return text + "</body>\n</html>\n"
  }

  private func cell(_ cell: Cell) -> String {
    switch cell {
    case .integer, .real: "<td class=\"n\">\(cell.text)</td>"
    case .null, .text: "<td>\(Self.escaped(cell.text))</td>"
    }
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar.shown)
      }
    }
    return escaped
  }
}
