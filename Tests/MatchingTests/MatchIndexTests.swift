import GRDB
import Matching
import Store
import TestSupport
import Testing

/// Indexes of the tables of a match are taken away while these are filled from empty.
@Suite struct MatchIndexTests {
  private func indexes(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.sql("SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name")
      .compactMap { $0["sql"] }
  }

  @Test("after a match every index is there again, also where another institution has a match")
  func restored() throws {
    let sandbox = try Sandbox()
    var library = SmallLibrary()
    library.addPair()
    for institution in ["1234", "5678", "1234"] {
      for kind in SmallLibrary.kinds {
        try sandbox.write(
          "\(kind.rawValue).csv",
          library.text(of: kind).replacingOccurrences(of: "1234,", with: "\(institution),"))
      }
      try sandbox.load(SmallLibrary.kinds.map { "\($0.rawValue).csv" }) {
        $0.institution = institution
        $0.isAgain = true
      }
      let before = try indexes(sandbox)
      #expect(!before.isEmpty)
      #expect(try MatchRun(try sandbox.store(.write)).refresh())
      #expect(try indexes(sandbox) == before)
      #expect(try sandbox.sql("SELECT 1 FROM match_twin").isEmpty == false)
      #expect(try sandbox.sql("PRAGMA integrity_check").first?.values.first == "ok")
    }
  }
}
