import Formats
import Identifiers
import Store

/// A list of numbers, one a row, with no header or with the one that Alma's own lists have: old bib
/// ids (the P2E list), or Alma's ids (pasted from a job report, or a set file).
///
/// An old bib id has at most twelve digits, an Alma id mostly more. For short numbers the ends
/// decide: the last four digits of Alma ids are the institution's, the same on each; old numbers
/// end in anything.
struct BareList {
  enum Content: Equatable {
    case oldBibIDs
    case almaIDs
    case orderLines
    /// Short numbers that may be either.
    case ambiguous
  }

  let content: Content
  private let heading: String?
  /// How many rows, all blank, stand before the heading.
  private let preamble: Int
  private let columns: Int

  /// The heads of lists that hold ids alone, as Alma wants them in a set file.
  private static let almaHeadings = [
    "MMS ID", "PID", "Portfolio ID", "Portfolio PID", "Holdings ID", "Item ID", "Record ID",
  ].map(comparableHeader)
  private static let orderHeadings = ["PO Line Reference", "PO Line"].map(comparableHeader)

  /// Looks at a table's first rows; nil where they are no such list.
  init?(_ rows: [[String]]) {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    guard let first = filled.first else { return nil }
    let comparable = HeaderTranslation.comparable(first.first ?? "")
    let known = Self.almaHeadings + Self.orderHeadings + Self.oldHeadings
    let isHeading = known.contains(comparable) && first.dropFirst().allSatisfy(\.isEmpty)
    heading = isHeading ? first.first : nil
    preamble = isHeading ? rows.firstIndex(of: first) ?? 0 : 0
    columns = max(1, filled.map(\.count).max() ?? 1)
    let body = isHeading ? Array(filled.dropFirst()) : filled
    guard let content = Self.content(body, heading: isHeading ? comparable : nil) else {
      return nil
    }
    // A column of ids under a heading of its own may be anything's.
    if content == .almaIDs, heading == nil, AlmaID(first.first ?? "") == nil { return nil }
    self.content = content
  }

  private static let oldHeadings =
    P2EImporter.profile.fields.first { $0.name == "legacy_id" }?.aliases.map(comparableHeader)
    ?? []

  // MARK: - What the numbers are

  private static func content(_ rows: [[String]], heading: String?) -> Content? {
    guard !rows.isEmpty else { return nil }
    let isTyped = rows.contains { $0.count > 1 && !$0[1].isEmpty }
    if isTyped { return heading == nil && isTypedList(rows) ? .oldBibIDs : nil }
    guard rows.allSatisfy({ $0.dropFirst().allSatisfy(\.isEmpty) }) else { return nil }
    let numbers = rows.compactMap(\.first).filter { !$0.isEmpty }
    if let heading, orderHeadings.contains(heading) { return .orderLines }
    var counts = Counts(numbers)
    if heading.map(almaHeadings.contains) == true {
      return counts.isMost(counts.long + counts.short) ? .almaIDs : nil
    }
    if heading != nil { counts.isOldBySource = true }
    return counts.content
  }

  /// Old bib id and type on each row: "1234,portfolio".
  private static func isTypedList(_ rows: [[String]]) -> Bool {
    let fitting = rows.filter { row in
      guard let id = row.first, isOld(id) else { return false }
      let rest = row.dropFirst()
      return P2EImporter.types[(rest.first ?? "").lowercased()] != nil
        && rest.dropFirst().allSatisfy(\.isEmpty)
    }
    return fitting.count * 10 >= rows.count * 8
  }

  static func isOld(_ text: String) -> Bool { LegacyID.isPlausible(text) }

  private struct Counts {
    /// Alma ids that are too long for an old bib id.
    var long = 0
    /// Numbers of both shapes.
    var short = 0
    /// Old bib ids that are no Alma ids.
    var old = 0
    var all = 0
    /// Whether the heading says that they are old.
    var isOldBySource = false
    private var tails: [Substring: Int] = [:]
    private var kinds: Set<AlmaID.Kind> = []

    init(_ numbers: [String]) {
      all = numbers.count
      for number in numbers {
        let id = AlmaID(number)
        if let id {
          tails[number.suffix(4), default: 0] += 1
          kinds.insert(id.kind)
        }
        switch (id != nil, isOld(number)) {
        case (true, false): long += 1
        case (true, true): short += 1
        case (false, true): old += 1
        case (false, false): break
        }
      }
    }

    func isMost(_ count: Int) -> Bool { count > 0 && count * 10 >= all * 8 }

    var content: Content? {
      if isMost(long), old == 0 { return .almaIDs }
      guard isMost(long + short + old) else { return nil }
      let commonest = tails.values.max() ?? 0
      if long + short >= 3, commonest == long + short, kinds.count == 1 {
        return old == 0 ? .almaIDs : .ambiguous
      }
      if long > 0 { return .ambiguous }
      if isOldBySource || short == 0 { return .oldBibIDs }
      if short >= 3, commonest * 2 <= short { return .oldBibIDs }
      return old >= 3 && old >= short ? .oldBibIDs : .ambiguous
    }
  }

  // MARK: - As a file

  /// The list as a file to read; nil where it is not of the kind that is wanted.
  func file(_ form: RecognisedFile.TableForm, as wanted: InputKind?) -> RecognisedFile? {
    let kind: InputKind
    switch (wanted, content) {
    case (.p2e, .oldBibIDs), (nil, .oldBibIDs), (.p2e, .ambiguous): kind = .p2e
    case (.jobReport, .almaIDs), (.jobReport, .orderLines), (nil, .almaIDs), (nil, .orderLines),
      (.jobReport, .ambiguous):
      kind = .jobReport
    default: return nil
    }
    let map =
      kind == .p2e
      ? P2EImporter.headerless(columns: columns, heading: heading)
      : JobReportImporter.headerless(
        columns: columns, heading: heading, isOrders: content == .orderLines)
    return RecognisedFile(
      kind: kind,
      shape: .table(form, map, preamble: preamble, hasHeader: heading != nil))
  }
}
