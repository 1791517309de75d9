import Formats
import Testing
import TestSupport

@testable import Matching

/// The facts of records that are written as lines.
func facts(_ lines: String...) throws -> PairFacts { try facts(lines) }

func facts(_ lines: [String]) throws -> PairFacts {
  let text = SmallMARC.collection([lines])
  var reader = try MARCXMLReader(source: ByteSource(bytes: Array(text.utf8), encoding: nil))
  var record = MARCRecord()
  try #require(try reader.read(into: &record))
  var pairs = PairFactsReader()
  return pairs.facts(of: record)
}

extension PairScore {
  var levels: Set<PairLevel> { Set(findings.map(\.level)) }
}
