import Foundation
import Importing
import Store
import TestSupport
import Testing

/// Small invented files, one a kind.
enum Sample {
  static let portfolios = """
    Portfolio Id,MMS Id,Title,ISBN,Electronic Collection Id,Availability,Lifecycle
    5310000000011234,9910000000011234,Birds of the Coast,9780306406157,,Available,In Repository
    5310000000021234,9910000000021234,Ferns,,6110000000011234,Not Available,In Repository

    """
  static let orders = """
    PO Line Reference,PO Line Title,Status,Vendor Name,MMS Id,Portfolio Id
    POL-1,Birds of the Coast,Sent,Alder,9910000000011234,5310000000011234
    POL-2,Ferns,Closed,Birch,9910000000021234,

    """
  static let collections = """
    Electronic Collection Id,Electronic Collection Public Name,Interface Name,Availability
    6110000000011234,Nature Books,Nature Online,Available

    """
  static let holdings = """
    MMS Id,Holding Id,Library Name,Number of Items
    9910000000011234,2210000000011234,Main,2
    9910000000021234,2210000000021234,Law,1

    """
  static let p2e = "100035,portfolio\n100046,db\n"
  static let bibs = marc([bib("9910000000011234", [field("245", "a", "Birds of the Coast")])])
  static let sfx = marc([
    resolver("95470000001", title: "Birds Quarterly", targets: [("1110001", "Nature:Full Text")])
  ])

  static func field(
    _ tag: String, _ code: String, _ value: String, _ ind1: String = " ", _ ind2: String = " "
  ) -> String {
    """
    <datafield tag="\(tag)" ind1="\(ind1)" ind2="\(ind2)"><subfield code="\(code)">\(value)\
    </subfield></datafield>
    """
  }

  static func bib(_ id: String, _ fields: [String], leader: String = "01234nam a2200301 a 4500")
    -> String
  {
    """
    <record><leader>\(leader)</leader><controlfield tag="001">\(id)</controlfield>\
    \(fields.joined())</record>
    """
  }

  /// A title of the link resolver with its targets: id, and name with service.
  static func resolver(_ object: String, title: String, targets: [(String, String)]) -> String {
    let lines = targets.map { id, name in
      """
      <datafield tag="866" ind1="" ind2=""><subfield code="a">Available from 1999.</subfield>\
      <subfield code="s">\(id)9</subfield><subfield code="t">\(id)</subfield>\
      <subfield code="x">\(name)</subfield><subfield code="z">1000\(id)</subfield></datafield>
      """
    }
    return """
      <record><leader>-----nas-a2200000z--4500</leader>\(field("090", "a", object, "", ""))\
      \(field("245", "a", title, "", "0"))\(lines.joined())</record>
      """
  }

  static func marc(_ records: [String]) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <collection xmlns="http://www.loc.gov/MARC21/slim">
    \(records.joined(separator: "\n"))
    </collection>

    """
  }

  static let all: [(kind: InputKind, text: String)] =
    [
      (.portfolios, portfolios), (.orderLines, orders), (.collections, collections),
      (.holdings, holdings), (.p2e, p2e), (.bibs, bibs), (.sfx, sfx),
    ] + FurtherSamples.all
}

extension Sandbox {
  /// Writes one file, loads it, and gives its report.
  @discardableResult
  func loadText(
    _ text: String, as name: String = "input.dat",
    _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> FileReport {
    try write(name, text)
    let report = try load([name], change)
    return try #require(report.files.first { $0.name == name })
  }

  /// One column of a statement's rows.
  func column(_ sql: String) throws -> [String] {
    try self.sql(sql).map { try #require($0.values.first) }
  }

  /// How many rows a table has.
  func count(_ table: String) throws -> Int {
    try #require(Int(try column("SELECT count(*) FROM \(table)").first ?? ""))
  }

  /// The error of an import that must fail.
  func importError(
    _ names: [String], _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ImportError {
    try #require(#expect(throws: ImportError.self) { try load(names, change) })
  }
}
