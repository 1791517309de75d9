/// A table of GitHub-flavoured Markdown (GFM 4.10): a line a row, line breaks as `<br>`.
struct MarkdownPrinter: RowFormatter {
  mutating func begin(columns: [String]) -> String {
    guard !columns.isEmpty else { return "" }
    return line(columns) + "|" + String(repeating: " --- |", count: columns.count) + "\n"
  }

  mutating func row(_ cells: [Cell]) -> String { line(cells.map(\.text)) }

  mutating func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    "|" + fields.map { " \(Self.escaped($0)) |" }.joined() + "\n"
  }

  /// Text that is shown as it is, whatever Markdown would make of it.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n": escaped += "<br>"
      case "\r":
        let isPair = index + 1 < scalars.count && scalars[index + 1] == "\n"
        if !isPair { escaped += "<br>" }
      case "\\", "|", "`", "*", "[", "]", "<", ">", "~":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      case "&" where isEntity(scalars[(index + 1)...]): escaped += "\\&"
      // Within a word, as in portfolio_id, it means nothing.
      case "_" where !isWithinWord(scalars, index): escaped += "\\_"
      default: escaped.unicodeScalars.append(scalar.shown)
      }
    }
    return escaped
  }

  /// Whether these follow an ampersand as in `&amp;` or `&#39;`.
  private static func isEntity(_ rest: ArraySlice<UnicodeScalar>) -> Bool {
    let name = rest.prefix {
      $0.isASCII && ($0.properties.isAlphabetic || isDigit($0) || $0 == "#")
    }
    return !name.isEmpty && name.endIndex < rest.endIndex && rest[name.endIndex] == ";"
  }

  private static func isWithinWord(_ scalars: [UnicodeScalar], _ index: Int) -> Bool {
    func isWord(_ place: Int) -> Bool {
      guard scalars.indices.contains(place) else { return false }
      return scalars[place].properties.isAlphabetic || isDigit(scalars[place])
    }
    return isWord(index - 1) && isWord(index + 1)
  }

  private static func isDigit(_ scalar: UnicodeScalar) -> Bool {
    scalar.properties.numericType != nil
  }
}

extension UnicodeScalar {
  /// Itself; for a control character that a page may not hold, its picture (U+2400 to U+241F).
  var shown: UnicodeScalar {
    guard value < 0x20, self != "\t", self != "\n", self != "\r" else { return self }
    return UnicodeScalar(0x2400 + value) ?? self
  }
}
