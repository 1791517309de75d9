import Importing
import Store
import TestSupport
import Testing

struct InstitutionTests {
  private func institutions(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column(
      """
      SELECT code || ' ' || coalesce(tail, 'NULL') || ' ' || is_placeholder
      FROM institution ORDER BY id
      """)
  }

  private func holdings(_ tails: [String]) -> String {
    "MMS Id,Number of Items\n"
      + tails.enumerated().map { "99100000\($0.offset + 1000)\($0.element),1\n" }.joined()
  }

  @Test("the ids' tail names the institution")
  func tail() throws {
    let sandbox = try Sandbox()
    try sandbox.write("h.csv", holdings(["1234", "1234"]))
    #expect(try sandbox.load(["h.csv"]).institution == "1234")
    #expect(try institutions(sandbox) == ["1234 1234 0"])
  }

  @Test("a list without Alma ids is of a placeholder, renamed when a tail is learned")
  func placeholder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Sample.p2e)
    #expect(try sandbox.load(["p2e.csv"]).institution == "unknown")
    #expect(try institutions(sandbox) == ["unknown NULL 1"])
    try sandbox.write("h.csv", holdings(["1234"]))
    #expect(try sandbox.load(["h.csv"]).institution == "1234")
    #expect(try institutions(sandbox) == ["1234 1234 0"])
    #expect(try sandbox.column("SELECT DISTINCT institution_id FROM snapshot").count == 1)
  }

  @Test("--institution renames the placeholder too, and keeps its name when a tail is learned")
  func named() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.p2e, as: "p2e.csv")
    try sandbox.loadText(Sample.sfx, as: "sfx.xml") { $0.institution = "01ABC" }
    #expect(try institutions(sandbox) == ["01ABC NULL 0"])
    try sandbox.loadText(holdings(["1234"]), as: "h.csv")
    #expect(try institutions(sandbox) == ["01ABC 1234 0"])
    #expect(try sandbox.column("SELECT DISTINCT institution_id FROM snapshot").count == 1)
  }

  @Test("files of two institutions in one command are refused with their names")
  func two() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", holdings(["1234", "1234"]))
    try sandbox.write("b.csv", holdings(["5678", "5678", "5678"]))
    let error = try sandbox.importError(["a.csv", "b.csv"])
    #expect(error == .institutions(["1234", "5678"]))
    #expect(error.exitCode == 64)
    #expect(try institutions(sandbox) == [])
    #expect(try sandbox.count("snapshot") == 0)
  }

  @Test("a known institution is named by its code when files of two are refused")
  func twoNamed() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(holdings(["1234"]), as: "a.csv") { $0.institution = "01ABC" }
    try sandbox.write("b.csv", holdings(["1234", "1234"]))
    try sandbox.write("c.csv", holdings(["5678", "5678"]))
    #expect(try sandbox.importError(["b.csv", "c.csv"]) == .institutions(["01ABC", "5678"]))
    #expect(try institutions(sandbox) == ["01ABC 1234 0"])
  }

  @Test("two institutions of two commands stand side by side")
  func sideBySide() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(holdings(["1234"]), as: "a.csv")
    try sandbox.loadText(holdings(["5678"]), as: "b.csv")
    #expect(try institutions(sandbox) == ["1234 1234 0", "5678 5678 0"])
    #expect(
      try sandbox.column(
        """
        SELECT i.code || ' ' || h.mms_id
        FROM current_holding h JOIN institution i ON i.id = h.institution_id ORDER BY 1
        """) == ["1234 9910000010001234", "5678 9910000010005678"])
    try sandbox.write("p2e.csv", Sample.p2e)
    let error = try sandbox.importError(["p2e.csv"])
    #expect(error == .unknownInstitution(codes: ["1234", "5678"]))
    #expect(error.exitCode == 64)
    try sandbox.load(["p2e.csv"]) { $0.institution = "5678" }
    #expect(
      try sandbox.column(
        "SELECT DISTINCT i.code FROM current_p2e_record p JOIN institution i ON i.id = p.institution_id"
      ) == ["5678"])
  }

  @Test("a list without ids is of the only institution that there is")
  func onlyOne() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(holdings(["1234"]), as: "a.csv")
    try sandbox.write("p2e.csv", Sample.p2e)
    #expect(try sandbox.load(["p2e.csv"]).institution == "1234")
    #expect(try institutions(sandbox) == ["1234 1234 0"])
  }

  @Test("a few ids with another tail are warned of and change nothing")
  func strays() throws {
    let sandbox = try Sandbox()
    let tails = Array(repeating: "1234", count: 40) + ["5678", "5678"]
    let report = try sandbox.loadText(holdings(tails))
    #expect(
      report.warnings == ["2 ids end in another institution's number, such as 5678"])
    #expect(try institutions(sandbox) == ["1234 1234 0"])
    #expect(
      try sandbox.column("SELECT warning FROM source_warning") == report.warnings)
  }

  @Test("a file that is half one's and half another's is refused, unless it is said whose it is")
  func half() throws {
    let sandbox = try Sandbox()
    try sandbox.write("h.csv", holdings(["1234", "5678"]))
    #expect(try sandbox.importError(["h.csv"]) == .institutions(["1234", "5678"]))
    #expect(try sandbox.load(["h.csv"]) { $0.institution = "01ABC" }.institution == "01ABC")
  }

  @Test("the same bytes for another institution are not skipped")
  func sameBytes() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.p2e, as: "p2e.csv") { $0.institution = "01ABC" }
    let second = try sandbox.loadText(Sample.p2e, as: "p2e.csv") { $0.institution = "01XYZ" }
    #expect(second.fate == .imported)
    #expect(try institutions(sandbox) == ["01ABC NULL 0", "01XYZ NULL 0"])
  }
}
