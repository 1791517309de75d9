import GRDB
import Identifiers
import Store

/// Compares the titles, parts, editions and years of each pair, and what both bibs say besides, and
/// keeps what came out.
struct AgreementWriter {
  private let db: Database
  private var titles = TitleAnalyzer()
  private var writer: BulkWriter
  private let generic: GenericTitles

  init(_ db: Database) throws {
    self.db = db
    writer = try BulkWriter(
      db, table: "match_agreement",
      columns: [
        "local_id", "cz_id", "similarity", "difference", "title_compatible", "parts", "editions",
        "years", "words", "is_generic", "authors", "publishers", "extents",
      ])
    generic = try GenericTitles(db)
  }

  mutating func run(institution: Int64) throws {
    let pairs = try Row.fetchCursor(
      db, sql: "SELECT * FROM agreement_input WHERE institution_id = ?", arguments: [institution])
    var local: (id: Int64, facts: [TitleFacts])?
    while let pair = try pairs.next() {
      let id: Int64 = pair["local_id"]
      if local?.id != id { local = (id, facts(pair, side: "local")) }
      try write(pair, local: local?.facts ?? [], cz: facts(pair, side: "cz"))
    }
  }

  /// What the bib's 245 says, and what the report's title says: either may agree.
  private mutating func facts(_ pair: Row, side: String) -> [TitleFacts] {
    var facts: [TitleFacts] = []
    if let main: String = pair["\(side)_main"], !main.isEmpty {
      facts.append(
        titles.analyze(
          title: main, subtitle: pair["\(side)_subtitle"], parts: pair["\(side)_parts"],
          nonfiling: pair["\(side)_nonfiling"]))
    }
    let title: String = pair["\(side)_title"]
    if !title.isEmpty { facts.append(titles.analyze(title: title)) }
    return facts
  }

  private mutating func write(_ pair: Row, local: [TitleFacts], cz: [TitleFacts]) throws {
    let best = local.flatMap { left in cz.map { TitleComparison.compare(left, $0) } }
      .max { ($0.isCompatible ? 1 : 0, $0.similarity) < ($1.isCompatible ? 1 : 0, $1.similarity) }
    let agreement = best ?? TitleAgreement(similarity: 0, difference: .different)
    let main = local.first
    writer.integer(pair["local_id"] as Int64)
    writer.integer(pair["cz_id"] as Int64)
    writer.real(agreement.similarity)
    writer.text(agreement.difference.rawValue)
    writer.flag(agreement.isCompatible)
    writer.text(parts(local, cz, agreement, pair))
    writer.text(
      editions(
        pair["local_edition"] ?? local.lazy.compactMap(\.edition).first,
        pair["cz_edition"] ?? cz.lazy.compactMap(\.edition).first))
    writer.text(years(pair))
    writer.integer(agreement.difference == .none ? wholeCount(main) : main?.wordCount ?? 0)
    writer.flag(main.map(generic.contains) ?? true)
    let bibs = BibAgreement(pair)
    for answer in [bibs.authors, bibs.publishers, bibs.extents] { writer.text(answer.rawValue) }
    try writer.insert()
  }

  /// Words of a title with its subtitle, which counts where that is the same too.
  private func wholeCount(_ facts: TitleFacts?) -> Int {
    guard let facts else { return 0 }
    return max(facts.wordCount, facts.fullKey.split(separator: 0x20).count)
  }

  private func parts(
    _ local: [TitleFacts], _ cz: [TitleFacts], _ agreement: TitleAgreement, _ pair: Row
  ) -> String {
    // The reports' titles are the last: where these are the same and name the same part, a number
    // that the bib has besides in 245 $n, mostly that of a series, contradicts nothing.
    let hasTitles =
      !(pair["local_title"] as String).isEmpty && !(pair["cz_title"] as String).isEmpty
    if hasTitles, agreement.difference == .none, let left = local.last, let right = cz.last,
      !left.part.isEmpty, left.part == right.part, left.fullKey == right.fullKey
    {
      return "agree"
    }
    guard let left = local.map(\.part).first(where: { !$0.isEmpty }),
      let right = cz.map(\.part).first(where: { !$0.isEmpty })
    else { return "neutral" }
    return PartComparison.contradict(left, right) ? "contradict" : "agree"
  }

  /// Absent is neutral; a first edition is what an absent statement mostly means.
  private func editions(_ local: Int?, _ cz: Int?) -> String {
    switch (local, cz) {
    case (let local?, let cz?): local == cz ? "agree" : "contradict"
    case (let only?, nil), (nil, let only?): only > 1 ? "later" : "neutral"
    case (nil, nil): "neutral"
    }
  }

  /// Print and electronic copies of a book may differ by a year; a serial's year says nothing.
  private func years(_ pair: Row) -> String {
    guard (pair["is_serial"] as Int?) != 1, let local: Int = pair["local_year"],
      let cz: Int = pair["cz_year"]
    else { return "neutral" }
    return abs(local - cz) <= 1 ? "agree" : "contradict"
  }
}
