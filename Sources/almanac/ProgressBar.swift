import Importing

/// One line that shows how far an import has come.
struct ProgressBar {
  private let progress: ImportProgress

  init(_ progress: ImportProgress) {
    self.progress = progress
  }

  /// Not longer than `width` characters.
  func text(width: Int) -> String {
    var parts = [bar]
    parts.append("\(grouped(progress.rows)) rows, \(grouped(progress.rowsPerSecond)) a second")
    parts.append("all files \(percent(progress.totalShare))")
    if let left = progress.secondsLeft { parts.append("\(duration(left)) left") }
    let facts = parts.joined(separator: ", ")
    let room = max(8, width - facts.count - 2)
    let name =
      progress.file.count > room ? "…" + progress.file.suffix(room - 1) : progress.file
    return String("\(name) \(facts)".prefix(max(1, width - 1)))
  }

  private static let cells = 20

  private var bar: String {
    guard let share = progress.share else { return "reading" }
    let filled = Int((share * Double(Self.cells)).rounded())
    let blanks = String(repeating: "·", count: Self.cells - filled)
    return "[\(String(repeating: "=", count: filled))\(blanks)] \(percent(share))"
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  private func duration(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
