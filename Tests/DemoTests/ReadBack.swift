@testable import Demo

/// Reads what the library wrote, with readers that share nothing with its writers.
struct ReadBack {
  let library: DemoLibrary

  /// The library of the first seed, made once: most tests read the same one.
  static let usual = ReadBack(library: DemoLibrary())

  func text(_ path: String) -> String {
    (library.files + library.truth).first { $0.path == path }?.contents ?? ""
  }

  /// The rows of a table; fields may hold commas and doubled quotes, but no line breaks.
  func rows(_ path: String) -> [[String]] {
    var contents = text(path).unicodeScalars[...]
    if contents.first == "\u{FEFF}" { contents = contents.dropFirst() }
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    for scalar in contents {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(String(field))
        field = .init()
      case "\r" where !isQuoted: continue
      case "\n" where !isQuoted:
        rows.append(row + [String(field)])
        row = []
        field = .init()
      default: field.append(scalar)
      }
    }
    return rows
  }

  /// The rows of a table with a header, by column name.
  func table(_ path: String) -> [[String: String]] {
    let all = rows(path)
    guard let header = all.first else { return [] }
    return all.dropFirst().map { row in
      Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
    }
  }

  var inventory: [[String: String]] { table("alma/portfolios_analytics.csv") }

  /// The rows of the inventory report by portfolio.
  var portfolioRows: [String: [String: String]] {
    Dictionary(
      inventory.map { ($0.value("Portfolio Id"), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The MMS IDs of the bib records.
  var bibs: [String] {
    pieces(of: text("alma/bibs.xml"), after: "tag=\"001\">")
  }

  func portfolios(_ planted: DemoCase) -> Set<String> {
    Set(library.cases.filter { $0.case == planted }.map(\.portfolioID))
  }

  private func pieces(of text: String, after marker: String) -> [String] {
    text.split(separator: "\n").compactMap { (line: Substring) -> String? in
      guard let range = line.firstRange(of: marker) else { return nil }
      return String(line[range.upperBound...].prefix { $0 != "<" })
    }
  }

  /// Whether the check digit of an ISBN or ISSN is right; nil for what is neither.
  static func isValid(_ identifier: String) -> Bool? {
    let characters = identifier.filter { $0 != "-" }.map { $0 == "X" ? 10 : $0.wholeNumberValue }
    let values = characters.compactMap(\.self)
    guard values.count == characters.count else { return nil }
    switch values.count {
    case 13:
      let sum = values.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
      return sum % 10 == 0
    case 8, 10:
      let sum = values.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset + 1) }
      return sum % 11 == 0
    default: return nil
    }
  }
}

extension [String: String] {
  /// The value of a column, or nothing.
  func value(_ column: String) -> String {
    self[column, default: ""]
  }

  /// The values of a column that holds several.
  func values(_ column: String, separator: Character) -> [String] {
    value(column).split(separator: separator).map { String($0.drop { $0 == " " }) }
  }
}
