import Foundation
import Queries

extension Session {
  /// What a page or workbook says of its own making, of SQL that a person typed.
  func about(_ sql: String) -> ResultAbout? {
    try? guardian.lifted { try ResultAbout(store, sql: sql) }
  }

  /// Prints one result where results go at present: the screen, a file for once, or a file that
  /// gathers.
  ///
  /// - Returns: false where the reader left the pager before all of it was there.
  func print(about: ResultAbout?, _ body: (inout any RowPrinter) throws -> Int) throws -> Bool {
    var style = style
    style.about = about
    if let once {
      self.once = nil
      try printOnce(once.path, replaces: once.replaces, style, body)
      return true
    }
    if let output {
      try gather(in: output, style, body)
      return true
    }
    style.width = Terminal.width
    style.isColoured = options.paint.isColoured
    let screen = Screen(
      pager: isInteractive ? Screen.command : nil, lines: Terminal.height ?? .max)
    defer { screen.finish() }
    var printer: any RowPrinter = format.printer(to: screen, style: style)
    do {
      _ = try body(&printer)
    } catch is PagerLeft {
      return false
    }
    return true
  }

  /// Adds a result to the file that gathers: the whole of it, or nothing of it.
  private func gather(
    in output: WholeFile, _ style: PrintStyle, _ body: (inout any RowPrinter) throws -> Int
  ) throws {
    let size = output.size
    do {
      var printer: any RowPrinter = format.printer(to: output, style: style)
      _ = try body(&printer)
    } catch {
      output.cut(to: size)
      // It could not be written to, and is gone.
      if error is OutputError { discardOutput() }
      throw error
    }
  }

  /// A file of its own, whole or not at all, in the format of its suffix.
  private func printOnce(
    _ path: String, replaces: Bool, _ style: PrintStyle,
    _ body: (inout any RowPrinter) throws -> Int
  ) throws {
    let format = ResultFormat(fileName: path) ?? (self.format == .table ? .csv : self.format)
    let file = try WholeFile(path: path, replacing: replaces)
    do {
      var printer: any RowPrinter = format.printer(to: file, style: style)
      let rows = try body(&printer)
      try file.finish()
      say("\(counted(rows)) in \(path)")
    } catch {
      file.discard()
      throw error
    }
  }

  /// Gives up the file that gathers results.
  func discardOutput() {
    output?.discard()
    forgetOutput()
  }

  private func forgetOutput() {
    output = nil
    format = formatOfScreen ?? format
    formatOfScreen = nil
  }

  /// Puts the file that gathers results in its place.
  func closeOutput() throws {
    guard let output else { return }
    forgetOutput()
    try output.finish()
    say("Results are in \(output.path)")
  }

  /// Text that is no result: a list, a report.
  func show(_ lines: [String]) throws {
    let text = lines.map { $0 + "\n" }.joined()
    if let output { return try output.write(text) }
    let screen = Screen(
      pager: isInteractive ? Screen.command : nil, lines: Terminal.height ?? .max)
    defer { screen.finish() }
    do {
      try screen.write(Terminal.width == nil ? text : shownText(text))
    } catch is PagerLeft {}
  }
}
