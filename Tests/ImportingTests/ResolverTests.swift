import Importing
import Store
import TestSupport
import Testing

struct ResolverTests {
  @Test("titles, their targets and the Community Zone's ids of these are kept")
  func targets() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Sample.marc([
        Sample.resolver(
          "95470000001", title: "Birds Quarterly",
          targets: [("1110001", "Nature: The Archive:Full Text"), ("1110002", "Sea:Abstracts")]),
        Sample.resolver(
          "95470000002", title: "Ferns", targets: [("1110001", "Nature: The Archive:Full Text")]),
      ]))
    #expect(
      try sandbox.column(
        """
        SELECT target_id || ' | ' || name || ' | ' || service || ' | ' || cz_collection_id
        FROM resolver_collection ORDER BY target_id
        """) == [
          "1110001 | Nature: The Archive | Full Text | 611110001",
          "1110002 | Sea | Abstracts | 611110002",
        ])
    #expect(
      try sandbox.column(
        """
        SELECT t.object_id || ' ' || p.target_id || ' ' || p.target_service_id || ' '
          || p.object_portfolio_id || ' ' || p.coverage
        FROM resolver_portfolio p JOIN resolver_title t ON t.id = p.resolver_title_id
        ORDER BY t.object_id, p.position
        """) == [
          "95470000001 1110001 11100019 10001110001 Available from 1999.",
          "95470000001 1110002 11100029 10001110002 Available from 1999.",
          "95470000002 1110001 11100019 10001110001 Available from 1999.",
        ])
    #expect(
      try sandbox.column("SELECT title || ' ' || material FROM current_resolver_title ORDER BY 1")
        == ["Birds Quarterly serial", "Ferns serial"])
    #expect(
      try sandbox.column("SELECT key FROM match_key WHERE type = 'ckb' ORDER BY key")
        == ["95470000001", "95470000002"])
  }

  @Test("a target's name without a colon is its name, without a service")
  func noColon() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Sample.marc([Sample.resolver("95470000001", title: "T", targets: [("1110001", "Nature")])]))
    #expect(
      try sandbox.column("SELECT name || '|' || service FROM resolver_collection") == ["Nature|"])
  }

  @Test("two files of one command share their targets")
  func twoFiles() throws {
    let sandbox = try Sandbox()
    for (name, object) in [("a.xml", "95470000001"), ("b.xml", "95470000002")] {
      try sandbox.write(
        name,
        Sample.marc([
          Sample.resolver(object, title: "T", targets: [("1110001", "Nature:Full Text")])
        ]))
    }
    try sandbox.load(["a.xml", "b.xml"])
    #expect(try sandbox.count("resolver_collection") == 1)
    #expect(try sandbox.count("resolver_title") == 2)
    #expect(try sandbox.count("snapshot") == 1)
  }

  @Test("an activation finds Alma's collection by 61 and the target, and its bib by the object id")
  func joins() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "sfx.xml",
      Sample.marc([
        Sample.resolver(
          "95470000001", title: "Birds Quarterly", targets: [("1110001", "Nature:Full Text")]),
        Sample.resolver(
          "95470000002", title: "Ferns Quarterly", targets: [("1110002", "Other:Full Text")]),
      ]))
    try sandbox.write(
      "collections.csv",
      """
      Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,Availability
      6110000000011234,611110001,Nature Books,Available
      6110000000021234,611110009,Elsewhere,Available

      """)
    try sandbox.write(
      "bibs.xml",
      Sample.marc([
        Sample.bib("9910000000011234", [Sample.field("035", "a", "(CKB)95470000001")]),
        Sample.bib("9910000000021234", [Sample.field("035", "a", "(EXLCZ)9995470000002")]),
      ]))
    try sandbox.load(["sfx.xml", "collections.csv", "bibs.xml"])
    #expect(
      try sandbox.column(
        """
        SELECT object_id || ' ' || coalesce(collection_id, 'none') || ' ' || coalesce(mms_id, 'none')
        FROM resolver_activation ORDER BY object_id
        """) == [
          "95470000001 6110000000011234 9910000000011234", "95470000002 none 9910000000021234",
        ])
  }
}
