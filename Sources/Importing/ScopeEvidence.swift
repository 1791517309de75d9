/// What the rows of a snapshot's files show of being only a part of their kind.
///
/// A list of open orders, or of one vendor's or owner's, cannot say that a title has no order; one
/// library's holdings cannot say that a bib has none in another.
struct ScopeEvidence {
  private var rows = 0
  /// nil where the kind has no such thing as a closed line.
  private var hasClosedLine: Bool?
  /// How many order lines name a bib or a portfolio; nil where the file has no column for it.
  private var placed: Int?
  /// Of lists that say how many records there are: how many were read, and how many there are.
  private var listed: (read: Int, stated: Int)?
  /// The values seen of each field that a part may have one of only; two are enough to know.
  private var values: [String: Set<String>] = [:]
  /// The collections whose lists these are.
  private var lists: Set<String> = []
  /// What the file's columns show, whatever its rows.
  private var part: PartReason?

  /// Notes that a file is a part by what it is.
  mutating func addPart(_ reason: PartReason) { part = part ?? reason }

  mutating func add(closed: Bool) {
    hasClosedLine = (hasClosedLine ?? false) || closed
  }

  /// Notes whether an order line names what it is for, in a file that has columns for that.
  mutating func add(placed isPlaced: Bool) { placed = (placed ?? 0) + (isPlaced ? 1 : 0) }

  mutating func countRow() { rows += 1 }

  /// Notes that a file holds this many of the records that it says there are.
  mutating func add(read: Int, of stated: Int) {
    listed = ((listed?.read ?? 0) + read, max(listed?.stated ?? 0, stated))
  }

  /// Notes a row's vendor, owner or library.
  mutating func add(_ field: String, _ value: @autoclosure () -> String) {
    guard values[field, default: []].count < 2 else { return }
    values[field, default: []].insert(value())
  }

  /// Notes that a file is the list of one collection, which never is all of a library's.
  mutating func addList(of collection: String) { lists.insert(collection) }

  /// Whether further rows can add nothing on these fields.
  func isSettled(_ fields: String...) -> Bool {
    fields.allSatisfy { (values[$0]?.count ?? 0) >= 2 }
  }

  /// Takes in what another file of the snapshot shows.
  mutating func merge(_ other: ScopeEvidence) {
    rows += other.rows
    if let closed = other.hasClosedLine { add(closed: closed) }
    if let other = other.placed { placed = (placed ?? 0) + other }
    if let listed = other.listed { add(read: listed.read, of: listed.stated) }
    for (field, seen) in other.values { values[field, default: []].formUnion(seen) }
    lists.formUnion(other.lists)
    part = part ?? other.part
  }

  /// Why the snapshot is a part; nil where nothing shows it.
  var partReason: PartReason? {
    if let part { return part }
    if let listed, listed.read < listed.stated {
      return PartReason(
        name: "pages", reason: "the files hold \(listed.read) of \(listed.stated) records")
    }
    if hasClosedLine == false {
      return PartReason(
        name: "no closed lines", reason: "not one order line is closed or cancelled")
    }
    if let first = lists.min() {
      return PartReason(
        name: lists.count == 1 ? first : "\(lists.count) collections",
        reason: "each file is the list of one collection")
    }
    // One holding may be all there is; one order line is of one vendor like several.
    guard rows > 1 || hasClosedLine != nil else { return nil }
    for (field, seen) in values.sorted(by: { $0.key < $1.key }) where seen.count == 1 {
      let value = seen.first ?? ""
      if let reason = Self.reason(field, value) { return reason }
    }
    return orderLinesReason
  }

  /// Absence of an order passes from a list of all orders only.
  private var orderLinesReason: PartReason? {
    guard hasClosedLine != nil else { return nil }
    if rows == 1 { return PartReason(name: "one line", reason: "it is one order line") }
    if let placed, placed * 2 < rows {
      return PartReason(
        name: "lines without a bib",
        reason: "\(rows - placed) of its \(rows) order lines name no bib and no portfolio")
    }
    return nil
  }

  private static func reason(_ field: String, _ value: String) -> PartReason? {
    switch (field, value) {
    case ("standing", "standalone"):
      PartReason(name: "standalone", reason: "every portfolio in it stands alone")
    case ("collection id", "81"):
      PartReason(
        name: "title collections",
        reason: "its ids are of title collections (81...), not of electronic ones (61...)")
    case ("standing", _), ("collection id", _), ("collection", ""): nil
    default:
      PartReason(name: "\(field) \(value)", reason: "all rows are of one \(field), \(value)")
    }
  }
}

/// How we know that a snapshot is not the whole of its kind.
struct PartReason: Equatable {
  /// Which part: two vendors' snapshots are two parts.
  let name: String
  let reason: String
}
