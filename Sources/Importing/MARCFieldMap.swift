import Formats
import Identifiers
import Store

/// Where MARC records have the facts of a kind that is a table elsewhere: each field with the
/// row's tag is a row, and the rest of its record says more of it.
///
/// Alma's publishing and API enrichment is AVE for portfolios and AVA for physical holdings (Ex
/// Libris, "Enriching Bibliographic Records with Inventory"); sites may publish under tags of
/// their own, which a map file names.
struct MARCFieldMap: Sendable {
  /// Tag of the fields that are rows.
  let tag: MARCTag
  /// The facts, by the places that have them, the first with a value counts; and what is left.
  let columns: ColumnMap
  private let places: [(field: String, places: [MARCPlace])]
  /// Codes of the row's field that a fact is read from.
  private let known: Set<MARCCode>

  /// Where Alma itself writes the facts.
  static let defaults: [InputKind: [(field: String, places: String)]] = [
    .portfolios: [
      ("portfolio_id", "AVE$8"), ("mms_id", "AVE$0 001"), ("title", "245$abnp"),
      ("isbn", "020$a"), ("issn", "022$a"), ("collection_id", "AVE$c"),
      ("collection_name", "AVE$m"), ("interface_name", "AVE$t"), ("availability", "AVE$e"),
      ("coverage", "AVE$s"), ("public_note", "AVE$n"),
    ],
    .holdings: [
      ("holding_id", "AVA$8"), ("mms_id", "AVA$0 001"), ("library", "AVA$q AVA$b"),
      ("location", "AVA$c"), ("call_number", "AVA$d"), ("items", "AVA$f"),
    ],
  ]

  /// The map of a kind, or nil where MARC does not carry it; what a map file says goes first, and
  /// where it gives rows another tag, Alma's own tag is not looked for.
  init?(_ profile: Profile, _ map: MapFile?) {
    guard let defaults = Self.defaults[profile.kind], let key = defaults.first else { return nil }
    var given: [String: [MARCPlace]] = [:]
    for entry in map?.entries ?? [] {
      if let place = MARCPlace(entry.value) { given[entry.field, default: []].append(place) }
    }
    let usual = key.places.split(separator: "$")[0]
    tag = given[key.field]?.first?.tag ?? MARCTag(String(usual))
    var places: [(field: String, places: [MARCPlace])] = []
    for field in profile.fields.map(\.name) {
      let own = defaults.first { $0.field == field }?.places.split(separator: " ") ?? []
      let found =
        given[field]
        ?? own.compactMap { MARCPlace(String($0)) }
        .filter { [tag] in $0.tag == tag || $0.tag != MARCTag(String(usual)) }
      if !found.isEmpty { places.append((field, found)) }
    }
    self.places = places
    known = Set(places.flatMap(\.places).filter { [tag] in $0.tag == tag }.flatMap(\.codes))
    columns = ColumnMap(
      profile: profile,
      headers: places.map { $0.places.map(\.text).joined(separator: " ") } + ["other \(tag)"],
      fieldOfColumn: places.map(\.field) + [nil],
      positions: Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1.field, [$0]) }))
  }

  /// Makes a row of one field of a record.
  func fill(_ row: inout TableRow, from record: MARCRecord, _ field: MARCField, number: Int) {
    row.record.begin(at: Position(row: number, line: 1, byte: record.position.byte))
    let others = hasFieldsOfRows ? otherRows(record, field) : []
    for (name, places) in places {
      var (values, separator) = ([ArraySlice<UInt8>](), "")
      for (index, place) in places.enumerated() where values.isEmpty {
        values = self.values(of: place, name, record, field, others)
        separator = place.separator
        // A subfield that may be the bib's number is taken for it only if it is one.
        if name == "mms_id", index < places.count - 1 {
          values = values.filter { AlmaID($0.span)?.kind == .bib }
        }
      }
      row.record.appendCell(values, separator: separator)
    }
    row.record.appendCell(rest(of: field, record))
  }

  /// The row's own field; else all fields of the record for identifiers, and the first one that
  /// has a value for anything else.
  private func values(
    of place: MARCPlace, _ name: String, _ record: MARCRecord, _ field: MARCField,
    _ others: Set<[UInt8]>
  ) -> [ArraySlice<UInt8>] {
    if place.tag == tag { return place.values(in: record, field) }
    var values: [ArraySlice<UInt8>] = []
    for other in record.fields(place.tag) where !isOf(others, other, record) {
      values += place.values(in: record, other)
      if !values.isEmpty, name != "isbn", name != "issn" { break }
    }
    return values
  }

  // MARK: - Fields that belong to one row

  /// Whether facts are read from fields that may be of one row only: some sites publish coverage
  /// in fields of its own, each with the id of the portfolio that it is of.
  private var hasFieldsOfRows: Bool {
    let ofRecord: [MARCTag] = [tag, "001", "020", "022", "245"]
    return places.contains { $0.places.contains { !ofRecord.contains($0.tag) } }
  }

  /// The ids of the record's other rows.
  private func otherRows(_ record: MARCRecord, _ field: MARCField) -> Set<[UInt8]> {
    guard let key = places.first?.places.first(where: { $0.tag == tag }) else { return [] }
    let own = key.values(in: record, field).map { Array($0) }
    let all = record.fields(tag).flatMap { key.values(in: record, $0) }.map { Array($0) }
    return Set(all).subtracting(own)
  }

  private func isOf(_ others: Set<[UInt8]>, _ field: MARCField, _ record: MARCRecord) -> Bool {
    !others.isEmpty
      && record.subfields(of: field).contains { others.contains(Array(record.bytes[$0.range])) }
  }

  // MARK: - What is left

  /// Subfields of the row's field that no fact is read from, as `$iAvailable$uhttps://...`.
  private func rest(of field: MARCField, _ record: MARCRecord) -> [ArraySlice<UInt8>] {
    record.subfields(of: field).filter { !known.contains($0.code) }
      .flatMap { [Array("$\($0.code)".utf8)[...], record.bytes[$0.range]] }
  }
}
