import Foundation
import TestSupport
import Testing

struct PairsTests {
  private static let records = SmallMARC.collection([
    [
      "=001 u1", "=008 880719s1839    mau           00010 eng d",
      "=100 1\\$aAbercrombie, John,$d1780-1844.",
      "=245 10$aInquiries concerning the intellectual powers.", "=260 \\\\$aBoston,$bOtis,$c1839.",
      "=300 \\\\$a284 p.$c19 cm.",
    ],
    [
      "=001 u2", "=100 1\\$aAbercrombie, J.",
      "=245 10$aInquiries concerning the intellectual powers /$cby John Abercrombie.",
      "=260 \\\\$aBoston :$bOtis, Broaders,$c1839.", "=300 \\\\$a284 p. ;$c19 cm.",
    ],
    [
      "=001 u3", "=245 10$aInquiries concerning the intellectual powers", "=260 \\\\$c1854.",
      "=300 \\\\$a310 p.",
    ],
  ])

  private func sandbox(_ pairs: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("records.xml", Self.records)
    try sandbox.write("pairs.csv", pairs)
    return sandbox
  }

  @Test("each pair comes back with its score, the answer and the reasons, and makes no database")
  func rows() throws {
    let sandbox = try sandbox("id1,id2\nu1,u2\nu3,u1\n")
    let outcome = try sandbox.almanac("match", "pairs", "records.xml", "pairs.csv")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out.hasPrefix("id1,id2,score,same,why\r\n"))
    let rows = try CSVRows.read(outcome.out)
    #expect(rows.map { $0["id1"] } == ["u1", "u3"])
    #expect(rows.map { $0["same"] } == ["1", "0"])
    #expect(rows.map { $0["score"] } == ["61", "-31"])
    #expect(
      rows[1]["why"]
        == "title the same +30; years differ (1854, 1839) -26; extent differs (310, 284) -25; to begin with -10"
    )
    #expect(outcome.err.contains("The first line names columns (id1, id2): no pair."))
    #expect(outcome.err.contains("2 pairs, 1 of them the same"))
    #expect(try sandbox.files() == ["pairs.csv", "records.xml"])
  }

  @Test("an id that the records lack is said, and its pair has no answer")
  func missing() throws {
    let sandbox = try sandbox("u1,u2\nu1,u9\n")
    let outcome = try sandbox.almanac("match", "pairs", "records.xml", "pairs.csv")
    #expect(outcome.code == 0)
    let rows = try CSVRows.read(outcome.out)
    #expect(rows[1]["same"] == "")
    #expect(rows[1]["score"] == "")
    #expect(rows[1]["why"] == "not scored: no record u9")
    #expect(outcome.err.contains("Not in the 3 records: 1 id (u9). Their pairs have no score."))
  }

  @Test("labels are compared, and formats and files are those of other commands")
  func labels() throws {
    let sandbox = try sandbox("id1,id2,label\nu1,u2,1\nu3,u1,1\n")
    let outcome = try sandbox.almanac(
      "match", "pairs", "records.xml", "pairs.csv", "--output", "scored.ndjson")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out == "")
    #expect(outcome.err.contains("precision 100.0 %, recall 50.0 %"))
    let lines = String(decoding: try sandbox.bytes("scored.ndjson"), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"same\":1") || lines[0].contains("\"same\": 1"))
    let limited = try sandbox.almanac(
      "match", "pairs", "records.xml", "pairs.csv", "--limit", "1", "--quiet", "--no-header")
    #expect(limited.out.split(whereSeparator: \.isNewline).count == 1)
    #expect(limited.err == "")
  }

  @Test("records that are compressed are read as they are")
  func compressed() throws {
    let sandbox = try sandbox("u1,u2\n")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-k", sandbox.path("records.xml")]
    try gzip.run()
    gzip.waitUntilExit()
    let plain = try sandbox.almanac("match", "pairs", "records.xml", "pairs.csv")
    let packed = try sandbox.almanac("match", "pairs", "records.xml.gz", "pairs.csv")
    #expect(packed.code == 0, "\(packed.err)")
    #expect(packed.out == plain.out)
  }

  @Test("what cannot be read is said in one sentence")
  func refused() throws {
    let sandbox = try sandbox("u1,u2\nu3\n")
    let short = try sandbox.almanac("match", "pairs", "records.xml", "pairs.csv", "--quiet")
    #expect(short.code == 65)
    expectOneSentence(short, "pairs.csv", "line 2")
    let swapped = try sandbox.almanac("match", "pairs", "pairs.csv", "records.xml", "--quiet")
    #expect(swapped.code == 65)
    expectOneSentence(swapped, "records.xml")
    let absent = try sandbox.almanac("match", "pairs", "nothing.xml", "pairs.csv", "--quiet")
    #expect(absent.code == 65 || absent.code == 66)
    expectOneSentence(absent)
  }
}
