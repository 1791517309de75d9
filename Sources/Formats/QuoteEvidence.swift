/// Whether the quotes in a tab separated file enclose fields.
///
/// KBART files are written both ways: with bare quotes around a word of a title (RP-9-2014 gives no
/// quoting rule), and by spreadsheets that enclose fields and double the quotes inside.
struct QuoteEvidence {
  /// Enclosed fields that had to be: they hold a delimiter, a line end or a doubled quote.
  private(set) var needed = 0
  /// Enclosed fields that did not have to be.
  private(set) var enclosed = 0
  /// Quotes that enclose nothing: inside of an unquoted field, or followed by text.
  private(set) var bare = 0

  private let delimiter: UInt8
  private var isFieldStart = true

  private static let quote = UInt8(ascii: "\"")
  /// Farther than any cell seen in an export; a quote still open there opened nothing.
  private static let fieldLimit = 4_096

  private init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// The evidence of bytes that are all there is.
  init(in head: [UInt8], delimiter: UInt8) {
    self.init(delimiter: delimiter)
    _ = add(head, isLast: true)
  }

  /// The evidence of a whole file, read in pieces: the first quote may stand far from its beginning.
  init(in source: consuming ByteSource, delimiter: UInt8) throws(FormatError) {
    self.init(delimiter: delimiter)
    var buffer: [UInt8] = []
    while try source.readChunk(into: &buffer) {
      buffer.removeFirst(add(buffer, isLast: false))
    }
    _ = add(buffer, isLast: true)
  }

  var quoting: Dialect.Quoting {
    if bare == 0 { return .rfc4180 }
    if needed > 0 { return bare > needed + enclosed ? .none : .rfc4180 }
    return enclosed > bare ? .rfc4180 : .none
  }

  /// Takes in the next bytes.
  ///
  /// - Returns: how many of them are settled; the field that begins behind them is not closed yet.
  private mutating func add(_ bytes: [UInt8], isLast: Bool) -> Int {
    guard bytes.contains(Self.quote) else {
      isFieldStart = bytes.last.map(isEnd) ?? isFieldStart
      return bytes.count
    }
    var index = 0
    while index < bytes.count {
      if isFieldStart, bytes[index] == Self.quote {
        switch closing(of: index, in: bytes, isLast: isLast) {
        case .closed(let end):
          index = end
          isFieldStart = false
          continue
        case .cutOff: return index
        case .open: break
        }
      }
      if bytes[index] == Self.quote { bare += 1 }
      isFieldStart = isEnd(bytes[index])
      index += 1
    }
    return bytes.count
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == 0x0A || byte == 0x0D
  }

  private enum Closing {
    /// Index after the closing quote.
    case closed(Int)
    /// The quote encloses nothing.
    case open
    /// The bytes end before it can be told.
    case cutOff
  }

  private mutating func closing(of start: Int, in bytes: [UInt8], isLast: Bool) -> Closing {
    var isNeeded = false
    var index = start + 1
    while index < min(bytes.count, start + Self.fieldLimit) {
      let byte = bytes[index]
      if byte == Self.quote {
        if index + 1 == bytes.count, !isLast { return .cutOff }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x0A
        if next == Self.quote {
          isNeeded = true
          index += 2
          continue
        }
        guard isEnd(next) else { return .open }
        if isNeeded { needed += 1 } else { enclosed += 1 }
        return .closed(index + 1)
      }
      if isEnd(byte) { isNeeded = true }
      index += 1
    }
    return !isLast && bytes.count < start + Self.fieldLimit ? .cutOff : .open
  }
}
