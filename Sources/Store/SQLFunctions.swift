import GRDB
import Identifiers

/// The functions themselves. A new one is one entry here: help, completion and the connection read
/// this table. NULL in gives NULL, and so does a value that is none of the kind. Of several in one
/// cell the first counts; of several identifiers, the first that is right.
extension SQLFunction {
  /// All of them, in the order of the help.
  package static let all: [SQLFunction] = [
    SQLFunction("isbn13", ["x"], "ISBN, as 13 digits") { first(.isbn, in: $0[0]) },
    SQLFunction("issn", ["x"], "ISSN, as NNNN-NNNX") { first(.issn, in: $0[0]) },
    SQLFunction("oclc", ["x"], "OCLC number, labelled or digits alone") { oclc($0[0]) },
    SQLFunction("doi", ["x"], "DOI, lower-case, also out of a URL") { first(.doi, in: $0[0]) },
    SQLFunction("lccn", ["x"], "Library of Congress number") { cell in
      pieces(cell[0]).lazy.compactMap { first(.lccn, in: $0) }.first
    },
    SQLFunction("legacy_id", ["x"], "old bib id, as the columns legacy_key have it") { cell in
      pieces(cell[0]).first { LegacyID.isPlausible($0.span) }.map { text(LegacyID.key($0.span)) }
    },
    SQLFunction("alma_id_kind", ["x"], "bib, portfolio, collection ... of an Alma id") { cell in
      pieces(cell[0]).lazy.compactMap { AlmaID($0.span)?.kind.rawValue }.first
    },
    SQLFunction("title_key", ["x"], "number by which titles join: the columns title_key") { cell in
      title(cell[0]).map { Packing.text($0.fullKey.span) }
    },
    SQLFunction("title_normalized", ["x"], "title as it is compared") { cell in
      title(cell[0]).map { text($0.fullKey) }
    },
    SQLFunction("title_part", ["x"], "part that a title names: 65 of 'v. 65'") { cell in
      facts(cell[0]).part.nonEmpty.map(text)
    },
    SQLFunction("title_edition", ["x"], "edition that a title names") { facts($0[0]).edition },
    SQLFunction("edition_number", ["x"], "number in an edition statement: 3 of '3rd ed.'") {
      Edition.number(text($0[0]))
    },
    SQLFunction("title_similarity", ["a", "b"], "0 to 1, without part and edition") { cells in
      guard let left = title(cells[0]), let right = title(cells[1]) else { return nil }
      return TitleComparison.compare(left, right).similarity
    },
    SQLFunction("url_host", ["x"], "host of a URL, without proxy and www") { cell in
      address(cell[0]).map { text($0.host) }
    },
    SQLFunction("unproxy", ["x"], "URL without its proxy") { cell in
      address(cell[0]).map { text($0.unproxied) }
    },
    SQLFunction(
      "same_platform", ["a", "b"],
      "1 or 0 of two URLs or hosts, by your map and what was learned; NULL if unknown",
      knowing: { cells, platforms in
        platforms.isSame(text(firstAddress(cells[0])), text(firstAddress(cells[1])))
      }),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func first(_ kind: IdentifierKind, in cell: [UInt8]) -> String? {
    var found: [FoundIdentifier] = []
    IdentifierScanner.identifiers(kind, in: cell.span, into: &found)
    return found.first(where: \.isValid).map { text($0.normalized(in: cell.span)) }
  }

  /// Who asks for an OCLC number of "362004617" says by it that this is one.
  private static func oclc(_ cell: [UInt8]) -> String? {
    if let labelled = first(.oclc, in: cell) { return labelled }
    let numbers = pieces(cell)
    guard let digits = numbers.first,
      numbers.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return first(.oclc, in: Array("(OCoLC)".utf8) + digits)
  }

  /// The values of a cell that may hold several, without blanks around them.
  private static func pieces(_ cell: [UInt8]) -> [[UInt8]] {
    cell.split { $0 == 0x3B || $0 == 0x2C || $0 == 0x7C || $0 == 0x0A || $0 == 0x0D }
      .map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ piece: ArraySlice<UInt8>) -> [UInt8] {
    var piece = piece.drop { $0 <= 0x20 }
    while let last = piece.last, last <= 0x20 { piece.removeLast() }
    return Array(piece)
  }

  /// A cell up to its second URL. Only "http" behind a blank or a separator begins another: a
  /// comma, a blank or a bar may stand inside one.
  private static func firstAddress(_ cell: [UInt8]) -> [UInt8] {
    let address = trimmed(cell[...])
    let separators: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x3B, 0x7C]
    for offset in address.indices.dropFirst() where separators.contains(address[offset - 1]) {
      let rest = address[offset...]
      guard rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8) else {
        continue
      }
      var end = offset
      while end > 0, separators.contains(address[end - 1]) { end -= 1 }
      return Array(address[..<end])
    }
    return address
  }

  private static func address(_ cell: [UInt8]) -> WebAddress? {
    let first = firstAddress(cell)
    return WebAddress(first.span)
  }

  private static func facts(_ cell: [UInt8]) -> TitleFacts {
    var titles = TitleAnalyzer()
    return titles.analyze(title: cell.span, nonfiling: 0)
  }

  /// The facts of a title that has a word.
  private static func title(_ cell: [UInt8]) -> TitleFacts? {
    let facts = facts(cell)
    return facts.fullKey.isEmpty ? nil : facts
  }
}

extension [UInt8] {
  fileprivate var nonEmpty: [UInt8]? { isEmpty ? nil : self }
}
