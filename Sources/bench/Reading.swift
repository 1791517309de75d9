import Formats

/// Reading alone, without a database.
enum Reading {
  /// Reads all rows of a delimited text, and prints seconds of the inspection and of the reading,
  /// rows, fields, and bytes of fields.
  static func parse(_ path: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let inspection = try FileInspection.inspect(path: path)
    let inspected = clock.now
    var reader = DelimitedReader(
      source: try ByteSource(path: path, inspection: inspection),
      dialect: Dialect.sniff(head: inspection.decodedHead()))
    var record = Record()
    var (rows, fields, bytes) = (0, 0, 0)
    while try reader.read(into: &record) {
      rows += 1
      fields += record.count
      for index in 0..<record.count { bytes += record.range(index).count }
    }
    let end = clock.now
    print((inspected - start) / .seconds(1), (end - inspected) / .seconds(1), rows, fields, bytes)
  }

  /// Reads all records of a MARCXML file, and prints records, fields, subfields, and bytes of text.
  static func records(_ path: String) throws {
    let inspection = try FileInspection.inspect(path: path)
    var reader = try MARCXMLReader(path: path, inspection: inspection)
    var record = MARCRecord()
    var (records, fields, subfields, bytes) = (0, 0, 0, 0)
    while try reader.read(into: &record) {
      records += 1
      fields += record.fields.count
      subfields += record.subfields.count
      bytes += record.bytes.count
    }
    print(records, fields, subfields, bytes)
  }
}
