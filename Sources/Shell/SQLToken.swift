/// A word or sign of SQL, for completion and for pointing at errors; SQLite itself parses.
struct SQLToken: Equatable {
  /// What it is.
  enum Kind: Equatable { case word, quotedName, string, number, parameter, sign, comment }

  let kind: Kind
  /// As written, with its quotes.
  let text: String
  /// Byte of the text at which it begins.
  let start: Int
  /// Whether its closing quote or `*/` is there.
  let isClosed: Bool

  /// Without its quotes; a word as it is.
  var name: String {
    guard kind == .quotedName, let quote = text.first else { return text }
    let close: Character = quote == "[" ? "]" : quote
    let inner = text.dropFirst().dropLast(isClosed ? 1 : 0)
    return String(inner).replacing("\(close)\(close)", with: "\(close)")
  }

  /// Whether it is this keyword.
  func isWord(_ word: String) -> Bool { kind == .word && text.uppercased() == word }

  /// Whether it may name a table or column.
  var isName: Bool { kind == .word || kind == .quotedName }
}

extension SQLToken {
  /// The tokens of a text, comments included, blanks not.
  static func all(of text: String) -> [SQLToken] {
    let bytes = Array(text.utf8)
    var tokens: [SQLToken] = []
    var index = 0
    while index < bytes.count {
      if isBlank(bytes[index]) {
        index += 1
        continue
      }
      let (kind, end, isClosed) = scan(bytes, from: index)
      tokens.append(
        SQLToken(
          kind: kind, text: String(decoding: bytes[index..<end], as: UTF8.self), start: index,
          isClosed: isClosed))
      index = end
    }
    return tokens
  }

  private static func scan(_ bytes: [UInt8], from start: Int) -> (Kind, end: Int, isClosed: Bool) {
    func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "'"): return quoted(bytes, from: start, by: first, .string)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      return quoted(bytes, from: start, by: first, .quotedName)
    case UInt8(ascii: "["):
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "]"))
      return (.quotedName, end.map { $0 + 1 } ?? bytes.count, end != nil)
    case UInt8(ascii: "-") where at(start + 1) == first:
      let end = bytes[start...].firstIndex(of: 10)
      return (.comment, end ?? bytes.count, end != nil)
    case UInt8(ascii: "/") where at(start + 1) == UInt8(ascii: "*"):
      var index = start + 2
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
          return (.comment, index + 2, true)
        }
        index += 1
      }
      return (.comment, bytes.count, false)
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "?"):
      return (.parameter, word(bytes, from: start + 1), true)
    case 0x30...0x39: return (.number, word(bytes, from: start), true)
    case _ where isWord(first): return (.word, word(bytes, from: start), true)
    default: return (.sign, start + 1, true)
    }
  }

  private static func quoted(
    _ bytes: [UInt8], from start: Int, by quote: UInt8, _ kind: Kind
  ) -> (Kind, end: Int, isClosed: Bool) {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == quote {
        if index + 1 < bytes.count, bytes[index + 1] == quote {
          index += 2
          continue
        }
        return (kind, index + 1, true)
      }
      index += 1
    }
    return (kind, bytes.count, false)
  }

  private static func word(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { !isWord($0) } ?? bytes.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }
}
