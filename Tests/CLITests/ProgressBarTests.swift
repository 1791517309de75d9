import Testing

@testable import Importing
@testable import almanac

struct ProgressBarTests {
  private func progress(_ file: String, _ share: Double?, left: Int?) -> ImportProgress {
    ImportProgress(
      file: file, share: share, totalShare: 0.25, rows: 210_000, rowsPerSecond: 95_000,
      secondsLeft: left)
  }

  @Test("a line says file, share, rows, pace and what is left")
  func line() {
    #expect(
      ProgressBar(progress("portfolios.csv", 0.5, left: 75)).text(width: 140)
        == "portfolios.csv [==========··········] 50 %, 210,000 rows, 95,000 a second, "
        + "all files 25 %, 1 min 15 s left")
    #expect(
      ProgressBar(progress("list.xlsx", nil, left: nil)).text(width: 100)
        == "list.xlsx reading, 210,000 rows, 95,000 a second, all files 25 %")
  }

  @Test("a long name is cut in front, and no line is wider than the terminal", arguments: 20...160)
  func width(_ width: Int) {
    let name = String(repeating: "folder/", count: 20) + "portfolios.csv"
    let line = ProgressBar(progress(name, 1, left: 5)).text(width: width)
    #expect(line.count < width)
    if width > 120 { #expect(line.contains("portfolios.csv [====================] 100 %")) }
  }

  @Test("progress is told at most ten times a second, and grows")
  func meter() {
    var told: [ImportProgress] = []
    var meter = ProgressMeter(totalBytes: 2_000_000) { told.append($0) }
    meter.begin(file: "a", bytes: 1_000_000)
    let start = ContinuousClock.now
    var row = 0
    while ContinuousClock.now - start < .milliseconds(450) {
      row += 1
      meter.row(at: min(row, 1_000_000))
    }
    meter.end()
    #expect((1...5).contains(told.count), "\(told.count)")
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.rows < $1.rows })
    #expect(told.allSatisfy { $0.totalShare <= 0.5 && ($0.share ?? 2) <= 1 })
  }
}
