import Store
import Testing
import TestSupport

/// What an Extended Export says of a local copy counts like what the inventory says.
@Suite struct LocalDataGateTests {
  static let columns = [
    "LOCALIZED", "PORTFOLIO_PID", "MMS", "TITLE", "FROM_YEAR", "TO_YEAR", "FROM_MONTH",
    "TO_MONTH", "FROM_DAY", "TO_DAY", "FROM_VOLUME", "TO_VOLUME", "FROM_ISSUE", "TO_ISSUE",
    "WARNINGS", "PUBLICATION_DATE_OPERATOR", "PUBLICATION_DATE_YEAR", "PUBLICATION_DATE_MONTH",
    "GLOBAL_FROM_YEAR", "GLOBAL_WARNINGS", "AVAILABILITY", "URL", "PROXY_ENABLE", "PROXY_SELECTED",
    "ACCESS_TYPE", "OWNERSHIP", "GROUP_NAME", "AUTHENTICATION_NOTES", "PUBLIC_NOTES",
    "INTERNAL_DESCRIPTION", "COVERAGE_STATEMENT", "EXPECTED_ACTIVATION_DATE", "LICENSE",
    "LICENSE_NAME", "COLLECTION_LICENSE", "COLLECTION_LICENSE_NAME", "PDA", "EBA", "PO_LINE",
    "NOTES",
  ]

  /// An Extended Export of portfolios of this library: what some of them say beside the plain cells.
  private func export(
    _ ids: [String], of library: SmallLibrary, _ said: [String: [String: String]] = [:],
    without absent: Set<String> = []
  ) -> String {
    var table = SmallTable(Self.columns.filter { !absent.contains($0) })
    for row in library.portfolios.rows {
      guard let id = row["Portfolio Id"], ids.contains(id) else { continue }
      let plain = [
        "LOCALIZED": "N", "PORTFOLIO_PID": id, "MMS": row["MMS Id"] ?? "",
        "TITLE": row["Title"] ?? "", "URL": row["Portfolio Static URL"] ?? "",
        "AVAILABILITY": "ACTIVE", "COVERAGE_STATEMENT": "Global or local",
      ]
      table.rows.append(plain.merging(said[id] ?? [:]) { _, new in new })
    }
    return table.text
  }

  /// A plain pair, and an export of both copies' collections.
  private func loaded(
    local: [String: String] = [:], zone: [String: String] = [:], day: String = "2024-06-05",
    without absent: Set<String> = [], inventory: [String: String] = [:]
  ) throws -> (Sandbox, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(local: inventory)
    let sandbox = try library.loaded()
    // The twin's collection, whole: what a newer export lacks is gone.
    let zones = library.portfolios.rows.filter {
      $0["Electronic Collection Id"] == SmallLibrary.Collection.alpha.rawValue
    }.compactMap { $0["Portfolio Id"] }
    let said = [pair.local.portfolioID: local, pair.zone.portfolioID: zone]
    let exports = [("Local_copies", [pair.local.portfolioID]), ("Alpha_Books_Complete", zones)]
    for (name, ids) in exports {
      try sandbox.write(
        "\(name)_portfolios.csv", export(ids, of: library, said, without: absent))
    }
    for name in ["Local_copies_portfolios.csv", "Alpha_Books_Complete_portfolios.csv"] {
      try sandbox.load([name]) { $0.asOf = day }
    }
    return (sandbox, pair.local)
  }

  @Test(
    "an export that says nothing local leaves the copy safe, be it newer or older",
    arguments: ["2024-06-05", "2024-05-20"])
  func plain(day: String) throws {
    let (sandbox, local) = try loaded(day: day)
    let gates = try ["license", "coverage", "order", "demand-driven"].map {
      try sandbox.gate($0, local)?.value
    }
    #expect(gates == ["pass", "pass", "pass", "pass"])
    #expect(try sandbox.isSafe(local))
  }

  static let speaking = [
    ("license", "LICENSE", "LIC-1"), ("license", "LICENSE_NAME", "Harbour licence"),
    ("license", "COLLECTION_LICENSE", "LIC-2"),
    ("license", "COLLECTION_LICENSE_NAME", "Harbour licence"), ("license", "PDA", "jstor"),
    ("license", "EBA", "harbour"), ("order", "PO_LINE", "POL-77"),
    ("coverage", "FROM_YEAR", "1999"), ("coverage", "TO_YEAR", "2001"),
    ("coverage", "FROM_MONTH", "1"), ("coverage", "TO_MONTH", "2"), ("coverage", "FROM_DAY", "3"),
    ("coverage", "TO_DAY", "4"), ("coverage", "FROM_VOLUME", "5"), ("coverage", "TO_VOLUME", "6"),
    ("coverage", "FROM_ISSUE", "7"), ("coverage", "TO_ISSUE", "8"),
    ("coverage", "PUBLICATION_DATE_OPERATOR", ">"), ("coverage", "PUBLICATION_DATE_YEAR", "1"),
    ("coverage", "PUBLICATION_DATE_MONTH", "6"),
    ("coverage", "EXPECTED_ACTIVATION_DATE", "2027-01-01"),
    ("coverage", "COVERAGE_STATEMENT", "Only local"),
    ("coverage", "COVERAGE_STATEMENT", "Global and local"),
    ("coverage", "WARNINGS", "Exports only the first coverage of the multiple coverages defined"),
    ("notes", "PUBLIC_NOTES", "3 users"), ("notes", "AUTHENTICATION_NOTES", "VPN"),
    ("notes", "INTERNAL_DESCRIPTION", "ask Mary"), ("notes", "NOTES", "gift of the author"),
  ]

  @Test("each column bars the deletion, be the export newer or older", arguments: speaking)
  func speaks(gate: String, column: String, value: String) throws {
    for day in ["2024-06-05", "2024-05-20"] {
      let (sandbox, local) = try loaded(local: [column: value], day: day)
      let answer = try #require(try sandbox.gate(gate, local))
      #expect(answer.value == "fail", "\(day): \(answer.detail)")
      #expect(try !sandbox.isSafe(local))
      #expect(column == "WARNINGS" || answer.detail.contains(value), "\(answer.detail)")
      let blocked = try sandbox.run("duplicates/blocked").filter {
        $0["portfolio_id"] == local.portfolioID
      }
      #expect(blocked.contains { $0["gate"] == gate && $0["detail"] == answer.detail })
    }
  }

  static let silent = [
    ("coverage", "GLOBAL_FROM_YEAR", "1999"), ("coverage", "COVERAGE_STATEMENT", "Only global"),
    ("coverage", "COVERAGE_STATEMENT", ""),
    (
      "coverage", "GLOBAL_WARNINGS",
      "Exports only the first coverage of the multiple coverages defined"
    ),
  ]

  @Test("what is global is no local coverage", arguments: silent)
  func isSilent(gate: String, column: String, value: String) throws {
    let (sandbox, local) = try loaded(local: [column: value])
    #expect(try sandbox.gate(gate, local)?.value == "pass")
    #expect(try sandbox.isSafe(local))
  }

  @Test("a choice of coverage says nothing where the file has no columns for local dates")
  func noDates() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    library.portfolios.headers.removeAll { $0 == "Coverage Statement" }
    let sandbox = try library.loaded()
    for (absent, value) in [("TO_YEAR", "unknown"), ("", "pass")] {
      try sandbox.write(
        "Local_copies_portfolios.csv",
        export([pair.local.portfolioID], of: library, without: [absent]))
      try sandbox.load(["Local_copies_portfolios.csv"]) { $0.asOf = "2024-06-05" }
      let answer = try #require(try sandbox.gate("coverage", pair.local))
      #expect(answer.value == value, "\(answer.detail)")
    }
  }

  @Test(
    "columns for dates in one file do not speak for another that says the choice",
    arguments: ["2016-02-01", "2024-06-05"])
  func datesElsewhere(day: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(local: ["Coverage Statement": "Global or local"])
    let sandbox = try library.loaded()
    try sandbox.write(
      "Local_copies_portfolios.csv", export([pair.local.portfolioID], of: library))
    try sandbox.load(["Local_copies_portfolios.csv"]) { $0.asOf = day }
    #expect(try sandbox.gate("coverage", pair.local)?.value == "unknown")
    #expect(try !sandbox.isSafe(pair.local))
    let empty = try sandbox.run("quality/coverage-empty").filter {
      $0["portfolio_id"] == pair.local.portfolioID && $0["state"] == "empty"
    }
    #expect(empty.isEmpty)
  }

  @Test(
    "an old export does not say for a newer inventory that there is nothing",
    arguments: [("2016-02-01", "unknown"), ("2024-05-20", "pass")])
  func tooOld(day: String, expected: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let silent = ["License Code", "Coverage Statement"]
    library.portfolios.headers.removeAll { silent.contains($0) }
    let sandbox = try library.loaded()
    #expect(try sandbox.gate("license", pair.local)?.value == "unknown")
    try sandbox.write(
      "Local_copies_portfolios.csv", export([pair.local.portfolioID], of: library))
    try sandbox.load(["Local_copies_portfolios.csv"]) { $0.asOf = day }
    for gate in ["license", "coverage"] {
      #expect(try sandbox.gate(gate, pair.local)?.value == expected, "\(gate)")
    }
    // What it has is lost all the same.
    try sandbox.write(
      "Local_licences_portfolios.csv",
      export(
        [pair.local.portfolioID], of: library, [pair.local.portfolioID: ["LICENSE": "LIC-1"]]))
    try sandbox.load(["Local_licences_portfolios.csv"]) { $0.asOf = day }
    #expect(try sandbox.gate("license", pair.local)?.value == "fail")
  }

  @Test("coverage in words of the inventory is not hidden by a newer export's choice")
  func hidden() throws {
    let (sandbox, local) = try loaded(inventory: ["Coverage Statement": "Available from 1997"])
    let answer = try #require(try sandbox.gate("coverage", local))
    #expect(answer.value == "fail" && answer.detail == "local coverage: Available from 1997")
  }

  @Test("a note of an older file counts beside a newer one, until the twin has both")
  func twoNotes() throws {
    let (sandbox, local) = try loaded(
      local: ["PUBLIC_NOTES": "3 users"], zone: ["PUBLIC_NOTES": "3 users at a time"],
      inventory: ["Portfolio Public Note": "Only on campus"])
    #expect(try sandbox.gate("notes", local)?.value == "fail")
    let (both, other) = try loaded(
      local: ["PUBLIC_NOTES": "3 users", "NOTES": "gift"],
      zone: ["PUBLIC_NOTES": "Only on campus, 3 users", "NOTES": "a gift"],
      inventory: ["Portfolio Public Note": "Only on campus"])
    #expect(try both.gate("notes", other)?.value == "pass")
  }

  @Test(
    "a setting of access that the twin has otherwise bars, and one that no file says is named",
    arguments: ["PROXY_ENABLE", "ACCESS_TYPE", "OWNERSHIP", "GROUP_NAME"])
  func access(column: String) throws {
    let value = column == "PROXY_ENABLE" ? "true" : "Perpetual"
    let (sandbox, local) = try loaded(local: [column: value])
    let answer = try #require(try sandbox.gate("proxy", local))
    #expect(answer.value == "fail" && answer.detail.hasPrefix(column))
    #expect(try !sandbox.isSafe(local))
    let (same, other) = try loaded(local: [column: value], zone: [column: value.uppercased()])
    #expect(try same.gate("proxy", other)?.value == "pass")
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair()
    let alone = try library.loaded()
    try alone.write(
      "Local_copies_portfolios.csv",
      export(
        [pair.local.portfolioID], of: library, [pair.local.portfolioID: [column: value]]))
    try alone.load(["Local_copies_portfolios.csv"]) { $0.asOf = "2024-06-05" }
    #expect(try alone.gate("proxy", pair.local)?.value == "unknown")
    #expect(try alone.isSafe(pair.local))
  }

  @Test("what only the twin's export says bars nothing", arguments: speaking)
  func twinOnly(gate: String, column: String, value: String) throws {
    let (sandbox, local) = try loaded(zone: [column: value])
    #expect(try sandbox.gate(gate, local)?.value != "fail")
  }
}
