/// A file of the fictional library: where it belongs, and what is in it.
package struct DemoFile: Sendable {
  /// The path inside the library's folder, such as `p2e/prs_p2e_01_20200501.csv`.
  package let path: String
  /// The whole text; the file is this text in UTF-8.
  package let contents: String
}

/// The export files of a fictional library, Prairie State College, with the truth about them.
///
/// Titles, platforms, vendors and numbers are invented. The same seed gives the same bytes on every
/// machine, so that examples and tests can name what they show.
package struct DemoLibrary: Sendable {
  /// The files that such a library would export.
  package let files: [DemoFile]
  /// What is true of them: twins, orphans, order lines to move, what was never made, databases.
  package let truth: [DemoFile]
  /// Where each planted case is: the id of the local portfolio, or, where a case has none, the MMS
  /// ID of the bib (orphans and what was never made) or the id of the database's collection.
  package let cases: [(portfolioID: String, case: DemoCase)]

  /// Makes a library of about `titles` local portfolios; fewer than 300 are made 300, which is
  /// the least that has room for every case.
  package init(seed: UInt64 = 1, titles: Int = 400) {
    var library = LibraryBuilder(seed: seed)
    library.build(titles: titles)
    files = [
      P2EFile.file(library), ResolverExport.file(library), InventoryReport.file(library),
      OrderLines.file(library), BibRecords.file(library), HoldingsFile.file(library),
      CollectionsFile.file(library),
    ]
    truth = TruthFiles.files(library)
    cases = library.cases
  }
}
