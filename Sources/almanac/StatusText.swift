import Queries

/// A status report as text for a person.
struct StatusText {
  private let report: StatusReport
  private let style: Style

  init(_ report: StatusReport, _ style: Style) {
    self.report = report
    self.style = style
  }

  var lines: [String] {
    var lines = [
      "Database      \(report.database)",
      "Institution   \(report.institutions.isEmpty ? "none yet" : report.institutions.joined(separator: ", "))",
      "", style.bold("Loaded"),
    ]
    lines += report.snapshots.flatMap(snapshot)
    if report.snapshots.isEmpty { lines.append("  nothing. Begin with: almanac import FOLDER") }
    lines += troubles + gates + questions
    if report.availabilityDisagreements > 0 {
      lines += [
        "",
        counted(report.availabilityDisagreements, "portfolio is", "portfolios are")
          + " active in one file and inactive in another, counted as inactive: almanac sql 'SELECT * FROM availability_disagreement'",
      ]
    }
    if !report.snapshots.isEmpty {
      lines += ["", "Next: almanac run duplicates/by-collection --db \(report.database)"]
    }
    return lines
  }

  private func snapshot(_ snapshot: StatusReport.Snapshot) -> [String] {
    var notes: [String] = []
    if report.institutions.count > 1 { notes.append(snapshot.institution) }
    if snapshot.scope == "part" {
      let name = snapshot.scopeName.isEmpty ? "" : " \(snapshot.scopeName)"
      notes.append("a part:\(name) (\(snapshot.scopeReason))")
    }
    switch snapshot.role {
    case "superseded":
      notes.append(
        "superseded by \(snapshot.supersededBy.map { "snapshot \($0)" } ?? "a newer one")")
    case "facts":
      notes.append(
        snapshot.kind == "bibs"
          ? "adds facts only: MARC, or a newer whole, says more"
          : "older than the whole: adds facts only")
    case "older": notes.append("superseded, but for facts that the newer ones lack")
    default: break
    }
    let suffix = notes.isEmpty ? "" : "  [\(notes.joined(separator: "; "))]"
    let head = "  \(padded(snapshot.kind, 15)) as of \(snapshot.asOf) (\(snapshot.asOfSource))"
    return ["\(head), snapshot \(snapshot.id)\(suffix)"] + snapshot.files.flatMap(file)
  }

  private func file(_ file: StatusReport.File) -> [String] {
    let line =
      "    \(file.name): \(grouped(file.rowsRead)) read = \(grouped(file.rowsKept)) kept"
      + " + \(grouped(file.rowsRejected)) rejected + \(grouped(file.rowsBlank)) blank"
      + " + \(grouped(file.rowsLeftOut)) left out (\(file.encoding), \(file.format))"
    return [line] + file.warnings.map { "      " + style.yellow("note: \($0)") }
  }

  private var troubles: [String] {
    guard !report.troubles.isEmpty else { return [] }
    let lines = report.troubles.map { trouble in
      "  " + style.yellow(trouble.text)
        + (report.institutions.count > 1 ? " (\(trouble.institution))" : "")
    }
    return ["", style.bold("Not loaded, or not whole and fresh")] + lines
      + ["  Where to get a file, and what it settles: almanac inputs KIND"]
  }

  private var gates: [String] {
    guard !report.unknownGates.isEmpty else { return [] }
    let lines = report.unknownGates.map { gate in
      "  \(padded(gate.gate, 20)) \(counted(gate.portfolios, "title", "titles")): \(gate.detail). "
        + "Load: \(gate.load)\(hint(gate.inputs))"
    }
    return ["", style.bold("Gates that are unknown (never passed)")] + lines
  }

  /// Where to read how to get the files.
  private func hint(_ kinds: [String]) -> String {
    guard !kinds.isEmpty else { return "" }
    return " (\(kinds.map { "almanac inputs \($0)" }.joined(separator: ", ")))"
  }

  private var questions: [String] {
    guard !report.snapshots.isEmpty else { return [] }
    let lines = report.questions.map { question in
      let answer = question.lacks.isEmpty ? style.green("yes") : style.yellow("in part")
      let lacks =
        question.lacks.isEmpty ? "" : "  (lacks \(question.lacks.joined(separator: ", ")))"
      let pad = String(repeating: " ", count: question.lacks.isEmpty ? 6 : 2)
      return "  \(answer)\(pad)\(padded(question.query, 27)) \(question.question)\(lacks)"
    }
    return ["", style.bold("Which questions can be answered")] + lines
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
