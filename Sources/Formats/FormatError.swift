/// Why a file could not be read to its end: the file, the place, and what was wrong there.
package enum FormatError: Error, Sendable, Equatable {
  /// The file could not be opened; `reason` is the system's own text.
  case cannotOpen(file: String, reason: String)
  /// The name stands for a folder, a pipe or a device, which cannot be read twice.
  case notRegularFile(file: String)
  /// Reading stopped at `byte`; `reason` is the system's own text.
  case cannotRead(file: String, byte: Int, reason: String)
  /// The file ended at `found` bytes although it had `expected` when it was inspected.
  case shrank(file: String, expected: Int, found: Int)
  /// The file was written to between its inspection and the end of reading.
  case changed(file: String)
  /// One record is longer than `limit` bytes.
  case recordTooLong(file: String, position: Position, limit: Int)
  /// One MARC record holds more than `limit` fields or subfields.
  case tooManyFields(file: String, position: Position, limit: Int)
  /// The XML holds a document type declaration, which is never read.
  case documentType(file: String, line: Int)
  /// The XML is not well-formed; `reason` is the parser's own text.
  case malformedXML(file: String, line: Int, column: Int, reason: String)
  /// The XML ends before its root element does.
  case truncatedXML(file: String, line: Int)
  /// XML elements, or objects and arrays of JSON, are nested deeper than `limit`.
  case nestedTooDeep(file: String, line: Int, limit: Int)
  /// The text of one XML element is longer than `limit` bytes.
  case elementTooLong(file: String, line: Int, limit: Int)
  /// The JSON is not well-formed; `reason` is the parser's own text.
  case malformedJSON(file: String, line: Int, reason: String)
  /// The JSON ends before its last value does, or holds none.
  case truncatedJSON(file: String, line: Int)
  /// A text, name or number of the JSON is longer than `limit` bytes.
  case jsonTextTooLong(file: String, line: Int, limit: Int)
  /// The objects of the JSON have more than `limit` different paths.
  case jsonTooManyColumns(file: String, line: Int, limit: Int)
  /// A list that should hold objects, one a row, holds something else.
  case jsonNotRows(file: String, line: Int)
  /// A library that the program depends on refused to start.
  case libraryFailed(file: String, library: String)
}
