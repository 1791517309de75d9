/// A URL as a platform shows it: proxy taken off, host and form made comparable.
package struct WebAddress: Equatable, Sendable {
  /// The host, lower-case, without www and port.
  package var host: [UInt8]
  /// The registrable domain: the last two labels, three under suffixes such as co.uk.
  package var family: [UInt8]
  /// The URL without a proxy.
  package var unproxied: [UInt8]
  /// The form to compare: no scheme, port, fragment, session, or slash at the end.
  package var normalized: [UInt8]
  /// Whether a proxy stood before the URL or in its host.
  package var wasProxied: Bool
  /// The registrant of the DOI, such as 10.1007, when the host resolves DOIs; else empty.
  package var doiPrefix: [UInt8]
  /// Whether the host only leads elsewhere, so that it is no platform.
  package var isResolver: Bool

  /// Reads a URL; nil for text without a host.
  package init?(_ bytes: Span<UInt8>) {
    let range = bytes.trimmedRange
    guard (4...16_384).contains(range.count) else { return nil }
    let text = AddressText.withoutEntities(bytes, range)
    var (address, wasWrapped) = ProxyUnwrapping.unwrapped(text)
    var found = AddressParts(address.span)
    if found == nil, let inner = AddressText.addressInside(text) {
      (address, wasWrapped) = ProxyUnwrapping.unwrapped(inner)
      found = AddressParts(address.span)
    }
    guard let parts = found else { return nil }
    var fullHost = address.span.copy(parts.host)
    for position in fullHost.indices { fullHost[position] = fullHost[position].lowercased }
    if let original = ProxyUnwrapping.originalHost(fullHost) {
      unproxied =
        Array(address[..<parts.authority.lowerBound]) + original
        + Array(address[parts.authority.upperBound...])
      fullHost = original
      wasProxied = true
    } else {
      unproxied = address
      wasProxied = wasWrapped
    }
    host = HostName.withoutWWW(fullHost)
    family = HostName.registrableDomain(host)
    let path = address[parts.authority.upperBound...]
    normalized = host + AddressText.comparable(path)
    isResolver = HostName.isResolver(host)
    doiPrefix = HostName.resolvesDOIs(host) ? AddressText.registrant(Array(path)) : []
  }

  /// Reads a URL given as text.
  package init?(_ text: String) { self.init(Array(text.utf8).span) }
}

/// Where the parts of a URL stand (RFC 3986).
struct AddressParts {
  /// The host alone.
  var host: Range<Int>
  /// User, host and port.
  var authority: Range<Int>

  init?(_ address: Span<UInt8>) {
    var start = 0
    var hasScheme = false
    if let colon = address.firstOffset(of: "://", in: 0..<min(address.count, 12)) {
      guard address.hasText("http", at: 0, before: colon) || address.isText("ftp", in: 0..<colon)
      else { return nil }
      start = colon + 3
      hasScheme = true
    } else if address.hasText("//", at: 0, before: address.count) {
      start = 2
      hasScheme = true
    }
    var end = start
    while end < address.count, !Self.endsAuthority(address[end]) { end += 1 }
    authority = start..<end
    var hostStart = start
    for offset in authority where address[offset] == 0x40 { hostStart = offset + 1 }
    var hostEnd = hostStart
    while hostEnd < end, address[hostEnd] != 0x3A { hostEnd += 1 }
    while hostEnd > hostStart, address[hostEnd - 1] == 0x2E { hostEnd -= 1 }
    host = hostStart..<hostEnd
    guard Self.isHost(address, host) else { return nil }
    // Without a scheme "Foo.Bar" may be anything: a path or www makes it a URL.
    if !hasScheme {
      guard address.byte(end) == 0x2F || address.hasText("www", at: hostStart, before: end),
        !address[hostEnd - 1].isDigit
      else { return nil }
    }
  }

  // A blank, a semicolon, a bar and a dollar end a URL too: what follows is a note or a subfield.
  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F, 0x3F, 0x23, 0x5C, 0x20, 0x3B, 0x7C, 0x24: true
    default: false
    }
  }

  private static func isHost(_ address: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 4, address[range.lowerBound] != 0x2E else { return false }
    var dots = 0
    for offset in range {
      let byte = address[offset]
      if byte == 0x2E {
        dots += 1
        if address[offset - 1] == 0x2E { return false }
      } else if !(byte.isAlphanumeric || byte == 0x2D || byte == 0x5F || byte >= 0x80) {
        return false
      }
    }
    return dots > 0
  }
}
