import TestSupport
import Testing

struct MissingGateTests {
  private static let requiredGates = [
    "twin-active", "collection-active", "order", "p2e-order", "license", "coverage", "bib-record",
    "origin",
  ]

  @Test("a required gate without a result is not passed", arguments: requiredGates)
  func missingRequired(_ gate: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    _ = library.addPair()
    let sandbox = try library.loaded()
    let before = try sandbox.run("duplicates/safe-to-delete").count
    #expect(before > 0)
    let view = "gate_\(gate.replacing("-", with: "_"))"
    _ = try sandbox.sql(
      """
      DROP VIEW \(view);
      CREATE VIEW \(view) AS
      SELECT institution_id, local_id, '\(gate)' AS gate, 'required' AS class, 'pass' AS value,
             '' AS detail
      FROM twin
      WHERE 0;
      DELETE FROM match_run
      """)
    #expect(try sandbox.run("duplicates/safe-to-delete").isEmpty)
    #expect(try sandbox.run("duplicates/twins").count == before)
  }

  @Test(
    "a gate of the bib without a result keeps the bib",
    arguments: ["bib-physical", "bib-bound-with", "bib-network", "bib-other-portfolio"])
  func missingOfBib(_ gate: String) throws {
    var library = SmallLibrary()
    library.addVotes(3)
    _ = library.addPair()
    let sandbox = try library.loaded()
    let before = try sandbox.run("duplicates/safe-to-delete").map { $0["bib_after"] }
    #expect(before.contains("delete"))
    _ = try sandbox.sql("DELETE FROM gate_result WHERE gate = '\(gate)'")
    let after = try sandbox.run("duplicates/safe-to-delete").map { $0["bib_after"] }
    #expect(after.count == before.count)
    #expect(!after.contains("delete"))
  }

  @Test("every gate that the views give is either expected or advisory, and none is missing")
  func expected() throws {
    var library = SmallLibrary()
    library.addVotes(3)
    _ = library.addPair()
    let sandbox = try library.loaded()
    _ = try sandbox.run("duplicates/safe-to-delete")
    let given = try sandbox.sql("SELECT DISTINCT gate FROM gate_result").compactMap { $0["gate"] }
    let expected = try sandbox.sql("SELECT gate FROM expected_gate").compactMap { $0["gate"] }
    let others = ["activation-task", "demand-driven", "notes", "proxy", "recent"]
    #expect(Set(given) == Set(expected + others))
  }
}
