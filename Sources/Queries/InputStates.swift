import GRDB
import Store

/// How far the loaded inputs can be trusted.
package struct InputStates: Sendable {
  /// An input that is not whole and fresh.
  package struct Trouble: Sendable, Equatable {
    /// Code of the institution.
    package let institution: String
    /// The kind, as on the command line.
    package let kind: String
    /// missing, part or stale.
    package let state: String
    /// In words, without a full stop: "no po-lines are loaded".
    package let text: String
  }

  /// What is not whole and fresh, by institution and kind.
  package let troubles: [Trouble]
  /// Whether the database holds several institutions, so that each must be named.
  package let severalInstitutions: Bool

  /// Reads the view `input_trouble`.
  package init(_ store: Store) throws {
    (troubles, severalInstitutions) = try store.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT i.code, t.kind, t.state, t.trouble
          FROM input_trouble t
          JOIN institution i ON i.id = t.institution_id
          ORDER BY i.code, t.kind
          """)
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM institution") ?? 0
      let troubles = rows.map { row in
        Trouble(
          institution: row["code"], kind: row["kind"], state: row["state"], text: row["trouble"])
      }
      return (troubles, count > 1)
    }
  }

  /// What a query needs and the database does not hold, whole and fresh; a sentence each.
  package func notes(for query: QueryFile) -> [String] {
    troubles.filter { query.needs.contains($0.kind) }.map { trouble in
      "\(trouble.text)\(severalInstitutions ? " for \(trouble.institution)" : "")."
        + " What rests on them is unknown, never passed."
    }
  }
}
