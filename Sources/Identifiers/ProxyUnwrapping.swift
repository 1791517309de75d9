/// Takes library proxies off URLs: EZproxy's login links and its rewritten host names, and kin.
///
/// The forms are those of EZproxy's documentation ("URL rewriting", "Starting point URLs", "Query
/// string options": `url` to the end of the line, `qurl` percent-encoded).
enum ProxyUnwrapping {
  /// The URL inside login links, nested ones too, and whether there was such a link.
  static func unwrapped(_ address: [UInt8]) -> (address: [UInt8], wasWrapped: Bool) {
    var current = withoutResolverKey(address)
    var wasWrapped = false
    for _ in 0..<4 {
      guard let inner = target(of: current) else { break }
      current = inner
      wasWrapped = true
    }
    return (current, wasWrapped)
  }

  // Alma writes a static URL of a portfolio as "jkey=https://...".
  private static func withoutResolverKey(_ address: [UInt8]) -> [UInt8] {
    let text = address.span
    guard
      text.hasText("jkey=http", at: 0, before: text.count)
        || text.hasText("bkey=http", at: 0, before: text.count)
    else { return address }
    return Array(address[5...])
  }

  private static func target(of address: [UInt8]) -> [UInt8]? {
    let text = address.span
    guard let query = address.firstIndex(of: 0x3F) else { return nil }
    let isLogin = text.firstOffset(of: "login", in: 0..<query) != nil
    var offset = query
    while offset < text.count {
      let isParameter = text[offset] == 0x3F || text[offset] == 0x26
      if isParameter, text.hasText("qurl=", at: offset + 1, before: text.count) {
        let value = address[(offset + 6)...]
        let encoded = value.prefix { $0 != 0x26 }
        // A value that nobody encoded goes on to the end of the line.
        let isPlain = encoded.contains(0x3F) && encoded.contains(0x3A)
        if let url = url(in: AddressText.percentDecoded(isPlain ? value : encoded)) { return url }
      }
      if isParameter, text.hasText("url=", at: offset + 1, before: text.count),
        isLogin || isProxyHost(text, before: query)
      {
        if let url = url(in: decodedToEnd(address[(offset + 5)...])) { return url }
      }
      offset += 1
    }
    return redirected(address, query: query)
  }

  // A value that nobody encoded goes on to the end of the line.
  private static func decodedToEnd(_ value: ArraySlice<UInt8>) -> [UInt8] {
    guard !value.contains(0x2F) else { return Array(value) }
    return AddressText.percentDecoded(value.prefix { $0 != 0x26 })
  }

  // Any page that is given a whole web address, in url= or as all of the query, leads there: a
  // library's own go.x.edu/link?url=http..., OpenAthens' redirector, redirect.cgi?http... Whoever
  // follows the link is on the other's platform.
  private static func redirected(_ address: [UInt8], query: Int) -> [UInt8]? {
    let text = address.span
    for offset in query..<text.count {
      var start = offset + 1
      if offset == query || text[offset] == 0x26 {
        if text.hasText("url=", at: start, before: text.count) {
          start += 4
        } else if offset != query {
          continue
        }
        let value = decodedToEnd(address[start...])
        if isWhole(value), let url = url(in: value) { return url }
      }
    }
    return nil
  }

  private static func isWhole(_ value: [UInt8]) -> Bool {
    let text = value.span
    return text.hasText("http://", at: 0, before: text.count)
      || text.hasText("https://", at: 0, before: text.count)
  }

  private static func url(in value: [UInt8]) -> [UInt8]? {
    var value = value
    while let last = value.last, last.isBlank { value.removeLast() }
    let start = value.prefix { $0.isBlank }.count
    if start > 0 { value.removeFirst(start) }
    return AddressParts(value.span) == nil ? nil : value
  }

  private static func isProxyHost(_ text: Span<UInt8>, before query: Int) -> Bool {
    guard let parts = AddressParts(text), parts.host.upperBound <= query else { return false }
    return text.firstOffset(of: "proxy", in: parts.host) != nil
      || text.firstOffset(of: "idm.oclc.org", in: parts.host) != nil
  }

  // MARK: Rewritten hosts

  /// The host that a proxy rewrote; nil when the host is nobody's rewriting.
  static func originalHost(_ host: [UInt8]) -> [UInt8]? {
    let labels = host.split(separator: 0x2E)
    if labels.first?.starts(with: [0x30, 0x2D]) == true { return innovativeHost(labels) }
    guard let proxy = proxyLabel(labels), proxy > 0 else { return hyphenatedHost(labels) }
    let front = labels[..<proxy]
    if front.count == 1, let only = front.first {
      let original = withDots(only)
      let parts = original.split(separator: 0x2E)
      guard parts.count > 1, let last = parts.last, isTopLevel(last) else { return nil }
      return original
    }
    guard let last = front.last, isTopLevel(last) else { return nil }
    return Array(front.joined(separator: [0x2E]))
  }

  // Innovative's WAM: "0-www.jstor.org.library.x.edu". In "0-www-jstor-org.library.x.edu" a hyphen
  // of the name itself is not doubled, so that only a host of www, name and com is certain.
  private static func innovativeHost(_ labels: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard let first = labels.first, first.count > 2 else { return nil }
    let name = first.dropFirst(2)
    let dotted = withDots(name)
    let parts = dotted.split(separator: 0x2E)
    if parts.count == 3, parts[0].elementsEqual("www".utf8), isTopLevel(parts[2]) {
      return labels.count > 2 ? dotted : nil
    }
    // The first label that ends a host, with a country behind it: co.uk.
    guard var end = labels.indices.dropFirst().first(where: { isTopLevel(labels[$0]) }) else {
      return nil
    }
    if labels[end].count == 2, end + 3 < labels.count, labels[end + 1].count == 2,
      isTopLevel(labels[end + 1])
    {
      end += 1
    }
    guard end + 2 < labels.count else { return nil }
    return Array(([name] + labels[1...end]).joined(separator: [0x2E]))
  }

  // "www-jstor-org.lib.x.edu": a host with all its dots written as hyphens is a proxy's, whatever
  // the proxy is called. With www it may end in a country, without it only in com and the like.
  private static func hyphenatedHost(_ labels: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard labels.count > 2, let first = labels.first else { return nil }
    let original = withDots(first)
    let parts = original.split(separator: 0x2E)
    guard parts.count > 2, let last = parts.last, isTopLevel(last),
      last.count > 2 || parts[0].elementsEqual("www".utf8)
    else { return nil }
    return original
  }

  private static func proxyLabel(_ labels: [ArraySlice<UInt8>]) -> Int? {
    for (position, label) in labels.enumerated() where position > 0 {
      let text = Array(label)
      let range = 0..<text.count
      if text.span.firstOffset(of: "proxy", in: range) != nil
        || text.span.hasText("ezp", at: 0, before: text.count)
        || text.span.hasText("remotexs", at: 0, before: text.count)
      {
        return position
      }
      // OCLC hosts EZproxy as customer.idm.oclc.org.
      if text.span.isText("idm", in: range), position + 2 < labels.count,
        labels[position + 1].elementsEqual("oclc".utf8)
      {
        return position - 1
      }
    }
    return nil
  }

  // "www-jstor-org": a hyphen of the name itself is doubled.
  private static func withDots(_ label: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var offset = label.startIndex
    while offset < label.endIndex {
      guard label[offset] == 0x2D else {
        result.append(label[offset])
        offset += 1
        continue
      }
      let isDoubled = offset + 1 < label.endIndex && label[offset + 1] == 0x2D
      result.append(isDoubled ? 0x2D : 0x2E)
      offset += isDoubled ? 2 : 1
    }
    return result
  }

  private static func isTopLevel(_ label: ArraySlice<UInt8>) -> Bool {
    let text = Array(label)
    if text.count == 2 { return text.allSatisfy(\.isLetter) }
    for name in topLevel where text.span.isText(name, in: 0..<text.count) { return true }
    return false
  }

  private static let topLevel: [KnownText] = [
    "com", "org", "net", "edu", "gov", "int", "info", "mil", "pub", "press", "online", "biz",
    "name", "digital", "science", "academy", "library", "museum", "world", "cloud", "app",
  ]
}
