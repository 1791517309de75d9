/// Whether two addresses are on one platform, as far as their hosts alone can tell.
///
/// The rules of the match (`match_platform_rule`) take one host for one platform too; between two
/// hosts of one domain they let the other titles vote, which two addresses alone cannot.
package enum PlatformComparison {
  /// What a host says of its platform.
  private enum Platform {
    case host([UInt8], family: [UInt8])
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
        self = .host(address.host, family: address.family)
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

  /// True for one host, or DOIs of one registrant; false for hosts of different domains; nil where
  /// it cannot be told: two hosts of one domain, a resolver, text that is no address.
  ///
  /// - Parameters: URLs, hosts, or `doi:` and a prefix as the columns `host` have it.
  package static func isSame(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool? {
    guard let a = Platform(a), let b = Platform(b) else { return nil }
    switch (a, b) {
    case (.host(let left, let leftFamily), .host(let right, let rightFamily)):
      if left == right { return true }
      return leftFamily == rightFamily ? nil : false
    case (.registrant(let left), .registrant(let right)):
      // One publisher may have several prefixes.
      return left == right ? true : nil
    default:
      return nil
    }
  }

  /// Whether two addresses given as text are on one platform.
  package static func isSame(_ a: String, _ b: String) -> Bool? {
    isSame(Array(a.utf8).span, Array(b.utf8).span)
  }
}
