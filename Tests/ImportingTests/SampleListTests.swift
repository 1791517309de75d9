import Importing
import Store
import TestSupport
import Testing

/// Real lists from public repositories: kind, rows and what they say of their scope.
@Suite(.enabled(if: SharedFiles.hasSamples, "needs the sample files"))
struct SampleListTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let path: String
    let kind: InputKind
    let rows: Int
    let scope: String
    let institution: String
    var testDescription: String { path }
  }

  private static let samples = [
    Sample(
      path: "alma-lists/Alma-D-All-Collections-List.xlsx", kind: .collections, rows: 40,
      scope: "part title collections", institution: "4641"),
    Sample(
      path: "set-files/MMS_IDs_That_Need_Date_Attention.csv", kind: .jobReport, rows: 40,
      scope: "part MMS_IDs_That_Need_Date_Attention.csv", institution: "4641"),
    Sample(
      path: "set-files/collections_PID.csv", kind: .jobReport, rows: 4,
      scope: "part collections_PID.csv", institution: "4641"),
    Sample(
      path: "set-files/mms_ids.csv", kind: .jobReport, rows: 4, scope: "part mms_ids.csv",
      institution: "4641"),
    Sample(
      path: "set-files/recset_test_mms_ids.csv", kind: .jobReport, rows: 1_237,
      scope: "part recset_test_mms_ids.csv", institution: "5501"),
    Sample(
      path: "marcxml/bibs_with_check_digits.txt", kind: .p2e, rows: 151, scope: "all ",
      institution: "unknown"),
  ]

  @Test("each is told for what it is, and every row of it is kept", arguments: samples)
  func sample(_ sample: Sample) throws {
    let sandbox = try Sandbox()
    let report = try sandbox.load([SharedFiles.samples.appendingPathComponent(sample.path).path])
    let file = try #require(report.files.first)
    #expect(file.kind == sample.kind)
    #expect(file.counts.read == sample.rows)
    #expect(file.counts.kept == sample.rows)
    #expect(report.institution == sample.institution)
    #expect(try sandbox.count(sample.kind.table) == sample.rows)
    #expect(
      try sandbox.column("SELECT scope || ' ' || scope_name FROM snapshot") == [sample.scope])
  }

  @Test("the real record numbers have 151 right check digits, and join their bare form")
  func checkDigits() throws {
    let sandbox = try Sandbox()
    try sandbox.load([
      SharedFiles.samples.appendingPathComponent("marcxml/bibs_with_check_digits.txt").path
    ])
    #expect(
      try sandbox.column(
        "SELECT count(*) FROM p2e_record WHERE legacy_check = 'right' AND legacy_letters = 'b'")
        == ["151"])
    #expect(try sandbox.column("SELECT DISTINCT habit FROM p2e_reading") == ["checked"])
    #expect(
      try sandbox.column("SELECT count(DISTINCT number) FROM p2e_reading") == ["151"])
  }

  @Test(
    "no list of a link resolver or vendor is taken for one of Alma's",
    arguments: [
      "kbart-like/cufts_project_muse_alltitles.tsv", "kbart-like/gokb_brill_master_2013_2013.csv",
      "gobi/YBP1.tsv", "ebsco/datalo_ebooks.tsv", "ebsco/datalo_journals2.csv",
      "kbart/abes_fichierTest.tsv", "kbart/askews_KB_20160112210051.csv",
      "kbart/gc_2022-02-16.txt", "kbart/smf_titles_2016-10-27.txt",
    ])
  func others(_ path: String) throws {
    let sandbox = try Sandbox()
    let alma: Set<InputKind> = [
      .portfolios, .collections, .bibs, .holdings, .orderLines, .p2e, .nzCollections, .vendors,
      .licenses, .interfaces, .ermForm, .jobReport, .migrationStats, .platforms,
    ]
    let file = SharedFiles.samples.appendingPathComponent(path).path
    let kind = try? sandbox.load([file]).files.first?.kind
    #expect(kind.map(alma.contains) != true, "\(String(describing: kind))")
  }
}
