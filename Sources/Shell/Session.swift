import Foundation
import GRDB
import Queries
import Store

/// One console: its settings, and the statement that is being typed.
package final class Session {
  let store: Store
  let hooks: ShellHooks
  let options: ShellOptions
  let guardian: ConsoleGuard
  let isInteractive: Bool

  // What dot commands change.
  var format: ResultFormat
  var style = PrintStyle()
  var output: WholeFile?
  /// The format to go back to when the file that gathers is done.
  var formatOfScreen: ResultFormat?
  var once: (path: String, replaces: Bool)?
  var isTimed: Bool
  var parameters: [String: Cell] = [:]
  var asOf: String?
  /// The last statement that was entered, for .save, .edit and .explain.
  var lastStatement = ""
  var hasQuit = false

  private var sources: [LineSource] = []
  private var editor: LineEditor?
  private let history = HistoryFile(path: HistoryFile.standardPath)
  private var buffer = StatementBuffer()
  private var firstLine = 1
  private var knownNames: SchemaNames?
  private var knownCatalog: Catalog?
  private var knownVersion: Int?

  /// - Throws: `StoreError` where the database cannot be guarded.
  package init(_ store: Store, _ options: ShellOptions, _ hooks: ShellHooks) throws {
    self.store = store
    self.options = options
    self.hooks = hooks
    isInteractive = Terminal.isInteractive
    isTimed = isInteractive
    format = options.format ?? (Terminal.width == nil ? .csv : .table)
    guardian = try store.queue.unsafeRead { db in
      SQLFunction.addAll(to: db)
      return try ConsoleGuard(db, mayWrite: options.mayWrite)
    }
  }

  // MARK: - The loop

  /// Reads and runs until the end.
  ///
  /// - Returns: the exit code: of the first error where nobody types, else 0.
  package func run() -> Int32 {
    InterruptKey.install()
    if isInteractive, let editor = LineEditor() {
      self.editor = editor
      history.statements().forEach(editor.remember)
      editor.complete = { [unowned self] before, after in self.completion(before, after) }
      sources = [TerminalLines(editor)]
      greet()
    } else {
      sources = [FileLines(FileHandle.standardInput)]
    }
    sayWhatIsStale()
    let code = readAll()
    // Nobody is there to see that a script ended before its end: no file, rather than half of one.
    if code != 0, let path = output?.path {
      discardOutput()
      Self.talk("almanac: \(path) was not written.")
    }
    do {
      try closeOutput()
    } catch {
      report(error)
      return exitCode(of: error)
    }
    return code
  }

  private func greet() {
    say("almanac console on \(store.path). Statements end with a semicolon; .help lists commands.")
    if options.mayWrite { say("Statements may change the database (--write).") }
  }

  private func readAll() -> Int32 {
    while !hasQuit {
      guard let source = sources.last else { return 0 }
      do {
        switch source.read(prompt: prompt) {
        case .line(let line): try take(line)
        case .cancelled: buffer.clear()
        case .end:
          try takeRest()
          sources.removeLast()
          if sources.isEmpty, isInteractive { say("") }
        }
      } catch is ReaderGone {
        return 0
      } catch {
        buffer.clear()
        report(error)
        // Ctrl-C stopped the statement, and was not meant for the next line.
        Interruption.reset()
        // A file that was read in ends with its first error; so does a pipe.
        while sources.last is FileLines { sources.removeLast() }
        if sources.isEmpty { return exitCode(of: error) }
      }
    }
    return 0
  }

  private var prompt: String {
    if !buffer.isBlank { return options.paint.prompt("    ...>") }
    let day = asOf.map { " as of \($0)" } ?? ""
    let isOpen = store.queue.unsafeRead { $0.hasOpenTransaction }
    return options.paint.prompt("almanac\(day)\(isOpen ? "*" : "")>")
  }

  /// Reads a file's lines as if they were typed.
  func push(_ file: FileHandle) throws {
    guard sources.count < 10 else { throw ShellError.said("Files read files ten deep; enough.") }
    sources.append(FileLines(file))
  }

  // MARK: - Lines

  private func take(_ line: String) throws {
    if line.utf8.contains(0) {
      throw ShellError.said("The line holds a NUL, which no statement can.")
    }
    if buffer.isBlank {
      buffer.clear()
      let trimmed = line.drop(while: \.isWhitespace)
      if trimmed.hasPrefix(".") {
        remember(line)
        return try DotCommand.run(String(trimmed.dropFirst()), self)
      }
      firstLine = sources.last?.number ?? 1
    }
    buffer.add(line)
    if buffer.isComplete { try runBuffer() }
  }

  /// The end of a pipe ends its last statement.
  private func takeRest() throws {
    guard !buffer.isBlank, !(sources.last is TerminalLines) else {
      buffer.clear()
      return
    }
    try runBuffer()
  }

  private func runBuffer() throws {
    let sql = buffer.text
    buffer.clear()
    remember(sql)
    lastStatement = sql
    try execute(sql)
  }

  /// Keeps what was typed for the arrow keys.
  func remember(_ statement: String) {
    guard let editor, sources.last is TerminalLines else { return }
    editor.remember(statement)
    // What begins with a blank is not kept.
    if statement.first?.isWhitespace == false { history.add(statement) }
  }

  // MARK: - Names

  /// The named queries; read when they are first asked for, as a console should be there at once.
  func catalog() throws -> Catalog {
    let catalog = try knownCatalog ?? hooks.catalog()
    knownCatalog = catalog
    return catalog
  }

  /// After a query was added.
  func forgetCatalog() {
    knownCatalog = nil
    forgetNames()
  }

  /// The names of the schema; read when they are first asked for.
  var names: SchemaNames {
    var names = knownNames ?? readNames()
    knownNames = names
    names.parameters = parameters.keys.sorted()
    return names
  }

  private func readNames() -> SchemaNames {
    let queries = ((try? catalog())?.queries ?? []).map {
      SchemaNames.Query($0.name, $0.parameters.map(\.name))
    }
    return
      (try? store.queue.unsafeRead { db in
        try guardian.lifted { try SchemaNames(db, queries: queries) }
      }) ?? SchemaNames()
  }

  /// After the schema or the queries may have changed.
  func forgetNames() {
    knownNames = nil
    knownVersion = nil
  }

  private func completion(_ before: String, _ after: String) -> Completion {
    let start = buffer.isBlank ? "" : buffer.text + "\n"
    return Completion.suggest(
      before: start + before, after: after, names: names, files: FileNames.beginning(with:))
  }

  // MARK: - Talk

  /// Tells a person something; in a pipe nobody listens.
  func say(_ text: String) {
    guard isInteractive, !options.isQuiet else { return }
    Self.talk(text)
  }

  /// A note that must not be missed, also in a pipe.
  func note(_ text: String) {
    guard !options.isQuiet else { return }
    Self.talk(options.paint.yellow("Note: \(text)"))
  }

  private func exitCode(of error: any Error) -> Int32 {
    switch error {
    case let error as StatementError: error.exitCode
    case let error as ShellError: error.exitCode
    default: hooks.exitCode(error)
    }
  }

  private static func talk(_ text: String) {
    let shown = isatty(STDERR_FILENO) == 1 ? shownText(text) : text
    FileHandle.standardError.write(Data((shown + "\n").utf8))
  }

  private func report(_ error: any Error) {
    let source = sources.last
    guard let failed = error as? StatementError else {
      return Self.talk(place(source, line: source?.number) + options.paint.red("\(error)"))
    }
    let lines = [failed.message] + failed.place + (failed.hint.map { [$0] } ?? [])
    Self.talk(
      place(source, line: firstLine + failed.line)
        + options.paint.red(lines[0]) + lines.dropFirst().map { "\n" + $0 }.joined())
  }

  /// Where a script stands; a person sees it.
  private func place(_ source: LineSource?, line: Int?) -> String {
    guard source is FileLines, let line else { return "" }
    return "almanac: line \(line): "
  }

  /// Says that the match is stale, once for each state of the database.
  func sayWhatIsStale() {
    let version = try? store.queue.unsafeRead { db in
      try guardian.lifted { try Int.fetchOne(db, sql: "PRAGMA data_version") }
    }
    guard version != knownVersion else { return }
    knownVersion = version
    if let text = try? hooks.staleNote() { note(text) }
  }
}
