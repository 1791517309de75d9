/// A comma-separated table (RFC 4180) with CRLF line ends, as Alma's reports write it.
struct TextTable {
  private(set) var text: String

  init(header: [String], marked: Bool = false) {
    // Alma Analytics puts a byte order mark first; the other lists have none.
    text = marked ? "\u{FEFF}" : ""
    add(header)
  }

  init() {
    text = ""
  }

  mutating func add(_ fields: [String]) {
    text += fields.map(Self.quoted).joined(separator: ",")
    text += "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
