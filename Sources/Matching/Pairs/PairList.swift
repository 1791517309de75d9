import Formats

/// The pairs to score, in the order of their file.
package struct PairList: Sendable {
  /// Two records by their control numbers, and what the file itself says of them.
  package struct Pair: Sendable, Equatable {
    package var first: String
    package var second: String
    /// What a third column says, where it is 1 or 0.
    package var label: Bool?
  }

  /// The pairs.
  package private(set) var pairs: [Pair] = []
  /// The first line where it names columns; it is no pair.
  package private(set) var header: Pair?

  /// Control numbers of all records that are named.
  package var ids: Set<String> { Set(pairs.flatMap { [$0.first, $0.second] }) }

  /// Reads the first two columns of a delimited file, and the third where it is a label.
  ///
  /// - Throws: `PairError` where it is no such file, `FormatError` where it cannot be read.
  package init(path: String) throws {
    for file in try PairFile.open(path) { try read(file) }
  }

  private mutating func read(_ file: PairFile) throws {
    switch file.inspection.container {
    case .text: break
    case .empty: return
    default: throw PairError.notPairs(file: file.name)
    }
    let dialect = try Dialect.sniff(path: file.path, inspection: file.inspection)
    var reader = DelimitedReader(
      source: try ByteSource(path: file.path, inspection: file.inspection), dialect: dialect)
    var row = Formats.Record()
    while try reader.read(into: &row) {
      if row.isBlank { continue }
      let ids = (0..<2).map { PairWords.trimmed(row.text($0)) }
      guard !ids.contains("") else {
        throw PairError.shortRow(file: file.name, line: row.position.line)
      }
      let label = PairWords.trimmed(row.text(2))
      let pair = Pair(
        first: ids[0], second: ids[1], label: label == "1" ? true : label == "0" ? false : nil)
      pairs.append(pair)
    }
  }

  /// Sets the first line apart where it names columns: words that are no record's number.
  mutating func removeHeader(isKnown: (String) -> Bool) {
    guard let first = pairs.first, first.label == nil,
      [first.first, first.second].allSatisfy({ Self.isColumnName($0) && !isKnown($0) })
    else { return }
    header = pairs.removeFirst()
  }

  /// "id1", "record_a", "left id": words with at most one digit at the end, as no system numbers
  /// its records.
  private static func isColumnName(_ text: String) -> Bool {
    let name = text.last.map { $0.isASCII && $0.isNumber } == true ? text.dropLast() : text[...]
    return !name.isEmpty
      && name.allSatisfy { $0.isASCII && ($0.isLetter || "_ -.".contains($0)) }
  }
}
