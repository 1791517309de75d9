import Formats
import GRDB
import Identifiers
import Store

/// Reads the rows of one kind of table into the database.
protocol TableImporter {
  static var profile: Profile { get }
  /// Keeps, rejects or leaves out one row.
  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome
  /// What the rows show of being only a part of the whole.
  var scope: ScopeEvidence { get }
  /// What the user should know of the file, a sentence each.
  var notes: [String] { get }
  /// Whether writers of this kind leave out the empty cells at a row's end.
  static var rowsMayEndEarly: Bool { get }
}

extension TableImporter {
  var scope: ScopeEvidence { ScopeEvidence() }
  var notes: [String] { [] }
  static var rowsMayEndEarly: Bool { false }
}

extension BulkWriter {
  /// A cell's text: NULL where the file has no such column.
  func cell(_ row: TableRow, _ column: Column) {
    guard column.isPresent else { return null() }
    text(row.record.bytes.span.extracting(row.range(column)))
  }

  /// The packed key of an Alma id in a cell; NULL where there is none.
  func almaKey(_ row: TableRow, _ column: Column) {
    let range = row.range(column)
    guard !range.isEmpty else { return null() }
    integer(Packing.almaID(row.record.bytes.span.extracting(range)))
  }

  /// An Alma id that stands in this place of the row, and its packed key; `isPresent` says whether
  /// the file has such ids at all.
  func almaID(_ row: TableRow, _ range: Range<Int>, isPresent: Bool) {
    let bytes = row.record.bytes.span.extracting(range)
    if isPresent { text(bytes) } else { null() }
    if range.isEmpty { null() } else { integer(Packing.almaID(bytes)) }
  }

  /// The unknown columns of a row that say something, as a JSON object; NULL where none does.
  func extra(_ row: TableRow, _ unknown: [(header: String, column: Column)]) {
    if let json = row.json(unknown) { text(json) } else { null() }
  }
}

extension TableRow {
  /// The columns that say something, as a JSON object; nil where none does.
  func json(_ columns: [(header: String, column: Column)]) -> String? {
    var json = ""
    for (header, column) in columns where !isEmpty(column) {
      json += json.isEmpty ? "{" : ","
      json += "\(JSONText.string(header)):\(JSONText.string(text(column)))"
    }
    return json.isEmpty ? nil : json + "}"
  }
}

/// What is wrong with a cell that should hold an Alma id, in words; nil where nothing is.
///
/// - Parameter kind: what the id must be of, where another kind would only be a slip: with its bibs
///   and portfolios exchanged, an order would hang on nothing.
func almaIDTrouble(
  _ row: TableRow, _ column: Column, _ name: String, mayBeEmpty: Bool, _ kind: AlmaID.Kind? = nil
) -> String? {
  let range = row.range(column)
  if range.isEmpty { return mayBeEmpty ? nil : "\(name) is empty\(row.place(column))" }
  return destroyedTrouble(row, column, name) ?? almaIDTrouble(row, column, at: range, name, kind)
}

/// The same for ids that stand in these places of the cell, or beside it; there may be none.
func almaIDTrouble(
  _ row: TableRow, _ column: Column, at ranges: [Range<Int>], _ name: String,
  _ kind: AlmaID.Kind? = nil
) -> String? {
  if let trouble = destroyedTrouble(row, column, name) { return trouble }
  for range in ranges where !range.isEmpty {
    if let trouble = almaIDTrouble(row, column, at: range, name, kind) { return trouble }
  }
  return nil
}

private func almaIDTrouble(
  _ row: TableRow, _ column: Column, at range: Range<Int>, _ name: String, _ kind: AlmaID.Kind?
) -> String? {
  let bytes = row.record.bytes.span.extracting(range)
  let isFloat = DestroyedNumber.looksLikeFloat(bytes)
  let found = AlmaID.kind(of: bytes)
  guard isFloat || found == nil || (kind != nil && found != kind) else { return nil }
  let text = String(decoding: row.record.bytes[range], as: UTF8.self).prefix(60)
  let what =
    if isFloat { "was destroyed by a spreadsheet" } else if let found {
      "is an id of another kind (\(found.rawValue))"
    } else { "is no Alma id" }
  return "\(name) \(what): \(text)\(row.place(column))"
}

/// What a spreadsheet has done to the number in a cell, in words with the cell's place; nil where
/// nothing is lost.
func destroyedTrouble(_ row: TableRow, _ column: Column, _ name: String) -> String? {
  let range = row.range(column)
  guard !range.isEmpty else { return nil }
  let isDestroyed = DestroyedNumber.looksDestroyed(row.record.bytes.span.extracting(range))
  guard isDestroyed || row.hasLostDigits(column) else { return nil }
  let why = isDestroyed ? "" : ", which keeps 15 digits of a number"
  return "\(name) was destroyed by a spreadsheet\(why): \(row.text(column))\(row.place(column))"
}
