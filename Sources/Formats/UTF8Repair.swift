/// Replaces what is not UTF-8 in an XML document by U+FFFD, piece by piece: a parser would end at
/// the first such byte, and all records behind it would be lost.
///
/// A document that is in another encoding by its first bytes or by its declaration (XML 1.0,
/// appendix F) goes through as it is.
struct UTF8Repair {
  /// Whether the document is UTF-8; nil while too little of it has been seen.
  private(set) var isUTF8: Bool?
  /// Held back: the beginning, or a sequence that a piece's end cut in two.
  private var pending: [UInt8] = []

  /// An XML declaration ends before so many bytes.
  private static let headLimit = 1_024

  /// Appends the next piece, repaired, to `output`.
  mutating func append(_ piece: [UInt8], to output: inout [UInt8]) {
    pending += piece
    if isUTF8 == nil { isUTF8 = Self.isUTF8(head: pending) }
    guard let isUTF8 else { return }
    let end = isUTF8 ? pending.count - Self.cutLength(pending) : pending.count
    flush(..<end, to: &output)
  }

  /// Call after the last piece.
  mutating func finish(into output: inout [UInt8]) {
    if isUTF8 == nil { isUTF8 = true }
    flush(..<pending.count, to: &output)
  }

  private mutating func flush(_ range: PartialRangeUpTo<Int>, to output: inout [UInt8]) {
    let bytes = pending[range]
    if isUTF8 == false || bytes.span.isUTF8 {
      output += bytes
    } else {
      output += String(decoding: bytes, as: UTF8.self).utf8
    }
    pending.removeSubrange(range)
  }

  /// How many bytes at the end are the beginning of a sequence that what follows may complete.
  private static func cutLength(_ bytes: [UInt8]) -> Int {
    for length in 1..<UTF8Sequence.longest where length <= bytes.count {
      let index = bytes.count - length
      guard bytes[index] & 0xC0 != 0x80 else { continue }
      return UTF8Sequence.length(at: index, in: bytes.span) == nil ? length : 0
    }
    return 0
  }

  // MARK: - Which encoding

  private static func isUTF8(head: [UInt8]) -> Bool? {
    // UTF-16 and UTF-32, with a mark and without, and EBCDIC.
    let others: [[UInt8]] = [
      [0xFE, 0xFF], [0xFF, 0xFE], [0, 0], [0, 0x3C], [0x3C, 0], [0x4C, 0x6F],
    ]
    if others.contains(where: { head.starts(with: $0) }) { return false }
    guard head.count >= 6 else { return nil }
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let beginning = head[start...].prefix(5)
    if beginning.count < 5 { return nil }
    guard beginning.elementsEqual("<?xml".utf8) else { return true }
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else {
      return head.count < headLimit ? nil : true
    }
    let declaration = String(decoding: head[start..<end], as: UTF8.self).lowercased()
    let parts = declaration.split(whereSeparator: { $0.isWhitespace || "='\"?".contains($0) })
    guard let name = parts.firstIndex(of: "encoding"), name + 1 < parts.count else { return true }
    return parts[name + 1] == "utf-8" || parts[name + 1] == "utf8"
  }
}

extension Span<UInt8> {
  /// Whether a U+FFFD stands in a text in UTF-8.
  var hasReplacement: Bool {
    var place = 0
    while let found = firstIndex(of: 0xEF, from: place), found + 2 < count {
      if self[found + 1] == 0xBF, self[found + 2] == 0xBD { return true }
      place = found + 1
    }
    return false
  }
}
