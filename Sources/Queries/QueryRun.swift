import Foundation
import GRDB
import Store

/// Runs one statement and hands its rows to a printer.
package struct QueryRun {
  private let store: Store

  /// Runs against this database.
  package init(_ store: Store) {
    self.store = store
  }

  /// Runs a named query, after checking that it is what its header says.
  ///
  /// - Returns: how many rows were printed, and whether `limit` cut more off.
  /// - Throws: `QueryError`, `StoreError`, or what the printer throws.
  @discardableResult
  package func run(
    _ query: QueryFile, _ given: [String: String] = [:], limit: Int? = nil,
    timeout: Double? = nil, into printer: inout some RowPrinter
  ) throws -> (rows: Int, isCut: Bool) {
    try store.read { db in
      let whole = try Self.check(query, db)
      let statement = limit.flatMap { try? Self.first($0 + 1, of: whole, db) } ?? whole
      try statement.setArguments(Self.arguments(query, given))
      return try Self.watched(db, timeout) {
        try Self.print(statement, limit: limit, into: &printer)
      }
    }
  }

  /// Prepares a query and compares it with its header.
  ///
  /// - Throws: `QueryError` naming what differs.
  @discardableResult
  package static func check(_ query: QueryFile, _ db: Database) throws -> Statement {
    let statement = try only(query.sql, query: query.name, db)
    guard statement.isReadonly else { throw QueryError.notReadOnly(query: query.name) }
    let used = Set(statement.parameterNames)
    let declared = Set(query.parameters.map(\.name))
    guard used == declared else {
      throw QueryError.parameters(
        query: query.name, declared: declared.sorted(), used: used.sorted())
    }
    let names = query.columns.map(\.name)
    guard statement.columnNames == names else {
      throw QueryError.columns(
        query: query.name, declared: names, returned: statement.columnNames)
    }
    return statement
  }

  /// The same query, told how many rows are looked at: to put the first thousand of a million rows in
  /// order, the others need not be kept.
  ///
  /// - Throws: `DatabaseError` for a statement that is no part of another.
  private static func first(_ rows: Int, of query: Statement, _ db: Database) throws -> Statement {
    let statement = try db.makeStatement(
      sql: "SELECT * FROM (\n\(query.sql)\n) LIMIT \(rows)")
    guard statement.columnNames == query.columnNames,
      statement.parameterNames == query.parameterNames
    else { throw DatabaseError(message: "the columns differ") }
    return statement
  }

  private static func only(_ sql: String, query: String, _ db: Database) throws -> Statement {
    do {
      let statements = try db.allStatements(sql: sql)
      guard let first = try statements.next() else {
        throw QueryError.notOneStatement(query: query)
      }
      guard try statements.next() == nil else {
        throw QueryError.notOneStatement(query: query)
      }
      return first
    } catch let error as DatabaseError {
      let message = error.message ?? "\(error.resultCode)"
      throw QueryError.doesNotPrepare(
        query: query, reason: SQLFunction.hint(for: message).map { "\(message). \($0)" } ?? message)
    }
  }

  /// Runs SQL that a person typed.
  ///
  /// The functions of almanac can be called in it, and in nothing that stays in the file.
  /// - Parameter mayWrite: else anything but reading is refused.
  /// - Throws: `SQLError` with SQLite's message, or `StoreError`.
  @discardableResult
  package func run(
    sql: String, mayWrite: Bool, limit: Int? = nil, timeout: Double? = nil,
    into printer: inout some RowPrinter
  ) throws -> (rows: Int, isCut: Bool) {
    func body(_ db: Database) throws -> (rows: Int, isCut: Bool) {
      do {
        if !mayWrite {
          try ReadOnlyGuard.lock(db)
          try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheOfOneStatement)")
        }
        ReadOnlyGuard.limitValues(db)
        SQLFunction.addAll(to: db)
        return try Self.watched(db, timeout) {
          try Self.printLast(of: sql, db, limit: limit, into: &printer)
        }
      } catch let error as DatabaseError {
        throw SQLError(error, mayWrite: mayWrite) ?? error
      }
    }
    return mayWrite ? try store.write(body) : try store.read(body)
  }

  /// KiB. Most statements that are typed read much once: 500,000 rows to CSV take a tenth longer where
  /// all pages that went by are kept, and joins are hardly faster by them.
  private static let cacheOfOneStatement = 16_384

  /// Several statements may be given; the last one's rows are printed.
  private static func printLast(
    of sql: String, _ db: Database, limit: Int?, into printer: inout some RowPrinter
  ) throws -> (rows: Int, isCut: Bool) {
    let statements = try db.allStatements(sql: sql)
    var waiting = try statements.next()
    guard waiting != nil else { throw SQLError.empty }
    while let statement = waiting {
      guard statement.columnCount > 0 else {
        // The next one may need what this one makes.
        try statement.execute()
        waiting = try statements.next()
        continue
      }
      waiting = try statements.next()
      if waiting == nil { return try print(statement, limit: limit, into: &printer) }
      try statement.execute()
    }
    // No columns at all: a file of the format all the same, whole.
    try printer.begin(columns: [])
    try printer.end()
    return (0, false)
  }

  /// Lets a signal or the clock stop what runs.
  private static func watched<Value>(
    _ db: Database, _ timeout: Double?, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try Interruption.during(db, seconds: timeout, body)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw timeout.map { SQLError.timedOut(seconds: $0) } ?? .interrupted
    }
  }

  private static func print(
    _ statement: Statement, limit: Int?, into printer: inout some RowPrinter
  ) throws -> (rows: Int, isCut: Bool) {
    let cursor = try Row.fetchCursor(statement)
    try printer.begin(columns: statement.columnNames)
    let row = RawRow(statement)
    var count = 0
    var isCut = false
    while try row.isReadOnly ? row.next() : cursor.next() != nil {
      if let limit, count == limit {
        isCut = true
        break
      }
      try printer.row(row)
      count += 1
    }
    statement.finishRows()
    try printer.end()
    return (count, isCut)
  }

  // MARK: - Parameters

  private static func arguments(
    _ query: QueryFile, _ given: [String: String]
  ) throws -> StatementArguments {
    let known = query.parameters.map(\.name)
    if let stranger = given.keys.sorted().first(where: { !known.contains($0) }) {
      throw QueryError.unknownParameter(query: query.name, name: stranger, known: known)
    }
    var values: [String: DatabaseValue] = [:]
    for parameter in query.parameters {
      guard let text = given[parameter.name] ?? parameter.defaultValue else {
        throw QueryError.missingParameter(query: query.name, name: parameter.name)
      }
      values[parameter.name] = try value(text, parameter, query)
    }
    return StatementArguments(values)
  }

  private static func value(
    _ text: String, _ parameter: QueryFile.Parameter, _ query: QueryFile
  ) throws -> DatabaseValue {
    func bad() -> QueryError {
      QueryError.badValue(
        query: query.name, name: parameter.name, value: text, type: parameter.type.rawValue)
    }
    switch parameter.type {
    case .text: return text.databaseValue
    case .integer:
      guard let number = Int64(text) else { throw bad() }
      return number.databaseValue
    case .date:
      guard text.isEmpty || Timestamp.isDay(text) else { throw bad() }
      return text.databaseValue
    case .flag:
      switch text.lowercased() {
      case "y", "yes", "true", "1", "on": return 1.databaseValue
      case "n", "no", "false", "0", "off", "": return 0.databaseValue
      default: throw bad()
      }
    }
  }
}

extension Statement {
  /// The names of `:name` parameters, without the colon.
  fileprivate var parameterNames: [String] { ParameterNames.of(self) }
}
