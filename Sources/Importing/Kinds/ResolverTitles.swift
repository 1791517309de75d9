import Formats
import GRDB
import Identifiers
import Store

/// The link resolver's export, SFX flavour: MARCXML with one 866 a portfolio.
///
/// 090 $a is the title's object, 866 $t the target (collection), $s its service, $x its public
/// name and ":" and the service, $z the object portfolio, $a the coverage in words.
struct ResolverTitleImporter: MARCImporter {
  static let kind = InputKind.sfx
  static let fields = ["object_id", "title", "target_id", "coverage"]

  private let titles: BulkWriter
  private let portfolios: BulkWriter
  private let collections: BulkWriter
  private var known: Set<String> = []

  init(_ session: BulkSession) throws {
    titles = try BulkWriter(
      session, table: "resolver_title",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "object_id", "title", "material",
        "title_key", "title_main_key", "title_part",
      ], numbered: true)
    portfolios = try BulkWriter(
      session, table: "resolver_portfolio",
      columns: [
        "resolver_title_id", "position", "snapshot_id", "target_id", "target_service_id",
        "object_portfolio_id", "coverage", "threshold",
      ])
    collections = try BulkWriter(
      session, table: "resolver_collection",
      columns: ["snapshot_id", "target_id", "name", "service", "cz_collection_id"])
  }

  mutating func add(_ record: MARCRecord, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if record.isDeleted { return .leftOut("deleted record") }
    let object = record.first("090", ["a"])
    if object.isEmpty { return .rejected("no SFX object id in 090") }
    guard record.fields("866").contains(where: { record.subfield("t", of: $0) != nil }) else {
      return .rejected("no target in 866 $t")
    }
    let title = BibTitle(record, &snapshot.titles)
    titles.integer(snapshot.snapshot)
    titles.integer(snapshot.sourceFile)
    titles.integer(record.position.row)
    titles.text(object)
    titles.text(title.text)
    titles.text(record.material)
    titles.integer(title.keys.full)
    titles.integer(title.keys.main)
    titles.text(title.keys.part)
    let id = try titles.insert()
    if let number = Int64(object), number > 0 {
      snapshot.keys.add("ckb", key: number, record: id)
    }
    snapshot.addTitle(title.keys, record: id)
    try addPortfolios(record, title: id, snapshot)
    try snapshot.addIdentifiers(Self.identifierFields, of: record, id: id)
    return .kept
  }

  private static let identifierFields = [
    MARCIdentifierField(.isbn, "020", ["a"]), MARCIdentifierField(.issn, "022", ["a"]),
    MARCIdentifierField(.isbn, "776", ["z"]), MARCIdentifierField(.issn, "776", ["x"]),
  ]

  private mutating func addPortfolios(
    _ record: MARCRecord, title: Int64, _ snapshot: SnapshotWriter
  ) throws {
    var position = 0
    for field in record.fields("866") {
      let target = record.trimmedText("t", of: field)
      guard !target.isEmpty else { continue }
      position += 1
      portfolios.integer(title)
      portfolios.integer(position)
      portfolios.integer(snapshot.snapshot)
      portfolios.text(target)
      for code in ["s", "z", "a", "b"] as [MARCCode] {
        portfolios.text(record.trimmedText(code, of: field))
      }
      try portfolios.insert()
      try addCollection(target, named: record.trimmedText("x", of: field), snapshot)
    }
  }

  /// A target's name may hold a colon, so the service is what follows the last one.
  private mutating func addCollection(
    _ target: String, named text: String, _ snapshot: SnapshotWriter
  ) throws {
    guard known.insert(target).inserted else { return }
    let colon = text.lastIndex(of: ":")
    // Another file of the same snapshot may have named the target already.
    let isThere = try Bool.fetchOne(
      snapshot.db,
      sql:
        "SELECT EXISTS (SELECT 1 FROM resolver_collection WHERE snapshot_id = ? AND target_id = ?)",
      arguments: [snapshot.snapshot, target])
    guard isThere != true else { return }
    collections.integer(snapshot.snapshot)
    collections.text(target)
    collections.text(colon.map { String(text[..<$0]) } ?? text)
    collections.text(colon.map { String(text[text.index(after: $0)...]) } ?? "")
    collections.text("61\(target)")
    try collections.insert()
  }
}
