import Foundation
import GRDB
import Queries
import Store
import TestSupport
import Testing

extension Sandbox {
  /// Loads a text as a snapshot of a day.
  func load(
    _ text: String, on day: String, as name: String = "input.dat", institution: String? = nil,
    collection: String? = nil, isWhole: Bool = true
  ) throws {
    try write(name, text)
    try load([name]) {
      $0.asOf = day
      $0.institution = institution
      $0.collection = collection
      $0.scope = isWhole && collection == nil ? .all : nil
      $0.rejectLimit = .count(20)
      $0.isAgain = true
    }
  }

  /// What `snapshots/diff` says: a line a row, "state key field: before > after", the notes apart.
  func diff(_ parameters: [String: String] = [:]) throws -> (rows: [String], notes: [String]) {
    let store = try store(.read)
    var result = ResultRows()
    try QueryRun(store).run(try Catalog().query("snapshots/diff"), parameters, into: &result)
    var rows: [String] = []
    var notes: [String] = []
    for row in result.dictionaries {
      let state = row["state"] ?? ""
      let change =
        (row["field"] ?? "").isEmpty && (row["before"] ?? "").isEmpty
          && (row["after"] ?? "").isEmpty
        ? "" : " \(row["field"] ?? ""): \(row["before"] ?? "") > \(row["after"] ?? "")"
      let line = "\(state == "note" ? "" : "\(state) ")\(row["key"] ?? "")\(change)"
      if state == "note" { notes.append(line) } else { rows.append(line) }
    }
    return (rows, notes)
  }

  /// As `diff`, of two snapshots.
  func diff(_ a: Int, _ b: Int) throws -> (rows: [String], notes: [String]) {
    try diff(["a": String(a), "b": String(b)])
  }
}

/// What has changed between two snapshots, and what must not be taken for a change.
@Suite struct SnapshotDiffTests {
  private static let header =
    "Portfolio Id,MMS Id,Title,Availability,Electronic Collection Id,License Code\n"

  private static func row(
    _ number: Int, _ title: String, _ availability: String = "Available", collection: String = "",
    license: String = ""
  ) -> String {
    "53\(number)0000001234,99\(number)0000001234,\(title),\(availability),\(collection),\(license)\n"
  }

  private func pair(_ first: [String], _ second: [String]) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.load(Self.header + first.joined(), on: "2026-01-31")
    try sandbox.load(Self.header + second.joined(), on: "2026-02-28")
    return sandbox
  }

  @Test("a record that is new, one that is gone, and the fields of one that changed")
  func states() throws {
    let sandbox = try pair(
      [Self.row(1, "Birds"), Self.row(2, "Ferns"), Self.row(3, "Moss", license: "L1")],
      [
        Self.row(3, "Moss and lichen", "Not Available"), Self.row(2, "Ferns"),
        Self.row(4, "Stones"),
      ]
    )
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(
      rows == [
        "added 5340000001234",
        "changed 5330000001234 availability: active > inactive",
        "changed 5330000001234 license: L1 > ",
        "changed 5330000001234 title: Moss > Moss and lichen",
        "removed 5310000001234",
      ])
    #expect(notes == [])
    #expect(
      try sandbox.diff(2, 1).rows == [
        "added 5310000001234",
        "changed 5330000001234 availability: inactive > active",
        "changed 5330000001234 license:  > L1",
        "changed 5330000001234 title: Moss and lichen > Moss",
        "removed 5340000001234",
      ])
  }

  @Test("titles stand with what is new, gone and changed; the newer one where both have one")
  func titles() throws {
    let sandbox = try pair(
      [Self.row(1, "Birds"), Self.row(3, "Moss")], [Self.row(3, "Lichen"), Self.row(4, "Stones")])
    let rows = try sandbox.run("snapshots/diff", ["a": "1", "b": "2"])
    #expect(rows.map { $0["title"] } == ["Stones", "Lichen", "Birds"])
  }

  @Test("without ids the newest snapshot that has one before it is taken, of the kind that is said")
  func chosen() throws {
    let sandbox = try pair([Self.row(1, "Birds")], [Self.row(1, "Ferns")])
    let orders = "PO Line Reference,Status,MMS Id\n"
    try sandbox.load(orders + "POL-1,Sent,\n", on: "2026-01-01")
    try sandbox.load(orders + "POL-1,Closed,\n", on: "2026-03-01")
    #expect(try sandbox.diff().rows == ["changed POL-1 status: Sent > Closed"])
    #expect(
      try sandbox.diff(["kind": "portfolios"]).rows
        == ["changed 5310000001234 title: Birds > Ferns"])
    #expect(try sandbox.diff(["b": "2"]).rows == ["changed 5310000001234 title: Birds > Ferns"])
    #expect(try sandbox.diff(["a": "1"]).rows == ["changed 5310000001234 title: Birds > Ferns"])
    #expect(try sandbox.diff(["kind": "bibs"]).rows == [])
    #expect(try sandbox.diff(["kind": "portfolios", "institution": "9999"]).rows == [])
  }

  @Test("state and field leave out the other rows, and keep the notes")
  func filters() throws {
    let sandbox = try Sandbox()
    try sandbox.load(Self.header + Self.row(1, "Birds") + Self.row(2, "Ferns"), on: "2026-01-31")
    try sandbox.load(
      "Portfolio Id,MMS Id,Title,Availability\n"
        + "5310000001234,9910000001234,Moss,Not Available\n", on: "2026-02-28")
    let notes = ["only-in-a collection_id:  > ", "only-in-a license:  > "]
    for (name, value, expected) in [
      ("state", "removed", ["removed 5320000001234"]),
      ("field", "title", ["changed 5310000001234 title: Birds > Moss"]),
      ("field", "url", []),
    ] {
      let (rows, found) = try sandbox.diff(["a": "1", "b": "2", name: value])
      #expect(rows == expected)
      #expect(found == notes)
    }
  }

  // MARK: - What is no change

  @Test("the same rows in another order of rows and columns are no change")
  func order() throws {
    let sandbox = try Sandbox()
    try sandbox.load(
      "Portfolio Id,Title,Availability,Colour,Size\n5310000001234,Birds,Available,red,9\n"
        + "5320000001234,Ferns,Available,,\n", on: "2026-01-31")
    try sandbox.load(
      "Size,Availability,Title,Colour,Portfolio Id\n,Available,Ferns,,5320000001234\n"
        + "9,Available,Birds,red,5310000001234\n", on: "2026-02-28")
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(rows == [])
    #expect(notes == [])
  }

  @Test("a column that almanac has no name for is compared under its own")
  func extra() throws {
    let sandbox = try Sandbox()
    let header = "Portfolio Id,Title,Availability,Say \"hi\",Size\n"
    try sandbox.load(
      header.replacing("Say \"hi\"", with: "\"Say \"\"hi\"\"\"")
        + "5310000001234,Birds,Available,red,9\n5320000001234,Ferns,Available,,\n",
      on: "2026-01-31")
    try sandbox.load(
      header.replacing("Say \"hi\",Size", with: "\"Say \"\"hi\"\"\",Shape")
        + "5310000001234,Birds,Available,,x\n5320000001234,Ferns,Available,blue,y\n",
      on: "2026-02-28")
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(
      rows == [
        "changed 5310000001234 Say \"hi\": red > ", "changed 5320000001234 Say \"hi\":  > blue",
      ])
    #expect(notes == ["only-in-a Size:  > ", "only-in-b Shape:  > "])
  }

  @Test("a field that one of both files lacks is no change, and is named")
  func layouts() throws {
    let sandbox = try Sandbox()
    try sandbox.load(Self.header + Self.row(1, "Birds", license: "L1"), on: "2026-01-31")
    try sandbox.load(
      "Portfolio Id,Title,Availability,PO Line Reference\n5310000001234,Birds,Available,POL-1\n",
      on: "2026-02-28")
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(rows == [])
    #expect(
      notes == [
        "only-in-a collection_id:  > ", "only-in-a license:  > ", "only-in-a mms_id:  > ",
        "only-in-b po_line:  > ",
      ])
  }

  @Test("a key on several rows: what says the same belongs together, whatever the order")
  func repeats() throws {
    let sandbox = try pair(
      [
        Self.row(1, "Birds", license: "L1"), Self.row(1, "Birds", license: "L2"),
        Self.row(2, "Ferns"),
      ],
      [
        Self.row(2, "Ferns"), Self.row(1, "Birds", license: "L2"),
        Self.row(1, "Birds", license: "L1"),
      ])
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(rows == [])
    #expect(notes == ["repeated-keys : 1 > 1"])
  }

  @Test(
    "of a key on several rows only the row that differs is a change; a row less is said as such")
  func repeatedChange() throws {
    let first = [
      Self.row(1, "Birds", license: "L1"), Self.row(1, "Birds", license: "L2"),
      Self.row(1, "Birds", license: "L3"),
    ]
    let sandbox = try pair(
      first, [Self.row(1, "Birds", license: "L3"), Self.row(1, "Birds", license: "L9")])
    #expect(
      try sandbox.diff(1, 2).rows == [
        "changed 5310000001234 license: L1 > L9", "repeated 5310000001234 rows: row 3 > ",
      ])
    #expect(
      try sandbox.diff(2, 1).rows == [
        "changed 5310000001234 license: L9 > L1", "repeated 5310000001234 rows:  > row 3",
      ])
    let gone = try pair(first, [Self.row(2, "Ferns")])
    #expect(try gone.diff(1, 2).rows == ["added 5320000001234", "removed 5310000001234"])
  }

  @Test("a row that was rejected on the other side is unknown, neither new nor gone")
  func rejected() throws {
    let sandbox = try pair(
      [Self.row(1, "Birds"), Self.row(2, "Ferns"), Self.row(3, "Moss")],
      [Self.row(1, "Birds"), "5320000001234,9920000001234,Ferns,Available\n"])
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(
      rows == [
        "removed 5330000001234", "unknown 5320000001234 :  > rejected: input.dat row 3",
      ])
    #expect(notes == ["rejected-rows : 0 > 1"])
    #expect(
      try sandbox.diff(2, 1).rows == [
        "added 5330000001234", "unknown 5320000001234 : rejected: input.dat row 3 > ",
      ])
  }

  // MARK: - What cannot be compared

  @Test(
    "a pair that cannot be compared has one row, which says why",
    arguments: [
      (["a": "1", "b": "1"], "they are one and the same snapshot"),
      (["a": "1", "b": "2"], "they are of two institutions, 1234 and 7777"),
      (["a": "1", "b": "3"], "they are of two kinds, portfolios and holdings"),
      (["a": "1", "b": "9"], "there is no such snapshot, or none to compare it with"),
      (["b": "3"], "there is no such snapshot, or none to compare it with"),
    ])
  func refused(_ parameters: [String: String], _ why: String) throws {
    let sandbox = try Sandbox()
    try sandbox.load(Self.header + Self.row(1, "Birds"), on: "2026-01-31")
    try sandbox.load(
      Self.header + "5310000007777,9910000007777,Birds,Available,,\n", on: "2026-02-28",
      institution: "7777")
    try sandbox.load(
      "MMS Id,Library Name\n9910000001234,Main\n", on: "2026-02-28", institution: "1234")
    let rows = try sandbox.run("snapshots/diff", parameters)
    #expect(rows.map { $0["state"] } == ["note"])
    #expect(rows.first?["key"] == "not-comparable")
    #expect(rows.first?["title"] == why)
  }

  @Test("two institutions' snapshots of one kind do not mix")
  func institutions() throws {
    let sandbox = try pair([Self.row(1, "Birds")], [Self.row(1, "Ferns")])
    for (day, title) in [("2026-03-01", "Moss"), ("2026-03-02", "Stones")] {
      try sandbox.load(
        Self.header + "5310000007777,9910000007777,\(title),Available,,\n", on: day,
        institution: "7777")
    }
    #expect(
      try sandbox.diff(["kind": "portfolios", "institution": "1234"]).rows
        == ["changed 5310000001234 title: Birds > Ferns"])
    #expect(
      try sandbox.diff(["kind": "portfolios", "institution": "7777"]).rows
        == ["changed 5310000007777 title: Moss > Stones"])
  }

  // MARK: - Parts

  private static let export = "LOCALIZED,PORTFOLIO_PID,MMS,TITLE,AVAILABILITY\n"

  private func whole() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.load(
      Self.header + Self.row(1, "Birds", collection: "6110000001234")
        + Self.row(2, "Ferns", collection: "6110000001234")
        + Self.row(3, "Moss", collection: "6120000001234") + Self.row(4, "Stones"),
      on: "2026-01-31")
    return sandbox
  }

  @Test("beside one collection's export only that collection's portfolios can be gone")
  func collectionPart() throws {
    let sandbox = try whole()
    try sandbox.load(
      Self.export + "Y,5310000001234,9910000001234,Birds,INACTIVE\n"
        + "Y,5350000001234,9950000001234,Sand,ACTIVE\n", on: "2026-02-28",
      as: "Nature+Books_portfolios.csv", isWhole: false)
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(
      rows == [
        "added 5350000001234", "changed 5310000001234 availability: active > inactive",
        "removed 5320000001234",
      ])
    #expect(notes.contains("not-covered : 2 > 0"))
    // the other way round: what the part lacks outside of its collection is not new
    let back = try sandbox.diff(2, 1)
    #expect(
      back.rows == [
        "added 5320000001234", "changed 5310000001234 availability: inactive > active",
        "removed 5350000001234",
      ])
    #expect(back.notes.contains("not-covered : 0 > 2"))
  }

  @Test("two exports of one collection are compared as wholes, of two collections not at all")
  func twoParts() throws {
    let sandbox = try Sandbox()
    for (day, name, rows) in [
      ("2026-01-31", "Nature", ["Y,5310000001234,9910000001234,Birds,ACTIVE\n"]),
      ("2026-02-28", "Nature", ["Y,5320000001234,9920000001234,Ferns,ACTIVE\n"]),
      ("2026-02-28", "Stones", ["Y,5330000001234,9930000001234,Moss,ACTIVE\n"]),
    ] {
      try sandbox.load(
        Self.export + rows.joined(), on: day, as: "\(name)_portfolios.csv", isWhole: false)
    }
    #expect(try sandbox.diff(1, 2).rows == ["added 5320000001234", "removed 5310000001234"])
    #expect(try sandbox.diff(1, 2).notes == [])
    #expect(try sandbox.diff(2, 3).rows == [])
    #expect(try sandbox.diff(2, 3).notes == ["not-covered : 1 > 1"])
  }

  private static let orders = "PO Line Reference,Status,Vendor Name,MMS Id\n"

  @Test("beside one vendor's orders only that vendor's can be gone; beside the open ones, none")
  func orderParts() throws {
    let sandbox = try Sandbox()
    try sandbox.load(
      Self.orders + "POL-1,Sent,Alder,\nPOL-2,Closed,Alder,\nPOL-3,Sent,Birch,\n", on: "2026-01-31")
    try sandbox.load(
      Self.orders + "POL-2,Closed,Alder,\nPOL-4,Sent,Alder,\n", on: "2026-02-28", isWhole: false)
    try sandbox.load(
      Self.orders + "POL-4,Sent,Alder,\nPOL-5,Sent,Birch,\n", on: "2026-03-31", isWhole: false)
    #expect(
      try sandbox.sql("SELECT scope_name AS s FROM snapshot").map { $0["s"] ?? "" } == [
        "", "vendor Alder", "no closed lines",
      ])
    let vendor = try sandbox.diff(1, 2)
    #expect(vendor.rows == ["added POL-4", "removed POL-1"])
    #expect(vendor.notes == ["not-covered : 1 > 0"])
    let open = try sandbox.diff(1, 3)
    #expect(open.rows == ["added POL-4", "added POL-5"])
    #expect(open.notes == ["not-covered : 3 > 0"])
  }

  @Test("beside one library's holdings only that library's can be gone")
  func libraryPart() throws {
    let sandbox = try Sandbox()
    let header = "MMS Id,Holding Id,Library Name\n"
    try sandbox.load(
      header + "9910000001234,2210000001234,Main\n9920000001234,2220000001234,Law\n"
        + "9930000001234,2230000001234,Main\n", on: "2026-01-31")
    try sandbox.load(
      header + "9910000001234,2210000001234,Main\n9940000001234,2240000001234,Main\n",
      on: "2026-02-28", isWhole: false)
    let (rows, notes) = try sandbox.diff(1, 2)
    #expect(
      rows == ["added 9940000001234 2240000001234", "removed 9930000001234 2230000001234"])
    #expect(notes == ["not-covered : 1 > 0"])
  }
}
