import Finding

/// What to tell a person about a search: how it went, and what would have to be loaded.
struct FoundNotes {
  private let report: FoundReport

  init(_ report: FoundReport) {
    self.report = report
  }

  var lines: [String] {
    (report.things.isEmpty ? nothing : found) + rejected + inputs
  }

  // MARK: - Found

  private var found: [String] {
    var lines: [String] = []
    if let read = report.titlesRead {
      lines.append(
        "No title is just this. These have all its words, the most alike first; "
          + "\(counted(read, "title was", "titles were")) read.")
    }
    let count = grouped(report.things.count)
    if report.notShown > 0 {
      let least = report.isCounted ? "" : "at least "
      lines.append(
        "\(count) shown, \(least)\(grouped(report.notShown)) more: --limit "
          + "\(report.things.count + report.notShown)")
    } else {
      lines.append("\(count) found.")
    }
    return lines + unread
  }

  private var unread: [String] {
    guard report.titlesRead != nil, !report.isReadThrough else { return [] }
    return [
      "There are more titles than find reads through. For all of them: almanac sql \"SELECT kind, id, "
        + "title FROM known_title WHERE title LIKE '%WORD%'\""
    ]
  }

  // MARK: - Nothing found

  /// The argument on one line, and not more of it than a line.
  private var sought: String {
    let line = String(report.sought.map { $0.isNewline ? " " : $0 })
    return line.count > 80 ? line.prefix(80) + "…" : line
  }

  private var nothing: [String] {
    let asked = report.readings.map(\.type)
    var words: [String] = []
    for type in asked where !words.contains(type.words) { words.append(type.words) }
    let inputs = Set(asked.flatMap(\.inputs))
    let looked = inputs.subtracting(report.notLoaded).sorted()
    var lines = ["Nothing is known of \(sought) here."]
    if words.isEmpty {
      lines[0] += " It has not the shape of anything that can be looked for."
    } else {
      lines[0] += " Looked for it as \(words.joined(separator: ", "))"
      lines[0] += looked.isEmpty ? "." : " in: \(looked.joined(separator: ", "))."
    }
    if let kind = report.otherAlmaID {
      lines.append(
        "It is the id of a record of kind \(kind). Nothing is found by these: give the id of its "
          + "bib, portfolio or collection.")
    }
    if words.isEmpty, report.sought.contains("://") {
      lines.append(
        "Nothing is found by its URL. Ask for a part of it: almanac sql \"SELECT portfolio_id, title, "
          + "url FROM current_portfolio WHERE url LIKE '%PART%'\"")
    }
    if report.isSupersededOnly {
      lines.append("A superseded snapshot has it, or the current ones do not count it: add --all.")
    }
    let needed = inputs.intersection(report.notLoaded).sorted()
    if !needed.isEmpty {
      lines.append(
        "It may stand in \(needed.joined(separator: ", ")), not loaded here: almanac import FILE")
    }
    return lines + unread
  }

  // MARK: - Always

  private var rejected: [String] {
    report.rejectedRows.map { row in
      "\(row.file) row \(row.row) names it and could not be read: \(row.reason)."
    }
  }

  private var inputs: [String] {
    var lines: [String] = []
    if !report.things.isEmpty, !report.notLoaded.isEmpty {
      lines.append(
        "Not loaded, so nothing is known from there: \(report.notLoaded.joined(separator: ", ")).")
    }
    return lines + report.troubles.map { "Note: \($0)." }
  }
}
