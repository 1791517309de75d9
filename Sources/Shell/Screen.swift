// The stream of the pager is the C library's: from popen until pclose, which `finish` calls.
import Foundation
import Queries

/// Standard output, through a pager where a result is longer than the screen.
final class Screen: TextOutput {
  private let pager: String?
  private let lines: Int
  private var pending = ""
  private var pendingLines = 0
  private var stream: UnsafeMutablePointer<FILE>?
  private var hasLeft = false

  /// - Parameters:
  ///   - pager: the command; nil for none.
  ///   - lines: what fits the screen.
  init(pager: String?, lines: Int) {
    self.pager = pager
    self.lines = lines
  }

  /// The user's pager, or less: wide tables are not wrapped, and what fits is not paged.
  static var command: String? {
    let chosen = ProcessInfo.processInfo.environment["PAGER"] ?? "less -S -F -R -X"
    guard !chosen.allSatisfy(\.isWhitespace), chosen != "cat" else { return nil }
    return "LESS=\"${LESS-SFRX}\" LESSCHARSET=\"${LESSCHARSET-utf-8}\"; export LESS LESSCHARSET; "
      + chosen
  }

  /// Shows text, or keeps it until it is known whether it fits.
  func write(_ text: String) throws {
    guard !hasLeft else { throw PagerLeft() }
    if stream != nil { return try send(text) }
    guard let pager else { return try direct(text) }
    pending += text
    pendingLines += text.utf8.count { $0 == 10 }
    guard pendingLines > lines - 2 else { return }
    stream = popen(pager, "w")
    if stream == nil { try direct(pending) } else { try send(pending) }
    pending = ""
  }

  /// Only text is shown.
  func write(_ bytes: [UInt8]) throws {
    if pager == nil { return try direct(bytes) }
    try write(String(decoding: bytes, as: UTF8.self))
  }

  /// Shows what was kept, and waits until the reader is done with the pager.
  func finish() {
    if let stream {
      pclose(stream)
      self.stream = nil
    } else if !pending.isEmpty {
      try? direct(pending)
      pending = ""
    }
  }

  private func direct(_ text: String) throws { try direct(Array(text.utf8)) }

  private func direct(_ bytes: [UInt8]) throws {
    do {
      try writeAll(bytes, to: STDOUT_FILENO)
    } catch {
      if error.isReaderGone { throw ReaderGone() }
      throw OutputError.cannotWrite("standard output", reason: error.reason)
    }
  }

  private func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, stream)
    if written != bytes.count || fflush(stream) != 0 {
      hasLeft = true
      throw PagerLeft()
    }
  }
}

/// The reader has seen enough.
struct PagerLeft: Error {}

/// Nobody reads standard output any more: `almanac repl < statements.sql | head`.
struct ReaderGone: Error {}
