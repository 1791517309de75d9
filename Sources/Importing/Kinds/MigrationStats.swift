import Formats
import Identifiers
import Store

/// The statistics workbook of a migration (such as `01CARLI_XXX_Cutover_Migration_Stats.xlsm`): one
/// tab a kind of data, with counts, and below them the records that were rejected.
///
/// Its layout differs from site to site, so a row is told by what it holds: a label with numbers is
/// a count, what stands under a heading that speaks of rejects is a rejected record.
struct MigrationStatsReader {
  /// The tabs that CARLI's workbook is known to have.
  private static let knownTabs: Set<String> = Set(
    [
      "bib_inventory", "vendor", "fund", "fund_tx", "p_order", "invoice", "patron", "loan",
      "request", "course", "p2e",
    ].map(comparableHeader))

  /// The tabs whose rejected records are old bibs.
  private static let bibTabs: Set<String> = ["bibinventory", "p2e"]

  /// A workbook with three of the known tabs, or any that the user says is one.
  static func recognise(
    _ workbook: borrowing WorkbookFile, as wanted: InputKind?
  ) -> RecognisedFile? {
    guard wanted == nil || wanted == .migrationStats else { return nil }
    let names = workbook.sheetNames
    let known = names.filter { knownTabs.contains(comparableHeader($0)) }
    guard wanted == .migrationStats || known.count >= 3 else { return nil }
    let created = workbook.createdDay
    let tabs = names.enumerated().map { index, name in
      (name: name, form: RecognisedFile.TableForm.sheet(index, name: name, createdDay: created))
    }
    return RecognisedFile(kind: .migrationStats, shape: .tabs(tabs))
  }

  private let rows: BulkWriter

  init(_ session: BulkSession) throws {
    rows = try BulkWriter(
      session, table: "migration_stat",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "tab", "tab_row", "section", "label",
        "counts", "legacy_id", "legacy_key", "reason",
      ])
  }

  /// Reads one tab.
  ///
  /// - Parameter each: told what became of each row: where it stands in its tab, its outcome (nil for
  ///   a blank one), its text.
  func read(
    _ source: consuming RowSource, tab: String, _ snapshot: SnapshotWriter,
    nextRow: inout Int, each: (Int, RowOutcome?, String) throws -> Void
  ) throws {
    var record = Formats.Record()
    var layout = MigrationTab()
    while try source.read(into: &record) {
      nextRow += 1
      guard !record.isBlank else {
        try each(nextRow, nil, "")
        continue
      }
      let cells = (0..<record.count).map { record.text($0).trimmedASCII() }
      switch layout.read(cells) {
      case .heading: try each(nextRow, .leftOut("heading"), "")
      case .unclear(let reason):
        try each(nextRow, .rejected(reason), "\(tab): \(record.raw)")
      case .count(let label, let numbers):
        append(snapshot, nextRow, tab, record, "count", label)
        rows.text(Self.json(numbers))
        for _ in 0..<3 { rows.null() }
        try rows.insert()
        try each(nextRow, .kept, "")
      case .reject(let heading, let id, let reason):
        append(snapshot, nextRow, tab, record, "reject", heading)
        rows.null()
        rows.text(id)
        if Self.bibTabs.contains(comparableHeader(tab)) {
          rows.text(LegacyID.key(id))
        } else {
          rows.null()
        }
        rows.text(reason)
        try rows.insert()
        try each(nextRow, .kept, "")
      }
    }
  }

  private func append(
    _ snapshot: SnapshotWriter, _ row: Int, _ tab: String, _ record: Formats.Record,
    _ section: String, _ label: String
  ) {
    rows.integer(snapshot.snapshot)
    rows.integer(snapshot.sourceFile)
    rows.integer(row)
    rows.text(tab)
    rows.integer(record.position.row)
    rows.text(section)
    rows.text(label)
  }

  private static func json(_ numbers: [(column: String, text: String)]) -> String {
    let pairs = numbers.map { "\(JSONText.string($0.column)):\(JSONText.string($0.text))" }
    return "{\(pairs.joined(separator: ","))}"
  }
}

/// Where in a tab we are, and what its next row is.
struct MigrationTab {
  enum Line {
    case heading
    case count(label: String, numbers: [(column: String, text: String)])
    case reject(heading: String, id: String, reason: String)
    case unclear(String)
  }

  /// The heads of the columns of counts.
  private var columns: [String] = []
  /// The heading that the rejected records stand under; nil above it.
  private var rejects: String?
  private var idColumn: Int?
  private var reasonColumn: Int?

  mutating func read(_ cells: [String]) -> Line {
    if beginRejects(cells) { return .heading }
    if let rejects, !isTotal(cells) { return reject(cells, under: rejects) }
    return count(cells)
  }

  /// "Rejected bibs", or the head of a table of ids and reasons; with numbers it is a count.
  private mutating func beginRejects(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.contains(where: Self.isNumber), filled.allSatisfy({ $0.count <= 60 }) else {
      return false
    }
    let words = cells.map { $0.lowercased() }
    let reason = words.firstIndex { $0.contains("reason") || $0.contains("error") }
    let id = words.firstIndex { word in
      Self.idWords.contains { word == $0 || word.hasSuffix(" \($0)") || word.hasPrefix("\($0) ") }
    }
    if let reason, let id, reason != id {
      (rejects, idColumn, reasonColumn) = (rejects ?? cells[id], id, reason)
      return true
    }
    guard filled.count == 1, words.contains(where: { $0.contains("reject") }) else { return false }
    (rejects, idColumn, reasonColumn) = (filled[0], nil, nil)
    return true
  }

  private static let idWords = ["id", "code", "number", "key", "record"]

  private func isTotal(_ cells: [String]) -> Bool {
    cells.first { !$0.isEmpty }?.lowercased().hasPrefix("total") == true
      && cells.contains(where: Self.isNumber)
  }

  private func reject(_ cells: [String], under heading: String) -> Line {
    let place = idColumn ?? cells.firstIndex { !$0.isEmpty } ?? 0
    let id = place < cells.count ? cells[place] : ""
    if id.isEmpty { return .unclear("a rejected record without its old id") }
    let others = cells.indices.filter { $0 != place && !cells[$0].isEmpty }
    let reason: String
    if let reasonColumn, reasonColumn < cells.count {
      reason = cells[reasonColumn]
    } else {
      reason = others.map { cells[$0] }.joined(separator: "; ")
    }
    return .reject(heading: heading, id: id, reason: reason)
  }

  private mutating func count(_ cells: [String]) -> Line {
    guard cells.contains(where: Self.isNumber) else {
      if cells.filter({ !$0.isEmpty }).count > 1 { columns = cells }
      return .heading
    }
    let label = cells.firstIndex { !$0.isEmpty && !Self.isNumber($0) }
    let numbers = cells.indices.filter { $0 != label && !cells[$0].isEmpty }.map { index in
      let head = index < columns.count ? columns[index] : ""
      return (column: head.isEmpty ? "column \(index + 1)" : head, text: cells[index])
    }
    return .count(label: label.map { cells[$0] } ?? "", numbers: numbers)
  }

  /// 1234, 1,234 or 98.5%.
  private static func isNumber(_ text: String) -> Bool {
    text.first?.isNumber == true
      && text.allSatisfy { $0.isASCII && ($0.isNumber || ",.%".contains($0)) }
  }
}
