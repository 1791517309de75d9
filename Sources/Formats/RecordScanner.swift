/// What the scan of one record came to.
enum ScanOutcome {
  /// The record's text ends at `end`, the next record begins at `next`.
  case complete(end: Int, next: Int)
  case needsMore
  /// The quotes cannot be meant; `suspect` is the first byte not in doubt.
  case unterminatedQuote(suspect: Int)
  case tooLong
}

/// Largest sizes that a reader takes, in bytes.
struct DelimitedLimits {
  var record = 16 << 20
  var quotedField = 1 << 20
}

/// Finds the fields of one record, eight bytes at a step.
struct RecordScanner {
  let delimiter: UInt8
  let quote: UInt8
  let hasQuotes: Bool
  let limits: DelimitedLimits
  private let delimiters: UInt64
  private let quotes: UInt64

  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  init(dialect: Dialect, limits: DelimitedLimits) {
    delimiter = dialect.delimiter
    hasQuotes = dialect.quoting == .rfc4180
    // Looking for the delimiter twice is cheaper than a branch in every step.
    quote = hasQuotes ? UInt8(ascii: "\"") : dialect.delimiter
    delimiters = Self.ones &* UInt64(delimiter)
    quotes = Self.ones &* UInt64(quote)
    self.limits = limits
  }

  /// Scans on from `scan.index` to the end of the record or of the bytes.
  func scan(
    _ bytes: Span<UInt8>, isLast: Bool, _ scan: inout RecordScan, _ fields: inout [FieldBounds]
  ) -> ScanOutcome {
    var base = scan.index
    var mask = specials(in: bytes, at: base)
    while true {
      while mask == 0 {
        base += 8
        guard base < bytes.count else {
          scan.index = bytes.count
          return endOfBytes(bytes.count, isLast: isLast, &scan, &fields)
        }
        mask = specials(in: bytes, at: base)
      }
      let index = base + mask.trailingZeroBitCount >> 3
      mask &= mask &- 1
      let byte = bytes[index]
      if byte == delimiter {
        if !scan.isQuoted { scan.endField(at: index, in: &fields) }
        continue
      }
      let step =
        byte == quote
        ? quoteStep(bytes, at: index, isLast: isLast, &scan)
        : lineStep(bytes, at: index, isLast: isLast, &scan, &fields)
      switch step {
      case .goOn: continue
      case .jump(let next):
        base = next
        mask = specials(in: bytes, at: base)
      case .stop(let outcome): return outcome
      }
    }
  }

  private enum Step {
    case goOn
    case jump(Int)
    case stop(ScanOutcome)
  }

  /// The top bit of each byte that is a delimiter, quote, CR or LF. The exact form of the zero-byte
  /// test: the short one also marks a byte above a match, and several matches are used here.
  @inline(__always)
  private func specials(in bytes: Span<UInt8>, at base: Int) -> UInt64 {
    guard base + 8 <= bytes.count else { return lastSpecials(in: bytes, at: base) }
    // In spite of its name checked against the bounds of the span.
    let word = UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: base, as: UInt64.self))
    return specials(in: word)
  }

  @inline(__always)
  private func specials(in word: UInt64) -> UInt64 {
    func nonZero(_ value: UInt64) -> UInt64 { ((value & Self.lows) &+ Self.lows) | value }
    let lineFeeds = word ^ (Self.ones &* UInt64(Self.lineFeed))
    let returns = word ^ (Self.ones &* UInt64(Self.carriageReturn))
    return
      ~(nonZero(word ^ delimiters) & nonZero(word ^ quotes) & nonZero(lineFeeds)
      & nonZero(returns) | Self.lows)
  }

  @inline(never)
  private func lastSpecials(in bytes: Span<UInt8>, at base: Int) -> UInt64 {
    guard base < bytes.count else { return 0 }
    var word: UInt64 = 0
    for offset in 0..<(bytes.count - base) { word |= UInt64(bytes[base + offset]) << (8 * offset) }
    let valid = (UInt64(1) << (8 * (bytes.count - base))) - 1
    return specials(in: word) & valid
  }

  private func quoteStep(
    _ bytes: Span<UInt8>, at index: Int, isLast: Bool, _ scan: inout RecordScan
  ) -> Step {
    guard scan.isQuoted else {
      // A quote in the middle of an unquoted field is a character like others.
      if index == scan.fieldStart { scan.openQuote(at: index) }
      return .goOn
    }
    if let outcome = overLimit(at: index, scan) { return .stop(outcome) }
    guard index + 1 < bytes.count else {
      guard isLast else {
        scan.index = index
        return .stop(.needsMore)
      }
      scan.closeQuote(at: index)
      return .goOn
    }
    let next = bytes[index + 1]
    if next == quote {
      scan.drop(at: index)
      return .jump(index + 2)
    }
    if next == delimiter || next == Self.lineFeed || next == Self.carriageReturn {
      scan.closeQuote(at: index)
      return .goOn
    }
    // Two titles with bare quotes, lines apart, look like this: never one field of many lines.
    if scan.fieldHasLineBreak { return .stop(.unterminatedQuote(suspect: index + 1)) }
    scan.drop(at: index)
    scan.isQuoted = false
    scan.hasTextAfterQuote = true
    return .goOn
  }
}

extension RecordScanner {
  private func lineStep(
    _ bytes: Span<UInt8>, at index: Int, isLast: Bool, _ scan: inout RecordScan,
    _ fields: inout [FieldBounds]
  ) -> Step {
    if scan.isQuoted {
      if let outcome = overLimit(at: index, scan) { return .stop(outcome) }
      guard scan.isSingleLine else {
        // CR LF is one line end; the record holds a quote, so there is a byte before this one.
        if bytes[index] == Self.carriageReturn || bytes[index - 1] != Self.carriageReturn {
          scan.lineBreaks += 1
        }
        scan.fieldHasLineBreak = true
        if scan.firstLineBreak == nil { scan.firstLineBreak = index }
        return .goOn
      }
    }
    var next = index + 1
    if bytes[index] == Self.carriageReturn {
      if next == bytes.count, !isLast {
        scan.index = index
        return .stop(.needsMore)
      }
      if next < bytes.count, bytes[next] == Self.lineFeed { next += 1 }
    }
    return .stop(complete(at: index, next: next, &scan, &fields))
  }

  private func endOfBytes(
    _ count: Int, isLast: Bool, _ scan: inout RecordScan, _ fields: inout [FieldBounds]
  ) -> ScanOutcome {
    if let outcome = overLimit(at: count, scan) { return outcome }
    guard isLast else { return .needsMore }
    if scan.isQuoted, !scan.isSingleLine { return .unterminatedQuote(suspect: count) }
    return complete(at: count, next: count, &scan, &fields)
  }

  private func complete(
    at index: Int, next: Int, _ scan: inout RecordScan, _ fields: inout [FieldBounds]
  ) -> ScanOutcome {
    if let outcome = overLimit(at: index, scan) { return outcome }
    scan.index = next
    if scan.isQuoted { scan.reopenAsText() }
    if index > scan.recordStart { scan.endField(at: index, in: &fields) }
    return .complete(end: index, next: next)
  }

  /// The limit that the bytes before `index` have passed first. It depends on nothing but the bytes
  /// of the record, so that a file gives the same records however it is cut into chunks.
  private func overLimit(at index: Int, _ scan: RecordScan) -> ScanOutcome? {
    let recordEnd = scan.recordStart + limits.record
    let fieldEnd = scan.fieldStart + limits.quotedField
    if scan.isQuoted, !scan.isSingleLine, index > fieldEnd, fieldEnd <= recordEnd {
      return .unterminatedQuote(suspect: fieldEnd)
    }
    guard index > recordEnd else { return nil }
    guard let lineBreak = scan.firstLineBreak, lineBreak <= recordEnd else { return .tooLong }
    return .unterminatedQuote(suspect: recordEnd)
  }
}
