import GRDB
import Queries
import Store

extension SchemaNames {
  /// Reads them from a database.
  init(_ db: Database, queries: [Query]) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT m.name, m.type, p.name AS column
        FROM (
          SELECT name, type FROM sqlite_temp_master
          UNION
          SELECT name, type FROM sqlite_master
        ) m
        JOIN pragma_table_xinfo(m.name) p
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          AND m.name <> 'grdb_migrations'
        ORDER BY m.name, p.cid
        """)
    var columns: [String: [String]] = [:]
    var types: [String: String] = [:]
    for row in rows {
      columns[row["name"], default: []].append(row["column"])
      types[row["name"]] = row["type"]
    }
    self.init()
    tables = columns.keys.sorted().map {
      Table($0, isView: types[$0] == "view", columns[$0] ?? [])
    }
    let known = try String.fetchAll(db, sql: "SELECT DISTINCT name FROM pragma_function_list")
    functions = known.filter { $0.first?.isLetter == true && !$0.hasPrefix("sqlite_") }.sorted()
    self.queries = queries
    days = try String.fetchAll(db, sql: "SELECT DISTINCT as_of FROM main.snapshot")
  }
}
