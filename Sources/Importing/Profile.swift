import Store

/// How one kind of table is recognised: by its headers, never by count or position, since Alma's
/// reports differ from library to library.
struct Profile: Sendable {
  let kind: InputKind
  let fields: [FieldDefinition]
  /// Groups of fields of which a table of this kind has at least one each.
  let oneOf: [[String]]
  /// Groups of fields that tell this kind from a like one; where the user has said which kind it is,
  /// they are not asked for.
  let telling: [[String]]
  /// Fields that only another kind has: a table with one of them is not of this kind.
  let never: [String]

  init(
    _ kind: InputKind, fields: [FieldDefinition], oneOf: [[String]] = [], telling: [[String]] = [],
    never: [String] = []
  ) {
    self.kind = kind
    self.fields = fields
    self.oneOf = oneOf
    self.telling = telling
    self.never = never.map(comparableHeader)
  }

  /// Which column carries which field, or nil where the headers are not of this kind.
  ///
  /// - Parameter isWanted: whether the user has said that it is.
  func columns(of headers: [String], isWanted: Bool = false) -> ColumnMap? {
    let comparable = headers.map(HeaderTranslation.comparable)
    if !never.isEmpty, comparable.contains(where: never.contains) { return nil }
    var positions: [String: [Int]] = [:]
    var fieldOfColumn = [String?](repeating: nil, count: headers.count)
    for field in fields {
      // The first alias that is there wins: names are listed from the most to the least exact.
      for alias in field.aliases.map(comparableHeader) {
        let found = comparable.indices.filter {
          comparable[$0] == alias && fieldOfColumn[$0] == nil
        }
        guard !found.isEmpty else { continue }
        positions[field.name] = found
        for column in found { fieldOfColumn[column] = field.name }
        break
      }
    }
    let isComplete =
      fields.allSatisfy { !$0.isRequired || positions[$0.name] != nil }
      && (isWanted ? oneOf : oneOf + telling).allSatisfy { $0.contains { positions[$0] != nil } }
    guard isComplete else { return nil }
    return ColumnMap(
      profile: self, headers: headers, fieldOfColumn: fieldOfColumn, positions: positions)
  }
}

/// A column of the file at hand; `index` is -1 where the file does not have it.
struct Column: Sendable {
  let index: Int
  let isFreeText: Bool

  var isPresent: Bool { index >= 0 }
}

/// The columns of one file, by field.
struct ColumnMap: Sendable {
  let profile: Profile
  let headers: [String]
  /// The field of each column; nil for a column that nothing is known of.
  let fieldOfColumn: [String?]
  private let positions: [String: [Int]]

  init(
    profile: Profile, headers: [String], fieldOfColumn: [String?], positions: [String: [Int]]
  ) {
    self.profile = profile
    self.headers = headers
    self.fieldOfColumn = fieldOfColumn
    self.positions = positions
  }

  /// How well the headers fit: known columns less unknown ones.
  var score: Int {
    fieldOfColumn.reduce(0) { $0 + ($1 == nil ? -1 : 2) }
  }

  var carriedFields: [String] { positions.keys.sorted() }

  /// Columns that nothing is known of and that have a name; they are kept in `extra`. Analytics
  /// sets a column "0", all of zeros, before a report's own.
  var unknown: [(header: String, column: Column)] {
    headers.indices.filter {
      fieldOfColumn[$0] == nil && !headers[$0].isEmpty && !($0 == 0 && headers[$0] == "0")
    }
    .map { (headers[$0], Column(index: $0, isFreeText: true)) }
  }

  subscript(_ field: String) -> Column {
    all(field).first ?? Column(index: -1, isFreeText: true)
  }

  /// Every column of a field: an Extended Export repeats ISSN and ISBN.
  func all(_ field: String) -> [Column] {
    let isFreeText = profile.fields.first { $0.name == field }?.isFreeText ?? true
    return (positions[field] ?? []).map { Column(index: $0, isFreeText: isFreeText) }
  }
}
