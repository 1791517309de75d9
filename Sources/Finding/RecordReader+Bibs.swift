import GRDB
import Identifiers

extension RecordReader {
  /// The rows of one kind that carry an MMS ID, newest first.
  func rows(_ kind: String, mmsID: String, _ institution: Int64) throws -> [Hit] {
    try known.hits(
      type: "mms", key: Packing.almaID(mmsID), kind: kind, institution: institution
    ).filter { $0.mmsID == mmsID }
  }

  /// The bib, or nil where it is not loaded; with the records that carry its identifiers.
  func bib(_ mmsID: String, _ institution: Int64) throws -> FoundBib? {
    let hits = try rows("bibs", mmsID: mmsID, institution)
    guard let (row, isCurrent) = try speaking(hits, table: "bib", view: "current_bib") else {
      return nil
    }
    return FoundBib(
      mmsID: mmsID, title: row["title"], material: row["material"], author: row["author"],
      edition: row["edition"], publisher: row["publisher"], year: row["year"],
      isSuppressed: row["is_suppressed"],
      identifiers: try identifiers(row["snapshot_id"], row["id"]),
      oldNumbers: try oldNumbers(row["id"]), isCurrent: isCurrent, sources: hits.places)
  }

  private func identifiers(_ snapshot: Int64, _ record: Int64) throws -> [FoundBib.Identifier] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT kind, value, field, is_valid
          FROM identifier
          WHERE snapshot_id = ? AND record_id = ?
          ORDER BY position
          """), arguments: [snapshot, record]
    ).map {
      FoundBib.Identifier(
        type: $0["kind"], value: $0["value"], field: $0["field"], isValid: $0["is_valid"])
    }
  }

  private func oldNumbers(_ record: Int64) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT CASE system WHEN '' THEN number ELSE '(' || system || ')' || number END
          FROM bib_local_id
          WHERE bib_id = ?
          ORDER BY position
          """), arguments: [record])
  }

  /// A line of the P2E list by its key; nil where none is there.
  func oldBib(_ key: String, _ institution: Int64) throws -> FoundOldBib? {
    let hits = try oldBibRows(key, institution)
    guard let (row, isCurrent) = try speaking(hits, table: "p2e_record", view: "current_p2e_record")
    else { return nil }
    return FoundOldBib(
      legacyID: row["legacy_id"], resourceType: row["resource_type"], title: row["title"],
      url: row["url"], poNumber: row["po_number"], became: try became(key, institution),
      isCurrent: isCurrent, sources: hits.places)
  }

  /// The rows of P2E lists that name an old bib id, newest first.
  func oldBibRows(_ key: String, _ institution: Int64) throws -> [Hit] {
    try known.hits(type: "legacy", value: key, kind: "p2e", institution: institution)
  }

  /// The keys of the old bib ids that became a bib.
  func oldBibKeys(of mmsID: String, _ institution: Int64) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT r.legacy_key
          FROM p2e_bib t
          CROSS JOIN p2e_record r ON r.id = t.p2e_record_id
          WHERE t.institution_id = ? AND t.mms_key = ? AND t.mms_id = ?
          ORDER BY r.legacy_key
          """), arguments: [institution, Packing.almaID(mmsID), mmsID])
  }

  /// The order numbers that the P2E lists have of an old bib.
  func oldOrders(_ key: String, _ institution: Int64) throws -> [String] {
    try oldBibRows(key, institution).records.flatMap { record in
      try String.fetchAll(
        db.cachedStatement(
          sql: "SELECT po_number FROM p2e_order WHERE p2e_record_id = ? ORDER BY po_number"),
        arguments: [record])
    }
  }

  /// What is on the shelf under a bib.
  func holdings(_ mmsID: String, _ institution: Int64) throws -> [FoundHolding] {
    let hits = try rows("holdings", mmsID: mmsID, institution)
    return try hits.compactMap { hit in
      guard let (row, isCurrent) = try speaking([hit], table: "holding", view: "current_holding")
      else { return nil }
      return FoundHolding(
        holdingID: row["holding_id"], library: row["library"], location: row["location"],
        callNumber: row["call_number"], items: row["items"], isCurrent: isCurrent,
        sources: [hit.place])
    }
  }
}
