import Formats

/// The rows of a small CSV text, by header.
package enum CSVRows {
  package static func read(_ text: String) throws -> [[String: String]] {
    var reader = DelimitedReader(
      source: ByteSource(bytes: Array(text.utf8)), dialect: Dialect())
    var record = Record()
    var header: [String] = []
    var rows: [[String: String]] = []
    while try reader.read(into: &record) {
      let cells = (0..<record.count).map { record.text($0) }
      if header.isEmpty {
        header = cells
      } else if !record.isBlank {
        rows.append(Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first }))
      }
    }
    return rows
  }
}
