import Queries
import Testing

/// The header of a query file is its documentation, and is checked.
@Suite struct HeaderTests {
  static let good = """
    -- question: What is there?
    -- answers: one row a thing,
    --   whatever it is
    -- needs: bibs, po-lines  (kinds)
    -- param: name text = 'a b'   only this name
    -- param: least integer = 3   at least so many
    -- param: since date          from this day on
    -- param: all flag = n        everything
    -- column: thing              the thing
    -- set: thing as bibs
    -- then: Look at it.
    SELECT :name || :least || :since || :all AS thing
    """

  @Test func `a whole header is read`() throws {
    let query = try QueryFile(name: "group/things", text: Self.good)
    #expect(query.question == "What is there?")
    #expect(query.answers == "one row a thing, whatever it is")
    #expect(query.needs == ["bibs", "po-lines"])
    #expect(query.parameters.map(\.name) == ["name", "least", "since", "all"])
    #expect(query.parameters.map(\.type) == [.text, .integer, .date, .flag])
    #expect(query.parameters.map(\.defaultValue) == ["a b", "3", nil, "n"])
    #expect(query.parameters.map(\.meaning).first == "only this name")
    #expect(query.columns.map(\.name) == ["thing"])
    #expect(query.set?.column == "thing" && query.set?.members == "bibs")
    #expect(query.then == "Look at it.")
    #expect(query.group == "group")
  }

  @Test("a header with Windows line ends is the same header")
  func windows() throws {
    let text = Self.good.replacing("\n", with: "\r\n")
    let query = try QueryFile(name: "group/things", text: text)
    #expect(query.question == "What is there?")
    #expect(query.parameters.count == 4)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// Line of the error; nil for a missing key.
    var line: Int?
    var key: String?

    var testDescription: String { "\(old) to \(new)" }
  }

  @Test(
    "what is wrong is named with its line",
    arguments: [
      Damage(old: "-- answers:", new: "-- answer:", line: 2),
      Damage(old: "-- needs: bibs", new: "-- needs bibs", line: 4),
      Damage(old: "integer = 3", new: "number = 3", line: 6),
      Damage(old: "param: since date          from this day on", new: "param: since", line: 7),
      Damage(old: "thing as bibs", new: "thing", line: 10),
      Damage(old: "thing as bibs", new: "thing to bibs", line: 10),
      Damage(old: "-- question: What is there?\n", new: "", key: "question"),
      Damage(old: "-- question: What is there?", new: "-- question:", key: "question"),
      Damage(old: "-- then: Look at it.\n", new: "", key: "then"),
      Damage(old: "-- needs: bibs, po-lines  (kinds)\n", new: "", key: "needs"),
      Damage(old: "-- column: thing              the thing\n", new: "", key: "column"),
    ])
  func damage(damage: Damage) throws {
    let text = Self.good.replacing(damage.old, with: damage.new)
    #expect(text != Self.good)
    let error = #expect(throws: QueryError.self) {
      _ = try QueryFile(name: "group/things", text: text)
    }
    switch error {
    case .header(let query, let line, let problem):
      #expect(query == "group/things" && line == damage.line && !problem.isEmpty)
    case .missingKey(let query, let key):
      #expect(query == "group/things" && key == damage.key)
    default: Issue.record("\(String(describing: error))")
    }
    #expect(error?.exitCode == 65)
  }
}
