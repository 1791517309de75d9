/// The report of the E-Inventory subject area: every portfolio, deleted ones too.
enum InventoryReport {
  private static let header = [
    "Portfolio Id", "MMS Id", "Title", "ISBN", "ISSN", "Electronic Collection Id",
    "Electronic Collection Link ID", "Electronic Collection Public Name",
    "Electronic Collection Linked To CZ", "Interface Name", "Availability", "Lifecycle",
    "Portfolio Linked To CZ", "Portfolio Static URL", "Portfolio Parser Parameters",
    "PO Line Reference", "Portfolio Additional PO Lines", "License Code", "Service Id",
    "Coverage Statement", "Material Type", "Portfolio Creation Date",
  ]

  static func file(_ library: LibraryBuilder) -> DemoFile {
    var rows = library.zone.map { row($0, library.collections[$0.collection]) }
    rows += library.portfolios.map { row($0, library.bibs[$0.bib]) }
    // Analytics gives no order; a copy keeps the library's own numbers out of it.
    var random = library.random
    random.shuffle(&rows)
    var table = TextTable(header: header, marked: true)
    for row in rows {
      table.add(row)
    }
    return DemoFile(path: "alma/portfolios_analytics.csv", contents: table.text)
  }

  private static func row(_ portfolio: ZonePortfolio, _ collection: ZoneCollection) -> [String] {
    [
      portfolio.id, portfolio.mmsID, portfolio.title,
      portfolio.isbns.joined(separator: "; "), portfolio.issns.joined(separator: "; "),
      collection.id, collection.linkID, collection.package.name, "Y",
      Platform.all[collection.platform].interface,
      portfolio.isAvailable ? "Available" : "Not Available", "In Repository", "Y", "",
      "bkey=" + portfolio.objectID, "", "", "", collection.serviceID,
      portfolio.coverageFrom.map { "Available from \($0)" } ?? "", portfolio.kind.materialType,
      "2020-06-20",
    ]
  }

  private static func row(_ portfolio: LocalPortfolio, _ bib: LocalBib) -> [String] {
    [
      portfolio.id, bib.mmsID, bib.reportTitle,
      bib.isbns.map(\.text).joined(separator: "; "), bib.issns.map(\.text).joined(separator: "; "),
      "", "", "None", "None", "Unknown", portfolio.isDeleted ? "Not Available" : "Available",
      portfolio.isDeleted ? "Deleted" : "In Repository", "N",
      portfolio.isDeleted ? "" : portfolio.url, "", portfolio.orderLine,
      portfolio.additionalOrderLines, portfolio.licence, portfolio.serviceID, portfolio.coverage,
      bib.kind.materialType, "2020-06-24",
    ]
  }
}
