/// Where a record stands in its file, for messages.
package struct Position: Sendable, Equatable {
  /// Number of the record, from 1; a header and blank lines count.
  package var row: Int
  /// Number of the record's first line, from 1.
  package var line: Int
  /// Offset of the record's first byte in the decoded text, from 0.
  package var byte: Int

  /// A place in a file: record and line from 1, byte from 0.
  package init(row: Int = 0, line: Int = 0, byte: Int = 0) {
    self.row = row
    self.line = line
    self.byte = byte
  }
}
