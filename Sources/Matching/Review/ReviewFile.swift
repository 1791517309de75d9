import Formats

/// The rows of a sheet that a person has filled in: what was decided, and what cannot be read.
package struct ReviewFile: Sendable {
  /// A row whose decision can be taken.
  package struct Row: Sendable {
    /// Where it stands, for messages: "row 17" as a spreadsheet counts.
    package let place: String
    /// What it decides.
    package let verdict: ReviewVerdict
  }

  /// A row that cannot be taken, and why.
  package struct Trouble: Sendable, Equatable {
    package let place: String
    package let reason: String
  }

  /// What was decided, in the order of the file; a pair stands here once.
  package private(set) var rows: [Row] = []
  /// Rows that say something else than accept, reject or later, or contradict each other.
  package private(set) var troubles: [Trouble] = []
  /// Rows without a decision.
  package private(set) var undecided = 0

  private struct Columns {
    let pair: Int
    let decision: Int
    let note: Int?
    let seen: Int?
  }

  /// Reads delimited text, or the first sheet of a workbook that has the columns.
  ///
  /// - Throws: `ReviewError` where it is no such table, `FormatError` and `ArchiveError` where it
  ///   cannot be read.
  package init(path: String) throws {
    let inspection = try FileInspection.inspect(path: path)
    switch inspection.container {
    case .text:
      let dialect = try Dialect.sniff(path: path, inspection: inspection)
      var reader = DelimitedReader(
        source: try ByteSource(path: path, inspection: inspection), dialect: dialect)
      guard try read({ try reader.read(into: &$0) }) else {
        throw ReviewError.noColumns(file: path)
      }
    case .zip where Workbook.isLikely(path: path):
      let workbook = try Workbook(path: path, inspection: inspection)
      for index in workbook.sheetNames.indices {
        var sheet = try workbook.open(sheet: index)
        if try read({ try sheet.read(into: &$0) }) { break }
      }
      guard isRead else { throw ReviewError.noColumns(file: path) }
    case .biff:
      let workbook = try OldWorkbook(path: path, inspection: inspection)
      for index in workbook.sheetNames.indices {
        var sheet = try workbook.open(sheet: index)
        if try read({ try sheet.read(into: &$0) }) { break }
      }
      guard isRead else { throw ReviewError.noColumns(file: path) }
    default: throw ReviewError.notATable(file: path)
    }
    removeContradictions()
  }

  private var isRead = false

  /// False where the first row has not the columns.
  private mutating func read(_ next: (inout Formats.Record) throws -> Bool) throws -> Bool {
    var record = Formats.Record()
    guard try next(&record), let columns = Self.columns(record) else { return false }
    isRead = true
    while try next(&record) {
      if !record.isBlank { take(record, columns) }
    }
    return true
  }

  private static func columns(_ header: Formats.Record) -> Columns? {
    let names = (0..<header.count).map { header.text($0).trimmingSpaces().lowercased() }
    guard let pair = names.firstIndex(of: "pair"), let decision = names.firstIndex(of: "decision")
    else { return nil }
    return Columns(
      pair: pair, decision: decision, note: names.firstIndex(of: "note"),
      seen: names.firstIndex(of: "seen"))
  }

  private mutating func take(_ record: Formats.Record, _ columns: Columns) {
    let place = "row \(record.position.row)"
    let word = record.text(columns.decision).trimmingSpaces()
    guard !word.isEmpty else {
      undecided += 1
      return
    }
    guard let decision = ReviewDecision(rawValue: word.lowercased()) else {
      troubles.append(
        Trouble(
          place: place,
          reason: "\"\(word.prefix(40))\" is no decision. Write accept, reject or later."))
      return
    }
    let text = record.text(columns.pair).trimmingSpaces()
    guard let pair = ReviewPair(text) else {
      troubles.append(
        Trouble(
          place: place,
          reason: "\"\(text.prefix(60))\" is no pair; the sheet's column pair must stay as it was.")
      )
      return
    }
    let seen = columns.seen.map { record.text($0).trimmingSpaces() } ?? ""
    rows.append(
      Row(
        place: place,
        verdict: ReviewVerdict(
          pair, decision, note: columns.note.map { record.text($0).trimmingSpaces() } ?? "",
          seen: seen.isEmpty ? nil : seen)))
  }

  /// The order of rows decides nothing: where a pair is decided in two ways, it is not decided.
  private mutating func removeContradictions() {
    let byPair = Dictionary(grouping: rows, by: \.verdict.pair)
    var done: Set<ReviewPair> = []
    var kept: [Row] = []
    for row in rows {
      let pair = row.verdict.pair
      let same = byPair[pair] ?? []
      if Set(same.map(\.verdict.decision)).count > 1 {
        let places = same.map(\.place).filter { $0 != row.place }.joined(separator: ", ")
        troubles.append(
          Trouble(place: row.place, reason: "\(pair) is decided otherwise in \(places)."))
      } else if done.insert(pair).inserted {
        kept.append(row)
      }
    }
    rows = kept
  }
}
