/// What libyajl leaves unchecked, looked at before it sees the bytes: whether they are UTF-8 to the
/// letter (RFC 3629), that no text or number is endless, and that escaped surrogates come in pairs.
///
/// Half a pair has no form in UTF-8; it becomes U+FFFD, as it does in UTF-16 text.
struct JSONScanner {
  /// Something wrong, and where in the bytes that are ready it stands.
  struct Trouble {
    enum Kind { case notUTF8, tooLong }
    var kind: Kind
    var offset: Int
  }

  /// Whether a text held an escaped NUL.
  private(set) var hasNUL = false
  let textLimit: Int
  private var validator = UTF8Validator()
  /// Bytes looked at so far, those of the byte order mark left out.
  private var count = 0
  private var isInString = false
  /// Bytes of the text or number so far.
  private var length = 0
  /// The beginning of an escape whose rest has not come.
  private var held: [UInt8] = []

  init(textLimit: Int) { self.textLimit = textLimit }

  /// Takes the next bytes; gives those that libyajl may see, and what is wrong with them.
  mutating func take(_ bytes: [UInt8]) -> (ready: [UInt8], trouble: Trouble?) {
    var text = held + bytes
    let start = held.count
    held.removeAll(keepingCapacity: true)
    validator.update(bytes.span)
    var trouble = validator.firstInvalid.map {
      Trouble(kind: .notUTF8, offset: max(0, start + $0 - count))
    }
    count += bytes.count
    let end = trouble?.offset ?? text.count
    var index = 0
    while index < end {
      let step = isInString ? scanString(&text, index, end) : scanOutside(text[index])
      guard step > 0 else { break }
      index += step
      if length > textLimit {
        trouble = Trouble(kind: .tooLong, offset: index)
        break
      }
    }
    if trouble == nil { held = Array(text[index...]) }
    text.removeSubrange(index...)
    return (text, trouble)
  }

  /// Call after the last bytes; gives what was held back, and whether a character is cut off.
  mutating func finish() -> (ready: [UInt8], trouble: Trouble?) {
    validator.finish()
    let rest = held
    held = []
    let isCut = validator.firstInvalid != nil
    return (rest, isCut ? Trouble(kind: .notUTF8, offset: rest.count) : nil)
  }

  private mutating func scanOutside(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      length = 0
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: ":"), 0x09, 0x0A, 0x0D, 0x20:
      length = 0
    default: length += 1
    }
    return 1
  }

  /// How many bytes of a string were looked at; 0 when an escape is not there to its end.
  private mutating func scanString(_ text: inout [UInt8], _ index: Int, _ end: Int) -> Int {
    switch text[index] {
    case UInt8(ascii: "\""):
      isInString = false
      length = 0
      return 1
    case UInt8(ascii: "\\"):
      let step = scanEscape(&text, index, end)
      length += step
      return step
    default:
      // Most of a text is neither; what is too long is found a little later then.
      var next = index + 1
      while next < end, text[next] != UInt8(ascii: "\""), text[next] != UInt8(ascii: "\\"),
        length + next - index <= textLimit
      {
        next += 1
      }
      length += next - index
      return next - index
    }
  }

  private mutating func scanEscape(_ text: inout [UInt8], _ index: Int, _ end: Int) -> Int {
    guard index + 1 < end else { return 0 }
    guard text[index + 1] == UInt8(ascii: "u") else { return 2 }
    guard index + 6 <= end else { return 0 }
    // What is no escape libyajl refuses by itself.
    guard let unit = Self.unit(text, at: index) else { return 2 }
    switch unit {
    case 0:
      hasNUL = true
      return 6
    case 0xD800...0xDBFF:
      guard let isPaired = Self.isLowSurrogate(text, at: index + 6, end) else { return 0 }
      if isPaired { return 12 }
      Self.replace(&text, at: index)
      return 6
    case 0xDC00...0xDFFF:
      Self.replace(&text, at: index)
      return 6
    default: return 6
    }
  }

  /// Whether the second half of a pair stands there; nil when that cannot be told yet.
  private static func isLowSurrogate(_ text: [UInt8], at index: Int, _ end: Int) -> Bool? {
    guard index < end else { return nil }
    guard text[index] == UInt8(ascii: "\\") else { return false }
    guard index + 1 < end else { return nil }
    guard text[index + 1] == UInt8(ascii: "u") else { return false }
    guard index + 6 <= end else { return nil }
    return unit(text, at: index).map { (0xDC00...0xDFFF).contains($0) } ?? false
  }

  private static func unit(_ text: [UInt8], at index: Int) -> UInt32? {
    var unit: UInt32 = 0
    for byte in text[index + 2..<index + 6] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte & 0xDF) - 0x37)
      default: return nil
      }
    }
    return unit
  }

  private static func replace(_ text: inout [UInt8], at index: Int) {
    text.replaceSubrange(index + 2..<index + 6, with: "fffd".utf8)
  }
}
