/// Why a snapshot was not shown, compared or dropped.
package enum SnapshotError: Error, Equatable {
  case unknown(id: String, known: [Int64])
  case unknownKind(String, known: [String])
  case nothingBefore(id: Int64)
  /// It is the only one of its kind.
  case only(kind: String, id: Int64)
  case nothingToCompare(kind: String)
  case severalInstitutions([String])
  case notComparable(a: Int64, b: Int64, why: String)
  case heldByOwnWork(id: Int64, table: String, rows: Int)
  case notConfirmed(id: Int64)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 { 64 }
}

extension SnapshotError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .unknown(let id, let known):
      "There is no snapshot \(id). "
        + (known.isEmpty
          ? "Nothing is loaded. Begin with: almanac import FOLDER"
          : "There are: \(Self.list(known)). See: almanac snapshots list")
    case .unknownKind(let text, let known):
      "\(text) is neither the id of a snapshot nor a kind that is loaded "
        + "(\(known.isEmpty ? "none" : known.joined(separator: ", "))). See: almanac snapshots list"
    case .nothingBefore(let id):
      "There is no older snapshot of the kind and part of snapshot \(id). "
        + "Name two: almanac snapshots diff A B"
    case .only(let kind, let id):
      "Only one snapshot of \(kind) is loaded, snapshot \(id): there is nothing to compare it with. "
        + "Import a newer export of \(kind), then compare again."
    case .nothingToCompare(let kind):
      "No two snapshots of \(kind) are of the same part. Name two: almanac snapshots diff A B"
    case .severalInstitutions(let codes):
      "Several institutions have such snapshots: \(codes.joined(separator: ", ")). "
        + "Say whose with --institution."
    case .notComparable(let a, let b, let why):
      "Snapshots \(a) and \(b) cannot be compared: \(why). See: almanac snapshots list"
    case .heldByOwnWork(let id, let table, let rows):
      "Snapshot \(id) was not dropped: \(rows) \(rows == 1 ? "row" : "rows") of your own work in "
        + "\(table) rest\(rows == 1 ? "s" : "") on it. Take back that work first."
    case .notConfirmed(let id):
      "Dropping snapshot \(id) cannot be undone, and there is nobody to ask. "
        + "If it is meant, say so: almanac snapshots drop \(id) --yes"
    }
  }

  private static func list(_ ids: [Int64]) -> String {
    let shown = ids.prefix(8).map(String.init).joined(separator: ", ")
    return ids.count > 8 ? "\(shown) and \(ids.count - 8) more" : shown
  }
}
