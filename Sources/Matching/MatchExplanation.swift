import GRDB
import Store

/// The whole reasoning for one local portfolio, in words, from the tables of the match.
package struct MatchExplanation {
  private let store: Store

  /// An explanation of what the match of this database found.
  package init(_ store: Store) {
    self.store = store
  }

  /// Lines to print; none where the id is no local portfolio.
  package func lines(portfolioID: String) throws -> [String] {
    try store.read { db in
      let locals = try Row.fetchAll(
        db, sql: "SELECT * FROM match_local WHERE portfolio_id = ?", arguments: [portfolioID])
      return try locals.flatMap { try explain($0, db) }
    }
  }

  private func explain(_ local: Row, _ db: Database) throws -> [String] {
    let id: Int64 = local["local_id"]
    var lines = try head(local, db)
    let candidates = try Row.fetchAll(
      db, sql: "SELECT * FROM candidate_explanation WHERE local_id = ? ORDER BY place",
      arguments: [id])
    lines += ["", candidates.isEmpty ? "No candidate in the Community Zone." : "Candidates"]
    for candidate in candidates { lines += try self.candidate(candidate, db) }
    let gates = try Row.fetchAll(
      db,
      sql:
        "SELECT gate, class, value, detail FROM gate_result WHERE local_id = ? ORDER BY class DESC, gate",
      arguments: [id])
    if !gates.isEmpty { lines += ["", "Gates"] }
    lines += gates.map { gate in
      "  \(padded(gate["value"], 8)) \(padded(gate["gate"], 20)) \(padded(gate["class"], 9)) \(gate["detail"] as String)"
    }
    let outcome = try String.fetchOne(
      db, sql: "SELECT outcome FROM twin_outcome WHERE local_id = ?", arguments: [id])
    let after = try Row.fetchOne(
      db, sql: "SELECT bib_after, bib_reason FROM bib_after WHERE local_id = ?", arguments: [id])
    lines += ["", "Outcome: \(outcome ?? "no twin")"]
    if outcome == "safe", let after {
      lines.append(
        "Bib afterwards: \(after["bib_after"] as String) (\(after["bib_reason"] as String))")
    }
    return lines
  }

  private func head(_ local: Row, _ db: Database) throws -> [String] {
    let route = try String.fetchOne(
      db,
      sql: """
        SELECT p.legacy_id || ', ' || t.route || ', ' || f.file_name || ' row ' || p.source_row
        FROM p2e_bib t
        JOIN p2e_record p ON p.id = t.p2e_record_id
        JOIN source_file f ON f.id = p.source_file_id
        WHERE t.p2e_record_id = ? AND t.mms_id = ?
        """, arguments: [local["p2e_record_id"], local["mms_id"]])
    let source = try String.fetchOne(
      db,
      sql: """
        SELECT f.file_name || ' row ' || p.source_row
        FROM portfolio p
        JOIN source_file f ON f.id = p.source_file_id
        WHERE p.id = ?
        """, arguments: [local["local_id"]])
    return [
      "Local portfolio \(local["portfolio_id"] as String)",
      "  title     \(local["title"] as String)",
      "  bib       \(local["mms_id"] as String)\(local["bib_id"] == nil ? " (not loaded)" : "")",
      "  url       \(local["url"] as String)",
      "  host      \(local["host"] as String)",
      "  from P2E  \(route ?? "by \(local["p2e_by"] as String)")",
      "  source    \(source ?? "")",
    ]
  }

  private func candidate(_ row: Row, _ db: Database) throws -> [String] {
    let tier: String = row["tier"] ?? "no tier"
    var lines = [
      "  \(tier)  portfolio \(row["portfolio_id"] as String), bib \(row["mms_id"] as String)",
      "      \(row["title"] as String)",
      """
            in \(row["collection_name"] as String) (\(row["platform"] as String)), \
      \(row["availability"] ?? "availability unknown"), collection \(row["collection_state"] as String)
      """,
      "      titles: \(Self.words(row["difference"])), similarity \(percent(row["similarity"]))",
      """
            parts: \(row["parts"] as String); editions: \(row["editions"] as String); \
      years: \(row["years"] as String)\(bibs(row))
      """,
      "      platform: \(row["answer"] as String): \(row["route"] as String)",
    ]
    if let evidence: String = row["evidence"] { lines.append("      evidence: \(evidence)") }
    if let why: String = row["why"], !why.isEmpty { lines.append("      no better, since: \(why)") }
    let words = try String.fetchOne(
      db, sql: "SELECT words FROM review_words WHERE local_id = ? AND cz_id = ?",
      arguments: [row["local_id"], row["cz_id"]])
    if let words { lines.append("      review: \(words)") }
    let shared = try Row.fetchAll(
      db, sql: "SELECT * FROM shared_explanation WHERE local_id = ? AND cz_id = ?",
      arguments: [row["local_id"], row["cz_id"]])
    lines += shared.map { key in
      """
            \(key["type"] as String) \(key["value"] as String): local \(key["local_field"] as String) \
      "\(key["local_raw"] as String)", there \(key["cz_field"] as String) "\(key["cz_raw"] as String)"\
      \(key["weight"] as String)
      """
    }
    return lines
  }

  private static func words(_ difference: String) -> String {
    switch difference {
    case "none": "the same"
    case "article": "the same but for the article"
    case "subtitle": "a subtitle is missing"
    case "slip": "a slip of the keyboard"
    case "words": "most words the same"
    default: "different"
    }
  }

  /// What both bibs say of author, publisher and extent, where both say something.
  private func bibs(_ row: Row) -> String {
    ["authors", "publishers", "extents"].compactMap { name in
      let answer: String = row[name]
      return answer == "neutral" ? nil : "; \(name): \(answer)"
    }.joined()
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
