import Formats
import GRDB
import Identifiers
import Store

/// Reads the rows of one kind of table into the database.
protocol TableImporter {
  static var profile: Profile { get }
  init(_ db: Database, columns: ColumnMap) throws
  /// Keeps, rejects or leaves out one row.
  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome
  /// What the rows show of being only a part of the whole.
  var scope: ScopeEvidence { get }
  /// What the user should know of the rows, a sentence each.
  var warnings: [String] { get }
}

extension TableImporter {
  var scope: ScopeEvidence { ScopeEvidence() }
  var warnings: [String] { [] }
}

extension BulkWriter {
  /// A cell's text: NULL where the file has no such column.
  mutating func cell(_ row: TableRow, _ column: Column) {
    guard column.isPresent else { return null() }
    text(row.record.bytes.span.extracting(row.range(column)))
  }

  /// The packed key of an Alma id in a cell; NULL where there is none.
  mutating func almaKey(_ row: TableRow, _ column: Column) {
    let range = row.range(column)
    guard !range.isEmpty else { return null() }
    integer(Packing.almaID(row.record.bytes.span.extracting(range)))
  }

  /// The unknown columns of a row that say something, as a JSON object; NULL where none does.
  mutating func extra(_ row: TableRow, _ unknown: [(header: String, column: Column)]) {
    var json = ""
    for (header, column) in unknown where !row.isEmpty(column) {
      json += json.isEmpty ? "{" : ","
      json += "\(JSONText.string(header)):\(JSONText.string(row.text(column)))"
    }
    guard !json.isEmpty else { return null() }
    text(json + "}")
  }
}

/// What is wrong with a cell that should hold an Alma id, in words; nil where nothing is.
func almaIDTrouble(_ row: TableRow, _ column: Column, _ name: String, mayBeEmpty: Bool) -> String? {
  let range = row.range(column)
  if range.isEmpty { return mayBeEmpty ? nil : "\(name) is empty" }
  let bytes = row.record.bytes.span.extracting(range)
  if DestroyedNumber.looksDestroyed(bytes) || DestroyedNumber.looksLikeFloat(bytes) {
    return "\(name) was destroyed by a spreadsheet: \(row.text(column))"
  }
  return AlmaID(bytes) == nil ? "\(name) is no Alma id: \(row.text(column).prefix(60))" : nil
}
