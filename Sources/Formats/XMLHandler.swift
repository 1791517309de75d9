/// Who is told of the elements of an XML document, in document order. Whatever a call throws ends
/// the parse and comes out of `XMLReader.feed`.
package protocol XMLHandler {
  /// An element begins: its name without prefix, its attributes (the next element's replace them),
  /// and where it stands.
  mutating func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError)

  /// An element ends: its name without prefix.
  mutating func endElement(_ name: XMLName) throws(FormatError)

  /// A piece of the text of the innermost open element, entities resolved, in UTF-8; valid during
  /// the call only. One text may come in several pieces.
  mutating func text(_ bytes: Span<UInt8>) throws(FormatError)
}

/// Where an element begins.
package struct XMLPlace: Sendable, Equatable {
  /// Line, from 1.
  package var line: Int
  /// Offset in the document as UTF-8, from 0, near the element's start tag.
  package var byte: Int
}

/// The attributes of one element by local name, entities resolved, in UTF-8. Filled anew for each
/// element: keep copies of what is needed.
package struct XMLAttributes: ~Copyable {
  /// The values, one behind the other; look only where `range(of:)` says.
  package private(set) var bytes: [UInt8] = []
  /// Those of the element, and before `first` those of elements before it.
  private var entries: [(name: XMLName, value: Range<Int>)] = []
  private var first = 0

  init() {}

  /// Number of attributes.
  package var count: Int { entries.count - first }

  /// Where the value of the attribute with this local name stands in `bytes`; nil if it is missing.
  package func range(of name: XMLName) -> Range<Int>? {
    for index in first..<entries.count where entries[index].name == name {
      return entries[index].value
    }
    return nil
  }

  /// The value of the attribute with this local name as text; nil if it is missing.
  package func text(of name: XMLName) -> String? {
    range(of: name).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Emptying the arrays for each element costs more than filling them.
  mutating func removeAll() {
    first = entries.count
    guard first > 256 || bytes.count > 1 << 14 else { return }
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    first = 0
  }

  mutating func append(name: XMLName, value: some Collection<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: value)
    entries.append((name, start..<bytes.count))
  }
}
