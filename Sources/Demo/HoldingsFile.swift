/// The bibs with physical inventory.
enum HoldingsFile {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: ["MMS Id", "Holding Id", "Number of Items"])
    for bib in library.bibs where bib.isExported && bib.printItems > 0 {
      // The bib number keeps the holding's number unique.
      table.add([bib.mmsID, "22\(bib.number)0000007321", String(bib.printItems)])
    }
    return DemoFile(path: "alma/holdings.csv", contents: table.text)
  }
}
