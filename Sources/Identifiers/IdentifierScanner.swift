/// Finds identifiers in cells and subfields; each function appends what it finds, in order.
package enum IdentifierScanner {}

extension IdentifierScanner {
  /// The identifiers of one kind in a text.
  package static func identifiers(_ kind: IdentifierKind, in text: String) -> [FoundIdentifier] {
    let bytes = Array(text.utf8)
    var found: [FoundIdentifier] = []
    identifiers(kind, in: bytes.span, into: &found)
    return found
  }

  /// Appends the identifiers of one kind in a cell.
  package static func identifiers(
    _ kind: IdentifierKind, in cell: Span<UInt8>, into found: inout [FoundIdentifier]
  ) {
    switch kind {
    case .isbn: isbns(in: cell, into: &found)
    case .issn: issns(in: cell, into: &found)
    case .oclc: oclc(in: cell, into: &found)
    case .doi: dois(in: cell, into: &found)
    case .lccn: lccns(in: cell, into: &found)
    case .ckb: ckb(in: cell, into: &found)
    }
  }
}
