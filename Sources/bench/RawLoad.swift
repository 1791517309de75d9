import Formats
import GRDB
import Store

/// All columns of a table as text in one new table, in one transaction, with the settings of the
/// program's own database; no identifiers, keys or indexes.
enum RawLoad {
  /// Loads a delimited text or the first sheet of a workbook, and prints rows and columns.
  static func run(_ path: String, into database: String) throws {
    let inspection = try FileInspection.inspect(path: path)
    let queue = try DatabaseQueue(path: database, configuration: Store.configuration())
    if inspection.container == .zip {
      let workbook = try Workbook(path: path, inspection: inspection)
      var reader = try workbook.open(sheet: 0)
      try queue.write { db in try load(db) { record in try reader.read(into: &record) } }
    } else {
      var reader = DelimitedReader(
        source: try ByteSource(path: path, inspection: inspection),
        dialect: Dialect.sniff(head: inspection.decodedHead()))
      try queue.write { db in try load(db) { record in try reader.read(into: &record) } }
    }
  }

  private static func load(
    _ db: Database, next: (inout Formats.Record) throws -> Bool
  ) throws {
    var record = Formats.Record()
    guard try next(&record) else { return }
    let columns = (0..<record.count).map(record.text)
    let declared = columns.map { "\($0.quotedDatabaseIdentifier) TEXT" }
    try db.execute(sql: "CREATE TABLE raw (\(declared.joined(separator: ", ")))")
    let session = try BulkSession(db)
    let writer = try BulkWriter(session, table: "raw", columns: columns)
    var rows = 0
    while try next(&record) {
      for column in columns.indices {
        writer.text(record.bytes.span.extracting(record.range(column)))
      }
      try writer.insert()
      rows += 1
    }
    try session.flush()
    print(rows, columns.count)
  }
}
