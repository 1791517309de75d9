/// What kind of file the first bytes show, whatever its name says.
package enum Container: String, Sendable {
  /// Text that is none of the others: delimited, or a list.
  case text
  /// Text whose first visible character opens a tag or a declaration.
  case xml
  /// A zip archive, which an XLSX workbook is too.
  case zip
  /// One file compressed by gzip.
  case gzip
  /// A workbook of Excel before 2007.
  case biff
  /// Binary MARC 21 (ISO 2709).
  case marc21
  /// Text that begins as a JSON object or array does.
  case json
  /// No bytes at all.
  case empty
  /// Something that is not text and not known.
  case binary

  /// Whether its bytes are characters.
  var isText: Bool { self == .text || self == .xml || self == .json }

  /// The kind that the raw first bytes show; `decoded` are the same bytes as UTF-8.
  static func detect(head: [UInt8], decoded: [UInt8], isUTF16: Bool) -> Container {
    if head.isEmpty { return .empty }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return .zip
    }
    if head.starts(with: [0x1F, 0x8B]) { return .gzip }
    // The compound file of Excel 97 to 2003 ([MS-CFB] 2.2), and the bare streams before it: the
    // record that begins one ([MS-XLS] 2.4.21) and its length.
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .biff }
    if head.starts(with: [0x09, 0x08]), head.count >= 8, head[3] == 0 { return .biff }
    let older: [[UInt8]] = [[9, 0, 4, 0], [9, 2, 6, 0], [9, 4, 6, 0]]
    if older.contains(where: { head.starts(with: $0) }) { return .biff }
    if isMARC21(head) { return .marc21 }
    if !isUTF16, isBinary(head) { return .binary }
    return markup(decoded) ?? .text
  }

  /// Leader of ISO 2709 at the beginning, or behind the first record if the beginning is damaged,
  /// and the separators that no text file holds.
  private static func isMARC21(_ head: [UInt8]) -> Bool {
    guard head.contains(0x1E), head.contains(0x1F) || head.contains(0x1D) else { return false }
    let second = head.firstIndex(of: 0x1D).map { $0 + 1 } ?? head.endIndex
    return isLeader(head[...]) || isLeader(head[second...])
  }

  /// Five digits or, where the length is no number, the "22" that MARC 21 always has; blanks,
  /// line ends and a byte order mark may stand before, and the length be blank too.
  private static func isLeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    let padding: Set<UInt8> = [0, 0x09, 0x0A, 0x0D, 0x1A, 0x20, 0xEF, 0xBB, 0xBF]
    let leader = Array(bytes.drop { padding.contains($0) }.prefix(25))
    guard leader.count >= 20 else { return false }
    return leader[..<5].allSatisfy { (0x30...0x39).contains($0) }
      || (5...10).contains { leader[$0] == 0x32 && leader[$0 + 1] == 0x32 }
  }

  /// More than one control character in sixteen bytes; a stray NUL leaves a text a text.
  private static func isBinary(_ head: [UInt8]) -> Bool {
    var controls = 0
    for byte in head where byte < 0x20 {
      if byte != 0x09, byte != 0x0A, byte != 0x0C, byte != 0x0D { controls += 1 }
    }
    return controls * 16 > head.count
  }

  private static func markup(_ decoded: [UInt8]) -> Container? {
    var visible = decoded.lazy.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }.makeIterator()
    let first = visible.next()
    let second = visible.next() ?? 0x20
    let isLetter = (0x41...0x5A).contains(second & 0xDF)
    switch first {
    case UInt8(ascii: "<"):
      return isLetter || second == UInt8(ascii: "?") || second == UInt8(ascii: "!") ? .xml : nil
    case UInt8(ascii: "{"):
      return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") ? .json : nil
    case UInt8(ascii: "["):
      return Array("{[\"]".utf8).contains(second) ? .json : nil
    default:
      return nil
    }
  }
}
