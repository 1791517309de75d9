import Foundation
import Importing
import Store
import TestSupport
import Testing

/// Real files; they are no part of the repository. Each is of one kind, with the counts of a reader
/// written apart from this one, or is refused with what it says.
@Suite(.enabled(if: SharedFiles.hasSamples, "the folder ../shared/samples is not there"))
struct SampleFilesTests {
  struct Sample: CustomTestStringConvertible {
    let path: String
    /// nil: not importable.
    let kind: InputKind?
    var read = 0
    var kept = 0
    var rejected = 0
    var blank = 0
    var leftOut = 0
    var message = ""
    var testDescription: String { path }

    init(
      _ path: String, _ kind: InputKind, read: Int, kept: Int, rejected: Int = 0, blank: Int = 0,
      leftOut: Int = 0
    ) {
      (self.path, self.kind, self.read, self.kept) = (path, kind, read, kept)
      (self.rejected, self.blank, self.leftOut) = (rejected, blank, leftOut)
    }

    init(_ path: String, message: String) {
      (self.path, kind, self.message) = (path, nil, message)
    }
  }

  static let samples = [
    Sample("alma-lists/Alma-D-All-Collections-List.xlsx", .collections, read: 40, kept: 40),
    // A name of the form "Last, First" has moved the cells of each row.
    Sample("ebsco/datalo_ebooks.tsv", .ebsco, read: 49, kept: 0, rejected: 49),
    Sample("ebsco/datalo_journals2.csv", .ebsco, read: 21, kept: 21),
    Sample("gobi/YBP1.tsv", message: "Its first row reads: Title #, Title, ISBN"),
    Sample(
      "kbart/AnnualReviews_SciencesCollection34_2011-04-27.txt", .kbart, read: 158, kept: 47,
      blank: 111),
    Sample(
      "kbart/CambridgeBooks_EdinburghUniversityPress_utf16le.tsv", .kbart, read: 369, kept: 369),
    Sample(
      "kbart/ScienceDirectStandard_Global_EBook-"
        + "AgriculturalAndBiologicalSciencesPre-2007_2016-05-23.txt", .kbart, read: 262, kept: 262),
    // "Pas le bon nombre de colonne": one cell is missing.
    Sample("kbart/abes_fichierTest.tsv", .kbart, read: 7, kept: 6, rejected: 1),
    Sample("kbart/askews_KB_20160112210051.csv", .kbart, read: 19, kept: 19),
    Sample("kbart/cabi_ebooks_2017-04-12.txt", .kbart, read: 817, kept: 817),
    // A sentence stands where the address should.
    Sample("kbart/gc_2022-02-16.txt", .kbart, read: 159, kept: 158, rejected: 1),
    Sample("kbart/geolsoc_lyell_xlsx_2021-09-16.txt", .kbart, read: 604, kept: 604),
    Sample("kbart/smf_titles_2016-10-27.txt", .kbart, read: 7, kept: 7),
    Sample("kbart-like/cufts_project_muse_alltitles.tsv", .kbart, read: 647, kept: 647),
    Sample(
      "kbart-like/gokb_brill_master_2013_2013.csv", .kbart, read: 179, kept: 169, leftOut: 10),
    Sample("marcxml/availability-sru-page-1.xml", .bibs, read: 10, kept: 10),
    Sample("marcxml/b110824349-sru.xml", .bibs, read: 1, kept: 1),
    Sample("marcxml/bibs_with_check_digits.txt", .p2e, read: 151, kept: 151),
    Sample("marcxml/princeton-99100026953506421.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-99110599413506421.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-99121427653506421.mrx", .bibs, read: 1, kept: 1),
    Sample(
      "marcxml/princeton-99123430173506421_electronic_inactive.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-99125105174406421.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-9918573506421.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-9934701143506421.mrx", .bibs, read: 1, kept: 1),
    Sample("marcxml/princeton-9979160443506421.mrx", .bibs, read: 1, kept: 1),
    Sample(
      "marcxml/princeton-incremental_01_record_delete.xml", .bibs, read: 1, kept: 0, leftOut: 1),
    Sample("marcxml/princeton-three_records_one_bad_utf8.xml", .bibs, read: 3, kept: 3),
    Sample("marcxml/uiuc-1.xml", .bibs, read: 1, kept: 1),
    Sample("po-lines/pol_test1.json", .orderLines, read: 1, kept: 1),
    Sample("po-lines/pol_test2.json", .orderLines, read: 1, kept: 1),
    Sample("po-lines/pol_test3.json", .orderLines, read: 1, kept: 1),
    Sample("set-files/MMS_IDs_That_Need_Date_Attention.csv", .jobReport, read: 40, kept: 40),
    Sample("set-files/collections_PID.csv", .jobReport, read: 4, kept: 4),
    Sample("set-files/mms_ids.csv", .jobReport, read: 4, kept: 4),
    Sample("set-files/recset_test_mms_ids.csv", .jobReport, read: 1_237, kept: 1_237),
    Sample("sfx/hkmu-sfx-enrich-sample.xml-marc", .sfx, read: 11, kept: 11),
  ]

  private func path(_ sample: Sample) -> String {
    SharedFiles.samples.appendingPathComponent(sample.path).path
  }

  @Test("every file has its kind and its counts, or is refused and says why", arguments: samples)
  func kinds(_ sample: Sample) throws {
    let sandbox = try Sandbox()
    guard let kind = sample.kind else {
      let error = try sandbox.importError([path(sample)])
      #expect(error.exitCode == 65)
      #expect(error.description.contains(sample.message), "\(error)")
      #expect(try sandbox.count("source_file") == 0)
      return
    }
    let report = try sandbox.load([path(sample)]) { $0.rejectLimit = .share(100) }
    let file = try #require(report.files.first)
    #expect(file.kind == kind)
    #expect(file.counts.read == sample.read)
    #expect(file.counts.kept == sample.kept)
    #expect(file.counts.rejected == sample.rejected)
    #expect(file.counts.blank == sample.blank)
    #expect(file.counts.leftOutTotal == sample.leftOut)
    #expect(try sandbox.count(kind.table) == sample.kept)
  }

  @Test("no file of the folder is without its line in the table")
  func complete() throws {
    let root = SharedFiles.samples
    let files = try #require(FileManager.default.subpaths(atPath: root.path)).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
        && !isFolder.boolValue && path != "README.md"
    }
    #expect(files.sorted() == Self.samples.map(\.path).sorted())
  }

  @Test("a download whose rows have all moved is refused, and what shows it is said")
  func refused() throws {
    let sandbox = try Sandbox()
    let path = SharedFiles.samples.appendingPathComponent("ebsco/datalo_ebooks.tsv").path
    let error = try sandbox.importError([path])
    #expect(error.exitCode == 65)
    #expect(
      error.description.contains("row 2, the cells have moved: PrintISSN holds Dimitrus"),
      "\(error)")
    #expect(try sandbox.count("snapshot") == 0)
  }

  /// What stands in some of the files, counted with another program.
  @Test(
    "identifiers, dates and hosts are read from real lists",
    arguments: [
      (
        "kbart/CambridgeBooks_EdinburghUniversityPress_utf16le.tsv",
        ["isbn electronic 369", "isbn print 369"], "universitypublishingonline.org"
      ),
      (
        "kbart/geolsoc_lyell_xlsx_2021-09-16.txt",
        [
          "isbn electronic 589", "isbn print 589", "issn electronic 14", "issn print 14",
        ], "jgs.lyellcollection.org"
      ),
      ("ebsco/datalo_journals2.csv", ["issn unknown 21"], ""),
      (
        "kbart/AnnualReviews_SciencesCollection34_2011-04-27.txt",
        ["issn electronic 34", "issn print 46"], "annualreviews.org"
      ),
    ])
  func contents(_ path: String, _ identifiers: [String], _ host: String) throws {
    let sandbox = try Sandbox()
    try sandbox.load([SharedFiles.samples.appendingPathComponent(path).path])
    #expect(
      try sandbox.column(
        """
        SELECT kind || ' ' || medium || ' ' || count(*) FROM identifier
        WHERE is_valid = 1 GROUP BY kind, medium ORDER BY kind, medium
        """) == identifiers)
    #expect(
      try sandbox.column(
        "SELECT coalesce(host, '') FROM resolver_portfolio ORDER BY resolver_title_id LIMIT 1")
        == [host])
  }
}
