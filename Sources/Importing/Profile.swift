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

  /// Why a file that was said to be of this kind is not: what its header lacks, if it has one.
  func misfit(_ file: String, _ headers: [String]) -> ImportError {
    let missing = missing(in: headers)
    // A first row without one word is no header.
    guard !missing.isEmpty, headers.contains(where: { $0.contains(where: \.isLetter) }) else {
      return .notOfKind(file: file, kind: kind.rawValue)
    }
    return .columnsMissing(
      file: file, kind: kind.rawValue, missing: missing, headers: headers)
  }

  /// The columns that a table of this kind must have and these headers have not: each by its usual
  /// header, those of which one is enough with "or" between them.
  func missing(in headers: [String]) -> [String] {
    let there = Set(headers.map(HeaderTranslation.comparable))
    let lacking = fields.filter { $0.comparableAliases.allSatisfy { !there.contains($0) } }
    let names = Dictionary(
      lacking.map { ($0.name, $0.aliases.first ?? $0.name) },
      uniquingKeysWith: { first, _ in first })
    let required = lacking.filter(\.isRequired).compactMap { names[$0.name] }
    let groups = oneOf.filter { group in group.allSatisfy { names[$0] != nil } }
      .map { group in group.compactMap { names[$0] }.joined(separator: " or ") }
    return required + groups
  }

  /// Which column carries which field, or nil where the headers are not of this kind. What a map
  /// says goes before what is known, and who has a map has said that the file is of this kind.
  ///
  /// - Parameters:
  ///   - comparable: the headers as they are compared, where the caller has made them already.
  ///   - isWanted: whether the user has said that the file is of this kind.
  ///   - arePaths: whether the headers are the names in JSON, of which a field's own are tried
  ///     before its headers.
  func columns(
    of headers: [String], comparable: [String]? = nil, _ map: MapFile? = nil,
    isWanted: Bool = false, arePaths: Bool = false
  ) -> ColumnMap? {
    let comparable = comparable ?? headers.map(HeaderTranslation.comparable)
    if map == nil, !never.isEmpty, comparable.contains(where: never.contains) { return nil }
    var positions: [String: [Int]] = [:]
    var fieldOfColumn = [String?](repeating: nil, count: headers.count)
    if arePaths {
      for field in fields where (map?.headers(of: field.name) ?? []).isEmpty {
        guard let found = field.paths.compactMap({ headers.firstIndex(of: $0) }).first else {
          continue
        }
        positions[field.name] = [found]
        fieldOfColumn[found] = field.name
      }
    }
    let mapped = fields.map {
      ($0.name, (map?.headers(of: $0.name) ?? []).map(HeaderTranslation.comparable))
    }
    for (field, aliases) in mapped + fields.map({ ($0.name, $0.comparableAliases) })
    where positions[field] == nil {
      // The first alias that is there wins: names are listed from the most to the least exact.
      for alias in aliases {
        let found = comparable.indices.filter {
          comparable[$0] == alias && fieldOfColumn[$0] == nil
        }
        guard !found.isEmpty else { continue }
        positions[field] = found
        for column in found { fieldOfColumn[column] = field }
        break
      }
    }
    let isComplete =
      fields.allSatisfy { !$0.isRequired || positions[$0.name] != nil }
      && (map != nil
        || (isWanted ? oneOf : oneOf + telling).allSatisfy { $0.contains { positions[$0] != nil } })
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

  /// Columns that nothing is known of; they are kept in `extra`, each under a name of its own.
  /// Analytics sets a column "0", all of zeros, before a report's own.
  var unknown: [(header: String, column: Column)] {
    var seen: [String: Int] = [:]
    return headers.indices.filter { fieldOfColumn[$0] == nil && !isCounter($0) }.map { index in
      let header = headers[index].isEmpty ? "(column \(index + 1))" : headers[index]
      seen[header, default: 0] += 1
      let count = seen[header] ?? 1
      let name = count == 1 ? header : "\(header) (\(count))"
      return (name, Column(index: index, isFreeText: true))
    }
  }

  private func isCounter(_ index: Int) -> Bool { index == 0 && headers[index] == "0" }

  /// The headers that nothing is known of, once each.
  var unknownHeaders: [String] {
    var seen: Set<String> = []
    return headers.indices
      .filter { fieldOfColumn[$0] == nil && !headers[$0].isEmpty && !isCounter($0) }
      .map { headers[$0] }.filter { seen.insert($0).inserted }
  }

  subscript(_ field: String) -> Column {
    all(field).first ?? Column(index: -1, isFreeText: true)
  }

  /// The column with exactly this header.
  func column(headed header: String) -> Column {
    Column(index: headers.firstIndex(of: header) ?? -1, isFreeText: true)
  }

  /// Every column of a field: an Extended Export repeats ISSN and ISBN.
  func all(_ field: String) -> [Column] {
    let isFreeText = profile.fields.first { $0.name == field }?.isFreeText ?? true
    return (positions[field] ?? []).map { Column(index: $0, isFreeText: isFreeText) }
  }
}
