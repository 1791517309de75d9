/// How far an import has come.
package struct ImportProgress: Sendable, Equatable {
  /// The file being read.
  package let file: String
  /// How much of the file is read, 0 to 1; nil where that cannot be told, as in a workbook.
  package let share: Double?
  /// How much of all files is read, 0 to 1.
  package let totalShare: Double
  /// Rows of this file that are read.
  package let rows: Int
  /// Rows read a second, over all files.
  package let rowsPerSecond: Int
  /// Seconds that the rest will take at the pace so far; nil where it is too early to say.
  package let secondsLeft: Int?
}

/// Tells how far an import has come, ten times a second at most.
struct ProgressMeter {
  private let onProgress: (ImportProgress) -> Void
  private let totalBytes: Int
  private let start = ContinuousClock.now
  private var lastTold = ContinuousClock.now
  private var doneBytes = 0
  private var doneRows = 0
  private var file = ""
  private var fileBytes = 0
  private var rows = 0

  init(totalBytes: Int, _ onProgress: @escaping (ImportProgress) -> Void) {
    self.totalBytes = max(1, totalBytes)
    self.onProgress = onProgress
  }

  mutating func begin(file: String, bytes: Int) {
    self.file = file
    fileBytes = bytes
    rows = 0
  }

  /// Call for each row; `byte` is where it stands in the file, nil where that says nothing.
  mutating func row(at byte: Int?) {
    rows += 1
    // Asking for the time costs as much as a short row.
    guard rows & 0xFF == 0 else { return }
    let now = ContinuousClock.now
    guard now - lastTold > .milliseconds(100) else { return }
    lastTold = now
    let read = min(byte ?? 0, fileBytes)
    let share = byte == nil || fileBytes == 0 ? nil : Double(read) / Double(fileBytes)
    let total = Double(doneBytes + read) / Double(totalBytes)
    let seconds = max(0.001, (now - start) / .seconds(1))
    onProgress(
      ImportProgress(
        file: file, share: share, totalShare: min(1, total), rows: rows,
        rowsPerSecond: Int(Double(doneRows + rows) / seconds),
        secondsLeft: total > 0.02 ? Int(seconds / total * (1 - min(1, total))) : nil))
  }

  mutating func end() {
    doneBytes += fileBytes
    doneRows += rows
  }
}
