import Formats
import Identifiers

/// The identifiers of a record that may name the same edition in another record.
///
/// A series' ISSN (490 $x) names no book, and a FAST heading's number no record: neither is read.
enum PairIdentifiers {
  private struct Place {
    let tag: MARCTag
    let code: MARCCode
    let kind: IdentifierKind
    let isOwn: Bool
  }

  private static let places: [Place] = [
    Place(tag: "020", code: "a", kind: .isbn, isOwn: true),
    Place(tag: "020", code: "z", kind: .isbn, isOwn: false),
    Place(tag: "776", code: "z", kind: .isbn, isOwn: false),
    Place(tag: "022", code: "a", kind: .issn, isOwn: true),
    Place(tag: "022", code: "l", kind: .issn, isOwn: false),
    Place(tag: "776", code: "x", kind: .issn, isOwn: false),
    Place(tag: "010", code: "a", kind: .lccn, isOwn: true),
    Place(tag: "035", code: "a", kind: .oclc, isOwn: true),
    Place(tag: "035", code: "z", kind: .oclc, isOwn: false),
    Place(tag: "776", code: "w", kind: .oclc, isOwn: false),
  ]

  /// Words behind an ISBN that say it is not the whole book's.
  private static let setWords: Set<String> = [
    "set", "v", "vol", "vols", "volume", "volumes", "complete", "gesamt", "gesamtwerk", "bd",
    "band", "t", "tome", "pt", "part", "teil", "obra", "opera", "series",
  ]

  static func read(_ record: MARCRecord) -> [PairIdentifier] {
    var found: Set<PairIdentifier> = []
    for place in places {
      for field in record.fields(place.tag) {
        for subfield in record.subfields(of: field) where subfield.code == place.code {
          add(record, field, subfield.range, place, to: &found)
        }
      }
    }
    addControlNumber(record, to: &found)
    return found.sorted { ($0.kind.rawValue, $0.key) < ($1.kind.rawValue, $1.key) }
  }

  private static func add(
    _ record: MARCRecord, _ field: MARCField, _ range: Range<Int>, _ place: Place,
    to found: inout Set<PairIdentifier>
  ) {
    let cell = Array(record.bytes[range])
    var identifiers: [FoundIdentifier] = []
    IdentifierScanner.identifiers(place.kind, in: cell.span, into: &identifiers)
    let words = FoldedWords.words(cell.span) + FoldedWords.words(record.text(["q"], of: field))
    for identifier in identifiers where identifier.isValid {
      found.insert(
        PairIdentifier(
          kind: place.kind, key: identifier.key,
          text: String(decoding: identifier.normalized(in: cell.span), as: UTF8.self),
          isOwn: place.isOwn,
          isOfSet: place.kind == .isbn && words.contains(where: setWords.contains)))
    }
  }

  /// WorldCat's own records have the OCLC number in 001, and say so in 003.
  private static func addControlNumber(
    _ record: MARCRecord, to found: inout Set<PairIdentifier>
  ) {
    guard let source = record.controlField("003"), record.text(source).contains("OCoLC") else {
      return
    }
    let digits = record.controlNumber.filter { $0.isASCII && $0.isNumber }
    for number in IdentifierScanner.identifiers(.oclc, in: "(OCoLC)" + digits)
    where number.isValid {
      found.insert(
        PairIdentifier(
          kind: .oclc, key: number.key, text: String(number.key), isOwn: true, isOfSet: false))
    }
  }
}
