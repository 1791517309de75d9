import Foundation

/// Python as another implementation to compare with; tests skip, saying so, where it is absent.
package enum Python {
  /// Whether python3 is there and has these modules.
  package static func has(_ modules: String) -> Bool {
    (try? run("import \(modules)", [])) != nil
  }

  /// What a script writes; throws where it fails.
  package static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self)
  }
}
