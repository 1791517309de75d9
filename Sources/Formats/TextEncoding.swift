/// How a file's bytes stand for characters.
package enum TextEncoding: String, Sendable {
  /// ASCII included.
  case utf8 = "UTF-8"
  /// As Excel writes "Unicode text".
  case utf16le = "UTF-16LE"
  /// The other order of bytes.
  case utf16be = "UTF-16BE"
  /// Any text of one byte a letter; the superset of ISO 8859-1 that Western exports are in.
  case windows1252 = "Windows-1252"
  /// As spreadsheets on a Macintosh write "CSV".
  case macRoman = "MacRoman"
  /// UTF-8 with bytes in it that belong to no character, as where a field was cut in the middle of
  /// one; these bytes are read as Windows-1252.
  case damagedUTF8 = "UTF-8 (damaged)"

  /// The UTF-16 order that the first bytes show by a byte order mark or by where their zeros stand;
  /// nil for anything else.
  static func utf16(head: [UInt8]) -> TextEncoding? {
    guard head.count >= 2 else { return nil }
    // FF FE 00 00 is the mark of UTF-32LE, which no export is known to use: not taken for text.
    let isUTF32 = head.count >= 4 && head[2] == 0 && head[3] == 0
    if head[0] == 0xFF, head[1] == 0xFE, !isUTF32 { return .utf16le }
    if head[0] == 0xFE, head[1] == 0xFF { return .utf16be }
    return utf16WithoutMark(head: head)
  }

  /// Latin text in UTF-16 has a zero in nearly every second byte and none in the others.
  private static func utf16WithoutMark(head: [UInt8]) -> TextEncoding? {
    var zeros = [0, 0]
    for index in head.indices where head[index] == 0 { zeros[index & 1] += 1 }
    let pairs = head.count / 2
    guard pairs >= 4 else { return nil }
    if zeros[1] * 10 > pairs * 7, zeros[0] == 0 { return .utf16le }
    if zeros[0] * 10 > pairs * 7, zeros[1] == 0 { return .utf16be }
    return nil
  }
}
