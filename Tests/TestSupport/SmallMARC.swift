/// MARC records written as lines: `=245 10$aTitle`, `=001 a1`, `=LDR ...`; `\` stands for a blank
/// indicator.
package enum SmallMARC {
  package static let leader = "00000nam a2200000   4500"

  /// One record as MARCXML.
  package static func record(_ lines: [String]) -> String {
    var leader = leader
    var fields = ""
    for line in lines {
      let tag = line.dropFirst().prefix(3)
      let rest = line.dropFirst(5)
      if tag == "LDR" {
        leader = String(rest)
      } else if tag.hasPrefix("00") {
        fields += "<controlfield tag=\"\(tag)\">\(escaped(rest))</controlfield>"
      } else {
        let indicators = rest.prefix(2).map { $0 == "\\" ? " " : $0 }
        let subfields = rest.dropFirst(2).split(separator: "$").map { part in
          "<subfield code=\"\(part.prefix(1))\">\(escaped(part.dropFirst()))</subfield>"
        }
        fields +=
          "<datafield tag=\"\(tag)\" ind1=\"\(indicators[0])\" ind2=\"\(indicators[1])\">"
          + subfields.joined() + "</datafield>"
      }
    }
    return "<record><leader>\(leader)</leader>\(fields)</record>"
  }

  /// A whole file.
  package static func collection(_ records: [[String]]) -> String {
    "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">"
      + records.map(record).joined(separator: "\n") + "</collection>\n"
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
  }
}
