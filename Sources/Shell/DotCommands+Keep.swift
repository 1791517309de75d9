import Foundation
import GRDB
import Queries
import Store

/// Commands for statements in files.
extension DotCommand {
  static let keeping: [DotCommand] = [
    DotCommand(
      name: "read", usage: "FILE", help: "runs the statements and commands of a file",
      arguments: [.file]
    ) { session, words in
      try words.expect(1...1)
      guard let file = FileHandle(forReadingAtPath: FileNames.expanded(words.all[0])) else {
        throw ShellError.noFile(words.all[0])
      }
      try session.push(file)
    },
    DotCommand(
      name: "edit", usage: "", help: "opens the last statement in your editor, then runs it",
      arguments: []
    ) { session, words in
      try words.expect(0...0)
      try session.edit()
    },
    DotCommand(
      name: "save", usage: "GROUP/NAME [QUESTION]",
      help: "keeps the last statement as a named query of your own", arguments: [.query]
    ) { session, words in
      try words.expect(1...100)
      let question = words.all.dropFirst().joined(separator: " ")
      try session.save(words.all[0], question: question)
    },
    DotCommand(name: "quit", usage: "", help: "leaves; so does Ctrl-D", arguments: []) {
      session, words in
      session.hasQuit = true
    },
  ]
}

extension Session {
  /// The user's editor on the last statement; what comes back is run.
  func edit() throws {
    guard isInteractive else { throw ShellError.said(".edit needs a terminal.") }
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("almanac-\(UUID().uuidString).sql").path
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(lastStatement.utf8), attributes: [.posixPermissions: 0o600])
    else { throw ShellError.said("No temporary file could be made for the editor.") }
    defer { try? FileManager.default.removeItem(atPath: path) }
    // The shell takes an editor with options; it is asked as git asks it.
    let command = "${VISUAL:-${EDITOR:-vi}} '\(path.replacing("'", with: "'\\''"))'"
    guard system(command) == 0, let data = FileManager.default.contents(atPath: path) else {
      throw ShellError.said("The editor failed. Name one that is there: export EDITOR=nano")
    }
    let sql = DotCommand.trimmed(String(decoding: data, as: UTF8.self))
    guard !sql.isEmpty else { return say("Nothing to run.") }
    say(sql)
    lastStatement = sql
    remember(sql)
    try execute(sql)
  }

  /// Writes the last statement as a query file, after checking that it will be one.
  func save(_ name: String, question: String) throws {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(Self.isFileName) else {
      throw ShellError.usage(".save GROUP/NAME [QUESTION], such as .save mine/springer")
    }
    let sql = DotCommand.trimmed(lastStatement)
    guard !sql.isEmpty else { throw ShellError.said("There is no statement yet to save.") }
    let path = "\(options.queryFolder)/\(name).sql"
    if FileManager.default.fileExists(atPath: path), isInteractive,
      !confirm("\(path) is there already. Replace it?")
    {
      return
    }
    let exists = FileManager.default.fileExists(atPath: path)
    guard isInteractive || !exists else { throw OutputError.exists(path) }
    var header = try SavedHeader(sql, store: store, names: names)
    header.question = question
    if isInteractive { ask(&header) }
    let text = header.text(sql: sql, values: parameters)
    let query = try QueryFile(name: name, text: text, folder: options.queryFolder)
    try store.read { db in _ = try QueryRun.check(query, db) }
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    let file = try WholeFile(path: path, replacing: true)
    try file.write(text)
    try file.finish()
    forgetCatalog()
    say("Saved in \(path). Run it: .run \(name), or almanac run \(name)")
  }

  private static func isFileName(_ part: Substring) -> Bool {
    !part.isEmpty && !part.hasPrefix(".")
      && part.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      }
  }

  /// The header that a query needs, asked for line by line; Enter keeps what is proposed.
  private func ask(_ header: inout SavedHeader) {
    func answer(_ what: String, _ proposal: String) -> String {
      let shown = proposal.isEmpty ? "" : " [\(proposal)]"
      FileHandle.standardError.write(Data("\(what)\(shown): ".utf8))
      let typed = DotCommand.trimmed(readLine() ?? "")
      return typed.isEmpty ? proposal : typed
    }
    header.question = answer("The question that it answers", header.question)
    header.answers = answer("What a row of the answer is", header.answers)
    header.needs = answer("The inputs that it needs", header.needs)
    header.then = answer("What to do with the answer", header.then)
    for column in header.columns.indices {
      let (name, meaning) = header.columns[column]
      header.columns[column].meaning = answer("Column \(name)", meaning)
    }
  }
}
