import Foundation
import Queries
import Store

/// Points at what is wrong with a statement, and says what may have been meant.
struct ErrorText {
  let sql: [UInt8]
  let names: SchemaNames

  /// - Parameter failure: its offset counts from the beginning of `sql`.
  func error(_ failure: TypedStatement.Failure, mayWrite: Bool) -> StatementError {
    let message = failure.message
    let offset = failure.offset ?? place(of: message)
    let (line, place) = offset.map(pointed) ?? (0, [])
    return StatementError(
      message: message, place: place, hint: hint(for: message, at: offset), line: line,
      exitCode: 65)
  }

  /// Where the name stands that a message is about; SQLite does not say it for tables.
  private func place(of message: String) -> Int? {
    guard let name = missing(message, "no such table: ") ?? missing(message, "no such function: ")
    else { return nil }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return SQLToken.all(of: String(decoding: sql, as: UTF8.self))
      .first { $0.isName && $0.name.caseInsensitiveCompare(last) }?.start
  }

  private static let widest = 100

  /// The number of the line, and the line with a caret below it.
  private func pointed(_ offset: Int) -> (Int, [String]) {
    let offset = min(offset, sql.count)
    let start = sql[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = sql[offset...].firstIndex(of: 10) ?? sql.count
    let number = sql[..<offset].count { $0 == 10 }
    var before = printable(sql[start..<offset])
    var after = printable(sql[offset..<end])
    // Of a long line, what stands around the place.
    if before.count > Self.widest * 2 / 3 { before = "…" + before.suffix(Self.widest * 2 / 3) }
    if after.count > Self.widest { after = after.prefix(Self.widest) + "…" }
    return (
      number,
      ["  \(before)\(after)", "  " + String(repeating: " ", count: displayWidth(before)) + "^"]
    )
  }

  private func printable(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar.value == 0x7F ? " " : Character(scalar)
      })
  }

  // MARK: - What may have been meant

  private func hint(for message: String, at offset: Int?) -> String? {
    if let table = missing(message, "no such table: ") {
      let near = nearest(
        unqualified(table), among: names.tables.map(\.name) + commonTables)
      return near ?? "The tables and views: .tables"
    }
    if let column = missing(message, "no such column: ") {
      return nearest(unqualified(column), among: columnsInReach)
        ?? "The columns of a table: .schema NAME"
    }
    if let function = missing(message, "no such function: ") {
      return nearest(function, among: names.functions) ?? SQLFunction.hint(for: message)
    }
    if message.hasSuffix("syntax error"), let offset {
      let word = SQLToken.all(of: String(decoding: sql, as: UTF8.self))
        .first { $0.start == offset }
      guard let word, word.kind == .word, !SQLKeyword.contains(word.text) else { return nil }
      return nearest(word.text.uppercased(), among: SQLKeyword.all)
    }
    return SQLFunction.hint(for: message)
  }

  private func missing(_ message: String, _ start: String) -> String? {
    message.hasPrefix(start) ? String(message.dropFirst(start.count)) : nil
  }

  private func unqualified(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  private var tokens: [SQLToken] {
    SQLToken.all(of: String(decoding: sql, as: UTF8.self)).filter { $0.kind != .comment }
  }

  private var commonTables: [String] { Array(TableReference.commonTables(in: tokens).keys) }

  /// Columns of the tables that the statement names; of all where it names none.
  private var columnsInReach: [String] {
    let tables = TableReference.all(in: tokens).compactMap { names.table($0.name) }
    let common = TableReference.commonTables(in: tokens).values.flatMap { $0 }
    return (tables.isEmpty ? names.tables : tables).flatMap(\.columns) + common
  }

  private func nearest(_ name: String, among known: [String]) -> String? {
    let name = name.lowercased()
    let reach = name.count < 4 ? 1 : name.count < 9 ? 2 : 3
    var best: [String] = []
    var least = reach
    for candidate in Set(known).sorted() {
      let steps = distance(candidate.lowercased(), name)
      guard steps <= least else { continue }
      if steps < least { best = [] }
      least = steps
      best.append(candidate)
    }
    guard !best.isEmpty else { return nil }
    return "Did you mean \(best.prefix(3).joined(separator: " or "))?"
  }
}
