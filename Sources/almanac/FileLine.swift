import Importing

/// One file's line in the ledger on the screen.
struct FileLine {
  let report: FileReport

  init(_ report: FileReport) {
    self.report = report
  }

  var text: String {
    switch report.fate {
    case .known(let day):
      return "\(report.name): loaded before, in the snapshot of \(day); skipped"
    case .passedOver(let reason): return "passed over: \(reason)"
    case .imported: break
    }
    let warnings = report.warnings.map { "  note: \($0)" }
    let counts = report.counts
    var line = "\(report.kind?.rawValue ?? "") \(report.name): \(grouped(counts.read)) read"
    line += " = \(grouped(counts.kept)) kept + \(grouped(counts.rejected)) rejected"
    line += " + \(grouped(counts.blank)) blank + \(grouped(counts.leftOutTotal)) left out"
    if !counts.leftOut.isEmpty {
      let reasons = counts.leftOut.sorted { $0.key < $1.key }.map {
        "\(grouped($0.value)) \($0.key)"
      }
      line += " (\(reasons.joined(separator: ", ")))"
    }
    line += ", \(seconds) s"
    return ([line] + warnings).joined(separator: "\n")
  }

  private var seconds: String {
    let tenths = Int((report.seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// A count with its noun: 1 row, 8,447 rows.
func counted(_ number: Int, _ one: String, _ several: String) -> String {
  "\(grouped(number)) \(number == 1 ? one : several)"
}

/// A count with its thousands set apart: 8,447.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0, index % 3 == 0, digit != "-" { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}
