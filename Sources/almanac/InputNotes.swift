import Queries
import Store

/// What a query needs and the database does not hold, whole and fresh.
struct InputNotes {
  let lines: [String]

  init(_ store: Store, _ query: QueryFile) throws {
    let states = try InputStates(store)
    lines = states.troubles.filter { query.needs.contains($0.kind) }.map { trouble in
      "Note: \(trouble.text)\(states.severalInstitutions ? " for \(trouble.institution)" : "")."
        + " What rests on them is unknown, never passed."
    }
  }
}
