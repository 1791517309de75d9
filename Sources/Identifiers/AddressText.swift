/// The text of a URL: entities, percent signs, session parameters.
enum AddressText {
  /// The bytes of `range` with `&amp;` as `&`, which XML exports leave behind, twice at times.
  static func withoutEntities(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var offset = range.lowerBound
    while offset < range.upperBound {
      result.append(bytes[offset])
      let isAmpersand = bytes[offset] == 0x26
      offset += 1
      while isAmpersand, bytes.hasText("amp;", at: offset, before: range.upperBound) {
        offset += 4
      }
    }
    return result
  }

  /// The first URL inside other text, such as "Full text: http://...", a link of a web page, or a
  /// script's call; nil if there is none.
  static func addressInside(_ text: [UInt8]) -> [UInt8]? {
    let bytes = text.span
    let start = ["http://", "https://"].compactMap { (scheme: KnownText) in
      bytes.firstOffset(of: scheme, in: 0..<bytes.count)
    }.min()
    guard let start, start > 0 else { return nil }
    return Array(text[start...].prefix { !endsInText($0) })
  }

  // Blanks, quotation marks and angle brackets are no part of a URL (RFC 3986, Appendix C).
  private static func endsInText(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E
  }

  /// The text with %XX decoded.
  static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var offset = text.startIndex
    while offset < text.endIndex {
      if text[offset] == 0x25, offset + 2 < text.endIndex,
        let high = text[offset + 1].hexadecimalValue, let low = text[offset + 2].hexadecimalValue
      {
        result.append(high << 4 | low)
        offset += 3
      } else {
        result.append(text[offset])
        offset += 1
      }
    }
    return result
  }

  /// Path and query in the form to compare.
  static func comparable(_ path: ArraySlice<UInt8>) -> [UInt8] {
    let visible = path.prefix { $0 != 0x23 }
    let route = visible.prefix { $0 != 0x3F }
    var result = withoutPathSession(route)
    while result.last == 0x2F { result.removeLast() }
    var separator: UInt8 = 0x3F
    for parameter in visible.dropFirst(route.count + 1).split(separator: 0x26) {
      guard !isSession(parameter) else { continue }
      result.append(separator)
      result.append(contentsOf: parameter)
      separator = 0x26
    }
    while result.last == 0x2F { result.removeLast() }
    return result
  }

  private static func withoutPathSession(_ route: ArraySlice<UInt8>) -> [UInt8] {
    let text = Array(route)
    guard let start = text.span.firstOffset(of: ";jsessionid=", in: 0..<text.count) else {
      return text
    }
    let rest = text[(start + 1)...].drop { $0 != 0x2F && $0 != 0x3B }
    return Array(text[..<start]) + Array(rest)
  }

  private static func isSession(_ parameter: ArraySlice<UInt8>) -> Bool {
    let name = Array(parameter.prefix { $0 != 0x3D })
    for known in sessionParameters where name.span.isText(known, in: 0..<name.count) {
      return true
    }
    return name.span.hasText("utm_", at: 0, before: name.count)
      || name.span.hasText("aspsessionid", at: 0, before: name.count)
  }

  // Who reads, and from where, is not what is read.
  private static let sessionParameters: [KnownText] = [
    "jsessionid", "phpsessid", "sessionid", "session_id", "session", "sessid", "cfid", "cftoken",
    "accountid", "custid", "groupid", "userid", "authtype", "proxyid", "shib", "fbclid", "gclid",
  ]

  /// The registrant in a path such as /10.1007/978-0-230-61499-4; empty if there is none.
  static func registrant(_ path: [UInt8]) -> [UInt8] {
    guard path.first == 0x2F else { return [] }
    let decoded = percentDecoded(path[...])
    var start = 0
    while start < decoded.count, decoded[start] == 0x2F { start += 1 }
    if decoded.span.hasText("doi:", at: start, before: decoded.count) { start += 4 }
    guard let end = DOI.endOfPrefix(decoded.span, at: start), end < decoded.count,
      decoded[end] == 0x2F
    else { return [] }
    return Array(decoded[start..<end])
  }
}
