import Importing
import Store
import TestSupport
import Testing

struct IdentifierTests {
  private func identifiers(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column(
      """
      SELECT kind || ' | ' || value || ' | ' || raw || ' | ' || field || ' | ' || is_valid
      FROM identifier ORDER BY position
      """)
  }

  @Test("a report's identifiers are kept with kind, value, how and where they stood")
  func report() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      """
      Portfolio Id,Title,ISBN,ISSN,Availability
      5310000000011234,Birds,0-306-40615-2; 9780306406158,0378-5955,Available

      """)
    #expect(
      try identifiers(sandbox) == [
        "isbn | 9780306406157 | 0-306-40615-2 | ISBN | 1",
        "isbn | 9780306406158 | 9780306406158 | ISBN | 0",
        "issn | 0378-5955 | 0378-5955 | ISSN | 1",
      ])
    #expect(
      try sandbox.column(
        "SELECT type || ' ' || count(*) FROM match_key WHERE type IN ('isbn', 'issn') GROUP BY type"
      )
        == ["isbn 1", "issn 1"])
    #expect(try sandbox.column("SELECT key FROM identifier WHERE is_valid = 0") == ["0"])
  }

  @Test("a bib's identifiers are kept field by field, and a series' ISSN is none of them")
  func bib() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Sample.marc([
        Sample.bib(
          "9910000000011234",
          [
            Sample.field("020", "a", "9780306406157 (electronic bk.)"),
            Sample.field("020", "z", "0306406153 (print)"),
            Sample.field("022", "a", "0378-5955"), Sample.field("022", "y", "0378-5954"),
            Sample.field("035", "a", "(OCoLC)ocn646410004"),
            Sample.field("035", "a", "(CKB)95470000001"),
            Sample.field("776", "z", "9781861972712"), Sample.field("490", "x", "1234-5679"),
            Sample.field("245", "a", "Birds"),
          ])
      ]), as: "bibs.xml")
    #expect(
      try identifiers(sandbox) == [
        "isbn | 9780306406157 | 9780306406157 (electronic bk.) | 020 $a | 1",
        "isbn | 0306406153 | 0306406153 (print) | 020 $z | 0",
        "issn | 0378-5955 | 0378-5955 | 022 $a | 1",
        "issn | 03785954 | 0378-5954 | 022 $y | 0",
        "oclc | 646410004 | (OCoLC)ocn646410004 | 035 $a | 1",
        "ckb | 95470000001 | (CKB)95470000001 | 035 $a | 1",
        "isbn | 9781861972712 | 9781861972712 | 776 $z | 1",
      ])
    #expect(
      try sandbox.column("SELECT medium FROM identifier ORDER BY position LIMIT 2")
        == ["electronic", "print"])
  }

  @Test("old numbers of 035, 959 and 999 are kept with their system; OCLC and zones are not")
  func localIDs() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      Sample.marc([
        Sample.bib(
          "9910000000011234",
          [
            Sample.field("035", "a", "(ABCdb)100035"),
            Sample.field("035", "a", "1703930-01union_network"),
            Sample.field("035", "a", "(OCoLC)646410004"),
            Sample.field("035", "a", "(EXLNZ-01UNION_NETWORK)991000000000005816"),
            Sample.field("035", "a", "(EXLCZ)9995470000001"),
            Sample.field("959", "a", "(ABCdb)100035"), Sample.field("999", "a", "100035-abc"),
            Sample.field("245", "a", "Birds"),
          ])
      ]), as: "bibs.xml")
    #expect(
      try sandbox.column(
        """
        SELECT field || ' ' || system || ' ' || number || ' ' || legacy_key
        FROM bib_local_id ORDER BY position
        """) == [
          "035 $a ABCdb 100035 100035", "035 $a 01union_network 1703930 1703930",
          "959 $a ABCdb 100035 100035", "999 $a abc 100035 100035",
        ])
    let bib = try #require(try sandbox.sql("SELECT * FROM bib").first)
    #expect(bib["network_mms_id"] == "991000000000005816")
    #expect(bib["cz_mms_id"] == "9995470000001")
  }

  /// Bibs of old ids 100, 200 and so on, whose MMS ID is 99, the id, and "2205" with a tail.
  private func bibs(_ count: Int) -> String {
    Sample.marc(
      (1...count).map { number in
        Sample.bib(
          "99\(number)0022051234",
          [
            Sample.field("035", "a", "(ABCdb)\(number)00"),
            // The union catalogue's number: another record's old id, to tempt.
            Sample.field("035", "a", "\(count + 1 - number)00-01union_network"),
            Sample.field("245", "a", "Title \(number)"),
          ])
      })
  }

  @Test("how an old id becomes an MMS ID is learned, and the union catalogue's numbers are not")
  func legacyRule() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", (1...6).map { "\($0)00,portfolio\n" }.joined())
    try sandbox.write("bibs.xml", bibs(6))
    try sandbox.load(["p2e.csv", "bibs.xml"])
    let rule = try #require(try sandbox.sql("SELECT * FROM legacy_rule_now").first)
    #expect(rule["system"] == "ABCdb")
    #expect(rule["system_bibs"] == "6")
    #expect(rule["tail"] == "22051234")
    #expect(rule["tail_bibs"] == "6")
  }

  @Test("two bibs are too few to learn a tail from")
  func tooFew() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", "100,portfolio\n200,portfolio\n")
    try sandbox.write("bibs.xml", bibs(2))
    try sandbox.load(["p2e.csv", "bibs.xml"])
    let rule = try #require(try sandbox.sql("SELECT * FROM legacy_rule_now").first)
    #expect(rule["system"] == "ABCdb")
    #expect(rule["tail"] == "")
    #expect(rule["tail_bibs"] == "0")
  }

  @Test(
    "unknown columns are kept as JSON, without the empty ones",
    arguments: [
      (
        "Portfolio Id,Title,Availability,Shelf \"mark\",Note", "portfolio",
        "5310000000011234,T,Available"
      ),
      ("MMS Id,Number of Items,Shelf \"mark\",Note", "holding", "9910000000011234,1"),
      ("PO Line Reference,Status,MMS Id,Shelf \"mark\",Note", "po_line", "POL-1,Closed,"),
      ("Bib Id,Resource Type,Shelf \"mark\",Note", "p2e_record", "100035,portfolio"),
    ])
  func extra(_ header: String, _ table: String, _ row: String) throws {
    let sandbox = try Sandbox()
    let quoted = header.replacing("Shelf \"mark\"", with: "\"Shelf \"\"mark\"\"\"")
    let report = try sandbox.loadText("\(quoted)\n\(row),\"a \"\"b\"\" \\ é\",\n\(row),,\n")
    #expect(
      try sandbox.column("SELECT coalesce(extra, 'NULL') FROM \(table) ORDER BY id LIMIT 1")
        == [#"{"Shelf \"mark\"":"a \"b\" \\ é"}"#])
    #expect(
      try sandbox.column(
        "SELECT j.value FROM \(table) t, json_each(t.extra) j WHERE t.extra IS NOT NULL")
        == [#"a "b" \ é"#])
    #expect(
      report.warnings.contains {
        $0.hasPrefix("columns kept under their own headings")
          && $0.hasSuffix("Shelf \"mark\", Note")
      })
    #expect(
      try sandbox.column("SELECT header FROM source_column WHERE field IS NULL ORDER BY position")
        == ["Shelf \"mark\"", "Note"])
  }
}
