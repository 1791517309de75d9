/// What is true of the library, in files of the same columns as those that results are judged by.
enum TruthFiles {
  static func files(_ library: LibraryBuilder) -> [DemoFile] {
    [
      pairs(library), orphans(library), relink(library), missing(library), databases(library),
    ]
  }

  private static func counterparts(_ portfolio: LocalPortfolio, _ library: LibraryBuilder)
    -> String
  {
    portfolio.counterparts.map { library.zone[$0].id }.joined(separator: "|")
  }

  private static func pairs(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["p2e_pid", "p2e_mms", "label", "cz_pids"])
    for portfolio in library.portfolios where !portfolio.isDeleted {
      table.add([
        portfolio.id, library.bibs[portfolio.bib].mmsID, portfolio.label.rawValue,
        counterparts(portfolio, library),
      ])
    }
    return DemoFile(path: "truth/pairs.csv", contents: table.text)
  }

  private static func orphans(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["mms", "why"])
    for orphan in library.orphans {
      table.add([library.bibs[orphan.bib].mmsID, orphan.why])
    }
    return DemoFile(path: "truth/orphans.csv", contents: table.text)
  }

  private static func relink(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["pol", "from_mms", "from_pid", "to_pids", "state"])
    for relink in library.relinks {
      let portfolio = library.portfolios[relink.portfolio]
      table.add([
        relink.order, relink.fromMMSID, portfolio.id, counterparts(portfolio, library),
        relink.isOpen ? "open" : "closed",
      ])
    }
    return DemoFile(path: "truth/relink.csv", contents: table.text)
  }

  private static func missing(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["mms"])
    for bib in library.missing {
      table.add([library.bibs[bib].mmsID])
    }
    return DemoFile(path: "truth/missing.csv", contents: table.text)
  }

  private static func databases(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["collection_id", "mms", "same_interface_collection_ids", "pol"])
    for database in library.databases {
      let same = library.collections.filter { $0.platform == database.platform }
      table.add([
        database.id, library.bibs[database.bib].mmsID,
        same.map(\.id).joined(separator: "|"), database.orderLine,
      ])
    }
    return DemoFile(path: "truth/databases.csv", contents: table.text)
  }
}
