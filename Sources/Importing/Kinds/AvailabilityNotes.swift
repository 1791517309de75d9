/// What a list of portfolios does not tell of their availability: said once, because the gates that
/// ask for it are then unknown for all of the file.
struct AvailabilityNotes {
  private let column: Column
  private var unread = 0
  /// The first cell that says neither.
  private var first = ""

  init(_ columns: ColumnMap) {
    column = columns["availability"]
  }

  /// Notes a row whose availability was read as this; '' is neither.
  mutating func add(_ row: TableRow, _ availability: String?) {
    guard let availability, availability.isEmpty, !row.isEmpty(column) else { return }
    if unread == 0 { first = String(row.text(column).prefix(40)) }
    unread += 1
  }

  /// What the import says of it.
  var notes: [String] {
    guard column.isPresent else {
      return ["no column says whether the portfolios are active: none of them counts as active"]
    }
    guard unread > 0 else { return [] }
    let rows = unread == 1 ? "1 row" : "\(unread) rows"
    return [
      "availability in words that almanac does not know: \(rows), the first \(first); "
        + "they do not count as active"
    ]
  }
}
