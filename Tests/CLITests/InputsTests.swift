import Foundation
import TestSupport
import Testing

struct InputsTests {
  @Test("inputs lists the kinds in a line each, and needs no database")
  func list() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac("inputs")
    #expect(outcome.code == 0)
    #expect(outcome.err == "")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    #expect(lines.first == "Without these no local copy is safe to delete")
    for kind in ["p2e", "portfolios", "po-lines", "job-report", "erm-form", "platforms"] {
      #expect(lines.filter { $0.hasPrefix("  \(kind) ") }.count == 1, "\(kind)")
    }
    #expect(try sandbox.files() == [])
  }

  @Test("inputs KIND says where from, which columns, what it settles, and what happens without it")
  func one() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac("inputs", "portfolios")
    #expect(outcome.code == 0)
    for text in [
      "portfolios: ", "Edit Full Text Portfolios > Portfolios tab", "Extended Export",
      "\n  Portfolio Additional PO Lines\n", "What it settles", "Without it", "Look out for",
    ] { #expect(outcome.out.contains(text), "\(text)") }
  }

  @Test("an unknown kind is refused with the known ones")
  func unknown() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac("inputs", "journals")
    #expect(outcome.code == 64)
    #expect(outcome.out == "")
    #expect(outcome.err.contains("journals"))
    #expect(outcome.err.contains("po-lines"))
  }

  @Test("JSON has a list of all, or the one")
  func json() throws {
    let sandbox = try Sandbox()
    let all = try JSONSerialization.jsonObject(
      with: Data(try sandbox.almanac("inputs", "--format", "json").out.utf8))
    let guides = try #require(all as? [[String: Any]])
    #expect(guides.count == 19)
    #expect(guides.first?["kind"] as? String == "p2e")
    #expect(guides.first?["is_needed"] as? Bool == true)
    let one = try JSONSerialization.jsonObject(
      with: Data(try sandbox.almanac("inputs", "holdings", "--format", "json").out.utf8))
    let guide = try #require(one as? [String: Any])
    #expect(guide["kind"] as? String == "holdings")
    #expect(guide["is_needed"] as? Bool == false)
    #expect((guide["columns"] as? [String])?.first == "MMS Id")
    #expect(guide["settles"] as? String != nil && guide["without"] as? String != nil)
  }

  @Test("status sends the reader of an unknown gate to the inputs that settle it")
  func status() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "portfolios.csv",
      """
      Portfolio Id,MMS Id,Title,ISBN,Electronic Collection Id,Interface Name,Availability,\
      Portfolio Linked To CZ,Portfolio Static URL
      5310000000011234,9910003500011234,Birds,9780306406157,,,Available,N,http://a.example.org/1
      5310000000021234,9910003600011234,Birds,9780306406157,6110000000011234,Alpha,Available,Y,

      """)
    #expect(try sandbox.almanac("import", "portfolios.csv").code == 0)
    let outcome = try sandbox.almanac("status")
    #expect(outcome.code == 0, "\(outcome.err)")
    let gate = outcome.out.split(separator: "\n").first { $0.contains("  order ") }
    #expect(
      gate?.hasSuffix("(almanac inputs po-lines, almanac inputs portfolios)") == true,
      "\(outcome.out)")
    let json = try sandbox.almanac("status", "--format", "json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    let gates = try #require(report["unknown_gates"] as? [[String: Any]])
    let order = gates.first { $0["gate"] as? String == "order" }
    #expect(order?["inputs"] as? [String] == ["po-lines", "portfolios"])
  }
}
