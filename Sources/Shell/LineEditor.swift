// libedit. The bytes of a line are libedit's and live until the next call of el_gets; they are
// copied at once. The prompt's bytes are this object's and live until the next prompt is set or
// the object ends, which is after el_end. The owner that libedit is given is this object, unowned:
// libedit calls back during el_gets only, and so never after the object's end.
internal import CEdit
import Foundation
import Queries

/// What came of asking for a line.
package enum Reading: Equatable, Sendable {
  /// A line, without its end.
  case line(String)
  /// Ctrl-C: what was typed is dropped.
  case cancelled
  /// Ctrl-D, or the end of the file.
  case end
}

/// Lines edited on a terminal, with history and completion.
final class LineEditor {
  private let edit: OpaquePointer
  private let history: OpaquePointer
  private var prompt = UnsafeMutablePointer<CChar>.allocate(capacity: 1)

  /// Statements that are kept for the arrow keys.
  static let kept = 2_000

  /// What may stand where the cursor is, given the line before and after it.
  var complete: (_ before: String, _ after: String) -> Completion = { _, _ in .none }

  /// - Returns: nil where the terminal cannot be used.
  init?() {
    Self.useUTF8()
    guard let edit = almanac_edit_begin("almanac") else { return nil }
    guard let history = history_init() else {
      el_end(edit)
      return nil
    }
    self.edit = edit
    self.history = history
    prompt.pointee = 0
    _ = almanac_history_set_size(history, Int32(Self.kept))
    _ = almanac_edit_set_owner(edit, Unmanaged.passUnretained(self).toOpaque())
    _ = almanac_edit_use_emacs_keys(edit)
    _ = almanac_edit_handle_signals(edit, 1)
    _ = almanac_edit_use_history(edit, history)
    _ = almanac_edit_use_prompt(edit) { edit in edit.flatMap(LineEditor.owner)?.prompt }
    _ = almanac_edit_add_function(edit, "almanac-complete", "Completes a name") { edit, _ in
      edit.flatMap(LineEditor.owner)?.completeWord() ?? UInt8(CC_ERROR)
    }
    el_source(edit, nil)
    _ = almanac_edit_bind(edit, "\t", "almanac-complete")
    _ = almanac_edit_bind(edit, "\u{12}", "em-inc-search-prev")
  }

  deinit {
    el_end(edit)
    history_end(history)
    prompt.deallocate()
  }

  /// Without a locale of UTF-8, libedit drops what is not ASCII.
  private static func useUTF8() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  private static func owner(_ edit: OpaquePointer) -> LineEditor? {
    almanac_edit_owner(edit).map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Asks for one line.
  ///
  /// - Parameter prompt: bytes without room on the screen stand between two `\u{1}`.
  func read(prompt text: String) -> Reading {
    prompt.deallocate()
    let bytes = Array(text.utf8CString)
    prompt = .allocate(capacity: bytes.count)
    prompt.initialize(from: bytes, count: bytes.count)
    // Pressed before the keys were taken: it was meant for what is being typed.
    if Interruption.wasAsked {
      Interruption.reset()
      write("\n")
      return .cancelled
    }
    var count: Int32 = 0
    // libedit puts the terminal back and passes a signal on; then it gives the line up.
    let line = el_gets(edit, &count)
    if Interruption.wasAsked {
      Interruption.reset()
      write("^C\n")
      return .cancelled
    }
    guard let line, count > 0 else { return .end }
    let raw = UnsafeRawBufferPointer(start: line, count: strlen(line))
    var copied = String(decoding: raw, as: UTF8.self)
    if copied.unicodeScalars.last == "\n" { copied.unicodeScalars.removeLast() }
    return .line(copied)
  }

  /// Lets the arrow keys find a statement.
  func remember(_ statement: String) {
    _ = almanac_history_add(history, statement)
  }

  // MARK: - Completion

  private func completeWord() -> UInt8 {
    guard let info = el_line(edit)?.pointee else { return UInt8(CC_ERROR) }
    let before = String(
      decoding: UnsafeRawBufferPointer(start: info.buffer, count: info.cursor - info.buffer),
      as: UTF8.self)
    let after = String(
      decoding: UnsafeRawBufferPointer(start: info.cursor, count: info.lastchar - info.cursor),
      as: UTF8.self)
    // A tab in front, or in pasted text, sets in.
    if hasMoreInput || before.allSatisfy(\.isWhitespace) {
      el_insertstr(edit, "  ")
      return UInt8(CC_REFRESH)
    }
    let completion = complete(before, after)
    guard let insertion = completion.insertion else { return UInt8(CC_REFRESH_BEEP) }
    if insertion != completion.word {
      el_deletestr(edit, Int32(completion.word.unicodeScalars.count))
      el_insertstr(edit, insertion)
      return UInt8(CC_REFRESH)
    }
    write("\n" + completion.listing(width: Terminal.width ?? 80))
    return UInt8(CC_REDISPLAY)
  }

  /// Whether more was typed or pasted than was read so far.
  private var hasMoreInput: Bool {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) == 1
  }

  private func write(_ text: String) { almanac_edit_show(text) }
}
