/// What a lower-case host name says of the platform behind it.
enum HostName {
  /// The host without a first label www, www2 and so on.
  static func withoutWWW(_ host: [UInt8]) -> [UInt8] {
    let labels = host.split(separator: 0x2E)
    guard labels.count > 2, let first = labels.first, first.starts(with: [0x77, 0x77, 0x77]),
      first.dropFirst(3).allSatisfy(\.isDigit)
    else { return host }
    return Array(host[(first.endIndex + 1)...])
  }

  /// The last two labels; three where the last two are a suffix shared by many owners.
  ///
  /// The rule stands for the Public Suffix List (publicsuffix.org): a second-level name from a
  /// short list under a country code.
  static func registrableDomain(_ host: [UInt8]) -> [UInt8] {
    let labels = host.split(separator: 0x2E)
    guard labels.count > 2, host.contains(where: \.isLetter) else { return host }
    let isShared =
      labels[labels.count - 1].count == 2 && isSecondLevel(Array(labels[labels.count - 2]))
    return Array(host[labels[labels.count - (isShared ? 3 : 2)].startIndex...])
  }

  private static func isSecondLevel(_ label: [UInt8]) -> Bool {
    for suffix in secondLevel where label.span.isText(suffix, in: 0..<label.count) { return true }
    return false
  }

  /// Whether the host resolves DOIs.
  static func resolvesDOIs(_ host: [UInt8]) -> Bool {
    let start = host.count - doi.count
    return host.span.hasText(doi, at: start, before: host.count)
      && (start == 0 || host[start - 1] == 0x2E)
  }

  /// Whether the host only leads to other hosts.
  static func isResolver(_ host: [UInt8]) -> Bool {
    if resolvesDOIs(host) { return true }
    let text = host.span
    for name in resolvers {
      let start = text.count - name.count
      if text.hasText(name, at: start, before: text.count),
        start == 0 || text[start - 1] == 0x2E
      {
        return true
      }
    }
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x2E { end += 1 }
      for word in resolverLabels where text.isText(word, in: start..<end) { return true }
      start = end + 1
    }
    return text.firstOffset(of: linkResolver, in: 0..<text.count) != nil || isSFX(text)
  }

  // "sfx.x.edu", "sfx-49x.x.edu", "sfxhosted.x.com".
  private static func isSFX(_ host: Span<UInt8>) -> Bool {
    guard host.hasText(sfx, at: 0, before: host.count) else { return false }
    return host.byte(3) == 0x2E || host.byte(3) == 0x2D || host.byte(3).isAlphanumeric
  }

  private static let linkResolver: KnownText = "linkresolver"
  private static let sfx: KnownText = "sfx"
  private static let doi: KnownText = "doi.org"
  private static let resolvers: [KnownText] = [
    "handle.net", "nbn-resolving.org", "nbn-resolving.de", "n2t.net", "identifiers.org",
    "search.serialssolutions.com", "linksource.ebsco.com", "resolver.ebscohost.com",
    "alma.exlibrisgroup.com", "openurl.ebsco.com",
  ]
  private static let resolverLabels: [KnownText] = ["purl", "hdl", "openurl", "resolver"]
  private static let secondLevel: [KnownText] = [
    "co", "ac", "edu", "com", "org", "gov", "net", "gob", "gouv", "or", "ne", "go", "asn", "govt",
    "sch", "mil", "nom", "ltd", "plc", "nhs", "ed", "ernet", "res", "nic", "me", "info", "web",
  ]
}
