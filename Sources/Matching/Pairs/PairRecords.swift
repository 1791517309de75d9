import Formats

/// What the records of a file say, of those that pairs name: memory for these only.
package struct PairRecords: Sendable {
  /// By control number.
  package private(set) var facts: [String: PairFacts] = [:]
  /// Records in the file.
  package private(set) var count = 0
  /// Control numbers of wanted records that stand in the file more than once: the first counts.
  package private(set) var repeated: [String] = []
  /// Records that are too damaged to be read.
  package private(set) var damaged = 0

  /// Reads MARCXML or MARC 21, also compressed.
  ///
  /// - Throws: `PairError` where it holds no records, `FormatError` where it cannot be read.
  package init(path: String, wanted: Set<String>) throws {
    var reader = PairFactsReader()
    for file in try PairFile.open(path) { try read(file, wanted, &reader) }
  }

  private mutating func read(
    _ file: PairFile, _ wanted: Set<String>, _ reader: inout PairFactsReader
  ) throws {
    var record = MARCRecord()
    switch file.inspection.container {
    case .xml:
      var records = try MARCXMLReader(path: file.path, inspection: file.inspection)
      while try records.read(into: &record) { add(record, wanted, &reader) }
    case .marc21:
      var records = try MARC21Reader(path: file.path, inspection: file.inspection)
      while try records.read(into: &record) { add(record, wanted, &reader) }
    default: throw PairError.notRecords(file: file.name)
    }
  }

  private mutating func add(
    _ record: MARCRecord, _ wanted: Set<String>, _ reader: inout PairFactsReader
  ) {
    count += 1
    if let problem = record.problem, !problem.isTrusted {
      damaged += 1
      return
    }
    let id = record.controlNumber
    guard wanted.contains(id) else { return }
    if facts[id] != nil {
      repeated.append(id)
    } else {
      facts[id] = reader.facts(of: record)
    }
  }
}
