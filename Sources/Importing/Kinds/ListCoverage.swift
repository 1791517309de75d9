/// One end of a range of coverage: date, volume and issue as they go into the database.
struct CoveragePoint {
  var date: ArraySlice<UInt8> = []
  var volume: ArraySlice<UInt8> = []
  var issue: ArraySlice<UInt8> = []

  var isEmpty: Bool { date.isEmpty && volume.isEmpty && issue.isEmpty }
}

/// Says a coverage in words, as SFX and Alma do: `Available from 1997 volume: 1 until 2011.`
struct ListCoverage {
  private(set) var words: [UInt8] = []

  mutating func clear() { words.removeAll(keepingCapacity: true) }

  /// A range without a beginning and an end says nothing.
  mutating func add(from: CoveragePoint, to: CoveragePoint) {
    if from.isEmpty && to.isEmpty { return }
    begin("Available")
    if !from.isEmpty { add(" from", from) }
    if !to.isEmpty { add(" until", to) }
    words.append(UInt8(ascii: "."))
  }

  private mutating func begin(_ text: StaticString) {
    if !words.isEmpty { words.append(UInt8(ascii: " ")) }
    words.append(contentsOf: String(describing: text).utf8)
  }

  private mutating func add(_ preposition: StaticString, _ point: CoveragePoint) {
    words.append(contentsOf: String(describing: preposition).utf8)
    add(" ", point.date)
    add(" volume: ", point.volume)
    add(" issue: ", point.issue)
  }

  private mutating func add(_ label: StaticString, _ value: ArraySlice<UInt8>) {
    guard !value.isEmpty else { return }
    words.append(contentsOf: String(describing: label).utf8)
    words.append(contentsOf: value)
  }

  /// KBART writes `P1Y` where the newest year is closed and `R10Y` where only the newest ten are
  /// open (NISO RP-9-2014, 6.6.12); what is written otherwise stays as it stood.
  mutating func add(embargo: ArraySlice<UInt8>) {
    guard !embargo.isEmpty else { return }
    let text = String(decoding: embargo, as: UTF8.self)
    let parts = text.split(separator: ";").map { $0.drop { $0 == " " } }
    let told = parts.compactMap(Self.words)
    if !words.isEmpty { words.append(UInt8(ascii: " ")) }
    let said = told.count == parts.count ? told.joined(separator: " ") : "Embargo: \(text)."
    words.append(contentsOf: said.utf8)
  }

  private static let units: [Character: String] = ["D": "day", "M": "month", "Y": "year"]

  private static func words(embargo part: Substring) -> String? {
    guard let kind = part.first, kind == "P" || kind == "R", let unit = part.last,
      let name = units[unit], let count = Int(part.dropFirst().dropLast()), count > 0
    else { return nil }
    let length = "\(count) \(name)\(count == 1 ? "" : "s")"
    return "Most recent \(length) \(kind == "P" ? "not available" : "available")."
  }
}
