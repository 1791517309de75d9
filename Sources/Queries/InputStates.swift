import GRDB
import Store

/// How far the loaded inputs can be trusted.
package struct InputStates: Sendable {
  package struct Trouble: Sendable, Equatable {
    package let institution: String
    package let kind: String
    package let state: String
    /// In words, without a full stop: "no po-lines are loaded".
    package let text: String
  }

  package let troubles: [Trouble]
  package let severalInstitutions: Bool

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
}
