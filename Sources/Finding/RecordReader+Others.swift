import GRDB
import Identifiers

extension RecordReader {
  // MARK: - Orders

  /// The rows of the PO lines with this number.
  func orderRows(number: String, _ institution: Int64) throws -> [Hit] {
    try known.hits(
      type: "po-line", key: Packing.orderLine(number), kind: "po-lines", institution: institution)
  }

  /// The rows of the PO lines that are on a portfolio.
  func orderRows(portfolio id: String, _ institution: Int64) throws -> [Hit] {
    try known.hits(
      type: "portfolio", key: Packing.almaID(id), kind: "po-lines", institution: institution
    ).filter { $0.value == id }
  }

  /// Order lines by their rows: those of one number, bib and portfolio are one.
  func orders(_ hits: [Hit]) throws -> [FoundOrderLine] {
    var groups: [[String]: [Hit]] = [:]
    var order: [[String]] = []
    for hit in hits {
      let portfolio = try String.fetchOne(
        db.cachedStatement(sql: "SELECT portfolio_id FROM po_line WHERE id = ?"),
        arguments: [hit.record])
      let group = [hit.id ?? "", hit.mmsID ?? "", portfolio ?? ""]
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(hit)
    }
    return try order.compactMap { group in
      let hits = groups[group] ?? []
      guard let (row, isCurrent) = try speaking(hits, table: "po_line", view: "current_po_line")
      else { return nil }
      return FoundOrderLine(
        poLine: row["po_line"], title: row["title"], status: row["status"], state: row["state"],
        type: row["type"], vendor: row["vendor"], mmsID: row["mms_id"],
        portfolioID: row["portfolio_id"], isCurrent: isCurrent, sources: hits.places)
    }
  }

  // MARK: - The link resolver

  /// A title of the link resolver with its targets; nil where none is there.
  func resolverTitle(_ object: String, _ institution: Int64) throws -> FoundResolverTitle? {
    let hits = try Int64(object).map {
      try known.hits(type: "ckb", key: $0, kind: "sfx", institution: institution)
    }
    guard let hits,
      let (row, isCurrent) = try speaking(
        hits, table: "resolver_title", view: "current_resolver_title")
    else { return nil }
    return FoundResolverTitle(
      objectID: row["object_id"], title: row["title"], material: row["material"],
      targets: try targets(row["id"], institution), isCurrent: isCurrent, sources: hits.places)
  }

  private func targets(
    _ record: Int64, _ institution: Int64
  ) throws -> [FoundResolverTitle.Target] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT p.target_id, c.name, c.service, c.cz_collection_id, p.coverage
          FROM resolver_portfolio p
          CROSS JOIN resolver_collection c
            ON c.snapshot_id = p.snapshot_id AND c.target_id = p.target_id
          WHERE p.resolver_title_id = ?
          ORDER BY p.position
          """), arguments: [record])
    return try rows.map { row in
      FoundResolverTitle.Target(
        targetID: row["target_id"], name: row["name"], service: row["service"],
        czCollectionID: row["cz_collection_id"],
        collectionID: try collectionRows(zoneID: row["cz_collection_id"], institution).first?.id,
        coverage: row["coverage"])
    }
  }

  // MARK: - Collections

  /// A collection of Alma; nil where it is not there.
  func collection(_ id: String, _ institution: Int64) throws -> FoundCollection? {
    let hits = try known.hits(
      type: "collection", key: Packing.almaID(id), kind: "collections", institution: institution
    ).filter { $0.id == id }
    guard let (row, isCurrent) = try speaking(hits, table: "collection", view: "current_collection")
    else { return nil }
    let zoneID: String? = row["cz_collection_id"]
    return FoundCollection(
      collectionID: id, czCollectionID: zoneID, name: row["name"],
      isCommunityZone: row["is_cz_linked"], platform: row["interface_name"],
      availability: row["availability"], portfolioCount: row["portfolio_count"],
      mmsID: row["mms_id"], poLine: row["po_line"],
      resolverTarget: try zoneID.flatMap { zone in
        try targetRows(String(zone.dropFirst(2)), institution).first?.title
      },
      isCurrent: isCurrent, sources: hits.places)
  }

  /// A collection that the link resolver alone has; nil where it has none.
  func target(_ id: String, _ institution: Int64) throws -> FoundCollection? {
    let hits = try targetRows(id, institution)
    guard let newest = hits.first else { return nil }
    return FoundCollection(
      collectionID: nil, czCollectionID: newest.id, name: nil, isCommunityZone: nil, platform: nil,
      availability: nil, portfolioCount: nil, mmsID: nil, poLine: nil,
      resolverTarget: newest.title, isCurrent: newest.place.role != "superseded",
      sources: hits.places)
  }

  private func targetRows(_ id: String, _ institution: Int64) throws -> [Hit] {
    guard !id.isEmpty else { return [] }
    return try known.hits(type: "target", value: id, kind: "sfx", institution: institution)
  }
}
