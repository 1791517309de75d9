/// The list that the migration was given: old bib id and what to make of it, without a header.
enum P2EFile {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable()
    for bib in library.bibs {
      for type in bib.askedAs {
        table.add([String(bib.number), type])
      }
    }
    for bib in library.listedAgain {
      table.add([String(library.bibs[bib].number), "portfolio"])
    }
    return DemoFile(path: "p2e/prs_p2e_01_20200501.csv", contents: table.text)
  }
}
