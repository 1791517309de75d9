/// What an address says of its platform by itself: the host, behind proxies and redirectors.
package enum PlatformComparison {
  /// What a host says of its platform.
  private enum Platform {
    case host([UInt8])
    /// The registrant of a DOI: the resolver's host says nothing, the prefix does.
    case registrant([UInt8])

    init?(_ bytes: Span<UInt8>) {
      let range = bytes.trimmedRange
      if bytes.hasText(Self.doi, at: range.lowerBound, before: range.upperBound),
        let end = DOI.endOfPrefix(bytes, at: range.lowerBound + Self.doi.count)
      {
        self = .registrant(bytes.copy(range.lowerBound + Self.doi.count..<end))
        return
      }
      let address = WebAddress(bytes) ?? Self.address(ofHost: bytes.copy(range))
      guard let address else { return nil }
      if !address.doiPrefix.isEmpty {
        self = .registrant(address.doiPrefix)
      } else if address.isResolver {
        return nil
      } else {
        self = .host(address.host)
      }
    }

    /// A host without scheme and path, such as "link.springer.com".
    private static func address(ofHost host: [UInt8]) -> WebAddress? {
      guard host.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2E || $0 >= 0x80 }),
        let top = host.split(separator: 0x2E).last, top.count >= 2, top.contains(where: \.isLetter)
      else { return nil }
      let address = Array("https://".utf8) + host
      return WebAddress(address.span)
    }

    private static let doi: KnownText = "doi:"
  }

  /// What stands for an address where hosts are learned: its host, or `doi:` and the prefix of a
  /// registrant, as the columns `host` have it; nil for a resolver, and for text that is no address.
  ///
  /// - Parameter address: a URL, a host, or `doi:` and a prefix.
  package static func host(of address: String) -> String? {
    switch Platform(Array(address.utf8).span) {
    case .host(let host): String(decoding: host, as: UTF8.self)
    case .registrant(let prefix): "doi:" + String(decoding: prefix, as: UTF8.self)
    case nil: nil
    }
  }
}
