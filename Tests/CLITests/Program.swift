import Foundation
import TestSupport
import Testing

/// What a run of the program came to.
struct Outcome {
  let code: Int32
  let out: String
  let err: String

  var errorLines: [String] { err.split(separator: "\n").map(String.init) }
}

/// The built program, run as a process of its own.
enum Program {
  /// The executable beside the test bundle.
  static func path() throws -> String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("almanac").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
      {
        return candidate
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Runs the program in a folder, with nothing of this process's environment but its paths.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    executable: String? = nil, stdout: String? = nil, stdin: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try executable ?? path())
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "SWIFT_BACKTRACE": "enable=no",
    ].merging(environment) { $1 }
    // Files and not pipes, so that much output cannot block the program.
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("almanac-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let out = scratch.appendingPathComponent("out")
    let err = scratch.appendingPathComponent("err")
    for file in [out, err] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    if let stdin {
      let file = scratch.appendingPathComponent("in")
      try Data(stdin.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    }
    process.standardOutput = try FileHandle(
      forWritingTo: stdout.map { URL(fileURLWithPath: $0) } ?? out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }
}

extension Sandbox {
  /// Runs the program in this folder, where `almanac.db` is the database.
  @discardableResult
  func almanac(
    _ arguments: String..., environment: [String: String] = [:], stdout: String? = nil
  ) throws -> Outcome {
    try Program.run(arguments, in: folder, environment: environment, stdout: stdout)
  }

  /// Runs the console on these lines, in a pipe.
  @discardableResult
  func repl(_ lines: String, _ arguments: String...) throws -> Outcome {
    try Program.run(["repl"] + arguments, in: folder, stdin: lines)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  /// The names of the files in the folder.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// A small library, loaded by the program.
  static func loaded() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", Small.p2e)
    try sandbox.write("portfolios.csv", Small.portfolios)
    let outcome = try sandbox.almanac("import", "p2e.csv", "portfolios.csv")
    try #require(outcome.code == 0, "\(outcome.err)")
    return sandbox
  }
}

/// One clear sentence, and nothing that only a programmer can read.
func expectOneSentence(
  _ outcome: Outcome, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.out == "", sourceLocation: sourceLocation)
  #expect(outcome.errorLines.count == 1, "\(outcome.err)", sourceLocation: sourceLocation)
  #expect(outcome.err.hasPrefix("almanac: "), "\(outcome.err)", sourceLocation: sourceLocation)
  for bad in ["SQLite", "SQLITE", "Fatal", "NSError", "Error Domain", "0x"] {
    #expect(!outcome.err.contains(bad), "\(outcome.err)", sourceLocation: sourceLocation)
  }
  for word in words {
    #expect(outcome.err.contains(word), "\(outcome.err)", sourceLocation: sourceLocation)
  }
}

enum Small {
  static let p2e = "100035,portfolio\n100046,db\n"
  static let portfolios = """
    Portfolio Id,MMS Id,Title,Availability,Portfolio Static URL
    5310000000011234,9910003500011234,Birds of the Coast,Available,http://a.example.org/1
    5310000000021234,9910003600011234,Ferns,Available,http://a.example.org/2

    """
}
