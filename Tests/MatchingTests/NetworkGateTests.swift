import Store
import Testing
import TestSupport

/// What the network zone provides, and the bibs that are linked to it.
@Suite struct NetworkGateTests {
  private static let link = SmallLibrary.field(
    "035", "a", "(EXLNZ-01NET_NETWORK)991234567890129999")
  private static let headers = [
    "Electronic Collection Id", "Electronic Collection Link ID",
    "Electronic Collection Public Name", "Interface Name", "Availability", "No. of Portfolios",
    "Available For Group Members",
  ]

  /// A library with one linked bib, and a collections report of the network zone with this row.
  private func loaded(
    _ row: [String: String]?, fields: String = link, day: String = "20240601"
  ) throws -> (Sandbox, SmallLibrary.Local) {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(fields: fields)
    library.collections.headers.append("Electronic Collection Link ID")
    library.collections.rows[0]["Electronic Collection Link ID"] = "61111000001"
    let sandbox = try library.loaded()
    if let row {
      var table = SmallTable(Self.headers)
      let plain = [
        "Electronic Collection Id": "6110000000099999",
        "Electronic Collection Public Name": "Consortium books", "Interface Name": "Net Online",
        "Availability": "Available", "No. of Portfolios": "120",
        "Available For Group Members": "Alder College",
      ]
      table.rows = [plain.merging(row) { _, new in new }]
      try sandbox.write("network_\(day).csv", table.text)
      try sandbox.load(["network_\(day).csv"])
    }
    return (sandbox, pair.local)
  }

  private func expect(
    _ value: String, _ after: String, _ row: [String: String]?, fields: String = link,
    day: String = "20240601", location: SourceLocation = #_sourceLocation
  ) throws {
    let (sandbox, local) = try loaded(row, fields: fields, day: day)
    let gate = try #require(try sandbox.gate("bib-network", local), sourceLocation: location)
    #expect(gate.value == value, "\(gate.detail)", sourceLocation: location)
    let safe = try #require(
      try sandbox.safe().first { $0["portfolio_id"] == local.portfolioID },
      "the bib's gate must not block", sourceLocation: location)
    #expect(safe["bib_after"] == after, sourceLocation: location)
    if after == "keep" {
      #expect(safe["bib_reason"]?.contains(gate.detail) == true, sourceLocation: location)
    }
  }

  @Test(
    "a linked bib stays where the network zone provides the twin's collection",
    arguments: [
      ["Electronic Collection Link ID": "61111000001"],
      ["Electronic Collection Link ID": "61111000001", "Available For Group Members": ""],
      [
        "Electronic Collection Public Name": "alpha books complete",
        "Interface Name": "Alpha Online",
      ],
      // Without an interface the name has to do.
      ["Electronic Collection Public Name": "Alpha Books Complete", "Interface Name": ""],
    ])
  func provided(row: [String: String]) throws {
    try expect("unknown", "keep", row)
    // However old the report: it cannot make the bib go.
    try expect("unknown", "keep", row, day: "20230101")
  }

  @Test("a bib that is not linked to the network zone has none of its inventory")
  func notLinked() throws {
    try expect("pass", "delete", ["Electronic Collection Link ID": "61111000001"], fields: "")
    // The number of the network alone says nothing.
    let number = SmallLibrary.field("035", "a", "1703930-01net_network")
    try expect("pass", "delete", ["Electronic Collection Link ID": "61111000001"], fields: number)
  }

  @Test("a link is no bar where the network zone provides something else, or no report is loaded")
  func notProvided() throws {
    try expect("pass", "delete", ["Electronic Collection Link ID": "61111000002"])
    try expect("pass", "delete", nil)
    let inactive = [
      "Electronic Collection Link ID": "61111000001", "Availability": "Not Available",
    ]
    try expect("pass", "delete", inactive)
    // Another name is another collection, and so is another id with the same name.
    let other = [
      "Electronic Collection Link ID": "61111000002",
      "Electronic Collection Public Name": "Alpha Books Complete", "Interface Name": "Alpha Online",
    ]
    try expect("pass", "delete", other)
  }

  @Test("a report that is too old does not say what the network zone does not provide")
  func stale() throws {
    try expect(
      "unknown", "keep", ["Electronic Collection Link ID": "61111000002"], day: "20230101")
    try expect(
      "pass", "delete", ["Electronic Collection Link ID": "61111000002"], fields: "",
      day: "20230101")
  }

  @Test("what the network zone provides makes no twin active, and no portfolio safe")
  func noTwin() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    let pair = library.addPair(zone: ["Availability": "Not Available"], fields: Self.link)
    let sandbox = try library.loaded()
    try sandbox.write(
      "network_20240601.csv",
      Self.headers.joined(separator: ",")
        + "\n6110000000099999,,Alpha Books Complete,Alpha Online,Available,120,\n")
    try sandbox.load(["network_20240601.csv"])
    #expect(try sandbox.gate("twin-active", pair.local)?.value == "fail")
    #expect(try !sandbox.isSafe(pair.local))
  }
}
