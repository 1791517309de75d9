import Queries

/// A snapshot's report as text for a person.
struct SnapshotText {
  private let report: SnapshotReport
  private let style: Style

  init(_ report: SnapshotReport, _ style: Style) {
    self.report = report
    self.style = style
  }

  var lines: [String] {
    let scope =
      report.scope == "part"
      ? "a part\(report.scopeName.isEmpty ? "" : ": \(report.scopeName)") (\(report.scopeReason))"
      : "all"
    var lines = [
      style.bold("Snapshot \(report.id)"),
      "  Kind           \(report.kind), of institution \(report.institution)",
      "  As of          \(report.asOf) (\(report.asOfSource)), loaded \(report.importedAt)",
      "  Scope          \(scope)",
      "  Role           \(report.role): \(report.rule)",
    ]
    lines += report.supersedes.map { "  Supersedes     \(text($0))" }
    lines += report.supersededBy.map { "  Superseded by  \(text($0))" }
    lines.append("  Match          \(match)")
    lines.append("  Facts          \(report.facts.joined(separator: ", "))")
    return lines + report.files.flatMap(file)
  }

  private func text(_ relation: SnapshotReport.Relation) -> String {
    "snapshot \(relation.id), as of \(relation.asOf): \(relation.why)"
  }

  private var match: String {
    switch report.match {
    case .used: "rests on it"
    case .usedAndStale: "rests on it, and is stale: almanac match"
    case .notUsed: "does not rest on it"
    case .noMatch: "is not made yet: almanac match"
    }
  }

  // MARK: - Files

  private func file(_ file: SnapshotReport.File) -> [String] {
    var lines = [
      "", style.bold(file.name),
      "  \(grouped(Int(file.bytes))) bytes, \(file.encoding), \(file.format)",
      "  SHA-256 \(file.sha256)",
      "  \(grouped(file.rowsRead)) read = \(grouped(file.rowsKept)) kept"
        + " + \(grouped(file.rowsRejected)) rejected + \(grouped(file.rowsBlank)) blank"
        + " + \(grouped(file.rowsLeftOut)) left out",
    ]
    lines += file.leftOut.map { "  left out: \(grouped($0.rows)) \($0.reason)" }
    lines += file.warnings.map { "  " + style.yellow("note: \($0)") }
    return lines + columns(file) + rejected(file)
  }

  private func columns(_ file: SnapshotReport.File) -> [String] {
    guard !file.columns.isEmpty else { return [] }
    let width = file.columns.map(\.header.count).max() ?? 0
    let lines = file.columns.map { column in
      let pad = String(repeating: " ", count: width - column.header.count)
      return "    \(column.header)\(pad)  \(column.field ?? "(unknown: kept under its own name)")"
    }
    return ["  Columns, and what they were read as"] + lines
  }

  private func rejected(_ file: SnapshotReport.File) -> [String] {
    guard file.rowsRejected > 0 else { return [] }
    let lines = file.firstRejected.flatMap { row in
      ["    row \(row.row): \(row.reason)", "      \(Self.clipped(row.raw))"]
    }
    let query = "SELECT row, reason, raw FROM rejected_row WHERE source_file_id = \(file.id)"
    let more =
      file.rowsRejected > file.firstRejected.count
      ? " (the first \(file.firstRejected.count) of \(grouped(file.rowsRejected)))" : ""
    return ["  Rows that could not be read\(more)"] + lines + ["    All: almanac sql '\(query)'"]
  }

  private static func clipped(_ raw: String) -> String {
    let line = String(raw.map { $0.isNewline ? " " : $0 })
    return line.count > 120 ? line.prefix(119) + "…" : line
  }
}
