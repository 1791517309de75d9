import Formats
import GRDB
import Identifiers
import Store

/// Bibliographic records as MARC.
struct BibImporter: MARCImporter {
  static let kind = InputKind.bibs
  static let fields = ["mms_id", "title", "edition", "local_id", "link", "url"]

  private let bibs: BulkWriter
  private var details: BibDetails

  init(_ session: BulkSession) throws {
    bibs = try BulkWriter(
      session, table: "bib",
      columns: [
        "snapshot_id", "source_file_id", "source_row", "mms_id", "mms_key", "material",
        "is_suppressed", "title", "title_key", "title_main_key", "title_part", "nonfiling",
        "author", "edition", "edition_number", "publisher", "year", "extent", "network_mms_id",
        "cz_mms_id",
      ], numbered: true)
    details = try BibDetails(session)
  }

  mutating func add(_ record: MARCRecord, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if record.isDeleted { return .leftOut("deleted record") }
    guard let number = record.controlField("001") else { return .rejected("no MMS ID in 001") }
    let bytes = record.bytes.span.extracting(number)
    guard let id = AlmaID(bytes), id.kind == .bib else {
      return .rejected("001 is no MMS ID: \(record.text(number).prefix(60))")
    }
    let title = BibTitle(record, &snapshot.titles)
    append(record, number: number, title: title, snapshot)
    let bib = try bibs.insert()
    snapshot.keys.add("mms", key: Packing.almaID(bytes), record: bib)
    snapshot.tails.add(bytes)
    snapshot.addTitle(title.keys, record: bib)
    try details.add(record, title: title, bib: bib)
    try snapshot.addIdentifiers(Self.identifierFields, of: record, id: bib)
    return .kept
  }

  private mutating func append(
    _ record: MARCRecord, number: Range<Int>, title: BibTitle, _ snapshot: SnapshotWriter
  ) {
    let edition = record.first("250", ["a"])
    let imprint = record.first("264", ["c"])
    let year = imprint.isEmpty ? record.first("260", ["c"]) : imprint
    bibs.integer(snapshot.snapshot)
    bibs.integer(snapshot.sourceFile)
    bibs.integer(record.position.row)
    bibs.text(record.bytes.span.extracting(number))
    bibs.integer(Packing.almaID(record.bytes.span.extracting(number)))
    bibs.text(record.material)
    bibs.null()
    bibs.text(title.text)
    bibs.integer(title.keys.full)
    bibs.integer(title.keys.main)
    bibs.text(title.keys.part)
    bibs.integer(title.nonfiling)
    bibs.text(
      ["100", "110", "111"].lazy.map { record.first($0, ["a"]) }.first { !$0.isEmpty } ?? "")
    bibs.text(edition)
    bibs.integer((Edition.number(edition) ?? title.keys.edition).map(Int64.init))
    let publisher = record.first("264", ["b"])
    bibs.text(publisher.isEmpty ? record.first("260", ["b"]) : publisher)
    bibs.integer(PublicationYear.year(year).map(Int64.init))
    bibs.text(record.first("300", ["a"]))
    bibs.text(linkedNumber(record, prefix: "(EXLNZ"))
    bibs.text(linkedNumber(record, prefix: "(EXLCZ)"))
  }

  /// The id in another zone that Alma's export adds as 035 $a, such as (EXLNZ-01XXX_NETWORK)991...
  private func linkedNumber(_ record: MARCRecord, prefix: String) -> String {
    for field in record.fields("035") {
      let text = record.trimmedText("a", of: field)
      guard text.hasPrefix(prefix), let end = text.firstIndex(of: ")") else { continue }
      return String(text[text.index(after: end)...])
    }
    return ""
  }

  /// Where identifiers of the title stand. 490 and 830 are left alone: a series' ISSN is on every
  /// book of it.
  private static let identifierFields = [
    MARCIdentifierField(.isbn, "020", ["a", "z"]),
    MARCIdentifierField(.issn, "022", ["a", "l", "y", "z"]),
    MARCIdentifierField(.doi, "024", ["a"]),
    MARCIdentifierField(.oclc, "035", ["a", "z"]),
    MARCIdentifierField(.ckb, "035", ["a"]),
    MARCIdentifierField(.isbn, "776", ["z"]),
    MARCIdentifierField(.issn, "776", ["x"]),
    MARCIdentifierField(.oclc, "776", ["w"]),
  ]
}

/// What 245 says: the title for people, and its keys.
struct BibTitle {
  let text: String
  let nonfiling: Int
  let parts: [(code: String, value: String)]
  let keys: TitleKeys

  init(_ record: MARCRecord, _ analyzer: inout TitleAnalyzer) {
    guard let field = record.fields("245").first(where: { _ in true }) else {
      (text, nonfiling, parts) = ("", 0, [])
      keys = TitleKeys(analyzer.analyze(title: ""))
      return
    }
    let digit = Int(field.indicator2) - 0x30
    nonfiling = (0...9).contains(digit) ? digit : 0
    let wanted: [MARCCode] = ["a", "b", "n", "p"]
    let found = record.subfields(of: field).filter { wanted.contains($0.code) }
      .map { (code: $0.code.description, value: record.text($0.range).trimmedASCII()) }
    func joined(_ codes: Set<String>) -> String {
      found.filter { codes.contains($0.code) }.map(\.value).joined(separator: " ")
    }
    parts = found
    text = joined(["a", "b", "n", "p"])
    keys = TitleKeys(
      analyzer.analyze(
        title: joined(["a"]), subtitle: joined(["b"]), parts: joined(["n", "p"]),
        nonfiling: nonfiling))
  }
}
