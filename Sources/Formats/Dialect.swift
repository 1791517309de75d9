/// How a delimited file separates fields, and whether quotes enclose them.
package struct Dialect: Sendable, Equatable {
  /// Whether a quote at the start of a field encloses it (RFC 4180) or is a character like others.
  package enum Quoting: Sendable, Equatable {
    /// A quote at the start of a field encloses it; two of them inside stand for one.
    case rfc4180
    /// Quotes are text.
    case none
  }

  /// The byte between fields.
  package var delimiter: UInt8
  /// What quotes mean.
  package var quoting: Quoting

  /// A dialect as given; comma and RFC 4180 if nothing is.
  package init(delimiter: UInt8 = UInt8(ascii: ","), quoting: Quoting = .rfc4180) {
    self.delimiter = delimiter
    self.quoting = quoting
  }

  /// The delimiter's name for messages.
  package var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "|"): "pipe"
    default: String(UnicodeScalar(delimiter))
    }
  }

  /// The dialect that the beginning of a file shows; `head` is UTF-8, as `decodedHead()` gives it.
  /// Comma when there is one column only.
  package static func sniff(head: [UInt8]) -> Dialect {
    let head = wholeLines(head)
    var best = Dialect()
    var bestScore = 0.0
    for delimiter in Array(",\t;|".utf8) {
      let dialect = Dialect(delimiter: delimiter)
      let score = consistency(of: dialect, in: head)
      if score > bestScore { (best, bestScore) = (dialect, score) }
    }
    if best.delimiter == UInt8(ascii: "\t") {
      best.quoting = QuoteEvidence(in: head, delimiter: best.delimiter).quoting
    }
    return best
  }

  /// The dialect of a file. What quotes mean in tab separated text is told from all of it, since
  /// the first may stand behind the beginning, and then opens a field that never ends.
  ///
  /// - Throws: `FormatError` where the file cannot be read, or is not the one that was inspected.
  package static func sniff(
    path: String, inspection: FileInspection
  ) throws(FormatError) -> Dialect {
    var dialect = sniff(head: inspection.decodedHead())
    guard dialect.delimiter == UInt8(ascii: "\t"),
      inspection.byteCount > FileInspection.headLimit
    else { return dialect }
    let source = try ByteSource(path: path, inspection: inspection)
    dialect.quoting =
      try QuoteEvidence(in: source, delimiter: dialect.delimiter).quoting
    return dialect
  }

  static let sniffedRecords = 100

  /// Nearly 1 when nearly all records have the same, large number of fields; 0 for one column.
  private static func consistency(of dialect: Dialect, in head: [UInt8]) -> Double {
    var reader = DelimitedReader(source: ByteSource(bytes: head), dialect: dialect)
    var record = Record()
    var records = 0
    var byCount: [Int: Int] = [:]
    while records < sniffedRecords, (try? reader.read(into: &record)) == true {
      if record.isBlank { continue }
      records += 1
      byCount[record.count, default: 0] += 1
    }
    var best = 0.0
    for (count, share) in byCount where count > 1 {
      let part = Double(share) / Double(records)
      best = max(best, part * part * (1 - 1 / Double(count)))
    }
    return best
  }

  /// A head of 64 KiB ends in the middle of a line, which would count as a short record.
  private static func wholeLines(_ head: [UInt8]) -> [UInt8] {
    guard head.count >= FileInspection.headLimit,
      let end = head.lastIndex(where: { $0 == 0x0A || $0 == 0x0D })
    else { return head }
    return Array(head[...end])
  }
}
