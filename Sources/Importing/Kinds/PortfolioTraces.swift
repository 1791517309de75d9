import Formats
import Store

/// What a portfolio's cells say by the way: traces of the ERM linking form in its notes, and
/// warnings of the exporter.
///
/// Ex Libris' "ERM to Alma Data Delivery Specification" lists the texts that the form leaves: the
/// very link to an order or a resolver's id that a migrated title may have lost elsewhere.
struct PortfolioTraces {
  private let facts: BulkWriter
  private let noteColumns: [(column: Column, header: String)]
  private let warnings: [(column: Column, header: String)]
  /// Rows whose coverage was cut off.
  private var cutRows = 0

  init(_ session: BulkSession, columns: ColumnMap) throws {
    let fields = ["public_note", "authentication_note", "internal_note"]
    noteColumns =
      fields.map { columns[$0] }.filter(\.isPresent).map { ($0, columns.headers[$0.index]) }
      + columns.unknown.filter { ["note", "notes"].contains(comparableHeader($0.header)) }
      .map { ($0.column, $0.header) }
    warnings = ["coverage_warning", "global_coverage_warning"].map { columns[$0] }
      .filter(\.isPresent).map { ($0, columns.headers[$0.index]) }
    facts = try BulkWriter(
      session, table: "portfolio_fact",
      columns: ["portfolio_row_id", "position", "fact", "value", "po_line_key", "field"])
  }

  mutating func add(_ row: TableRow, portfolio: Int64) throws {
    var position = 0
    for (column, header) in noteColumns where Self.mayHoldTraces(row, column) {
      for trace in ERMTrace.all(in: row.text(column)) {
        try insert(trace.fact, trace.value, header, portfolio, &position)
      }
    }
    for (column, header) in warnings where !row.isEmpty(column) {
      let text = row.text(column)
      let isCut = text.lowercased().contains("only the first coverage")
      if isCut { cutRows += 1 }
      try insert(
        isCut ? "coverage-cut" : "export-warning", text, header, portfolio, &position)
    }
  }

  /// What the import says of it.
  var notes: [String] {
    guard cutRows > 0 else { return [] }
    return [
      """
      \(cutRows == 1 ? "1 portfolio has" : "\(cutRows) portfolios have") more coverage than the \
      export shows (only the first is exported): loading the file back would lose the rest
      """
    ]
  }

  private func insert(
    _ fact: String, _ value: String, _ header: String, _ portfolio: Int64, _ position: inout Int
  ) throws {
    position += 1
    facts.integer(portfolio)
    facts.integer(position)
    facts.text(fact)
    facts.text(value)
    if fact == "po-line" { facts.integer(OrderNumber.key(value)) } else { facts.null() }
    facts.text(header)
    try facts.insert()
  }

  /// Every trace has one of these signs, and most notes have neither.
  private static func mayHoldTraces(_ row: TableRow, _ column: Column) -> Bool {
    row.record.bytes[row.range(column)].contains { $0 == UInt8(ascii: "=") || $0 == 0x5F }
  }
}

/// One trace of the ERM linking form in a note.
struct ERMTrace: Equatable {
  let fact: String
  let value: String

  private static let labels = [
    ("ERM Linking SFX orig id", "sfx-id"), ("ERM Linking PO Line Ref", "po-line"),
    ("ERM Linking PO Num", "po-number"), ("ERM Linking original resource id", "resource-id"),
    ("pol_subscr_start_date", "subscription-start"), ("pol_subscr_end_date", "subscription-end"),
    ("pol_renewal_date", "renewal-date"), ("pol_renewal_reminder", "renewal-reminder"),
    ("vendor_reference_number", "vendor-reference"),
  ]

  /// The traces of a note, in its order. Codes that a library chose itself (`<CODE>:<VALUE>`) are
  /// left alone: any note may hold a colon.
  static func all(in note: String) -> [ERMTrace] {
    let text = Array(note)
    // A letter whose lower case is several is none of a label's.
    let search = text.map { letter in
      let lowered = letter.lowercased()
      return lowered.count == 1 ? Character(lowered) : letter
    }
    var found: [(start: Int, end: Int, fact: String)] = []
    for (label, fact) in labels {
      let label = Array(label.lowercased())
      for start in search.indices.dropLast(max(0, label.count - 1))
      where search[start...].starts(with: label) {
        found.append((start, start + label.count, fact))
      }
    }
    found.sort { $0.start < $1.start }
    return found.enumerated().compactMap { index, label in
      let limit = index + 1 < found.count ? found[index + 1].start : text.count
      return value(text[label.end..<limit]).map { ERMTrace(fact: label.fact, value: $0) }
    }
  }

  /// What follows "=" or ":", to the end of its line or to a semicolon or bar.
  private static func value(_ rest: ArraySlice<Character>) -> String? {
    let rest = rest.drop { $0 == " " }
    guard let sign = rest.first, sign == "=" || sign == ":" else { return nil }
    let value = rest.dropFirst().prefix { !$0.isNewline && $0 != ";" && $0 != "|" }
    var text = String(value).trimmedASCII()
    while text.last == "," || text.last == "." { text.removeLast() }
    return text.isEmpty ? nil : text
  }
}
