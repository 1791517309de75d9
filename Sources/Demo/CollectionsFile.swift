/// The list of e-collections; databases are collections without titles.
enum CollectionsFile {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: [
      "Electronic Collection Id", "Electronic Collection Link ID",
      "Electronic Collection Public Name", "Electronic Collection Linked To CZ", "Interface Name",
      "Availability", "No. of Portfolios", "Electronic Collection Type",
      "E-Collection Bib - MMS Id", "Electronic Collection Level URL", "PO Line Reference",
    ])
    for (position, collection) in library.collections.enumerated() {
      let count = library.zone.count { $0.collection == position }
      table.add([
        collection.id, collection.linkID, collection.package.name, "Y",
        Platform.all[collection.platform].interface,
        collection.package.isActive ? "Available" : "Not Available", String(count),
        "Selective package", "", "", "",
      ])
    }
    for database in library.databases {
      table.add([
        database.id, "", database.name, "N", "", "Available", "0", "Database",
        library.bibs[database.bib].mmsID, database.url, database.orderLine,
      ])
    }
    return DemoFile(path: "alma/collections.csv", contents: table.text)
  }
}
