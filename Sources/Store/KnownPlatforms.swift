import GRDB
import Identifiers

/// The platforms of hosts: by the user's own map, which overrules, and as the match has learned them.
struct KnownPlatforms: Sendable {
  /// By host: the platforms and interfaces that the map gives it, lower-cased.
  private var mapped: [String: Set<String>] = [:]
  /// By host: the interfaces that its titles are on, lower-cased.
  private var learned: [String: Set<String>] = [:]

  /// What the database knows at present; nothing where it has no such tables.
  init(_ db: Database) {
    let rows = try? Row.fetchAll(
      db,
      sql: """
        SELECT host, lower(platform) AS platform, lower(interface_name) AS interface,
               known_by = 'your map' AS is_mapped
        FROM platform_list
        WHERE host <> ''
        """)
    for row in rows ?? [] {
      let host: String = row["host"]
      if row["is_mapped"] {
        mapped[host, default: []].formUnion([row["platform"], row["interface"]])
        mapped[host]?.remove("")
      } else {
        learned[host, default: []].insert(row["platform"])
      }
    }
  }

  /// Same, different or unknown: two hosts that nobody knows may be one platform under two names.
  ///
  /// - Parameters: URLs, hosts, or `doi:` and a prefix.
  /// - Returns: nil where it is unknown.
  func isSame(_ a: String, _ b: String) -> Bool? {
    guard let left = PlatformComparison.host(of: a), let right = PlatformComparison.host(of: b)
    else { return nil }
    if left == right { return true }
    let platforms = (platforms(of: left), platforms(of: right))
    guard !platforms.0.isEmpty, !platforms.1.isEmpty else { return nil }
    return !platforms.0.isDisjoint(with: platforms.1)
  }

  /// A line of the map names a host and all hosts below it.
  private func platforms(of host: String) -> Set<String> {
    var found: Set<String> = []
    var name = host[...]
    while !name.isEmpty {
      found.formUnion(mapped[String(name)] ?? [])
      guard let dot = name.firstIndex(of: ".") else { break }
      name = name[name.index(after: dot)...]
    }
    return found.isEmpty ? learned[host] ?? [] : found
  }
}
