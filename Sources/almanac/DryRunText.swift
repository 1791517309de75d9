import Importing

/// What an import would do, for people.
struct DryRunText {
  private let dryRun: DryRun
  private let style: Style

  init(_ dryRun: DryRun, _ style: Style) {
    self.dryRun = dryRun
    self.style = style
  }

  var text: String {
    var lines = dryRun.files.flatMap(file)
    if !dryRun.snapshots.isEmpty { lines += ["", style.bold("Snapshots that this would make")] }
    lines += dryRun.snapshots.map { snapshot in
      "  \(snapshot.kind), as of \(snapshot.asOf) (\(snapshot.asOfSource)), \(snapshot.scope): "
        + Self.roles[snapshot.role, default: snapshot.role]
    }
    return (lines + ["", "Nothing was written."]).joined(separator: "\n")
  }

  private static let roles = [
    "whole": "the newest whole", "part": "newer than the whole, decides on its own part",
    "facts": "older than the whole, adds facts only",
    "older": "superseded, but for facts that the newer one lacks",
    "superseded": "superseded at once: a newer one is loaded",
  ]

  private func file(_ file: DryRun.File) -> [String] {
    var lines = [style.bold("\(file.name): \(file.kind)"), "  \(file.format), \(file.encoding)"]
    if !file.columns.isEmpty {
      lines.append("  columns understood:")
      lines += file.columns.map { header, field in "    \(header)  =  \(field)" }
    }
    lines += list("columns kept as they are", file.unknown)
    lines += list("not in this file", file.absent)
    for (number, row) in file.rows.enumerated() {
      lines.append("  record \(number + 1) as it is understood:")
      lines += row.map { field, value in "    \(field) = \(Self.oneLine(value))" }
    }
    for (row, reason) in file.rejects {
      lines.append("  " + style.yellow("rejected: row \(row), \(Self.oneLine(reason))"))
    }
    if let repeats = file.repeats, repeats > 0 {
      lines.append(
        "  "
          + style.yellow(
            counted(repeats, "row names", "rows name") + " a record that an earlier row named"))
    }
    return lines
  }

  private func list(_ title: String, _ names: [String]) -> [String] {
    names.isEmpty ? [] : ["  \(title): \(names.joined(separator: ", "))"]
  }

  private static func oneLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 100 ? line.prefix(99) + "…" : line
  }
}
