import Formats
import GRDB
import Identifiers
import Store

/// Writes the titles of a list into the link resolver's tables, one a row, each in one collection.
///
/// The profiles of all lists call a fact by the same name, so that it is enough to look it up.
struct ListedTitles {
  private let titles: BulkWriter
  private let portfolios: BulkWriter
  private var coverage = ListCoverage()
  private let cells: Cells
  private(set) var identifiers: ListIdentifiers

  private struct Cells {
    let title, objectID, type, portfolioID, embargo, customEmbargo, statement: Column
    let from, to, customFrom, customTo: [Column]
    let people, notes: [Column]
    let depth, access, status, url: Column
    let unknown: [(header: String, column: Column)]

    init(_ columns: ColumnMap) {
      title = columns["title"]
      objectID = columns["object_id"]
      type = columns["publication_type"]
      portfolioID = columns["portfolio_id"]
      embargo = columns["embargo"]
      customEmbargo = columns["custom_embargo"]
      statement = columns["coverage"]
      from = ["date_from", "volume_from", "issue_from"].map { columns[$0] }
      to = ["date_to", "volume_to", "issue_to"].map { columns[$0] }
      customFrom = [columns["custom_from"]]
      customTo = [columns["custom_to"]]
      people = [
        "author", "editor", "publisher", "edition", "volume", "published_print",
        "published_online", "parent_id", "preceding_id",
      ].map { columns[$0] }
      notes = columns.all("coverage_note") + columns.all("note")
      depth = columns["coverage_depth"]
      access = columns["access_type"]
      status = columns["status"]
      url = columns["url"]
      unknown = columns.unknown
    }
  }

  init(_ session: BulkSession, _ columns: ColumnMap, _ identifiers: ListIdentifiers) throws {
    cells = Cells(columns)
    self.identifiers = identifiers
    titles = try BulkWriter(
      session, table: "resolver_title",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "object_id", "title", "title_key",
        "title_main_key", "title_part", "material", "publication_type", "print_identifier",
        "online_identifier", "other_identifier", "author", "editor", "publisher", "edition",
        "volume", "published_print", "published_online", "parent_id", "preceding_id", "extra",
      ], numbered: true)
    portfolios = try BulkWriter(
      session, table: "resolver_portfolio",
      columns: [
        "resolver_title_id", "position", "snapshot_id", "target_id", "target_service_id",
        "object_portfolio_id", "threshold", "date_from", "volume_from", "issue_from", "date_to",
        "volume_to", "issue_to", "coverage", "embargo", "coverage_depth", "coverage_note",
        "access_type", "status", "url", "host", "host_family",
      ])
  }

  /// What is wrong with a row that is to be a title: it must be known by something.
  mutating func trouble(_ row: TableRow) -> String? {
    guard row.isEmpty(cells.title), row.isEmpty(cells.objectID), row.isEmpty(cells.portfolioID),
      !identifiers.hasAny(row)
    else { return nil }
    return "the title is empty, and no identifier can be read"
  }

  /// Writes a row as a title in a collection.
  mutating func add(
    _ row: TableRow, target: ArraySlice<UInt8>, to snapshot: inout SnapshotWriter
  ) throws {
    let title = row.record.bytes.span.extracting(row.range(cells.title))
    let keys = TitleKeys(snapshot.titles.analyze(title: title, nonfiling: 0))
    appendTitle(row, keys, snapshot)
    let id = try titles.insert()
    snapshot.addTitle(keys, record: id)
    try identifiers.add(row, record: id, to: &snapshot)
    appendPortfolio(row, title: id, target: target, snapshot)
    try portfolios.insert()
  }

  private mutating func appendTitle(_ row: TableRow, _ keys: TitleKeys, _ snapshot: SnapshotWriter)
  {
    titles.integer(snapshot.snapshot)
    titles.integer(snapshot.sourceFile)
    titles.integer(row.record.position.row)
    titles.text(row.record.bytes.span.extracting(row.range(cells.objectID)))
    titles.text(row.record.bytes.span.extracting(row.range(cells.title)))
    titles.integer(keys.full)
    titles.integer(keys.main)
    titles.text(keys.part)
    titles.text(Self.material(row.bytes(cells.type)))
    titles.cell(row, cells.type)
    for medium in [Medium.print, .electronic, .unknown] {
      if let text = identifiers.text(row, medium) { titles.text(text) } else { titles.null() }
    }
    for column in cells.people { titles.cell(row, column) }
    titles.extra(row, cells.unknown)
  }

  private mutating func appendPortfolio(
    _ row: TableRow, title: Int64, target: ArraySlice<UInt8>, _ snapshot: SnapshotWriter
  ) {
    portfolios.integer(title)
    portfolios.integer(1)
    portfolios.integer(snapshot.snapshot)
    portfolios.text(target.span)
    portfolios.text("")
    portfolios.text(row.record.bytes.span.extracting(row.range(cells.portfolioID)))
    portfolios.text("")
    appendCoverage(row)
    portfolios.cell(row, cells.depth)
    appendNotes(row)
    portfolios.cell(row, cells.access)
    portfolios.cell(row, cells.status)
    portfolios.cell(row, cells.url)
    guard cells.url.isPresent else {
      portfolios.null()
      return portfolios.null()
    }
    let address = PlatformHost(row.record.bytes.span.extracting(row.range(cells.url)))
    portfolios.text(address.host)
    portfolios.text(address.family)
  }

  // MARK: - Coverage

  /// The library's own dates overrule those of the collection (EBSCO: Custom before Managed).
  private mutating func appendCoverage(_ row: TableRow) {
    let isCustom = !row.isEmpty(cells.customFrom[0]) || !row.isEmpty(cells.customTo[0])
    let from = isCustom ? cells.customFrom : cells.from
    let to = isCustom ? cells.customTo : cells.to
    let begins = parts(row, from[0], ListDate.normalized)
    let ends = parts(row, to[0], ListDate.end)
    coverage.clear()
    for index in 0..<max(begins.count, ends.count, 1) {
      var first = CoveragePoint(date: index < begins.count ? begins[index] : [])
      var last = CoveragePoint(date: index < ends.count ? ends[index] : [])
      if index == 0, !isCustom {
        (first.volume, first.issue) = (row.bytes(from[1]), row.bytes(from[2]))
        (last.volume, last.issue) = (row.bytes(to[1]), row.bytes(to[2]))
      }
      coverage.add(from: first, to: last)
    }
    appendPoint(row, from, begins)
    appendPoint(row, to, ends)
    let ownEmbargo = row.isEmpty(cells.customEmbargo) ? cells.embargo : cells.customEmbargo
    coverage.add(embargo: row.bytes(ownEmbargo))
    // A statement of the list's own is better than one that is put together.
    if row.isEmpty(cells.statement) {
      portfolios.text(coverage.words)
    } else {
      portfolios.cell(row, cells.statement)
    }
    portfolios.cell(row, ownEmbargo)
  }

  /// Several ranges stand in one cell, divided by a bar.
  private func parts(
    _ row: TableRow, _ column: Column, _ normalized: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) -> [ArraySlice<UInt8>] {
    let cell = row.bytes(column)
    if cell.isEmpty { return [] }
    return cell.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map(normalized)
  }

  private mutating func appendPoint(
    _ row: TableRow, _ columns: [Column], _ dates: [ArraySlice<UInt8>]
  ) {
    if columns[0].isPresent {
      portfolios.text(dates.count == 1 ? Array(dates[0]) : Array(dates.joined(separator: [0x7C])))
    } else {
      portfolios.null()
    }
    for index in 1...2 {
      if index < columns.count {
        portfolios.cell(row, columns[index])
      } else {
        portfolios.null()
      }
    }
  }

  private mutating func appendNotes(_ row: TableRow) {
    guard !cells.notes.isEmpty else { return portfolios.null() }
    let filled = cells.notes.filter { !row.isEmpty($0) }
    if filled.count < 2 {
      return portfolios.cell(row, filled.first ?? cells.notes[0])
    }
    portfolios.text(filled.map(row.text).joined(separator: "; "))
  }

  // MARK: - Material

  private static let serials = CellWords(
    "serial", "serials", "journal", "journals", "ejournal", "e-journal", "magazine", "newspaper",
    "newsletter", "periodical", "full text journal", "trade publication", "proceedings")
  private static let monographs = CellWords(
    "monograph", "monographs", "book", "books", "ebook", "e-book", "handbook", "reference book",
    "full text ebook", "full text book")

  /// Whether a cell is a word for a type of title.
  static func isType(_ cell: ArraySlice<UInt8>) -> Bool { !material(cell).isEmpty }

  private static func material(_ cell: ArraySlice<UInt8>) -> String {
    if serials.contains(cell) { return "serial" }
    return monographs.contains(cell) ? "monograph" : ""
  }
}
