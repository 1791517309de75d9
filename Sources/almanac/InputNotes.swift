import Queries
import Store

/// What a query needs and the database does not hold, whole and fresh.
struct InputNotes {
  let lines: [String]

  init(_ store: Store, _ query: QueryFile) throws {
    lines = try InputStates(store).notes(for: query).map { "Note: \($0)" }
  }
}
