import Identifiers

/// What an argument may be, told from its shape alone. A number may be several things at once, and
/// all of them are looked for.
package struct Sought: Sendable {
  /// The argument without blanks around it.
  package let text: String
  /// Identifiers that it may be, the surest first.
  package let identifiers: [Reading]
  /// The title that it may be: the whole of it; nil where it has no word.
  package let title: Reading?
  /// The same without its subtitle, where it has one.
  package let mainTitle: Reading?
  /// Words of which a title may have all; none where the argument has an identifier's shape, since
  /// reading all titles for one would be slow and find nothing.
  package let words: [String]
  /// What an Alma id is that no table is found by, such as "holdings".
  package let otherAlmaID: String?

  /// Reads an argument.
  package init(_ text: String) {
    let cell = Self.trimmed(text)
    self.text = cell
    let isAddress = WebAddress(cell) != nil
    let almaID = AlmaID(cell)
    var readings = almaID.map { Self.almaIDs(cell, $0.kind) } ?? []
    readings += Self.standardNumbers(cell) + Self.oldNumbers(cell)
    let dois = readings.contains { $0.type == .doi }
    if !dois, !isAddress { readings += Self.orders(cell) }
    var seen: [Reading] = []
    for reading in readings where !seen.contains(reading) { seen.append(reading) }
    identifiers = seen
    otherAlmaID = almaID.map(\.kind).flatMap { kind in
      [.bib, .portfolio, .collection].contains(kind) ? nil : kind.rawValue
    }
    (title, mainTitle) = isAddress || dois ? (nil, nil) : Self.titles(cell)
    words = title == nil || Self.isIdentifierShaped(cell) ? [] : Self.words(cell)
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  // MARK: - Identifiers

  private static func almaIDs(_ cell: String, _ kind: AlmaID.Kind) -> [Reading] {
    let key = Packing.almaID(cell)
    switch kind {
    case .bib: return [Reading(.mms, cell, key: key)]
    case .portfolio: return [Reading(.portfolio, cell, key: key)]
    case .collection:
      // In the Community Zone a collection is 61 and the resolver's target.
      return [
        Reading(.collection, cell, key: key), Reading(.zoneCollection, cell, key: key),
        Reading(.target, String(cell.dropFirst(2))),
      ]
    default: return []
    }
  }

  private static func standardNumbers(_ cell: String) -> [Reading] {
    let bytes = Array(cell.utf8)
    var readings: [Reading] = []
    let kinds: [(IdentifierKind, Reading.Kind)] = [
      (.isbn, .isbn), (.issn, .issn), (.oclc, .oclc), (.doi, .doi), (.ckb, .ckb),
    ]
    for (kind, type) in kinds {
      for found in IdentifierScanner.identifiers(kind, in: cell) where found.isValid {
        let value = String(decoding: found.normalized(in: bytes.span), as: UTF8.self)
        readings.append(Reading(type, value, key: found.key))
      }
    }
    return readings
  }

  /// A number without a label: of the old system, of OCLC, or of the link resolver.
  private static func oldNumbers(_ cell: String) -> [Reading] {
    var readings: [Reading] = []
    if LegacyID.isPlausible(cell) {
      readings += LegacyID.writings(of: LegacyID.key(cell)).map { Reading(.legacy, $0) }
    }
    guard cell.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(cell), number > 0
    else { return readings }
    if number < 100_000_000_000_000 { readings.append(Reading(.oclc, String(number), key: number)) }
    readings.append(Reading(.ckb, String(number), key: number))
    readings.append(Reading(.target, cell))
    return readings
  }

  /// Order numbers are opaque: any text of at most two words that has a digit may be one.
  private static func orders(_ cell: String) -> [Reading] {
    guard cell.utf8.count <= 100, cell.contains(where: \.isNumber),
      cell.split(whereSeparator: \.isWhitespace).count <= 2
    else { return [] }
    return [Reading(.orderLine, cell, key: Packing.orderLine(cell))]
  }

  // MARK: - Titles

  private static func titles(_ cell: String) -> (Reading?, Reading?) {
    guard cell.utf8.count <= 10_000 else { return (nil, nil) }
    var analyzer = TitleAnalyzer()
    let facts = analyzer.analyze(title: cell)
    guard !facts.fullKey.isEmpty else { return (nil, nil) }
    let title = Reading(.title, cell, key: Packing.text(facts.fullKey.span))
    guard !facts.mainKey.isEmpty, facts.mainKey != facts.fullKey else { return (title, nil) }
    return (title, Reading(.mainTitle, cell, key: Packing.text(facts.mainKey.span)))
  }

  private static func isIdentifierShaped(_ cell: String) -> Bool {
    guard cell.contains(where: \.isLetter) else { return true }
    return cell.contains(where: \.isNumber) && !cell.contains(where: \.isWhitespace)
  }

  /// The words, each once, the longest eight: they are the rarest. A single Latin letter stands
  /// in every title; a single ideograph is a word.
  private static func words(_ cell: String) -> [String] {
    var words: [String] = []
    for part in cell.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let word = String(part)
      if !words.contains(word), word.utf8.count >= 2 { words.append(word) }
    }
    return Array(words.sorted { $0.count > $1.count }.prefix(8))
  }
}

extension LegacyID {
  /// The ways in which one old bib id may be written: Sierra's with its check digit, with the
  /// wildcard "a" in its place, and without.
  static func writings(of key: String) -> [String] {
    let bytes = Array(key.utf8)
    var writings = [key]
    func add(_ number: [UInt8]) {
      let text = String(decoding: number, as: UTF8.self)
      if !writings.contains(text) { writings.append(text) }
    }
    func addWithCheckDigit(_ number: [UInt8]) {
      let digits = Array(number.dropFirst())
      guard number.first == 0x62, (7...8).contains(digits.count),
        digits.allSatisfy({ (0x30...0x39).contains($0) })
      else { return }
      add(number + [sierraCheckDigit(digits.span)])
      add(number + [0x61])
    }
    addWithCheckDigit(bytes)
    if let bare = withoutCheckDigit(bytes.span) {
      add(bare)
      addWithCheckDigit(bare)
    }
    // "b12345678" is eight digits, or seven and their check digit.
    let shorter = Array(bytes.dropLast())
    if bytes.count == 9, let check = bytes.last, shorter.count == 8,
      check == sierraCheckDigit(shorter.span.extracting(1..<8)), bytes[0] == 0x62
    {
      add(shorter)
    }
    return writings
  }
}
