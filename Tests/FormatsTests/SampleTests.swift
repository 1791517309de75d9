import Testing

@testable import Formats

/// Real files; they are no part of the repository.
@Suite("Real files", .enabled(if: Samples.exist, Samples.comment))
struct SampleTests {
  struct Delimited: CustomTestStringConvertible {
    var name: String
    var rows: Int
    var columns: Int
    var delimiter = "tab"
    var encoding = TextEncoding.utf8

    var testDescription: String { name }
  }

  static let delimitedFiles = [
    Delimited(
      name: "kbart/AnnualReviews_SciencesCollection34_2011-04-27.txt",
      rows: 48, columns: 20),
    Delimited(
      name: "kbart/CambridgeBooks_EdinburghUniversityPress_utf16le.tsv",
      rows: 370, columns: 25, encoding: .utf16le),
    Delimited(
      name: "kbart/ScienceDirectStandard_Global_EBook-"
        + "AgriculturalAndBiologicalSciencesPre-2007_2016-05-23.txt",
      rows: 263, columns: 27),
    Delimited(
      name: "kbart/abes_fichierTest.tsv",
      rows: 8, columns: 25),
    Delimited(
      name: "kbart/askews_KB_20160112210051.csv",
      rows: 20, columns: 27),
    Delimited(
      name: "kbart/cabi_ebooks_2017-04-12.txt",
      rows: 818, columns: 26, encoding: .windows1252),
    Delimited(
      name: "kbart/gc_2022-02-16.txt",
      rows: 160, columns: 31),
    Delimited(
      name: "kbart/geolsoc_lyell_xlsx_2021-09-16.txt",
      rows: 605, columns: 26, encoding: .macRoman),
    Delimited(
      name: "kbart/smf_titles_2016-10-27.txt",
      rows: 8, columns: 25),
    Delimited(
      name: "kbart-like/cufts_project_muse_alltitles.tsv",
      rows: 648, columns: 26, encoding: .windows1252),
    Delimited(
      name: "kbart-like/gokb_brill_master_2013_2013.csv",
      rows: 180, columns: 21, delimiter: "comma", encoding: .windows1252),
    Delimited(
      name: "ebsco/datalo_ebooks.tsv",
      rows: 50, columns: 33),
    Delimited(
      name: "ebsco/datalo_journals2.csv",
      rows: 21, columns: 3, delimiter: "semicolon"),
    Delimited(
      name: "gobi/YBP1.tsv",
      rows: 59, columns: 99),
    Delimited(
      name: "set-files/MMS_IDs_That_Need_Date_Attention.csv",
      rows: 40, columns: 1, delimiter: "comma"),
    Delimited(
      name: "set-files/recset_test_mms_ids.csv",
      rows: 1238, columns: 1, delimiter: "comma"),
  ]

  @Test("of delimited text give the rows counted by hand", arguments: delimitedFiles)
  func delimited(_ sample: Delimited) throws {
    let (path, inspection) = try Samples.inspection(sample.name)
    let dialect = Dialect.sniff(head: inspection.decodedHead())
    #expect(inspection.encoding == sample.encoding && inspection.container == .text)
    #expect(dialect.delimiterName == sample.delimiter)
    var reader = DelimitedReader(
      source: try ByteSource(path: path, inspection: inspection), dialect: dialect)
    var record = Record()
    var counts = (rows: 0, columns: 0)
    while try reader.read(into: &record) {
      #expect(record.problem == nil, "row \(record.position.row)")
      if record.isBlank { continue }
      counts.rows += 1
      if counts.rows == 1 { counts.columns = record.count }
    }
    #expect(counts == (sample.rows, sample.columns))
  }

  static let marcxmlFiles = [
    ("marcxml/availability-sru-page-1.xml", 10, 85), ("marcxml/b110824349-sru.xml", 1, 35),
    ("marcxml/princeton-99100026953506421.mrx", 1, 50),
    ("marcxml/princeton-99110599413506421.mrx", 1, 29),
    ("marcxml/princeton-99121427653506421.mrx", 1, 62),
    ("marcxml/princeton-99123430173506421_electronic_inactive.mrx", 1, 15),
    ("marcxml/princeton-99125105174406421.mrx", 1, 57),
    ("marcxml/princeton-9918573506421.mrx", 1, 35),
    ("marcxml/princeton-9934701143506421.mrx", 1, 49),
    ("marcxml/princeton-9979160443506421.mrx", 1, 30),
    ("marcxml/princeton-incremental_01_record_delete.xml", 1, 9),
    ("marcxml/princeton-three_records_one_bad_utf8.xml", 3, 109), ("marcxml/uiuc-1.xml", 1, 24),
    ("sfx/hkmu-sfx-enrich-sample.xml-marc", 11, 104),
  ]

  @Test("of MARCXML give the records and fields counted by hand", arguments: marcxmlFiles)
  func marcxml(_ name: String, _ records: Int, _ fields: Int) throws {
    let (path, inspection) = try Samples.inspection(name)
    #expect(inspection.container == .xml)
    var reader = try MARCXMLReader(path: path, inspection: inspection)
    var record = MARCRecord()
    var counts = (records: 0, fields: 0)
    while try reader.read(into: &record) {
      counts.records += 1
      counts.fields += record.fields.count
      #expect(record.position.row == counts.records)
      #expect(record.isDeleted == name.contains("delete"))
      // Whatever its name says, the sample with "one bad UTF-8" is all UTF-8 as it lies here.
      #expect(record.problem == nil)
    }
    #expect(counts == (records, fields))
  }

  @Test(
    "of MARCXML, made binary by yaz-marcdump, give the same fields",
    .enabled(if: Tools.hasYAZ, "yaz-marcdump is not there"),
    // yaz-marcdump knows no empty indicators, and takes the envelope of SRU for records.
    arguments: marcxmlFiles.filter { !$0.0.hasPrefix("sfx/") && !$0.0.contains("sru") })
  func binary(_ name: String, _ records: Int, _ fields: Int) throws {
    let (path, inspection) = try Samples.inspection(name)
    let bytes = try Tools.output("yaz-marcdump -i marcxml -o marc '\(path)'")
    var xml = try MARCXMLReader(path: path, inspection: inspection)
    var binary = MARC21Reader(source: ByteSource(bytes: bytes, chunkSize: 1_000, encoding: nil))
    var (one, other) = (MARCRecord(), MARCRecord())
    var count = 0
    while try xml.read(into: &one) {
      count += 1
      #expect(try binary.read(into: &other), "record \(count)")
      #expect(withoutLeader(other.raw) == withoutLeader(one.raw))
      #expect(other.fields.count == one.fields.count && other.problem?.isTrusted != false)
    }
    #expect(count == records)
    #expect(try !binary.read(into: &other))
  }

  @Test("of SFX give target, service and portfolio of each 866")
  func sfx() throws {
    let (path, inspection) = try Samples.inspection("sfx/hkmu-sfx-enrich-sample.xml-marc")
    var reader = try MARCXMLReader(path: path, inspection: inspection)
    var record = MARCRecord()
    var portfolios = 0
    while try reader.read(into: &record) {
      #expect(record.leader.count == 24 && record.controlField("001") == nil)
      for field in record.fields("866") {
        portfolios += 1
        #expect(field.indicator1 == 0x20 && field.indicator2 == 0x20)
        for code: MARCCode in ["s", "t", "x", "z"] {
          #expect(record.subfield(code, of: field)?.isEmpty == false)
        }
      }
    }
    #expect(portfolios == 11)
  }
}
