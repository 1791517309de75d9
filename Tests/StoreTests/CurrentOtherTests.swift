import Store
import TestSupport
import Testing

/// Which rows of the other kinds are current, and how far absence can be trusted.
struct CurrentOtherTests {
  private struct Load {
    let name: String
    let text: String
    let day: String
    var isPart = false
  }

  private func load(_ sandbox: Sandbox, _ load: Load) throws {
    try sandbox.write(load.name, load.text)
    try sandbox.load([load.name]) {
      $0.asOf = load.day
      $0.scope = load.isPart ? .part : .all
    }
  }

  private static let orders = "PO Line Reference,Status,MMS Id,Portfolio Id\n"

  @Test("a newer part of the order lines replaces every row of the lines in it, and no others")
  func orderPart() throws {
    let sandbox = try Sandbox()
    let mms = "9910000000011234"
    let whole = """
      \(Self.orders)POL-1,Sent,\(mms),5310000000011234
      POL-1,Sent,\(mms),5310000000021234
      POL-2,Closed,\(mms),

      """
    try load(sandbox, Load(name: "all.csv", text: whole, day: "2024-01-01"))
    let part = "\(Self.orders)POL-1,Closed,\(mms),5310000000031234\n"
    try load(sandbox, Load(name: "part.csv", text: part, day: "2024-02-01", isPart: true))
    let lines = try sandbox.column(
      "SELECT po_line || ' ' || state || ' ' || portfolio_id FROM current_po_line ORDER BY 1")
    #expect(lines == ["POL-1 closed 5310000000031234", "POL-2 closed "])
  }

  @Test("holdings of every current source count")
  func holdings() throws {
    let sandbox = try Sandbox()
    let header = "MMS Id,Library Name,Number of Items\n"
    let whole = "\(header)9910000000011234,Main,1\n9910000000021234,Law,1\n"
    try load(sandbox, Load(name: "old.csv", text: whole, day: "2024-01-01"))
    try load(
      sandbox,
      Load(name: "new.csv", text: "\(header)9910000000031234,Main,1\n", day: "2024-02-01"))
    try load(
      sandbox,
      Load(
        name: "part.csv", text: "\(header)9910000000041234,Law,1\n", day: "2024-03-01",
        isPart: true))
    #expect(
      try sandbox.column("SELECT mms_id FROM current_holding ORDER BY mms_id")
        == ["9910000000031234", "9910000000041234"])
  }

  @Test("a collection comes from the newest file that has it")
  func collections() throws {
    let sandbox = try Sandbox()
    let header = "Electronic Collection Id,Electronic Collection Public Name,Interface Name\n"
    let whole = "\(header)6110000000011234,Old,I\n6110000000021234,Stays,I\n"
    try load(sandbox, Load(name: "all.csv", text: whole, day: "2024-01-01"))
    try load(
      sandbox,
      Load(
        name: "part.csv", text: "\(header)6110000000011234,New,I\n", day: "2024-02-01",
        isPart: true))
    #expect(
      try sandbox.column("SELECT name FROM current_collection ORDER BY name") == ["New", "Stays"])
  }

  @Test(
    "absence is trusted in a whole file that is fresh enough",
    arguments: [
      ("2024-03-31", false, "good"), ("2024-03-01", false, "good"),
      ("2024-02-29", false, "stale"), ("2024-03-31", true, "part"),
    ])
  func inputState(_ day: String, _ isPart: Bool, _ expected: String) throws {
    let sandbox = try Sandbox()
    try load(
      sandbox,
      Load(
        name: "portfolios.csv",
        text: "Portfolio Id,Title,Availability\n5310000000011234,T,Available\n",
        day: "2024-03-31"))
    let orders = "\(Self.orders)POL-1,Closed,9910000000011234,\n"
    try load(sandbox, Load(name: "orders.csv", text: orders, day: day, isPart: isPart))
    let states = try sandbox.column(
      "SELECT kind || ' ' || state FROM input_state ORDER BY kind")
    #expect(states.contains("po-lines \(expected)"))
    #expect(states.contains("holdings missing"))
    #expect(states.contains("portfolios good"))
    let kinds = try sandbox.column("SELECT kind FROM input_kind ORDER BY kind")
    #expect(kinds == InputKind.allCases.map(\.rawValue).sorted())
  }

  @Test("ids of rejected rows are current as long as their file is")
  func rejectedIDs() throws {
    let sandbox = try Sandbox()
    let bad = "\(Self.orders)POL-1,Closed,9910000000011234,notanid\n"
    try sandbox.write("bad.csv", bad)
    try sandbox.load(["bad.csv"]) {
      $0.asOf = "2024-01-01"
      $0.scope = .all
      $0.rejectLimit = .count(1)
    }
    #expect(try sandbox.column("SELECT alma_id FROM current_rejected_id") == ["9910000000011234"])
    let good = "\(Self.orders)POL-1,Closed,9910000000011234,\n"
    try load(sandbox, Load(name: "good.csv", text: good, day: "2024-02-01"))
    #expect(try sandbox.column("SELECT alma_id FROM current_rejected_id") == [])
  }
}
