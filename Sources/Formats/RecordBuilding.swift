extension Record {
  /// Empties the row, to be filled with cells that come from elsewhere than a table, such as the
  /// subfields of a MARC record.
  package mutating func begin(at position: Position) {
    clear()
    delimiter = 0x09
    self.position = position
  }

  /// Adds a cell: pieces of UTF-8, with a separator between them.
  package mutating func appendCell(
    _ pieces: some Sequence<ArraySlice<UInt8>>, separator: String = ""
  ) {
    let start = bytes.count
    for piece in pieces {
      if bytes.count > start { bytes += separator.utf8 }
      bytes += piece
    }
    fields.append(
      FieldBounds(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: bytes.count)))
  }
}
