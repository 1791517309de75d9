/// Who is told of the parts of a JSON text (RFC 8259), in their order. Whatever a call throws ends the
/// parse and comes out of `JSONReader.feed`.
package protocol JSONHandler: AnyObject {
  /// An object begins; the position is that of its brace, its row is 0.
  func startObject(at place: Position) throws(FormatError)

  /// The innermost object ends.
  func endObject() throws(FormatError)

  /// An array begins; the position is that of its bracket, its row is 0.
  func startArray(at place: Position) throws(FormatError)

  /// The innermost array ends.
  func endArray() throws(FormatError)

  /// The name of the next value of the innermost object, in UTF-8, valid during the call only.
  func key(_ bytes: Span<UInt8>, at place: Position) throws(FormatError)

  /// A text, or a number, `true` or `false` as it is written, in UTF-8, valid during the call only.
  func value(_ bytes: Span<UInt8>, at place: Position) throws(FormatError)

  /// `null` in the place of a value.
  func null(at place: Position) throws(FormatError)
}
