import Finding
import Foundation
import Matching
import Store
import TestSupport
import Testing

extension Sandbox {
  /// What is known of a text, with a match that is up to date.
  func find(_ text: String, isAll: Bool = false, limit: Int = 20) throws -> FoundReport {
    let store = try store(.write)
    try MatchRun(store).refresh()
    return try Finder(store).find(text, isAll: isAll, limit: limit)
  }

  /// The one thing that is found.
  func only(
    _ text: String, isAll: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> FoundThing {
    let things = try find(text, isAll: isAll).things
    #expect(
      things.count == 1, "\(text): \(things.map(\.id))", sourceLocation: sourceLocation)
    return try #require(things.first, sourceLocation: sourceLocation)
  }
}

/// A MARC field of one subfield, as `SmallLibrary` writes it.
func field(_ tag: String, _ code: String, _ text: String) -> String {
  SmallLibrary.field(tag, code, text)
}

/// A link resolver's export of one title.
func resolverExport(
  _ object: String, title: String, issn: String, target: String, name: String
) -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <collection xmlns="http://www.loc.gov/MARC21/slim">
  <record><leader>-----nas-a2200000z--4500</leader>\(field("090", "a", object))\
  \(field("022", "a", issn))\(field("245", "a", title))\
  <datafield tag="866" ind1=" " ind2=" "><subfield code="a">Available from 1999.</subfield>\
  <subfield code="s">\(target)9</subfield><subfield code="t">\(target)</subfield>\
  <subfield code="x">\(name)</subfield><subfield code="z">1000\(target)</subfield></datafield>
  </record>
  </collection>

  """
}
