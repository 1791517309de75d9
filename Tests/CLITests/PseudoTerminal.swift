import Foundation
import TestSupport
import Testing

/// The real program in a terminal of its own, as a person has it.
final class PseudoTerminal {
  private let main: Int32
  private let process = Process()
  private var unread = ""

  static let setsid = "/usr/bin/setsid"
  /// TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)).
  private static let unlock: UInt = 0x4004_5431
  private static let replica: UInt = 0x8004_5430

  /// Whether a terminal can be had.
  static var exists: Bool { FileManager.default.isExecutableFile(atPath: setsid) }

  /// - Parameter environment: besides a home of its own, a plain pager and a terminal's name.
  init(
    _ arguments: [String], in folder: URL, rows: UInt16 = 24, columns: UInt16 = 80,
    environment: [String: String] = [:]
  ) throws {
    // As posix_openpt, unlockpt and ptsname do on Linux; Swift sees none of the three.
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var number: Int32 = 0
    guard main >= 0, ioctl(main, Self.unlock, &number) == 0, ioctl(main, Self.replica, &number) == 0
    else { throw CocoaError(.fileReadUnknown) }
    let name = "/dev/pts/\(number)"
    let replica = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard replica >= 0 else { throw CocoaError(.fileReadUnknown) }
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
    let handle = FileHandle(fileDescriptor: replica, closeOnDealloc: true)
    process.executableURL = URL(fileURLWithPath: Self.setsid)
    process.arguments = ["--ctty", "--wait", try Program.path()] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm", "PAGER": "cat",
      "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no",
    ].merging(environment) { $1 }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    try handle.close()
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(main)
  }

  /// Types.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      // Small pieces, reading in between, as a terminal does with what is pasted.
      let piece = Array(bytes[offset..<min(offset + 256, bytes.count)])
      let count = write(main, piece, piece.count)
      // A full terminal takes more when the program's own output was read.
      guard count > 0 || errno == EAGAIN else { return }
      offset += max(count, 0)
      read(milliseconds: count > 0 ? 0 : 5)
    }
  }

  /// Types a line and Return.
  func enter(_ line: String) { type(line + "\r") }

  func resize(rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
  }

  /// Waits for a text on the screen.
  ///
  /// - Returns: what came up to its end.
  @discardableResult
  func wait(
    for text: String, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if let range = unread.range(of: text) {
        let seen = String(unread[..<range.upperBound])
        unread = String(unread[range.upperBound...])
        if text.hasSuffix("> ") { waitForKeys(until: end) }
        return seen
      }
      guard ContinuousClock.now < end, read(milliseconds: 20) else {
        Issue.record(
          "no \(text.debugDescription) in \(unread.debugDescription)",
          sourceLocation: sourceLocation)
        throw CocoaError(.fileReadUnknown)
      }
    }
  }

  /// A prompt is there a moment before keys are taken as they come, which no person notices.
  private func waitForKeys(until end: ContinuousClock.Instant) {
    var state = termios()
    while tcgetattr(main, &state) == 0, state.c_lflag & tcflag_t(ICANON) != 0,
      ContinuousClock.now < end
    {
      read(milliseconds: 2)
    }
  }

  /// What has come and was not waited for.
  func rest(milliseconds: Int32 = 200) -> String {
    read(milliseconds: milliseconds)
    while read(milliseconds: 20, isPatient: false) {}
    defer { unread = "" }
    return unread
  }

  /// The exit code.
  func end() -> Int32 {
    let end = ContinuousClock.now + .seconds(20)
    while process.isRunning, ContinuousClock.now < end { read(milliseconds: 10) }
    return process.isRunning ? -1 : process.terminationStatus
  }

  /// - Returns: whether more may come.
  @discardableResult
  private func read(milliseconds: Int32, isPatient: Bool = true) -> Bool {
    var state = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, milliseconds) == 1 else { return isPatient }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(main, &bytes, bytes.count)
    guard count > 0 else { return false }
    pending.append(contentsOf: bytes[..<count])
    // A character may be cut between two pieces.
    if let text = String(validating: pending, as: UTF8.self) {
      unread += text
      pending = []
    }
    return true
  }

  private var pending: [UInt8] = []
}
