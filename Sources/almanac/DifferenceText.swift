import Queries

/// What is said of a comparison beside its rows.
struct DifferenceText {
  let pair: SnapshotPair
  let result: DifferencePrinter

  /// "3 added, 1 removed, 12 changed (availability 10, title 3)".
  var summary: String {
    let fields = result.counts.filter { $0.state == "changed" }
      .map { "\($0.field) \(grouped($0.rows))" }
    let changed =
      fields.isEmpty
      ? "0 changed"
      : "\(grouped(result.changedRecords)) changed (\(fields.joined(separator: ", ")))"
    var parts = ["\(count("added")) added", "\(count("removed")) removed", changed]
    if result.rows("repeated") > 0 {
      parts.append("\(count("repeated")) with another number of rows")
    }
    if result.rows("unknown") > 0 { parts.append("\(count("unknown")) unknown") }
    return parts.joined(separator: ", ")
  }

  private func count(_ state: String) -> String { grouped(result.rows(state)) }

  /// What the comparison could not see.
  var notes: [String] {
    var lines: [String] = []
    if pair.isBackwards {
      lines.append(
        "snapshot \(pair.a.id) is newer than \(pair.b.id): what was added in between is \"removed\"."
      )
    }
    for (key, has, lacks) in [("only-in-a", pair.a, pair.b), ("only-in-b", pair.b, pair.a)] {
      let fields = result.notes.filter { $0.key == key }.map(\.field)
      guard !fields.isEmpty else { continue }
      lines.append(
        "not compared, as snapshot \(has.id) carries it and \(lacks.id) does not: "
          + "\(fields.joined(separator: ", ")).")
    }
    return lines + result.notes.compactMap(counted)
  }

  private func counted(_ note: DifferencePrinter.Note) -> String? {
    let sides = [(note.before, pair.a.id), (note.after, pair.b.id)]
      .compactMap { text, id in Int(text).map { (rows: $0, id: id) } }.filter { $0.rows > 0 }
    let counts = sides.map { "\(grouped($0.rows)) in snapshot \($0.id)" }
      .joined(separator: ", ")
    switch note.key {
    case "not-covered":
      return "records of one snapshot of which the other, a part, does not tell whether they are "
        + "there: \(counts). They are not counted."
    case "repeated-keys":
      return "ids that stand on several rows: \(counts). Rows that say the same were taken for "
        + "the same, the others in their order."
    case "rejected-rows":
      let show = sides.map { "almanac snapshots show \($0.id)" }.joined(separator: ", ")
      return "rows that could not be read: \(counts). What they hold counts as not there. See: "
        + show
    default: return nil
    }
  }
}
