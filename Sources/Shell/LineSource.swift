import Foundation

/// Where the console's lines come from.
protocol LineSource: AnyObject {
  /// The number of the line that was read last, from 1.
  var number: Int { get }
  /// The next line; the prompt is only made where somebody sees it.
  func read(prompt: @autoclosure () -> String) -> Reading
}

/// A person at a terminal.
final class TerminalLines: LineSource {
  let editor: LineEditor
  private(set) var number = 0

  init(_ editor: LineEditor) { self.editor = editor }

  func read(prompt: @autoclosure () -> String) -> Reading {
    number += 1
    return editor.read(prompt: prompt())
  }
}

/// A pipe or a file: no prompt, nothing is edited.
final class FileLines: LineSource {
  private let handle: FileHandle
  private var pending: [UInt8] = []
  private var used = 0
  /// Where no line's end was found yet.
  private var searched = 0
  private var hasEnded = false
  private(set) var number = 0

  init(_ handle: FileHandle) { self.handle = handle }

  func read(prompt: @autoclosure () -> String) -> Reading {
    while true {
      if let end = pending[max(used, searched)...].firstIndex(of: 10) {
        defer { used = end + 1 }
        return line(pending[used..<end])
      }
      if hasEnded {
        guard used < pending.count else { return .end }
        defer { used = pending.count }
        return line(pending[used...])
      }
      pending.removeFirst(used)
      used = 0
      searched = pending.count
      let piece = (try? handle.read(upToCount: 65_536)) ?? Data()
      hasEnded = piece.isEmpty
      pending.append(contentsOf: piece)
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> Reading {
    number += 1
    var bytes = bytes
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == 13 { bytes = bytes.dropLast() }
    return .line(String(decoding: bytes, as: UTF8.self))
  }
}
