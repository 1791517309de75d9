import Importing
import Store
import TestSupport
import Testing

/// A file that would be taken for all there is, and is not: absence from it must pass no gate.
struct WholenessTests {
  private func holdings(_ count: Int, tail: String = "1234") -> String {
    "MMS Id,Number of Items\n" + (1000..<1000 + count).map { "99100000\($0)\(tail),1\n" }.joined()
  }

  private func scopes(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column(
      """
      SELECT i.code || '/' || s.kind || '/' || s.scope || '/' || s.scope_name
      FROM snapshot s JOIN institution i ON i.id = s.institution_id ORDER BY s.id
      """)
  }

  private func load(
    _ sandbox: Sandbox, _ text: String, _ day: String,
    _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> [String] {
    try sandbox.write("\(day).csv", text)
    return try sandbox.load(["\(day).csv"]) {
      $0.asOf = day
      change(&$0)
    }.notes
  }

  @Test(
    "a newer file of less than half of the rows is a part, where there were twenty",
    arguments: [(40, 19, false), (40, 20, true), (19, 1, true), (20, 9, false)])
  func shrunken(_ before: Int, _ after: Int, _ isWhole: Bool) throws {
    let sandbox = try Sandbox()
    #expect(try load(sandbox, holdings(before), "2024-01-31") == [])
    let notes = try load(sandbox, holdings(after), "2024-02-29")
    #expect(
      try scopes(sandbox).last
        == (isWhole ? "1234/holdings/all/" : "1234/holdings/part/less than half"))
    #expect(notes.count == (isWhole ? 0 : 1))
    if !isWhole {
      #expect(
        notes.first?.contains("it has \(after) rows, and the one of 2024-01-31 has \(before)")
          == true)
      #expect(
        try sandbox.column("SELECT state FROM input_state WHERE kind = 'holdings'") == ["good"])
    }
  }

  @Test("an older file, and one that the user calls whole, is not compared with what there is")
  func notCompared() throws {
    let sandbox = try Sandbox()
    #expect(try load(sandbox, holdings(40), "2024-02-29") == [])
    #expect(try load(sandbox, holdings(3), "2024-01-31") == [])
    #expect(try load(sandbox, holdings(4), "2024-03-31") { $0.scope = .all } == [])
    #expect(try scopes(sandbox).allSatisfy { $0.hasSuffix("/all/") })
  }

  @Test("ids of another institution are a part of this one's, with a warning")
  func foreign() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(holdings(3), as: "own.csv")
    let notes = try load(sandbox, holdings(3, tail: "5678"), "2024-03-31") {
      $0.institution = "1234"
    }
    #expect(try scopes(sandbox).last == "1234/holdings/part/ids of 5678")
    #expect(
      notes.first?.contains("its ids end in 5678, and those of 1234 in 1234") == true)
  }

  @Test("ids that a spreadsheet rounded are no institution's, and it is said what they are")
  func rounded() throws {
    let sandbox = try Sandbox()
    try sandbox.write("own.csv", holdings(3))
    try sandbox.write("rounded.csv", holdings(3, tail: "5000"))
    let error = try sandbox.importError(["own.csv", "rounded.csv"])
    #expect(error.description.contains("rounded by a spreadsheet"))
    let notes = try sandbox.load(["own.csv"]) { $0.institution = "1234" }.notes
    #expect(notes == [])
    let note = try sandbox.load(["rounded.csv"]) { $0.institution = "1234" }.notes.first
    #expect(note?.contains("rounded by a spreadsheet") == true)
    #expect(try scopes(sandbox).last == "1234/holdings/part/ids of 5000")
  }

  @Test("one P2E list serves two institutions, whose other files tell whose it is")
  func sharedList() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Sample.p2e)
    try sandbox.write("a.csv", holdings(2))
    try sandbox.write("b.csv", holdings(2, tail: "5678"))
    try sandbox.load(["p2e.csv", "a.csv"])
    let second = try sandbox.load(["p2e.csv", "b.csv"])
    #expect(second.files.allSatisfy { $0.fate == .imported })
    #expect(
      Set(try scopes(sandbox)) == [
        "1234/p2e/all/", "1234/holdings/all/", "5678/p2e/all/", "5678/holdings/all/",
      ])
    let third = try sandbox.load(["p2e.csv", "b.csv"])
    #expect(third.files.allSatisfy { $0.fate != .imported })
  }

  @Test("an order whose bib and portfolio are exchanged hangs on nothing: it is rejected")
  func exchanged() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      "PO Line Reference,Status,MMS Id,Portfolio Id\n"
        + "POL-1,Sent,5310000000011234,9910000000011234\nPOL-2,Closed,9910000000021234,\n"
    ) { $0.rejectLimit = .count(1) }
    #expect(report.counts.kept == 1)
    #expect(report.counts.rejected == 1)
    #expect(
      try sandbox.column("SELECT reason FROM rejected_row").first?
        .contains("the MMS ID is an id of another kind (portfolio)") == true)
  }
}
