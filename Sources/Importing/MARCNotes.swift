import Formats
import Store

/// What a file's warnings say of its MARC records: damage that did no harm, and inventory that
/// other kinds would read.
struct MARCNotes {
  /// How many records have a problem, and which was the first.
  private var problems: [MARCRecordProblem: (count: Int, first: Int)] = [:]
  private var enrichment: [MARCTag: Int] = [:]

  /// Fields that Alma adds to records when it publishes them, and what they are of.
  private static let inventory: [(tag: MARCTag, of: String, kind: InputKind?)] = [
    ("AVE", "portfolios", .portfolios), ("AVA", "physical holdings", .holdings),
    ("AVD", "digital representations", nil),
  ]

  /// Takes note of a record that is kept although something is wrong with it.
  mutating func add(_ problem: MARCRecordProblem, row: Int) {
    problems[problem, default: (0, row)].count += 1
  }

  /// Counts the fields of a bib that say what the library has of it.
  mutating func countInventory(of record: MARCRecord) {
    for field in record.fields where field.tag.isAlmaInventory {
      enrichment[field.tag, default: 0] += 1
    }
  }

  /// Sentences for the user.
  var warnings: [String] {
    let damage = problems.sorted { $0.value.first < $1.value.first }.map { problem, found in
      let records = found.count == 1 ? "1 record" : "\(found.count) records"
      return "\(records), the first is record \(found.first): \(problem.message)"
    }
    return damage
      + Self.inventory.compactMap { tag, of, kind in
        guard let count = enrichment[tag] else { return nil }
        let fields = "\(count) \(tag) \(count == 1 ? "field" : "fields") (\(of)) not read"
        return kind.map { "\(fields); to load them too: --kind \($0.rawValue)" } ?? fields
      }
  }
}

extension MARCTag {
  fileprivate var isAlmaInventory: Bool { self == "AVE" || self == "AVA" || self == "AVD" }
}

extension MARCRecord {
  /// Why the record must be rejected, with its place in the file; nil where it can be read.
  var rejection: String? {
    guard let problem, !problem.isTrusted else { return nil }
    return "\(problem.message) (byte \(position.byte) of the file)"
  }
}
