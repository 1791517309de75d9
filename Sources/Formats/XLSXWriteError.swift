/// Why a workbook could not be written.
package enum XLSXWriteError: Error, Sendable, Equatable {
  /// The parts of the workbook are gathered in temporary files in `folder`, and that failed.
  case cannotSpill(folder: String, reason: String)
  /// The library refused; `reason` is its own text.
  case failed(reason: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 { 74 }
}

extension XLSXWriteError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .cannotSpill(let folder, let reason):
      "No workbook was written: a temporary file in \(folder) failed: \(reason). "
        + "Make room there, or name another folder in TMPDIR."
    case .failed(let reason):
      "No workbook was written: \(reason). Write the same as CSV: --format csv."
    }
  }
}
